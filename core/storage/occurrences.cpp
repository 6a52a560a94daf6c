// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/occurrences.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

quint64 Occurrences::hashOf(const QByteArray &bytes)
{
    const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Blake2b_160);
    return qFromLittleEndian<quint64>(digest.constData());
}

Result<void> Occurrences::load(Database &database)
{
    QHash<quint64, Known> known;
    domain::DeliveryId upTo = 0;
    auto done = read(database, known, upTo);
    const std::lock_guard lock(m_mutex);
    m_known = std::move(known);
    m_upTo = upTo;
    m_isLoaded = true; // or will not be: nobody need wait
    m_loaded.notify_all();
    return done;
}

Result<void> Occurrences::read(Database &database, QHash<quint64, Known> &known, domain::DeliveryId &upTo)
{
    auto firsts = database.run(u"SELECT first_id, key_hash, body_hash FROM occurrence"_s);
    if (!firsts)
        return tl::unexpected(firsts.error());
    auto repeats = database.run(
        u"SELECT occurrence, max(attempt) FROM delivery WHERE attempt > 1 GROUP BY occurrence"_s);
    if (!repeats)
        return tl::unexpected(repeats.error());
    QHash<domain::DeliveryId, int> attempts;
    while (repeats->next())
        attempts.insert(repeats->value(0).toLongLong(), repeats->value(1).toInt());
    const auto last = database.number(u"SELECT id FROM last"_s);
    if (!last)
        return tl::unexpected(last.error());
    upTo = *last;
    while (firsts->next()) {
        const domain::DeliveryId first = firsts->value(0).toLongLong();
        known.insert(quint64(firsts->value(1).toLongLong()),
                     {first, attempts.value(first, 1), quint64(firsts->value(2).toLongLong())});
    }
    return {};
}

Occurrences::Attempt Occurrences::count(domain::DeliveryId id, const QByteArray &key, const QByteArray &body)
{
    Attempt attempt{id, 1, false, hashOf(key), hashOf(body)};
    auto found = m_batch.find(attempt.keyHash);
    if (found == m_batch.end()) {
        const auto known = m_known.constFind(attempt.keyHash);
        found = m_batch.insert(attempt.keyHash,
                               known == m_known.constEnd() ? Known{id, 0, attempt.bodyHash} : *known);
    }
    attempt.first = found->first;
    attempt.number = ++found->attempts;
    attempt.differs = found->bodyHash != attempt.bodyHash;
    return attempt;
}

void Occurrences::commit(domain::DeliveryId upTo)
{
    const std::lock_guard lock(m_mutex);
    for (auto it = m_batch.cbegin(); it != m_batch.cend(); ++it)
        m_known.insert(it.key(), *it);
    m_upTo = upTo;
    m_batch.clear();
}

void Occurrences::forget(quint64 keyHash)
{
    const std::lock_guard lock(m_mutex);
    m_known.remove(keyHash);
}

domain::DeliveryId Occurrences::filed(std::span<const quint64> keyHashes, std::vector<int> &attempts) const
{
    std::unique_lock lock(m_mutex);
    m_loaded.wait(lock, [this] { return m_isLoaded; });
    for (const quint64 hash : keyHashes) {
        const auto known = m_known.constFind(hash);
        attempts.push_back(known == m_known.constEnd() ? 0 : known->attempts);
    }
    return m_upTo;
}

} // namespace tocsin::storage
