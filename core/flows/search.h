// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/searchresult.h"
#include "core/flows/workspace.h"

#include <memory>

namespace tocsin::storage {
class DeliveryBrowser;
}

namespace tocsin::flows {

// What one source has answered.
struct SearchPart
{
    enum class Phase : quint8 {
        Idle,    // not asked; the server until askServer()
        Asking,  // earlier results are shown meanwhile
        Done,    // this is all, or what the limit lets through
        Failed,  // error says why; results are those before
        Missing, // there is no such source: no connection, no store
    };
    Phase phase = Phase::Idle;
    QList<SearchResult> results;
    QString text; // that the results answer
    bool hasMore = false;
    std::optional<qint64> total; // when the server says it
    int limit = 0;
    Micros asOf = 0; // when it was answered; of the queue, when that was last synced
    Error error;
};

// One question to everything that can be searched: the server's past investigations and entities, and on this
// machine the reports and the queue of the open connection, and the captured deliveries. Each source answers,
// fails and is asked again by itself. All words must be there, the last one may go on. Belongs to the
// workspace's thread.
class Search final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Search)

public:
    // The store of deliveries is opened when it is needed first; it has readers of its own, so that no list
    // of the window loses its answer to a search. An empty path = there is none.
    Search(Workspace &workspace, QString deliveryStore, QObject *parent = nullptr);
    ~Search() override;

    // What is kept on this machine only, for a text that is still being typed: the server is told nothing.
    // Its results go, as they answer something else.
    void askHere(const QString &text);
    void ask(const QString &text); // everything
    void again(SearchSource source);
    void more(SearchSource source); // up to mostResults of them
    void clear();

    const QString &text() const { return m_text; }
    const SearchPart &part(SearchSource source) const { return m_asked[std::size_t(source)].part; }
    bool isAsking() const;

    static constexpr int firstResults = 20;
    static constexpr int mostResults = 100;

signals:
    void changed(tocsin::flows::SearchSource source);

private:
    struct Asked
    {
        SearchPart part;
        std::unique_ptr<QObject> context; // of the question under way
    };

    void begin(SearchSource source, int limit);
    void askServer(int limit);
    void askReports(int limit);
    void askQueue(int limit);
    void askDeliveries(int limit);
    void readDeliveries(const std::shared_ptr<QList<domain::DeliveryId>> &ids);
    void markKept(QList<SearchResult> results, bool hasMore, std::optional<qint64> total);
    void finish(SearchSource source, QList<SearchResult> results, bool hasMore, Micros asOf);
    void fail(SearchSource source, const Error &error);
    void setMissing(SearchSource source);
    void forgetConnection();
    Asked &asked(SearchSource source) { return m_asked[std::size_t(source)]; }

    Workspace &m_workspace;
    const QString m_storePath;
    std::unique_ptr<storage::DeliveryBrowser> m_deliveries;
    QString m_text;
    QStringList m_words;
    std::array<Asked, searchSources.size()> m_asked;
};

} // namespace tocsin::flows
