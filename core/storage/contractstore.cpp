// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/contractstore.h"

#include "core/storage/sqlvalues.h"

#include <QFileInfo>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// A step that has shipped is never changed. Times in microseconds; kind is a word of domain/drift.h.
const QList<QStringList> &steps()
{
    static const QList<QStringList> all = {{
        u"CREATE TABLE contract(id INTEGER PRIMARY KEY, endpoint TEXT NOT NULL, event TEXT NOT NULL,"
        "schema BLOB NOT NULL, samples INTEGER NOT NULL, accepted INTEGER NOT NULL, up_to INTEGER NOT NULL,"
        "UNIQUE(endpoint, event))"_s,
        u"CREATE TABLE drift(contract INTEGER NOT NULL, delivery INTEGER NOT NULL, ordinal INTEGER NOT NULL,"
        "received INTEGER NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL, pointer TEXT NOT NULL,"
        "was TEXT NOT NULL, now TEXT NOT NULL, PRIMARY KEY(delivery, ordinal)) WITHOUT ROWID"_s,
        u"CREATE INDEX drift_place ON drift(contract, kind, place, received)"_s,
    }};
    return all;
}

const QString columns = u"endpoint, event, schema, samples, accepted, up_to"_s;

StoredContract read(const QSqlQuery &query)
{
    return {{query.value(0).toString(), query.value(1).toString()},
            query.value(2).toByteArray(),
            query.value(3).toLongLong(),
            query.value(4).toLongLong(),
            query.value(5).toLongLong()};
}

} // namespace

ContractFile ContractStore::fileFor(const QString &storePath)
{
    return QFileInfo::exists(pathFor(storePath)) ? ContractFile::Exists : ContractFile::None;
}

Result<ContractStore> ContractStore::open(const QString &storePath)
{
    // What a power cut takes of the last second is looked at again.
    auto database = openRelaxed(pathFor(storePath), steps());
    if (!database)
        return tl::unexpected(database.error());
    return ContractStore(std::move(*database));
}

Result<QList<StoredContract>> ContractStore::contracts()
{
    auto query = m_database.run(u"SELECT %1 FROM contract ORDER BY endpoint, event"_s.arg(columns));
    if (!query)
        return tl::unexpected(query.error());
    QList<StoredContract> all;
    while (query->next())
        all.append(read(*query));
    return all;
}

Result<std::optional<StoredContract>> ContractStore::contract(const ContractKey &key)
{
    auto query = m_database.run(u"SELECT %1 FROM contract WHERE endpoint=? AND event=?"_s.arg(columns),
                                {asText(key.endpoint), asText(key.event)});
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? std::optional(read(*query)) : std::nullopt;
}

Result<void> ContractStore::accept(const StoredContract &contract)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const QVariantList key{asText(contract.key.endpoint), asText(contract.key.event)};
    const QStringList cleared{
        u"DELETE FROM drift WHERE contract IN (SELECT id FROM contract WHERE endpoint=? AND event=?)"_s,
        u"DELETE FROM contract WHERE endpoint=? AND event=?"_s};
    for (const QString &sql : cleared) {
        if (auto done = m_database.run(sql, key); !done)
            return tl::unexpected(done.error());
    }
    const auto count = m_database.number(u"SELECT count(*) FROM contract"_s);
    if (!count)
        return tl::unexpected(count.error());
    if (*count >= mostContracts)
        return fail(Error::Kind::Limited, u"there are %1 contracts already: remove one first"_s.arg(*count));
    auto done = m_database.run(
        u"INSERT INTO contract(endpoint, event, schema, samples, accepted, up_to) VALUES(?,?,?,?,?,?)"_s,
        key + QVariantList{contract.schema, contract.samples, contract.accepted, contract.checkedUpTo});
    if (!done)
        return tl::unexpected(done.error());
    return transaction.commit();
}

Result<void> ContractStore::remove(const ContractKey &key)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const QVariantList which{asText(key.endpoint), asText(key.event)};
    for (const QString &sql :
         {u"DELETE FROM drift WHERE contract IN (SELECT id FROM contract WHERE endpoint=? AND event=?)"_s,
          u"DELETE FROM contract WHERE endpoint=? AND event=?"_s}) {
        if (auto done = m_database.run(sql, which); !done)
            return tl::unexpected(done.error());
    }
    return transaction.commit();
}

Result<void> ContractStore::keepOne(const CheckedContract &checked, domain::DeliveryId upTo)
{
    const auto id = m_database.number(
        u"SELECT coalesce(max(id), 0) FROM contract WHERE endpoint=? AND event=? AND accepted=?"_s,
        {asText(checked.key.endpoint), asText(checked.key.event), checked.accepted});
    if (!id || *id == 0)
        return id ? Result<void>() : tl::unexpected(id.error());
    for (const DriftedDelivery &delivery : checked.drifted) {
        for (qsizetype i = 0; i < delivery.drifts.size(); ++i) {
            const domain::Drift &drift = delivery.drifts[i];
            auto done = m_database.run(u"INSERT OR REPLACE INTO drift(contract, delivery, ordinal, received, "
                                       u"kind, place, pointer, was,"
                                       "now) VALUES(?,?,?,?,?,?,?,?,?)"_s,
                                       {*id, delivery.id, i, delivery.received,
                                        QString(domain::driftKindId(drift.kind)), asText(drift.place),
                                        asText(drift.pointer), asText(drift.was), asText(drift.now)});
            if (!done)
                return tl::unexpected(done.error());
        }
    }
    return only(m_database.run(u"UPDATE contract SET up_to=? WHERE id=? AND up_to < ?"_s, {upTo, *id, upTo}));
}

Result<void> ContractStore::keep(const QList<CheckedContract> &checked, domain::DeliveryId upTo)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const CheckedContract &one : checked) {
        if (auto kept = keepOne(one, upTo); !kept)
            return kept;
    }
    if (auto trimmed = trim(); !trimmed)
        return trimmed;
    return transaction.commit();
}

// A tenth more than needed at once.
Result<void> ContractStore::trim()
{
    const auto count = m_database.number(u"SELECT count(*) FROM drift"_s);
    if (!count)
        return tl::unexpected(count.error());
    if (*count <= m_mostDrifts)
        return {};
    return only(m_database.run(u"DELETE FROM drift WHERE delivery <= (SELECT delivery FROM drift ORDER BY "
                               "delivery, ordinal LIMIT 1 OFFSET ?)"_s,
                               {*count - m_mostDrifts + m_mostDrifts / 10}));
}

Result<QList<domain::DeliveryId>> ContractStore::drifted()
{
    auto query = m_database.run(u"SELECT DISTINCT delivery FROM drift ORDER BY delivery"_s);
    if (!query)
        return tl::unexpected(query.error());
    QList<domain::DeliveryId> ids;
    while (query->next())
        ids.append(query->value(0).toLongLong());
    return ids;
}

Result<QList<domain::Drift>> ContractStore::drifts(domain::DeliveryId id)
{
    auto query = m_database.run(
        u"SELECT kind, place, pointer, was, now FROM drift WHERE delivery=? ORDER BY ordinal"_s, {id});
    if (!query)
        return tl::unexpected(query.error());
    QList<domain::Drift> drifts;
    while (query->next()) {
        const auto kind = domain::driftKindFromId(query->value(0).toString());
        if (kind)
            drifts.append({*kind, query->value(1).toString().toUtf8(), query->value(2).toString().toUtf8(),
                           query->value(3).toString(), query->value(4).toString()});
    }
    return drifts;
}

Result<DriftHistory> ContractStore::history(const ContractKey &key, const domain::Drift &drift)
{
    auto query = m_database.run(
        u"SELECT coalesce(min(received), 0), count(*) FROM drift WHERE contract = (SELECT id FROM contract "
        u"WHERE "
        "endpoint=? AND event=?) AND kind=? AND place=?"_s,
        {asText(key.endpoint), asText(key.event), QString(domain::driftKindId(drift.kind)),
         asText(drift.place)});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return DriftHistory();
    return DriftHistory{query->value(0).toLongLong(), query->value(1).toLongLong()};
}

Result<void> ContractStore::forget(const QList<domain::DeliveryId> &ids)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const domain::DeliveryId id : ids) {
        if (auto done = m_database.run(u"DELETE FROM drift WHERE delivery=?"_s, {id}); !done)
            return tl::unexpected(done.error());
    }
    return transaction.commit();
}

} // namespace tocsin::storage
