// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/noticestore.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

Result<void> NoticeStore::append(const QList<Notice> &notices)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const Notice &notice : notices) {
        auto added =
            m_database.run(u"INSERT INTO notice(connection, incident, at, severity, outcome, title, "
                           "view) VALUES(?,?,?,?,?,?,?)"_s,
                           {storedText(notice.connection), notice.incident, notice.at, int(notice.severity),
                            int(notice.outcome), storedText(notice.title), storedText(notice.view)});
        if (!added)
            return tl::unexpected(added.error());
    }
    if (auto trimmed = m_database.run(u"DELETE FROM notice WHERE id <= (SELECT max(id) FROM notice) - ?"_s,
                                      {mostNotices});
        !trimmed)
        return tl::unexpected(trimmed.error());
    return transaction.commit();
}

Result<QList<Notice>> NoticeStore::page(const QString &connection, qint64 before, int limit)
{
    auto query = m_database.run(
        u"SELECT id, connection, incident, at, severity, outcome, title, view FROM notice WHERE connection=? "
        "AND (?=0 OR id < ?) ORDER BY id DESC LIMIT ?"_s,
        {storedText(connection), before, before, limit});
    if (!query)
        return tl::unexpected(query.error());
    QList<Notice> all;
    while (query->next()) {
        all.append({query->value(0).toLongLong(), query->value(1).toString(), query->value(2).toLongLong(),
                    query->value(3).toLongLong(), domain::Severity(query->value(4).toInt()),
                    NoticeOutcome(query->value(5).toInt()), query->value(6).toString(),
                    query->value(7).toString()});
    }
    return all;
}

Result<void> NoticeStore::forget(const QString &connection)
{
    return only(m_database.run(u"DELETE FROM notice WHERE connection=?"_s, {storedText(connection)}));
}

} // namespace tocsin::storage
