// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/searchresult.h"

#include "core/storage/searchindex.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTitle = 300;

struct Place
{
    FoundIn in = FoundIn::Unsaid;
    QString text;
};

// The first of the places that hold most of the words says why.
void giveReason(SearchResult &result, const QList<Place> &places, const QStringList &words)
{
    int most = 0;
    const Place *best = nullptr;
    for (const Place &place : places) {
        const int held = wordsHeld(place.text, words);
        if (held > most) {
            most = held;
            best = &place;
        }
    }
    if (!best)
        return;
    result.foundIn = best->in;
    result.excerpt = excerptOf(best->text, words);
}

Micros micros(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() * 1000 : 0;
}

SearchResult::Kind kindOf(const domain::SearchHit &hit)
{
    const QString word = hit.kindText.trimmed().toLower();
    if (word == "incident"_L1 || word == "incidents"_L1)
        return SearchResult::Kind::Incident;
    for (const QLatin1StringView known :
         {"investigation"_L1, "investigations"_L1, "session"_L1, "sessions"_L1, "report"_L1, "reports"_L1}) {
        if (word == known)
            return SearchResult::Kind::Investigation;
    }
    if (domain::entityKindFromWord(word) != domain::EntityKind::Other || word.startsWith("entit"_L1))
        return SearchResult::Kind::Entity;
    return hit.sessionId.isEmpty() ? SearchResult::Kind::Other : SearchResult::Kind::Investigation;
}

} // namespace

SearchResult resultOf(const domain::SearchHit &hit, const QStringList &words)
{
    SearchResult result;
    result.source = SearchSource::Server;
    result.kind = kindOf(hit);
    result.kindText = hit.kindText;
    result.title = hit.title.left(longestTitle);
    result.session = hit.sessionId;
    result.at = micros(hit.at);
    result.raw = hit.raw;
    result.unmapped = hit.unmapped;
    if (result.kind == SearchResult::Kind::Entity) {
        const auto kind = domain::entityKindFromWord(hit.kindText);
        result.entity = {kind, hit.kindText, hit.title, {}};
    }
    const Place excerpt{FoundIn::Excerpt, hit.excerpt};
    const Place title{FoundIn::Title, hit.title};
    const bool isEntity = result.kind == SearchResult::Kind::Entity; // whose title is its value
    giveReason(result, isEntity ? QList{title, excerpt} : QList{excerpt, title}, words);
    if (result.foundIn == FoundIn::Unsaid)
        result.excerpt = excerptOf(hit.excerpt, words);
    return result;
}

SearchResult resultOf(const storage::ReportHit &hit, const QStringList &words)
{
    SearchResult result;
    result.source = SearchSource::Reports;
    result.kind = SearchResult::Kind::Investigation;
    result.title = (hit.row.title.isEmpty() ? hit.row.query : hit.row.title).left(longestTitle);
    result.session = hit.row.session;
    result.isKept = true;
    result.incident = hit.row.incident;
    result.at = hit.row.ended > 0 ? hit.row.ended : hit.row.asked;
    result.risk = hit.row.risk;
    // The index cuts a piece out of one of three columns and does not say of which.
    const Excerpt piece =
        excerptOfMarked(hit.excerpt, storage::SessionStore::markStart, storage::SessionStore::markEnd);
    const QString bare = QString(piece.text).remove(u'…').trimmed();
    const auto holds = [&bare](const QString &text) {
        return !bare.isEmpty() && text.simplified().contains(bare);
    };
    result.foundIn = holds(hit.row.title)   ? FoundIn::Title
                     : holds(hit.row.query) ? FoundIn::Question
                                            : FoundIn::Report;
    result.excerpt = piece.marks.isEmpty() ? excerptOf(piece.text, words) : piece;
    return result;
}

SearchResult resultOf(const storage::StoredIncident &incident, const QStringList &words)
{
    SearchResult result;
    result.source = SearchSource::Queue;
    result.kind = SearchResult::Kind::Incident;
    result.title = incident.row.title.left(longestTitle);
    result.incident = incident.row.key.number;
    result.at = incident.row.at;
    result.severity = incident.row.severity;
    result.severityText = incident.row.severityText;
    giveReason(result,
               {{FoundIn::Title, incident.row.title},
                {FoundIn::Description, incident.incident.description},
                {FoundIn::Number, QString::number(incident.row.key.number)},
                {FoundIn::Owner, incident.row.owner},
                {FoundIn::Labels, (incident.row.labels + incident.row.tags + incident.row.tactics +
                                   incident.row.products + QStringList{incident.row.classification})
                                      .join(u", "_s)}},
               words);
    return result;
}

SearchResult resultOf(const domain::Delivery &delivery, const QStringList &words)
{
    const domain::DeliveryRow &row = delivery.row;
    SearchResult result;
    result.source = SearchSource::Deliveries;
    result.kind = SearchResult::Kind::Delivery;
    result.delivery = row.id;
    result.at = row.received;
    result.severity = row.summary.severity;
    result.severityText = row.summary.severityText;
    result.kindText = row.summary.event;
    result.title = (row.summary.title.isEmpty() ? row.summary.event : row.summary.title).left(longestTitle);
    if (result.title.isEmpty())
        result.title = QString::fromLatin1(row.method + ' ' + row.target).left(longestTitle);
    const domain::HttpMessage &message = delivery.capture.message;
    giveReason(result,
               {{FoundIn::Body, storage::searchableText(message.body)},
                {FoundIn::Path, QString::fromUtf8(row.target)},
                {FoundIn::Headers, storage::searchableText(message.head)}},
               words);
    return result;
}

} // namespace tocsin::flows
