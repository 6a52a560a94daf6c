// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/fields.h"

#include "core/domain/drift.h"
#include "core/domain/severity.h"
#include "core/domain/verdict.h"

#include <algorithm>
#include <array>

namespace tocsin::filter {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array table = {
    Field{FieldId::Endpoint, "endpoint"_L1, false, true, "endpoint:orders"_L1, "name of the endpoint"_L1},
    Field{FieldId::Verdict, "verdict"_L1, false, true, "verdict:mismatch"_L1,
          "result of the signature check"_L1},
    Field{FieldId::Severity, "severity"_L1, true, true, "severity>=high"_L1,
          "severity stated by the payload"_L1},
    Field{FieldId::Risk, "risk"_L1, true, true, "risk>=70"_L1, "risk score stated by the payload"_L1},
    Field{FieldId::Ip, "ip"_L1, false, true, "ip:203.0.113.0/24"_L1,
          "address of the peer or in the payload"_L1},
    Field{FieldId::Event, "event"_L1, false, true, "event:auth.*"_L1, "event name; * stands for any text"_L1},
    Field{FieldId::Scheme, "scheme"_L1, false, true, "scheme:socwarden"_L1, "signature scheme"_L1},
    Field{FieldId::Secret, "secret"_L1, false, true, "secret:orders-2026"_L1,
          "label of the secret that matched"_L1},
    Field{FieldId::Method, "method"_L1, false, true, "method:POST"_L1, "request method"_L1},
    Field{FieldId::Path, "path"_L1, false, false, "path:/health"_L1,
          "path starts with this; path:*x* contains it"_L1},
    Field{FieldId::Status, "status"_L1, true, true, "status>=400"_L1,
          "status that was answered; 4xx is a class"_L1},
    Field{FieldId::Size, "size"_L1, true, true, "size>10k"_L1, "bytes of head and body; k, m, g"_L1},
    Field{FieldId::Attempt, "attempt"_L1, true, true, "attempt>1"_L1,
          "number of the attempt within its event"_L1},
    Field{FieldId::Since, "since"_L1, false, false, "since:2h"_L1,
          "received in the last 2h, or since a date"_L1},
    Field{FieldId::Until, "until"_L1, false, false, "until:2026-01-31"_L1,
          "received before; a date counts whole"_L1},
    Field{FieldId::Is, "is"_L1, false, true, "is:pinned"_L1, "mark or state of the delivery"_L1},
    Field{FieldId::Id, "id"_L1, true, true, "id:1204"_L1, "number of the delivery"_L1},
    Field{FieldId::Format, "format"_L1, false, true, "format:json"_L1, "kind of payload"_L1},
    Field{FieldId::Title, "title"_L1, false, false, "title:login"_L1, "title contains this"_L1},
    Field{FieldId::Actor, "actor"_L1, false, false, "actor:alice"_L1, "actor contains this"_L1},
    Field{FieldId::Drift, "drift"_L1, false, true, "drift:any"_L1,
          "how the body differs from the accepted contract"_L1},
};

constexpr std::array<QLatin1StringView, 7> severityWords = {
    "critical"_L1, "high"_L1, "medium"_L1, "low"_L1, "info"_L1, "unknown"_L1, "none"_L1};
// In the order of enum Flag.
constexpr std::array<QLatin1StringView, 6> flagWords = {"pinned"_L1,    "noted"_L1,  "truncated"_L1,
                                                        "malformed"_L1, "repeat"_L1, "differs"_L1};

std::span<const QLatin1StringView> verdictWords()
{
    static const std::array<QLatin1StringView, domain::verdictCount> words = [] {
        std::array<QLatin1StringView, domain::verdictCount> all;
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = domain::verdictId(domain::Verdict(i));
        return all;
    }();
    return words;
}

// "any", then the kinds in their order.
std::span<const QLatin1StringView> driftWords()
{
    static const std::array<QLatin1StringView, domain::driftKindCount + 1> words = [] {
        std::array<QLatin1StringView, domain::driftKindCount + 1> all{"any"_L1};
        for (size_t i = 1; i < all.size(); ++i)
            all[i] = domain::driftKindId(domain::DriftKind(i - 1));
        return all;
    }();
    return words;
}

constexpr int longestWord = 24;

// Optimal string alignment distance, without case. Both at most longestWord long.
int slips(QStringView a, QLatin1StringView b)
{
    std::array<std::array<int, longestWord + 1>, longestWord + 1> cost{};
    for (int i = 0; i <= a.size(); ++i)
        cost[size_t(i)][0] = i;
    for (int j = 0; j <= b.size(); ++j)
        cost[0][size_t(j)] = j;
    const auto same = [&](qsizetype i, qsizetype j) { return a[i].toLower() == QChar(b[j]).toLower(); };
    for (int i = 1; i <= a.size(); ++i) {
        for (int j = 1; j <= b.size(); ++j) {
            const auto x = size_t(i);
            const auto y = size_t(j);
            const int change = cost[x - 1][y - 1] + (same(i - 1, j - 1) ? 0 : 1);
            cost[x][y] = std::min({cost[x - 1][y] + 1, cost[x][y - 1] + 1, change});
            if (i > 1 && j > 1 && same(i - 1, j - 2) && same(i - 2, j - 1))
                cost[x][y] = std::min(cost[x][y], cost[x - 2][y - 2] + 1);
        }
    }
    return cost[size_t(a.size())][size_t(b.size())];
}

} // namespace

std::span<const Field> fields()
{
    return table;
}

const Field *findField(QStringView name)
{
    return findField<Field>(table, name);
}

std::span<const QLatin1StringView> fieldWords(FieldId id)
{
    switch (id) {
    case FieldId::Verdict:
        return verdictWords();
    case FieldId::Severity:
        return severityWords;
    case FieldId::Is:
        return flagWords;
    case FieldId::Drift:
        return driftWords();
    default:
        return {};
    }
}

QLatin1StringView nearestWord(QStringView typed, std::span<const QLatin1StringView> words)
{
    if (typed.isEmpty() || typed.size() > longestWord)
        return {};
    QLatin1StringView best;
    int fewest = 3;
    for (const QLatin1StringView word : words) {
        const int count = slips(typed, word);
        if (count < fewest && count < word.size()) {
            fewest = count;
            best = word;
        }
    }
    return best;
}

} // namespace tocsin::filter
