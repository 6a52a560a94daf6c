// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/database.h"

#include <QHash>

#include <optional>

namespace tocsin::storage {

// What many deliveries have in common: a few hundred rows stand for the repeated columns of a million.
struct DeliveryKind
{
    QString endpoint;
    QString scheme;
    QString secret;
    QString format;
    QString event;
    QByteArray method;
    domain::Verdict verdict = domain::Verdict::Unsigned;
    domain::Severity severity = domain::Severity::None;
    domain::Completeness completeness = domain::Completeness::Complete;
    int status = 0;
    bool differs = false;

    bool operator==(const DeliveryKind &) const = default;
};

size_t qHash(const DeliveryKind &kind, size_t seed = 0);

// Numbers for kinds, for one connection.
class KindTable
{
public:
    explicit KindTable(Database &database);

    // The number of the kind, made when it is new. Inside a transaction of the caller. Long event names and
    // methods are cut; when there are mostKinds, a new one passes for "(other)". The request itself keeps
    // both.
    Result<qint64> idOf(DeliveryKind kind);
    // The kind of a number, read when it is not yet known.
    const DeliveryKind *find(qint64 id);
    // After a rollback: forgets what the file may not hold.
    void clear();

    // Deliveries were removed: their kinds may be of no use any more.
    void expectUnused() { m_sweepAgain = true; }
    // Looks at the next few kinds and removes those that no delivery refers to, in a transaction of its own;
    // does nothing once all were looked at since the start and since expectUnused(). For the only connection
    // that makes kinds. A number is never given to a second kind: others know kinds by their number.
    Result<void> sweep();

    // Event names and methods come from senders: a hostile one must not fill the disk with kinds.
    static constexpr qint64 mostKinds = 20'000;
    static constexpr int sweepChunk = 500;
    static constexpr qsizetype mostEvent = 128; // characters
    static constexpr qsizetype mostMethod = 32; // bytes

private:
    Result<qint64> read(const QVariantList &values); // 0 = there is none
    Result<qint64> make(const QVariantList &values);
    Result<void> remove(const QStringList &ids);

    Database &m_database;
    qint64 m_count = -1; // of kinds in the file; -1 = not yet counted
    qint64 m_swept = 0;  // up to this number, in this round; -1 = no round is under way
    bool m_sweepAgain = false;
    QHash<DeliveryKind, qint64> m_ids;
    QHash<qint64, DeliveryKind> m_kinds;
};

} // namespace tocsin::storage
