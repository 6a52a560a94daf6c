// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/search.h"

#include "core/filter/incidentquery.h"
#include "core/storage/deliverybrowser.h"

#include <QFile>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using Phase = SearchPart::Phase;

namespace {

// All of the words, the last one also as the beginning of a word.
template<class Query>
Query holding(const QStringList &words)
{
    Query all;
    for (qsizetype i = 0; i < words.size(); ++i) {
        Query leaf;
        leaf.kind = Query::Kind::Leaf;
        leaf.term = filter::FullText{words[i], i + 1 == words.size()};
        all.children.push_back(leaf);
    }
    return all.children.size() == 1 ? all.children.front() : all;
}

} // namespace

Search::Search(Workspace &workspace, QString deliveryStore, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_storePath(std::move(deliveryStore))
{
    connect(&workspace, &Workspace::closing, this, &Search::forgetConnection);
}

Search::~Search() = default;

bool Search::isAsking() const
{
    return std::ranges::any_of(m_asked, [](const Asked &one) { return one.part.phase == Phase::Asking; });
}

void Search::askHere(const QString &text)
{
    m_text = text;
    m_words = searchWords(text);
    if (m_words.isEmpty()) {
        clear();
        return;
    }
    Asked &server = asked(SearchSource::Server);
    server.context.reset();
    server.part = {};
    emit changed(SearchSource::Server);
    for (const SearchSource source : {SearchSource::Reports, SearchSource::Queue, SearchSource::Deliveries})
        begin(source, firstResults);
}

void Search::ask(const QString &text)
{
    askHere(text);
    if (!m_words.isEmpty())
        begin(SearchSource::Server, firstResults);
}

void Search::again(SearchSource source)
{
    if (!m_words.isEmpty())
        begin(source, std::max(firstResults, part(source).limit));
}

void Search::more(SearchSource source)
{
    if (!m_words.isEmpty())
        begin(source, mostResults);
}

void Search::clear()
{
    m_text.clear();
    m_words.clear();
    for (const SearchSource source : searchSources) {
        asked(source).context.reset();
        asked(source).part = {};
        emit changed(source);
    }
}

// What was asked of one connection says nothing about the next.
void Search::forgetConnection()
{
    for (const SearchSource source : {SearchSource::Server, SearchSource::Reports, SearchSource::Queue}) {
        asked(source).context.reset();
        asked(source).part = {};
        emit changed(source);
    }
}

void Search::begin(SearchSource source, int limit)
{
    if (source == SearchSource::Deliveries ? m_storePath.isEmpty() : !m_workspace.isOpen()) {
        setMissing(source);
        return;
    }
    Asked &one = asked(source);
    one.context = std::make_unique<QObject>(); // an answer to the question before is not wanted any more
    one.part.phase = Phase::Asking;
    one.part.limit = limit;
    emit changed(source);
    switch (source) {
    case SearchSource::Server:
        return askServer(limit);
    case SearchSource::Reports:
        return askReports(limit);
    case SearchSource::Queue:
        return askQueue(limit);
    case SearchSource::Deliveries:
        return askDeliveries(limit);
    }
}

void Search::askServer(int limit)
{
    m_workspace.api().search(m_text.simplified(), limit, 0, asked(SearchSource::Server).context.get(),
                             [this, limit](const Result<socmate::Page<domain::SearchHit>> &page) {
                                 if (!page) {
                                     fail(SearchSource::Server, page.error());
                                     return;
                                 }
                                 QList<SearchResult> results;
                                 for (const domain::SearchHit &hit : page->items)
                                     results.append(resultOf(hit, m_words));
                                 markKept(results, page->items.size() >= limit && page->mayHaveMore(),
                                          page->total);
                             });
}

// Which of the server's investigations open without it.
void Search::markKept(QList<SearchResult> results, bool hasMore, std::optional<qint64> total)
{
    QStringList sessions;
    for (const SearchResult &result : std::as_const(results))
        sessions.append(result.session);
    m_workspace.book().read<QSet<QString>>(
        asked(SearchSource::Server).context.get(),
        [this, results = std::move(results), hasMore, total](const Result<QSet<QString>> &kept) mutable {
            for (SearchResult &result : results)
                result.isKept = kept && kept->contains(result.session);
            asked(SearchSource::Server).part.total = total;
            finish(SearchSource::Server, results, hasMore, m_workspace.now());
        },
        [sessions, connection = m_workspace.connection().id](storage::AnalystStores &stores) {
            QSet<QString> kept;
            for (const QString &session : sessions) {
                if (!session.isEmpty() && stores.sessions.idOf(connection, session).value_or(0) > 0)
                    kept.insert(session);
            }
            return Result<QSet<QString>>(kept);
        });
}

void Search::askReports(int limit)
{
    using Hits = QList<storage::ReportHit>;
    m_workspace.book().read<Hits>(
        asked(SearchSource::Reports).context.get(),
        [this, limit](const Result<Hits> &hits) {
            if (!hits) {
                fail(SearchSource::Reports, hits.error());
                return;
            }
            QList<SearchResult> results;
            for (const storage::ReportHit &hit : hits->first(std::min<qsizetype>(limit, hits->size())))
                results.append(resultOf(hit, m_words));
            finish(SearchSource::Reports, results, hits->size() > limit, m_workspace.now());
        },
        [words = m_words.join(u' '), limit, connection = m_workspace.connection().id](
            storage::AnalystStores &stores) { return stores.sessions.search(connection, words, limit + 1); });
}

void Search::askQueue(int limit)
{
    using Incidents = QList<storage::StoredIncident>;
    m_workspace.book().read<Incidents>(
        asked(SearchSource::Queue).context.get(),
        [this, limit](const Result<Incidents> &incidents) {
            if (!incidents) {
                fail(SearchSource::Queue, incidents.error());
                return;
            }
            QList<SearchResult> results;
            for (const auto &incident : incidents->first(std::min<qsizetype>(limit, incidents->size())))
                results.append(resultOf(incident, m_words));
            finish(SearchSource::Queue, results, incidents->size() > limit,
                   m_workspace.sync().state().synced);
        },
        [query = holding<filter::IncidentQuery>(m_words), limit, now = m_workspace.now(),
         connection = m_workspace.connection().id](storage::AnalystStores &stores) -> Result<Incidents> {
            const auto ids = stores.incidents.find(connection, query, {}, now, limit + 1);
            if (!ids)
                return tl::unexpected(ids.error());
            Incidents found;
            for (const storage::IncidentId id : *ids) {
                if (auto one = stores.incidents.load(id))
                    found.append(*std::move(one)); // else it has gone since
            }
            return found;
        });
}

void Search::askDeliveries(int limit)
{
    if (!m_deliveries) {
        if (!QFile::exists(m_storePath)) {
            setMissing(SearchSource::Deliveries);
            return;
        }
        m_deliveries = std::make_unique<storage::DeliveryBrowser>(m_storePath);
    }
    m_deliveries->find(holding<filter::Query>(m_words), 0, limit + 1, m_workspace.now(),
                       asked(SearchSource::Deliveries).context.get(),
                       [this](const Result<QList<domain::DeliveryId>> &ids) {
                           if (!ids) {
                               fail(SearchSource::Deliveries, ids.error());
                               return;
                           }
                           auto newestFirst = std::make_shared<QList<domain::DeliveryId>>(*ids);
                           std::ranges::reverse(*newestFirst);
                           readDeliveries(newestFirst);
                       });
}

// One after the other: each may have megabytes, and the reason needs no more than one at a time.
void Search::readDeliveries(const std::shared_ptr<QList<domain::DeliveryId>> &ids)
{
    Asked &one = asked(SearchSource::Deliveries);
    const bool hasMore = ids->size() > one.part.limit;
    if (hasMore)
        ids->resize(one.part.limit);
    auto results = std::make_shared<QList<SearchResult>>();
    auto next = std::make_shared<std::function<void()>>();
    const std::weak_ptr<std::function<void()>> self = next;
    *next = [this, ids, results, hasMore, self] {
        if (ids->isEmpty()) {
            finish(SearchSource::Deliveries, *results, hasMore, m_workspace.now());
            return;
        }
        m_deliveries->load(ids->takeFirst(), asked(SearchSource::Deliveries).context.get(),
                           [this, results, step = self.lock()](const Result<domain::Delivery> &delivery) {
                               if (delivery)
                                   results->append(resultOf(*delivery, m_words)); // else it was deleted since
                               (*step)();
                           });
    };
    (*next)();
}

void Search::finish(SearchSource source, QList<SearchResult> results, bool hasMore, Micros asOf)
{
    SearchPart &part = asked(source).part;
    part.phase = Phase::Done;
    part.results = std::move(results);
    part.text = m_text;
    part.hasMore = hasMore && part.limit < mostResults;
    part.asOf = asOf;
    part.error = {};
    emit changed(source);
}

void Search::fail(SearchSource source, const Error &error)
{
    SearchPart &part = asked(source).part;
    if (part.text != m_text)
        part.results.clear(); // they answer another question
    part.phase = Phase::Failed;
    part.error = error;
    emit changed(source);
}

void Search::setMissing(SearchSource source)
{
    asked(source).context.reset();
    asked(source).part = {};
    asked(source).part.phase = Phase::Missing;
    emit changed(source);
}

} // namespace tocsin::flows
