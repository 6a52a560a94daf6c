// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/replay.h"
#include "core/storage/database.h"

namespace tocsin::storage {

// The answers to replays, and how far relays have come, in a file of their own beside the store: what others
// answered is no part of what was captured. For one thread, with its connection; several processes may have
// the file open.
class ReplayStore
{
public:
    static QString pathFor(const QString &storePath) { return storePath + QStringLiteral(".replays"); }
    // Makes or migrates the file. Errors: Storage.
    static Result<ReplayStore> open(const QString &storePath);

    // Keeps the answer, after comparing it with the one before it from the same target to the same delivery.
    // Returns it with id and verdict. The body is cut at mostBody; the oldest answers go when a bound is
    // reached.
    Result<domain::ReplayAnswer> append(domain::ReplayAnswer answer);
    Result<QList<domain::ReplayAnswer>> history(domain::DeliveryId delivery, int most); // newest first
    // A relay to this target has delivered it.
    Result<bool> passed(domain::DeliveryId delivery, const QString &target);
    Result<void> forget(const QList<domain::DeliveryId> &deliveries);

    // Of a relay from an endpoint to a target: everything up to this delivery is done with. Nothing when it
    // never ran.
    Result<std::optional<domain::DeliveryId>> cursor(const QString &endpoint, const QString &target);
    Result<void> setCursor(const QString &endpoint, const QString &target, domain::DeliveryId upTo);

    void setBounds(qint64 answers, qint64 bytes);

    static constexpr qsizetype mostBody = 64 * 1024;
    static constexpr qsizetype mostHead = 64 * 1024;
    static constexpr qint64 mostAnswers = 20'000;
    static constexpr qint64 mostBytes = 256 * 1024 * 1024; // of heads and bodies

private:
    explicit ReplayStore(Database database) : m_database(std::move(database)) {}
    Result<std::optional<int>> lastStatus(domain::DeliveryId delivery, const QString &target);
    Result<void> trim();

    Database m_database;
    qint64 m_mostAnswers = mostAnswers;
    qint64 m_mostBytes = mostBytes;
};

} // namespace tocsin::storage
