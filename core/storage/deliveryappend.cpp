// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/addressrange.h"
#include "core/storage/deliverystore.h"
#include "core/storage/facts.h"
#include "core/storage/statements.h"

#include <QSqlError>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

// No words are an empty text and not a null one, which would be NULL in the store.
QString linesOf(const QSet<QString> &words)
{
    return words.isEmpty() ? u""_s : QStringList(words.values()).join(u'\n');
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

// The peer's 16 bytes, then the first and the last address that the payload names.
QVariant addressKeys(const QByteArray &peer, const QString &stated)
{
    const auto from = filter::addressRangeFromText(peer);
    const auto named = stated.isEmpty() ? std::nullopt : filter::addressRangeFromText(stated.toLatin1());
    if (!from && !named)
        return {};
    QByteArray keys = from ? from->firstKey() : QByteArray(16, '\0');
    if (named)
        keys += named->firstKey() + named->lastKey();
    return keys;
}

} // namespace

Result<domain::DeliveryId> DeliveryStore::append(std::span<const domain::NewDelivery> batch)
{
    return appendFrom(0, batch);
}

Result<void> DeliveryStore::appendAt(domain::DeliveryId first, std::span<const domain::NewDelivery> batch)
{
    return appendFrom(first, batch).map([](domain::DeliveryId) {});
}

// First 0: the next free ids. The greatest id ever given is read inside the transaction, since another
// process may have written in between.
Result<domain::DeliveryId> DeliveryStore::appendFrom(domain::DeliveryId first,
                                                     std::span<const domain::NewDelivery> batch)
{
    m_tallies.clear();
    m_seenTypes.clear();
    m_occurrences.begin();
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    const auto given = m_database.number(u"SELECT id FROM last"_s);
    if (!given)
        return given;
    if (first == 0)
        first = *given + 1;
    if (first <= *given)
        return fail(Error::Kind::Rejected, u"delivery %1 is in the store already"_s.arg(first));
    const domain::DeliveryId last = first + qint64(batch.size()) - 1;
    const auto statuses = m_statuses;
    Result<void> done;
    for (size_t i = 0; i < batch.size() && done; ++i)
        done = appendOne(first + qint64(i), batch[i]);
    done = done.and_then([this] { return insertTimes(); })
               .and_then([&] { return writeTallies(last); })
               .and_then([this] { return updateStatuses(); })
               .and_then([this] { return writeSeenTypes(); })
               .and_then([&] { return transaction.commit(); });
    if (!done) {
        m_kinds.clear();
        m_statuses = statuses;
        return tl::unexpected(done.error());
    }
    m_times.clear();
    m_occurrences.commit();
    m_lastId = last;
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

Result<Occurrences::Attempt> DeliveryStore::countAttempt(domain::DeliveryId id,
                                                         const domain::NewDelivery &delivery)
{
    const QByteArray &key = delivery.summary.idempotencyKey;
    if (key.isEmpty())
        return Occurrences::Attempt{id}; // nothing can repeat it
    const Occurrences::Attempt attempt = m_occurrences.count(id, key, delivery.capture.message.body);
    if (attempt.number == 1) {
        auto done = m_statements->occurrence.run({id, qint64(attempt.keyHash), qint64(attempt.bodyHash)});
        if (!done)
            return tl::unexpected(done.error());
    }
    return attempt;
}

Result<void> DeliveryStore::insertRow(domain::DeliveryId id, const domain::NewDelivery &delivery,
                                      const Occurrences::Attempt &attempt)
{
    const domain::Capture &capture = delivery.capture;
    const domain::PayloadSummary &summary = delivery.summary;
    const domain::SignatureFacts &signature = delivery.signature;
    const auto kind =
        m_kinds.idOf({delivery.endpoint, signature.scheme, signature.secretLabel, summary.format,
                      summary.event, capture.message.method, signature.verdict, summary.severity,
                      capture.completeness, delivery.responseStatus, attempt.differs});
    if (!kind)
        return tl::unexpected(kind.error());
    const qint64 size = capture.message.head.size() + capture.message.body.size();
    const auto done = m_statements->row.run(
        {id, capture.firstByte, *kind, attempt.first, attempt.number, size,
         signature.ageSeconds ? QVariant(*signature.ageSeconds) : QVariant(),
         summary.risk ? QVariant(*summary.risk) : QVariant(), wireText(capture.message.target),
         textOrNull(summary.title), textOrNull(summary.actor), textOrNull(summary.address),
         addressKeys(capture.peerAddress, summary.address)});
    if (!done)
        return done;
    Tally &tally = m_tallies[*kind];
    ++tally.deliveries;
    tally.bytes += size;
    tally.lastId = id;
    return {};
}

Result<void> DeliveryStore::insertContent(domain::DeliveryId id, const domain::NewDelivery &delivery)
{
    const domain::HttpMessage &message = delivery.capture.message;
    return m_statements->content.run(
        {id, blobOrNull(message.head), blobOrNull(message.body), writeFacts(delivery)});
}

Result<void> DeliveryStore::writeTallies(domain::DeliveryId lastId)
{
    for (auto it = m_tallies.cbegin(); it != m_tallies.cend(); ++it) {
        auto done = m_statements->tally.run({it.key(), it->deliveries, it->bytes, it->lastId});
        if (!done)
            return done;
    }
    return m_statements->last.run({lastId});
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
            {it.key(), it->first, it->last, it->count, linesOf(severities), linesOf(mitre)});
        if (!done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace tocsin::storage
