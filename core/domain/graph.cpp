// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/graph.h"

#include "core/domain/words.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace tocsin::domain {

namespace {

using enum RelationKind;

constexpr std::pair<QLatin1StringView, RelationKind> words[] = {
    {"SIGNED_IN_FROM"_L1, SignedInFrom},    {"CONNECTED_TO"_L1, ConnectedTo},
    {"RESOLVED_TO"_L1, ResolvedTo},         {"RAN_ON"_L1, RanOn},
    {"DOWNLOADED_FROM"_L1, DownloadedFrom}, {"COMMUNICATED_WITH"_L1, CommunicatedWith},
    {"ASSOCIATED_WITH"_L1, AssociatedWith}, {"INVESTIGATED_IN"_L1, InvestigatedIn},
};

} // namespace

QLatin1StringView relationKindId(RelationKind kind)
{
    for (const auto &[word, known] : words) {
        if (known == kind)
            return word;
    }
    return {};
}

RelationKind relationKindFromWord(QStringView word)
{
    const QString normal = normalisedWord(word).toUpper();
    for (const auto &[known, kind] : words) {
        if (normal == known)
            return kind;
    }
    return Other;
}

} // namespace tocsin::domain
