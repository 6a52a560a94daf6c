// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/storage/database.h"

#include <optional>

namespace tocsin::storage {

// How far the change of an integration's secret has come. The numbers are stored.
enum class RotationStep : quint8 {
    Planned = 0,   // nothing has happened yet
    Stored = 1,    // the new secret is in the secret store, the old one behind it: both verify from here on
    Written = 2,   // the tenant was sent the new one
    Verified = 3,  // read back: the tenant has the new tag. The old one is kept for messages in flight
    Retired = 4,   // the old one is gone. The end
    Cancelled = 5, // before the tenant had the new one: the old one is in its place again. The end
};

// One change of one secret, without the secret.
struct Rotation
{
    qint64 id = 0;
    QString tenant;      // the connection's id
    QString integration; // name
    QString label;       // in the secret store
    QString oldTag;
    QString newTag; // its own, so that it tells whether a step was already taken
    RotationStep step = RotationStep::Planned;
    int kept = 0; // retired values in the secret store once it was stored; the first of them is the old one
    Micros began = 0;
    Micros changed = 0;  // of the step
    Micros verified = 0; // since when the old one is kept; 0 = not yet

    bool isOver() const { return step == RotationStep::Retired || step == RotationStep::Cancelled; }
    bool operator==(const Rotation &) const = default;
};

// Rotations in the analyst's file. On the thread and within the life of its Database.
class RotationStore
{
public:
    explicit RotationStore(Database &database) : m_database(database) {}

    // Rejected: there is one of that integration that has not ended.
    Result<Rotation> begin(const Rotation &rotation);
    Result<void> save(const Rotation &rotation); // NotFound when it is gone
    Result<std::optional<Rotation>> rotation(qint64 id);
    Result<QList<Rotation>> open();                    // those that have not ended, oldest first
    Result<QList<Rotation>> of(const QString &tenant); // all, newest first
    Result<void> forget(const QString &tenant);        // with the connection

private:
    Result<QList<Rotation>> read(const QString &where, const QVariantList &values);

    Database &m_database;
};

} // namespace tocsin::storage
