// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/incidentcomplete.h"

#include "core/filter/completer.h"
#include "core/filter/incidentquery.h"

#include <array>

namespace tocsin::filter {

namespace {

using namespace Qt::StringLiterals;
using F = IncidentField;

struct Hint
{
    IncidentField field;
    QLatin1StringView text;
    QLatin1StringView description;
};

// What the words mean, and useful values for fields that take any.
constexpr std::array hints = {
    Hint{F::Severity, "unknown"_L1, "a word that is none of these"_L1},
    Hint{F::Severity, "none"_L1, "the server states no severity"_L1},
    Hint{F::Status, "unknown"_L1, "a word that is none of these"_L1},
    Hint{F::Is, "unseen"_L1, "came since you looked"_L1},
    Hint{F::Is, "changed"_L1, "has changed since you looked"_L1},
    Hint{F::Is, "noted"_L1, "has a note of yours"_L1},
    Hint{F::Is, "tagged"_L1, "has a tag of yours"_L1},
    Hint{F::Is, "investigated"_L1, "an investigation of it is known here"_L1},
    Hint{F::Is, "open"_L1, "is not closed"_L1},
    Hint{F::Since, "1h"_L1, "an hour ago"_L1},
    Hint{F::Since, "8h"_L1, "a shift ago"_L1},
    Hint{F::Since, "PT24H"_L1, "24 hours ago"_L1},
    Hint{F::Since, "1w"_L1, "7 days ago"_L1},
    Hint{F::Since, "today"_L1, "since midnight"_L1},
    Hint{F::Since, "yesterday"_L1, "since yesterday's midnight"_L1},
    Hint{F::Since, "\"last 7 days\""_L1, "in plain words"_L1},
    Hint{F::Until, "1h"_L1, "an hour ago"_L1},
    Hint{F::Until, "PT24H"_L1, "24 hours ago"_L1},
    Hint{F::Until, "1w"_L1, "7 days ago"_L1},
    Hint{F::Until, "yesterday"_L1, "before today's midnight"_L1},
    Hint{F::Until, "\"2 days ago\""_L1, "in plain words"_L1},
    Hint{F::Changed, "1h"_L1, "in the last hour"_L1},
    Hint{F::Changed, "PT24H"_L1, "in the last 24 hours"_L1},
    Hint{F::Changed, "today"_L1, "since midnight"_L1},
    Hint{F::Changed, "\"last 7 days\""_L1, "in plain words"_L1},
};

QLatin1StringView meaning(IncidentField field, QLatin1StringView word)
{
    for (const Hint &hint : hints) {
        if (hint.field == field && hint.text == word)
            return hint.description;
    }
    return {};
}

// Those that have none can be asked for as well.
QList<Offer> withNone(const QStringList &words)
{
    return QList<Offer>{{u"\"\""_s, u"has none"_s}} + wordOffers(words);
}

QList<Offer> valueOffers(const FieldOf<IncidentField> &field, bool ordered,
                         const IncidentVocabulary &vocabulary)
{
    switch (field.id) {
    case F::Owner:
        return withNone(vocabulary.owners);
    case F::Label:
        return withNone(vocabulary.labels);
    case F::Tag:
        return withNone(vocabulary.tags);
    case F::Tactic:
        return withNone(vocabulary.tactics);
    case F::Product:
        return withNone(vocabulary.products);
    case F::Provider:
        return wordOffers(vocabulary.providers);
    case F::Classification:
        return withNone(vocabulary.classifications);
    default:
        break;
    }
    QList<Offer> offers;
    for (const QLatin1StringView word : incidentWords(field.id)) {
        if (!ordered || word != "none"_L1)
            offers.append({QString(word), QString(meaning(field.id, word))});
    }
    if (!offers.isEmpty())
        return offers;
    for (const Hint &hint : hints) {
        if (hint.field == field.id)
            offers.append({QString(hint.text), QString(hint.description)});
    }
    return offers;
}

} // namespace

QList<Completion> completeIncidents(QStringView text, qsizetype cursor, const IncidentVocabulary &vocabulary)
{
    return completeIn(text, cursor, incidentFields(),
                      [&vocabulary](const FieldOf<IncidentField> &field, bool ordered) {
                          return valueOffers(field, ordered, vocabulary);
                      });
}

} // namespace tocsin::filter
