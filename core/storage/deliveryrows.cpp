// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliveryrows.h"

#include "core/domain/rawhead.h"
#include "core/filter/addressrange.h"
#include "core/storage/facts.h"

#include <QtEndian>

#include <algorithm>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

const QString columns =
    u"id, received, kind, attempt, size, pinned, age, risk, target, title, actor, address, addresses,"
    "note IS NOT NULL"_s;

// The peer out of the 16 bytes that rows keep of it.
QByteArray peerText(const QByteArray &addresses)
{
    if (addresses.size() < 16 || addresses.startsWith(QByteArray(16, '\0')))
        return {};
    filter::AddressRange range;
    std::copy_n(addresses.begin(), 16, reinterpret_cast<char *>(range.network.data()));
    return range.toText().toLatin1();
}

QByteArray wire(const QVariant &value)
{
    return value.toString().toLatin1();
}

template<class T>
std::optional<T> maybe(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional<T>(value.value<T>());
}

} // namespace

DeliveryRows::DeliveryRows(Database &database) : m_database(database), m_kinds(database) {}

domain::DeliveryRow DeliveryRows::read(const QSqlQuery &query)
{
    int column = 0;
    const auto next = [&] { return query.value(column++); };
    domain::DeliveryRow row;
    row.id = next().toLongLong();
    row.received = next().toLongLong();
    if (const DeliveryKind *kind = m_kinds.find(next().toLongLong())) {
        row.endpoint = kind->endpoint;
        row.method = kind->method;
        row.signature.verdict = kind->verdict;
        row.signature.scheme = kind->scheme;
        row.signature.secretLabel = kind->secret;
        row.summary.severity = kind->severity;
        row.summary.event = kind->event;
        row.summary.format = kind->format;
        row.bodyDiffers = kind->differs;
        row.completeness = kind->completeness;
        row.responseStatus = kind->status;
    }
    row.attempt = next().toInt();
    row.size = next().toLongLong();
    row.pinned = next().toBool();
    row.signature.ageSeconds = maybe<qint64>(next());
    row.summary.risk = maybe<double>(next());
    row.target = wire(next());
    row.summary.title = next().toString();
    row.summary.actor = next().toString();
    row.summary.address = next().toString();
    row.peerAddress = peerText(next().toByteArray());
    row.hasNote = next().toBool();
    return row;
}

Result<QList<domain::DeliveryRow>> DeliveryRows::select(const QString &where, const QVariantList &values)
{
    auto query = m_database.run(u"SELECT %1 FROM delivery %2"_s.arg(columns, where), values);
    if (!query)
        return tl::unexpected(query.error());
    QList<domain::DeliveryRow> rows;
    while (query->next())
        rows.append(read(*query));
    return rows;
}

Result<QList<domain::DeliveryRow>> DeliveryRows::rows(const QList<domain::DeliveryId> &ids)
{
    QStringList list;
    for (const domain::DeliveryId id : ids)
        list.append(QString::number(id));
    auto found = select(u"WHERE id IN (%1)"_s.arg(list.join(u',')), {});
    if (!found)
        return found;
    QHash<domain::DeliveryId, qsizetype> places;
    for (qsizetype i = 0; i < found->size(); ++i)
        places.insert(found->at(i).id, i);
    QList<domain::DeliveryRow> ordered;
    ordered.reserve(found->size());
    for (const domain::DeliveryId id : ids) {
        if (const auto place = places.constFind(id); place != places.constEnd())
            ordered.append(found->at(*place));
    }
    return ordered;
}

Result<QList<domain::DeliveryRow>> DeliveryRows::attempts(domain::DeliveryId id)
{
    return select(u"WHERE id = (SELECT occurrence FROM delivery WHERE id=?) OR (attempt > 1 AND occurrence = "
                  "(SELECT occurrence FROM delivery WHERE id=?)) ORDER BY id LIMIT 1000"_s,
                  {id, id});
}

Result<domain::Delivery> DeliveryRows::load(domain::DeliveryId id)
{
    auto rows = select(u"WHERE id=?"_s, {id});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return fail(Error::Kind::NotFound, u"delivery %1 is not in the store any more"_s.arg(id));
    auto query = m_database.run(
        u"SELECT head, body, facts, note, occurrence, (SELECT max(attempt) FROM delivery AS other WHERE "
        u"other.attempt > 1 "
        "AND other.occurrence = delivery.occurrence) FROM content JOIN delivery USING(id) WHERE content.id=?"_s,
        {id});
    if (!query || !query->next()) {
        return fail(Error::Kind::Storage,
                    query ? u"the bytes of delivery %1 are gone"_s.arg(id) : query.error().detail);
    }
    domain::Delivery delivery;
    delivery.row = rows->first();
    domain::Capture &capture = delivery.capture;
    capture.firstByte = delivery.row.received;
    capture.completeness = delivery.row.completeness;
    capture.message.head = query->value(0).toByteArray();
    capture.message.body = query->value(1).toByteArray();
    readFacts(query->value(2).toByteArray(), delivery);
    delivery.note = query->value(3).toString();
    delivery.firstOfEvent = query->value(4).toLongLong();
    delivery.attemptsOfEvent = std::max(1, query->value(5).toInt());
    domain::readHead(capture.message);
    readTimes(delivery);
    return delivery;
}

void DeliveryRows::readTimes(domain::Delivery &delivery)
{
    const domain::DeliveryId id = delivery.row.id;
    auto query =
        m_database.run(u"SELECT first_id, last_id, committed, answered FROM timing WHERE first_id <= ? "
                       "ORDER BY first_id DESC LIMIT 1"_s,
                       {id});
    if (!query || !query->next() || query->value(1).toLongLong() < id)
        return;
    delivery.committed = query->value(2).toLongLong();
    const QByteArray deltas = query->value(3).toByteArray();
    const qsizetype offset = (id - query->value(0).toLongLong()) * 4;
    if (offset + 4 > deltas.size())
        return;
    const auto delta = qFromLittleEndian<qint32>(deltas.constData() + offset);
    if (delta >= 0)
        delivery.answered = delivery.committed + delta;
}

} // namespace tocsin::storage
