// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/sessionstore.h"

#include "core/storage/sessioncodec.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::SessionState;

namespace {

const QString rowColumns = u"session.id, connection, session, mine, incident, state, status_text, stage, "
                           u"session.title, session.query,"
                           "persona, error, asked, started, ended, risk, entities, findings"_s;
constexpr int rowCount = 18;
constexpr qsizetype longestFilter = 200; // characters

SessionRow readRow(const QSqlQuery &query)
{
    SessionRow row;
    row.id = query.value(0).toLongLong();
    row.connection = query.value(1).toString();
    row.session = query.value(2).toString();
    row.mine = query.value(3).toBool();
    row.incident = query.value(4).toLongLong();
    row.state = SessionState(query.value(5).toInt());
    row.statusText = query.value(6).toString();
    if (const int stage = query.value(7).toInt(); stage >= 0 && stage < domain::stageCount)
        row.stage = domain::Stage(stage);
    row.title = query.value(8).toString();
    row.query = query.value(9).toString();
    row.persona = query.value(10).toString();
    row.error = query.value(11).toString();
    row.asked = query.value(12).toLongLong();
    row.started = query.value(13).toLongLong();
    row.ended = query.value(14).toLongLong();
    if (!query.value(15).isNull())
        row.risk = query.value(15).toDouble();
    row.entities = query.value(16).toInt();
    row.findings = query.value(17).toInt();
    return row;
}

StoredSession readWhole(const QSqlQuery &query)
{
    const SessionRow row = readRow(query);
    StoredSession stored{
        row.id, row.connection, row.mine, row.incident, row.asked, row.started, row.ended, {}, {}};
    domain::Session &session = stored.session;
    session.id = row.session;
    session.state = row.state;
    session.statusText = row.statusText;
    session.stage = row.stage;
    session.title = row.title;
    session.query = row.query;
    session.persona = row.persona;
    session.error = row.error;
    session.provider = query.value(rowCount).toString();
    stored.watch = query.value(rowCount + 1).toByteArray();
    unpackSession(query.value(rowCount + 2).toByteArray(), session);
    session.raw = query.value(rowCount + 3).toByteArray();
    return stored;
}

// Every word as a phrase of its own: none of them is an operator.
QString matchOf(const QString &words)
{
    QStringList phrases;
    for (QString word : words.simplified().split(u' ', Qt::SkipEmptyParts))
        phrases.append(u'"' + word.replace(u'"', u"\"\""_s) + u'"');
    return phrases.isEmpty() ? QString() : phrases.join(u' ') + u'*';
}

QString whereOfShow(const SessionFilter &filter, QVariantList &values)
{
    const auto states = [&values](std::initializer_list<SessionState> all) {
        QStringList marks;
        for (const SessionState state : all) {
            values << int(state);
            marks << u"?"_s;
        }
        return u" AND state IN (%1)"_s.arg(marks.join(u','));
    };
    switch (filter.show) {
    case SessionFilter::Show::UnderWay:
        return states({SessionState::Queued, SessionState::Starting, SessionState::StartUnknown,
                       SessionState::Running, SessionState::NotWatched});
    case SessionFilter::Show::Completed:
        return states({SessionState::Completed});
    case SessionFilter::Show::Failed:
        return states({SessionState::Failed});
    case SessionFilter::Show::Escalated:
        values << filter.escalateFrom;
        return u" AND risk >= ?"_s;
    case SessionFilter::Show::All:
        break;
    }
    return {};
}

// LIKE folds the case of ASCII letters only; the words of reports know the others too.
QString whereOf(const SessionFilter &filter, QVariantList &values)
{
    QString where = whereOfShow(filter, values);
    const QString words = filter.words.simplified().left(longestFilter);
    if (words.isEmpty())
        return where;
    QString like = words;
    like.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    like = u'%' + like + u'%';
    values << matchOf(words) << like << like << words;
    return where +
           u" AND (session.id IN (SELECT rowid FROM report_words WHERE report_words MATCH ?) OR "
           "session.title LIKE ? ESCAPE '\\' OR session.query LIKE ? ESCAPE '\\' OR CAST(incident AS TEXT)=?)"_s;
}

} // namespace

Result<qint64> SessionStore::save(const StoredSession &stored)
{
    const domain::Session &session = stored.session;
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    qint64 id = stored.id;
    if (id == 0 && !session.id.isEmpty()) {
        const auto kept = idOf(stored.connection, session.id);
        if (!kept)
            return kept;
        id = *kept;
    }
    const auto *report = session.report ? &*session.report : nullptr;
    const std::optional<double> risk = report && report->risk ? report->risk : session.risk; // as it is shown
    const QVariantList values{id == 0 ? QVariant() : QVariant(id),
                              storedText(stored.connection),
                              storedText(session.id),
                              stored.mine,
                              stored.incident,
                              int(session.state),
                              storedText(session.statusText),
                              session.stage ? int(*session.stage) : -1,
                              storedText(session.title),
                              storedText(session.query),
                              storedText(session.persona),
                              storedText(session.error),
                              stored.asked,
                              stored.started,
                              stored.ended,
                              risk ? QVariant(*risk) : QVariant(),
                              report ? report->entities.size() : 0,
                              report ? report->findings.size() : 0,
                              storedText(session.provider),
                              storedText(QString::fromUtf8(stored.watch)),
                              packedSession(session),
                              storedBytes(session.raw)};
    auto row = m_database.run(u"INSERT OR REPLACE INTO session(id, connection, session, mine, incident, "
                              u"state, status_text, stage, title, "
                              "query, persona, error, asked, started, ended, risk, entities, findings, "
                              "provider, watch, value, raw) "
                              "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
                              values);
    if (!row)
        return tl::unexpected(row.error());
    if (id == 0)
        id = row->lastInsertId().toLongLong();
    if (report || session.state == SessionState::Completed) {
        if (auto gone = m_database.run(u"DELETE FROM report_words WHERE rowid=?"_s, {id}); !gone)
            return tl::unexpected(gone.error());
        auto words = m_database.run(
            u"INSERT INTO report_words(rowid, title, query, body) VALUES(?,?,?,?)"_s,
            {id, storedText(session.title), storedText(session.query), storedText(searchedText(session))});
        if (!words)
            return tl::unexpected(words.error());
    }
    auto done = transaction.commit();
    return done ? Result<qint64>(id) : tl::unexpected(done.error());
}

Result<StoredSession> SessionStore::load(qint64 id)
{
    auto query = m_database.run(
        u"SELECT %1, provider, watch, value, raw FROM session WHERE id=?"_s.arg(rowColumns), {id});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return fail(Error::Kind::NotFound, u"this investigation is not kept here any more"_s);
    return readWhole(*query);
}

Result<qint64> SessionStore::idOf(const QString &connection, const QString &session)
{
    return m_database.number(u"SELECT id FROM session WHERE connection=? AND session=? AND session <> ''"_s,
                             {storedText(connection), storedText(session)});
}

Result<QList<StoredSession>> SessionStore::unfinished(const QString &connection)
{
    auto query =
        m_database.run(u"SELECT %1, provider, watch, value, raw FROM session WHERE connection=? AND "
                       "state IN (?,?,?,?) ORDER BY session.id"_s.arg(rowColumns),
                       {storedText(connection), int(SessionState::Queued), int(SessionState::Starting),
                        int(SessionState::StartUnknown), int(SessionState::Running)});
    if (!query)
        return tl::unexpected(query.error());
    QList<StoredSession> all;
    while (query->next())
        all.append(readWhole(*query));
    return all;
}

Result<QList<SessionRow>> SessionStore::list(const QString &where, const QVariantList &values)
{
    auto query = m_database.run(u"SELECT %1 FROM session WHERE %2"_s.arg(rowColumns, where), values);
    if (!query)
        return tl::unexpected(query.error());
    QList<SessionRow> all;
    while (query->next())
        all.append(readRow(*query));
    return all;
}

Result<QList<SessionRow>> SessionStore::page(const QString &connection, qint64 before, int limit,
                                             const SessionFilter &filter)
{
    QVariantList values{storedText(connection), before, before};
    const QString kept = whereOf(filter, values);
    values << limit;
    return list(
        u"connection=? AND (?=0 OR (asked, session.id) < (SELECT s.asked, s.id FROM session s WHERE s.id=?))"_s +
            kept + u" ORDER BY asked DESC, session.id DESC LIMIT ?"_s,
        values);
}

Result<QList<SessionRow>> SessionStore::ofIncident(const QString &connection, qint64 incident)
{
    return list(u"connection=? AND incident=? AND incident <> 0 ORDER BY asked DESC, session.id DESC"_s,
                {storedText(connection), incident});
}

Result<void> SessionStore::remove(qint64 id)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const QString &sql : {u"DELETE FROM report_words WHERE rowid=?"_s,
                               u"DELETE FROM tick WHERE session=?"_s, u"DELETE FROM session WHERE id=?"_s}) {
        if (auto gone = m_database.run(sql, {id}); !gone)
            return tl::unexpected(gone.error());
    }
    return transaction.commit();
}

Result<void> SessionStore::forget(const QString &connection)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const QString &sql :
         {u"DELETE FROM report_words WHERE rowid IN (SELECT id FROM session WHERE connection=?)"_s,
          u"DELETE FROM tick WHERE session IN (SELECT id FROM session WHERE connection=?)"_s,
          u"DELETE FROM session WHERE connection=?"_s}) {
        if (auto gone = m_database.run(sql, {storedText(connection)}); !gone)
            return tl::unexpected(gone.error());
    }
    return transaction.commit();
}

Result<QStringList> SessionStore::ticks(qint64 id)
{
    auto query = m_database.run(u"SELECT step FROM tick WHERE session=?"_s, {id});
    if (!query)
        return tl::unexpected(query.error());
    QStringList all;
    while (query->next())
        all.append(query->value(0).toString());
    return all;
}

Result<void> SessionStore::tick(qint64 id, const QString &step, bool done)
{
    const QString sql =
        done ? u"INSERT OR IGNORE INTO tick(session, step) SELECT id, ? FROM session WHERE id=?"_s
             : u"DELETE FROM tick WHERE step=? AND session=?"_s;
    return only(m_database.run(sql, {storedText(step), id}));
}

Result<QList<ReportHit>> SessionStore::search(const QString &connection, const QString &words, int limit)
{
    const QString match = matchOf(words);
    if (match.isEmpty())
        return QList<ReportHit>();
    auto query = m_database.run(
        u"SELECT %1, snippet(report_words, -1, ?, ?, '…', 24), bm25(report_words, 4.0, 2.0, 1.0) AS "
        u"relevance "
        "FROM report_words JOIN session ON session.id = report_words.rowid WHERE report_words MATCH ? AND "
        "(? = '' OR connection = ?) ORDER BY relevance, session.id DESC LIMIT ?"_s.arg(rowColumns),
        {QString(markStart), QString(markEnd), match, storedText(connection), storedText(connection), limit});
    if (!query)
        return tl::unexpected(query.error());
    QList<ReportHit> hits;
    while (query->next())
        hits.append(
            {readRow(*query), query->value(rowCount).toString(), query->value(rowCount + 1).toDouble()});
    return hits;
}

} // namespace tocsin::storage
