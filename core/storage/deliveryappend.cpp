// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/addressrange.h"
#include "core/storage/deliverystore.h"
#include "core/storage/statements.h"

#include <QCryptographicHash>
#include <QSqlError>
#include <QtEndian>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

QByteArray digest(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Blake2b_160).first(16);
}

qint64 occurrenceId(const QByteArray &key)
{
    const QByteArray hash = digest(key);
    return qint64(qFromLittleEndian<quint64>(hash.constData()) >> 1); // SQLite's rowids are signed
}

QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

// Bytes of the wire as text: Latin-1 gives every byte back on reading.
QVariant wireText(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QVariant() : QVariant(QString::fromLatin1(bytes));
}

QVariant blobOrNull(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QVariant() : QVariant(bytes);
}

QByteArray joinFields(const QList<domain::HeaderField> &fields)
{
    QByteArray lines;
    for (const domain::HeaderField &field : fields)
        lines += field.name + ": " + field.value + "\r\n";
    return lines;
}

QVariant joinSizes(const QList<qint64> &sizes)
{
    if (sizes.isEmpty())
        return {};
    QString text;
    for (const qint64 size : sizes)
        text += QString::number(size) + u' ';
    text.chop(1);
    return text;
}

void bind(QSqlQuery &query, std::initializer_list<QVariant> values)
{
    int i = 0;
    for (const QVariant &value : values)
        query.bindValue(i++, value);
}

} // namespace

Result<domain::DeliveryId> DeliveryStore::append(std::span<const domain::NewDelivery> batch)
{
    m_tallies.clear();
    m_seenTypes.clear();
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    auto last = m_database.number(u"SELECT seq FROM sqlite_sequence WHERE name='delivery'"_s);
    if (!last)
        return last;
    const domain::DeliveryId first = *last + 1;
    Result<void> done;
    for (size_t i = 0; i < batch.size() && done; ++i)
        done = appendOne(first + qint64(i), batch[i]);
    if (done)
        done = insertTimes();
    if (done)
        done = writeTallies();
    if (done)
        done = writeSeenTypes();
    if (done)
        done = transaction.commit();
    if (!done) {
        m_words.clear();
        return tl::unexpected(done.error());
    }
    m_lastId = first + qint64(batch.size()) - 1;
    for (const Tally &tally : std::as_const(m_tallies)) {
        m_deliveries += tally.deliveries;
        m_bytes += tally.bytes;
    }
    return first;
}

Result<void> DeliveryStore::appendOne(domain::DeliveryId id, const domain::NewDelivery &delivery)
{
    const auto attempt = countAttempt(id, delivery);
    if (!attempt)
        return tl::unexpected(attempt.error());
    if (auto done = insertRow(id, delivery, *attempt); !done)
        return done;
    if (auto done = insertContent(id, delivery); !done)
        return done;
    const domain::PayloadSummary &summary = delivery.summary;
    if (delivery.signature.verdict == domain::Verdict::Valid && !summary.alertType.isEmpty()) {
        SeenType &seen = m_seenTypes[summary.alertType];
        if (seen.count++ == 0)
            seen.first = delivery.capture.firstByte;
        seen.last = delivery.capture.firstByte;
        if (!summary.severityText.isEmpty())
            seen.severities.insert(summary.severityText);
        if (!summary.mitre.isEmpty())
            seen.mitre.insert(summary.mitre);
    }
    return {};
}

Result<DeliveryStore::Attempt> DeliveryStore::countAttempt(domain::DeliveryId id,
                                                           const domain::NewDelivery &delivery)
{
    const QByteArray &key = delivery.summary.idempotencyKey;
    if (key.isEmpty())
        return Attempt{-id, 1, false}; // nothing can repeat it
    const QByteArray bodyHash = digest(delivery.capture.message.body);
    QSqlQuery &query = m_statements->occurrence;
    for (qint64 slot = occurrenceId(key);; ++slot) {
        bind(query, {slot, key, id, bodyHash});
        if (!query.exec() || !query.next())
            return tl::unexpected(storageError(m_database.path(), query.lastError()));
        const Attempt attempt{slot, query.value(0).toInt(), query.value(1).toByteArray() != bodyHash};
        const bool ours = query.value(2).toByteArray() == key;
        query.finish();
        if (ours)
            return attempt;
        // Another key with the same hash: give its count back and take the next number.
        auto back = m_database.run(u"UPDATE occurrence SET attempts = attempts - 1 WHERE id=?"_s, {slot});
        if (!back)
            return tl::unexpected(back.error());
    }
}

Result<void> DeliveryStore::insertRow(domain::DeliveryId id, const domain::NewDelivery &delivery,
                                      const Attempt &attempt)
{
    using Kind = WordTable::Kind;
    const domain::Capture &capture = delivery.capture;
    const domain::PayloadSummary &summary = delivery.summary;
    const auto endpoint = m_words.idOf(Kind::Endpoint, delivery.endpoint);
    const auto event = m_words.idOf(Kind::Event, summary.event);
    const auto scheme = m_words.idOf(Kind::Scheme, delivery.signature.scheme);
    const auto secret = m_words.idOf(Kind::Secret, delivery.signature.secretLabel);
    const auto format = m_words.idOf(Kind::Format, summary.format);
    for (const auto *word : {&endpoint, &event, &scheme, &secret, &format}) {
        if (!*word)
            return tl::unexpected(word->error());
    }
    const auto peer = filter::addressRangeFromText(capture.peerAddress);
    const auto stated = filter::addressRangeFromText(summary.address.toLatin1());
    const qint64 size = capture.message.head.size() + capture.message.body.size();
    bind(m_statements->row,
         {id,
          capture.firstByte,
          *endpoint,
          int(delivery.signature.verdict),
          int(summary.severity),
          *event,
          *scheme,
          *secret,
          *format,
          attempt.occurrence,
          attempt.attempt,
          attempt.differs ? 1 : 0,
          int(capture.completeness),
          delivery.responseStatus,
          size,
          delivery.signature.ageSeconds ? QVariant(*delivery.signature.ageSeconds) : QVariant(),
          summary.risk ? QVariant(*summary.risk) : QVariant(),
          wireText(capture.message.method),
          wireText(capture.message.target),
          textOrNull(summary.title),
          textOrNull(summary.actor),
          textOrNull(summary.address),
          peer ? peer->firstKey() : QVariant(),
          stated ? stated->firstKey() : QVariant(),
          stated ? stated->lastKey() : QVariant()});
    if (!m_statements->row.exec())
        return tl::unexpected(storageError(m_database.path(), m_statements->row.lastError()));
    Tally &tally = m_tallies[*endpoint];
    ++tally.deliveries;
    tally.bytes += size;
    tally.lastVerdict = delivery.signature.verdict;
    return {};
}

Result<void> DeliveryStore::insertContent(domain::DeliveryId id, const domain::NewDelivery &delivery)
{
    const domain::Capture &capture = delivery.capture;
    const domain::PayloadSummary &summary = delivery.summary;
    bind(m_statements->content, {id,
                                 blobOrNull(capture.message.head),
                                 blobOrNull(capture.message.body),
                                 blobOrNull(joinFields(capture.message.trailers)),
                                 joinSizes(capture.chunkSizes),
                                 textOrNull(capture.reason),
                                 wireText(capture.peerAddress),
                                 capture.peerPort,
                                 wireText(capture.localAddress),
                                 capture.localPort,
                                 wireText(capture.tls.version),
                                 wireText(capture.tls.cipher),
                                 wireText(capture.tls.sni),
                                 wireText(capture.tls.clientSubject),
                                 capture.headRead,
                                 capture.lastByte,
                                 textOrNull(summary.severityText),
                                 textOrNull(summary.mitre),
                                 textOrNull(summary.link),
                                 textOrNull(summary.alertType),
                                 summary.stated});
    if (!m_statements->content.exec())
        return tl::unexpected(storageError(m_database.path(), m_statements->content.lastError()));
    return {};
}

Result<void> DeliveryStore::writeTallies()
{
    for (auto it = m_tallies.cbegin(); it != m_tallies.cend(); ++it) {
        auto done = m_database.run(
            u"INSERT INTO tally(endpoint, deliveries, bytes, last_verdict) VALUES(?,?,?,?) ON "
            u"CONFLICT(endpoint) DO "
            "UPDATE SET deliveries=deliveries+excluded.deliveries, bytes=bytes+excluded.bytes, "
            "last_verdict=excluded.last_verdict"_s,
            {it.key(), it->deliveries, it->bytes, int(it->lastVerdict)});
        if (!done)
            return tl::unexpected(done.error());
    }
    return {};
}

Result<void> DeliveryStore::writeSeenTypes()
{
    for (auto it = m_seenTypes.cbegin(); it != m_seenTypes.cend(); ++it) {
        auto known = m_database.run(u"SELECT severities, mitre FROM alert_type WHERE id=?"_s, {it.key()});
        if (!known)
            return tl::unexpected(known.error());
        QSet<QString> severities = it->severities;
        QSet<QString> mitre = it->mitre;
        if (known->next()) {
            const QStringList oldSeverities = known->value(0).toString().split(u'\n', Qt::SkipEmptyParts);
            const QStringList oldMitre = known->value(1).toString().split(u'\n', Qt::SkipEmptyParts);
            severities += QSet<QString>(oldSeverities.begin(), oldSeverities.end());
            mitre += QSet<QString>(oldMitre.begin(), oldMitre.end());
        }
        known->finish();
        auto done = m_database.run(
            u"INSERT INTO alert_type(id, first_seen, last_seen, count, severities, mitre) "
            u"VALUES(?,?,?,?,?,?) "
            "ON CONFLICT(id) DO UPDATE SET last_seen=excluded.last_seen, count=count+excluded.count, "
            "severities=excluded.severities, mitre=excluded.mitre"_s,
            {it.key(), it->first, it->last, it->count, QStringList(severities.values()).join(u'\n'),
             QStringList(mitre.values()).join(u'\n')});
        if (!done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace tocsin::storage
