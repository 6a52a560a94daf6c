// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/session.h"
#include "core/storage/analystfile.h"

namespace tocsin::storage {

// An investigation that this console started or saw. Times in microseconds since 1970, 0 = not yet.
struct StoredSession
{
    qint64 id = 0; // here; 0 = not kept yet. The server's is session.id, empty until it has given one.
    QString connection;
    bool mine = true;    // asked for here
    qint64 incident = 0; // number of the incident that it is about; 0 = none
    Micros asked = 0;    // when the user wanted it, or when it was seen
    Micros started = 0;  // when the start request was sent
    Micros ended = 0;
    QByteArray watch; // what InvestigationRun needs to go on after a restart
    domain::Session session;

    bool operator==(const StoredSession &) const = default;
};

// What a list shows.
struct SessionRow
{
    qint64 id = 0;
    QString connection;
    QString session;
    bool mine = true;
    qint64 incident = 0;
    domain::SessionState state = domain::SessionState::Running;
    QString statusText;
    std::optional<domain::Stage> stage;
    QString title;
    QString query;
    QString persona;
    QString error;
    Micros asked = 0;
    Micros started = 0;
    Micros ended = 0;
    std::optional<double> risk;
    int entities = 0;
    int findings = 0;

    bool operator==(const SessionRow &) const = default;
};

// Which ones a list shows.
struct SessionFilter
{
    enum class Show : quint8 {
        All,
        UnderWay, // not over: waiting, starting, running, not watched
        Completed,
        Failed,
        Escalated, // the risk is at least escalateFrom
    };

    Show show = Show::All;
    double escalateFrom = 0;
    // All of them, in the report's words (the last one also as the beginning of a word), or together as they
    // stand in the question or the title; or the number of the incident. Empty = any.
    QString words;

    bool operator==(const SessionFilter &) const = default;
};

struct ReportHit
{
    SessionRow row;
    QString excerpt; // around the words, which stand between the two marks
    double rank = 0; // smaller is better
};

// On the thread and within the life of its Database. Errors: Storage.
class SessionStore
{
public:
    explicit SessionStore(Database &database) : m_database(database) {}

    // Writes it whole and gives its id. A session of the server that is kept already stays one record.
    Result<qint64> save(const StoredSession &session);
    Result<StoredSession> load(qint64 id);                                  // NotFound when it is gone
    Result<qint64> idOf(const QString &connection, const QString &session); // 0 when there is none
    // Those that are not ended: what InvestigationRun goes on with. Oldest first.
    Result<QList<StoredSession>> unfinished(const QString &connection);
    // Newest first; before = id of the last row of the page before, 0 = from the newest.
    Result<QList<SessionRow>> page(const QString &connection, qint64 before, int limit,
                                   const SessionFilter &filter = {});
    Result<QList<SessionRow>> ofIncident(const QString &connection, qint64 incident);
    Result<void> remove(qint64 id);
    Result<void> forget(const QString &connection);

    // Recommendations that somebody has ticked off here, by their words; they go with the session.
    Result<QStringList> ticks(qint64 id);
    Result<void> tick(qint64 id, const QString &step, bool done);

    // Finished work that holds all of these words, the last one also as the beginning of a word. An empty
    // connection means all. Best first.
    Result<QList<ReportHit>> search(const QString &connection, const QString &words, int limit);
    static constexpr QChar markStart{0x2}; // around found words in an excerpt
    static constexpr QChar markEnd{0x3};

private:
    Result<QList<SessionRow>> list(const QString &where, const QVariantList &values);

    Database &m_database;
};

} // namespace tocsin::storage
