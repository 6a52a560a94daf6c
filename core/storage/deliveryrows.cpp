// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliveryrows.h"

#include "core/domain/rawhead.h"

#include <QtEndian>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

const QString columns = u"id, received, endpoint, verdict, severity, event, scheme, secret, format, attempt, "
                        u"differs, completeness, status,"
                        "size, pinned, age, risk, method, target, title, actor, address, note IS NOT NULL, "
                        "(SELECT peer FROM content WHERE content.id = delivery.id)"_s;

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

DeliveryRows::DeliveryRows(Database &database) : m_database(database), m_words(database) {}

domain::DeliveryRow DeliveryRows::read(const QSqlQuery &query)
{
    int column = 0;
    const auto next = [&] { return query.value(column++); };
    domain::DeliveryRow row;
    row.id = next().toLongLong();
    row.received = next().toLongLong();
    row.endpoint = m_words.textOf(next().toLongLong());
    row.signature.verdict = domain::Verdict(next().toInt());
    row.summary.severity = domain::Severity(next().toInt());
    row.summary.event = m_words.textOf(next().toLongLong());
    row.signature.scheme = m_words.textOf(next().toLongLong());
    row.signature.secretLabel = m_words.textOf(next().toLongLong());
    row.summary.format = m_words.textOf(next().toLongLong());
    row.attempt = next().toInt();
    row.bodyDiffers = next().toBool();
    row.completeness = domain::Completeness(next().toInt());
    row.responseStatus = next().toInt();
    row.size = next().toLongLong();
    row.pinned = next().toBool();
    row.signature.ageSeconds = maybe<qint64>(next());
    row.summary.risk = maybe<double>(next());
    row.method = wire(next());
    row.target = wire(next());
    row.summary.title = next().toString();
    row.summary.actor = next().toString();
    row.summary.address = next().toString();
    row.hasNote = next().toBool();
    row.peerAddress = wire(next());
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
    return select(u"WHERE occurrence = (SELECT occurrence FROM delivery WHERE id=?) ORDER BY id LIMIT 1000"_s,
                  {id});
}

Result<domain::Delivery> DeliveryRows::load(domain::DeliveryId id)
{
    auto rows = select(u"WHERE id=?"_s, {id});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return fail(Error::Kind::NotFound, u"delivery %1 is not in the store any more"_s.arg(id));
    auto query = m_database.run(
        u"SELECT head, body, trailers, chunks, reason, content.peer, peer_port, local, local_port, "
        u"tls_version, "
        u"tls_cipher,"
        "tls_sni, tls_subject, head_read, last_byte, severity_text, mitre, link, alert_type, stated, note, "
        "occurrence.first_id, occurrence.attempts, occurrence.key FROM content JOIN delivery USING(id) "
        "LEFT JOIN occurrence ON occurrence.id = delivery.occurrence WHERE content.id=?"_s,
        {id});
    if (!query || !query->next())
        return fail(Error::Kind::Storage,
                    query ? u"the bytes of delivery %1 are gone"_s.arg(id) : query.error().detail);
    int column = 0;
    const auto next = [&] { return query->value(column++); };
    domain::Delivery delivery;
    delivery.row = rows->first();
    domain::Capture &capture = delivery.capture;
    capture.message.head = next().toByteArray();
    capture.message.body = next().toByteArray();
    capture.message.trailers = domain::readFields(next().toByteArray());
    const QStringList sizes = next().toString().split(u' ', Qt::SkipEmptyParts);
    for (const QString &size : sizes)
        capture.chunkSizes.append(size.toLongLong());
    capture.reason = next().toString();
    capture.peerAddress = wire(next());
    capture.peerPort = quint16(next().toUInt());
    capture.localAddress = wire(next());
    capture.localPort = quint16(next().toUInt());
    capture.tls = {wire(next()), wire(next()), wire(next()), wire(next())};
    capture.headRead = next().toLongLong();
    capture.lastByte = next().toLongLong();
    domain::PayloadSummary &summary = delivery.row.summary;
    summary.severityText = next().toString();
    summary.mitre = next().toString();
    summary.link = next().toString();
    summary.alertType = next().toString();
    summary.stated = next().toLongLong();
    delivery.note = next().toString();
    const QVariant first = next();
    delivery.firstOfEvent = first.isNull() ? id : first.toLongLong();
    delivery.attemptsOfEvent = std::max(1, next().toInt());
    summary.idempotencyKey = next().toByteArray();
    capture.firstByte = delivery.row.received;
    capture.completeness = delivery.row.completeness;
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
