// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/subscriptionstore.h"

#include "core/storage/sqlvalues.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

const QString columns =
    u"delivery, endpoint, scheme, url, host, rule, peer, received, verdict, state, status,"
    "error, dismissed"_s;

domain::Subscription read(const QSqlQuery &query)
{
    domain::Subscription one;
    one.delivery = query.value(0).toLongLong();
    one.endpoint = query.value(1).toString();
    one.scheme = query.value(2).toString();
    one.url = query.value(3).toByteArray();
    one.host = query.value(4).toByteArray();
    one.rule = query.value(5).toByteArray();
    one.peer = query.value(6).toByteArray();
    one.received = query.value(7).toLongLong();
    one.verdict = domain::Verdict(query.value(8).toInt());
    one.state = domain::Subscription::State(query.value(9).toInt());
    one.status = query.value(10).toInt();
    one.error = query.value(11).toString();
    one.dismissed = query.value(12).toBool();
    return one;
}

} // namespace

Result<QList<domain::Subscription>> SubscriptionStore::load()
{
    auto query = m_database.run(u"SELECT %1 FROM subscription ORDER BY position"_s.arg(columns));
    if (!query)
        return tl::unexpected(query.error());
    QList<domain::Subscription> all;
    while (query->next())
        all.append(read(*query));
    return all;
}

Result<void> SubscriptionStore::save(const QList<domain::Subscription> &all)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    if (auto cleared = only(m_database.run(u"DELETE FROM subscription"_s)); !cleared)
        return cleared;
    for (const domain::Subscription &one : all) {
        auto done = only(m_database.run(
            u"INSERT INTO subscription(%1) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"_s.arg(columns),
            {one.delivery, asText(one.endpoint), asText(one.scheme), one.url, one.host, one.rule, one.peer,
             one.received, int(one.verdict), int(one.state), one.status, asText(one.error), one.dismissed}));
        if (!done)
            return done;
    }
    return transaction.commit();
}

Result<QList<domain::Subscription>> loadSubscriptions(const QString &storePath)
{
    auto database = Database::open(storePath, Database::Access::ReadOnly);
    if (!database)
        return tl::unexpected(database.error());
    return SubscriptionStore(*database).load();
}

} // namespace tocsin::storage
