// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/replaystore.h"

#include "core/storage/sqlvalues.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// A step that has shipped is never changed. Times in microseconds; kind and verdict as in domain/replay.h;
// size is that of head and body. total has one row, kept by triggers, so that the bound costs no scan.
const QList<QStringList> &steps()
{
    static const QList<QStringList> all = {{
        u"CREATE TABLE answer(id INTEGER PRIMARY KEY, delivery INTEGER NOT NULL, target TEXT NOT NULL,"
        "kind INTEGER NOT NULL, scheme TEXT NOT NULL, at INTEGER NOT NULL, took INTEGER NOT NULL,"
        "status INTEGER NOT NULL, error TEXT NOT NULL, head BLOB NOT NULL, body BLOB NOT NULL,"
        "cut INTEGER NOT NULL, verdict INTEGER NOT NULL, size INTEGER NOT NULL)"_s,
        u"CREATE INDEX answer_delivery ON answer(delivery, target, id)"_s,
        u"CREATE TABLE total(answers INTEGER NOT NULL, bytes INTEGER NOT NULL)"_s,
        u"INSERT INTO total VALUES(0, 0)"_s,
        u"CREATE TRIGGER answer_added AFTER INSERT ON answer BEGIN "
        "UPDATE total SET answers = answers + 1, bytes = bytes + new.size; END"_s,
        u"CREATE TRIGGER answer_gone AFTER DELETE ON answer BEGIN "
        "UPDATE total SET answers = answers - 1, bytes = bytes - old.size; END"_s,
        u"CREATE TABLE relay(endpoint TEXT NOT NULL, target TEXT NOT NULL, up_to INTEGER NOT NULL,"
        "PRIMARY KEY(endpoint, target)) WITHOUT ROWID"_s,
    }};
    return all;
}

QByteArray blob(const QByteArray &bytes, qsizetype most)
{
    return bytes.isNull() ? QByteArray("") : bytes.left(most);
}

domain::ReplayAnswer read(const QSqlQuery &query)
{
    domain::ReplayAnswer answer;
    answer.id = query.value(0).toLongLong();
    answer.delivery = query.value(1).toLongLong();
    answer.target = query.value(2).toString();
    answer.kind = domain::ReplayKind(query.value(3).toInt());
    answer.scheme = query.value(4).toString();
    answer.at = query.value(5).toLongLong();
    answer.took = query.value(6).toLongLong();
    answer.status = query.value(7).toInt();
    answer.error = query.value(8).toString();
    answer.head = query.value(9).toByteArray();
    answer.body = query.value(10).toByteArray();
    answer.cut = query.value(11).toBool();
    answer.verdict = domain::ReplayVerdict(query.value(12).toInt());
    return answer;
}

} // namespace

Result<ReplayStore> ReplayStore::open(const QString &storePath)
{
    // Of hundreds of replays each would wait for the disk. What a cursor forgot is sent once more.
    auto database = openRelaxed(pathFor(storePath), steps());
    if (!database)
        return tl::unexpected(database.error());
    return ReplayStore(std::move(*database));
}

Result<std::optional<int>> ReplayStore::lastStatus(domain::DeliveryId delivery, const QString &target)
{
    auto query =
        m_database.run(u"SELECT status FROM answer WHERE delivery=? AND target=? ORDER BY id DESC LIMIT 1"_s,
                       {delivery, target});
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? std::optional<int>(query->value(0).toInt()) : std::nullopt;
}

Result<domain::ReplayAnswer> ReplayStore::append(domain::ReplayAnswer answer)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    const auto last = lastStatus(answer.delivery, answer.target);
    if (!last)
        return tl::unexpected(last.error());
    answer.verdict = domain::compareAnswers(*last, answer.status);
    answer.cut = answer.cut || answer.body.size() > mostBody;
    answer.head = blob(answer.head, mostHead);
    answer.body = blob(answer.body, mostBody);
    auto done =
        m_database.run(u"INSERT INTO answer(delivery, target, kind, scheme, at, took, status, error, head, "
                       u"body, cut, verdict,"
                       "size) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
                       {answer.delivery, asText(answer.target), int(answer.kind), asText(answer.scheme),
                        answer.at, answer.took, answer.status, asText(answer.error), answer.head, answer.body,
                        int(answer.cut), int(answer.verdict), answer.head.size() + answer.body.size()});
    if (!done)
        return tl::unexpected(done.error());
    answer.id = done->lastInsertId().toLongLong();
    if (auto trimmed = trim(); !trimmed)
        return tl::unexpected(trimmed.error());
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return answer;
}

// A tenth more than needed at once, so that a full file is not swept at every answer; never the newest.
Result<void> ReplayStore::trim()
{
    const auto over =
        m_database.number(u"SELECT answers > ? OR bytes > ? FROM total"_s, {m_mostAnswers, m_mostBytes});
    if (!over)
        return tl::unexpected(over.error());
    if (*over == 0)
        return {};
    const auto done = m_database.run(
        u"DELETE FROM answer WHERE id < (SELECT max(id) FROM answer) AND id IN (SELECT id FROM (SELECT id,"
        "count(*) OVER (ORDER BY id DESC) AS n, sum(size) OVER (ORDER BY id DESC) AS b FROM answer) "
        "WHERE n > ? OR b > ?)"_s,
        {m_mostAnswers - m_mostAnswers / 10, m_mostBytes - m_mostBytes / 10});
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<QList<domain::ReplayAnswer>> ReplayStore::history(domain::DeliveryId delivery, int most)
{
    auto query = m_database.run(
        u"SELECT id, delivery, target, kind, scheme, at, took, status, error, head, body, cut, verdict "
        "FROM answer WHERE delivery=? ORDER BY id DESC LIMIT ?"_s,
        {delivery, most});
    if (!query)
        return tl::unexpected(query.error());
    QList<domain::ReplayAnswer> answers;
    while (query->next())
        answers.append(read(*query));
    return answers;
}

Result<bool> ReplayStore::passed(domain::DeliveryId delivery, const QString &target)
{
    const auto found = m_database.number(
        u"SELECT EXISTS(SELECT 1 FROM answer WHERE delivery=? AND target=? AND kind=? AND status BETWEEN 200 "
        "AND 299)"_s,
        {delivery, target, int(domain::ReplayKind::Forward)});
    return found.map([](qint64 number) { return number != 0; });
}

Result<void> ReplayStore::forget(const QList<domain::DeliveryId> &deliveries)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const domain::DeliveryId id : deliveries) {
        if (auto done = m_database.run(u"DELETE FROM answer WHERE delivery=?"_s, {id}); !done)
            return tl::unexpected(done.error());
    }
    return transaction.commit();
}

Result<std::optional<domain::DeliveryId>> ReplayStore::cursor(const QString &endpoint, const QString &target)
{
    auto query =
        m_database.run(u"SELECT up_to FROM relay WHERE endpoint=? AND target=?"_s, {endpoint, target});
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? std::optional<domain::DeliveryId>(query->value(0).toLongLong()) : std::nullopt;
}

Result<void> ReplayStore::setCursor(const QString &endpoint, const QString &target, domain::DeliveryId upTo)
{
    const auto done = m_database.run(u"INSERT INTO relay(endpoint, target, up_to) VALUES(?,?,?) "
                                     "ON CONFLICT(endpoint, target) DO UPDATE SET up_to=excluded.up_to"_s,
                                     {endpoint, target, upTo});
    return done ? Result<void>() : tl::unexpected(done.error());
}

void ReplayStore::setBounds(qint64 answers, qint64 bytes)
{
    m_mostAnswers = answers;
    m_mostBytes = bytes;
}

} // namespace tocsin::storage
