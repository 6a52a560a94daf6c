// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/complete.h"

#include "core/filter/completer.h"
#include "core/filter/values.h"

#include <array>

namespace tocsin::filter {

namespace {

using namespace Qt::StringLiterals;

struct Hint
{
    FieldId field;
    QLatin1StringView text;
    QLatin1StringView description;
};

// The words with what they mean, and useful values for fields that take any.
constexpr std::array hints = {
    Hint{FieldId::Verdict, "valid"_L1, "signature matches, inside the time window"_L1},
    Hint{FieldId::Verdict, "valid-stale"_L1, "signature matches, too old"_L1},
    Hint{FieldId::Verdict, "valid-future"_L1, "signature matches, sender's clock is ahead"_L1},
    Hint{FieldId::Verdict, "mismatch"_L1, "signature does not match"_L1},
    Hint{FieldId::Verdict, "missing-signature"_L1, "the signature header is missing"_L1},
    Hint{FieldId::Verdict, "missing-timestamp"_L1, "the timestamp is missing"_L1},
    Hint{FieldId::Verdict, "malformed"_L1, "the signature cannot be read"_L1},
    Hint{FieldId::Verdict, "no-secret"_L1, "no secret to check with"_L1},
    Hint{FieldId::Verdict, "unsigned"_L1, "the endpoint expects no signature"_L1},
    Hint{FieldId::Severity, "critical"_L1, ""_L1},
    Hint{FieldId::Severity, "high"_L1, ""_L1},
    Hint{FieldId::Severity, "medium"_L1, ""_L1},
    Hint{FieldId::Severity, "low"_L1, ""_L1},
    Hint{FieldId::Severity, "info"_L1, ""_L1},
    Hint{FieldId::Severity, "unknown"_L1, "a word that is none of these"_L1},
    Hint{FieldId::Severity, "none"_L1, "the payload states no severity"_L1},
    Hint{FieldId::Is, "pinned"_L1, "kept by retention"_L1},
    Hint{FieldId::Is, "noted"_L1, "has a note"_L1},
    Hint{FieldId::Is, "truncated"_L1, "the request ended early"_L1},
    Hint{FieldId::Is, "malformed"_L1, "the request is not HTTP/1.1"_L1},
    Hint{FieldId::Is, "repeat"_L1, "second or later attempt of an event"_L1},
    Hint{FieldId::Is, "differs"_L1, "a repeat with another body"_L1},
    Hint{FieldId::Drift, "any"_L1, "differs from the accepted contract"_L1},
    Hint{FieldId::Drift, "new-member"_L1, "has a member that the contract does not know"_L1},
    Hint{FieldId::Drift, "missing-member"_L1, "lacks one that was always there"_L1},
    Hint{FieldId::Drift, "type-change"_L1, "a value of another type"_L1},
    Hint{FieldId::Drift, "new-value"_L1, "a word that never stood there"_L1},
    Hint{FieldId::Drift, "format-change"_L1, "no longer a date, an address, a UUID"_L1},
    Hint{FieldId::Drift, "duplicate-member"_L1, "a member that stands twice"_L1},
    Hint{FieldId::Drift, "not-comparable"_L1, "no JSON, or too large"_L1},
    Hint{FieldId::Method, "POST"_L1, ""_L1},
    Hint{FieldId::Method, "GET"_L1, ""_L1},
    Hint{FieldId::Method, "PUT"_L1, ""_L1},
    Hint{FieldId::Method, "PATCH"_L1, ""_L1},
    Hint{FieldId::Method, "DELETE"_L1, ""_L1},
    Hint{FieldId::Status, "2xx"_L1, "accepted"_L1},
    Hint{FieldId::Status, "4xx"_L1, "refused"_L1},
    Hint{FieldId::Status, "5xx"_L1, "could not be taken"_L1},
    Hint{FieldId::Since, "15m"_L1, "15 minutes ago"_L1},
    Hint{FieldId::Since, "1h"_L1, "an hour ago"_L1},
    Hint{FieldId::Since, "1d"_L1, "24 hours ago"_L1},
    Hint{FieldId::Since, "1w"_L1, "7 days ago"_L1},
    Hint{FieldId::Since, "today"_L1, "since midnight"_L1},
    Hint{FieldId::Since, "yesterday"_L1, "since yesterday's midnight"_L1},
    Hint{FieldId::Since, "\"last 7 days\""_L1, "in plain words"_L1},
    Hint{FieldId::Until, "15m"_L1, "15 minutes ago"_L1},
    Hint{FieldId::Until, "1h"_L1, "an hour ago"_L1},
    Hint{FieldId::Until, "1d"_L1, "24 hours ago"_L1},
    Hint{FieldId::Until, "1w"_L1, "7 days ago"_L1},
    Hint{FieldId::Until, "yesterday"_L1, "before today's midnight"_L1},
    Hint{FieldId::Until, "\"2 days ago\""_L1, "in plain words"_L1},
};

// "auth.*" for every first part that at least two event names share.
QList<Offer> eventFamilies(const QStringList &events)
{
    QList<Offer> offers;
    QStringList seen;
    for (const QString &event : events) {
        const qsizetype dot = event.indexOf(u'.');
        if (dot <= 0)
            continue;
        const QString stem = event.first(dot + 1);
        if (seen.count(stem) == 1)
            offers.append({quotedIfNeeded(stem) + u'*', u"all that start with %1"_s.arg(stem)});
        seen.append(stem);
    }
    return offers;
}

QList<Offer> valueOffers(const Field &field, bool ordered, const Vocabulary &vocabulary)
{
    switch (field.id) {
    case FieldId::Endpoint:
        return wordOffers(vocabulary.endpoints);
    case FieldId::Event:
        return eventFamilies(vocabulary.events) + wordOffers(vocabulary.events);
    case FieldId::Scheme:
        return wordOffers(vocabulary.schemes);
    case FieldId::Secret:
        return wordOffers(vocabulary.secretLabels);
    case FieldId::Format:
        return wordOffers(vocabulary.formats);
    default:
        break;
    }
    QList<Offer> offers;
    for (const Hint &hint : hints) {
        const bool onlyEqual = hint.text == "none"_L1 || field.id == FieldId::Status;
        if (hint.field == field.id && !(ordered && onlyEqual))
            offers.append({QString(hint.text), QString(hint.description)});
    }
    return offers;
}

} // namespace

QList<Completion> complete(QStringView text, qsizetype cursor, const Vocabulary &vocabulary)
{
    return completeIn(text, cursor, fields(), [&vocabulary](const Field &field, bool ordered) {
        return valueOffers(field, ordered, vocabulary);
    });
}

} // namespace tocsin::filter
