// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/storage/database.h"

#include <QStringList>

#include <optional>

namespace tocsin::storage {

// How far the change of an API key has come. The numbers are stored.
enum class KeyStep : quint8 {
    Planned = 0,   // nothing has happened yet
    Asked = 1,     // the server is being asked for a new key: there may be one whose value nobody has
    Created = 2,   // there is a new key, and its value is in the secret store
    Tested = 3,    // it was tried: it opens what it is for
    Swapped = 4,   // who used the old key uses the new one
    Disabled = 5,  // the old key is disabled. The end
    LeftOver = 6,  // the server offers no disabling: the old key must be ended in its web app. The end
    Cancelled = 7, // before the swap: the old key stays. The end
};

// One change of one key, without either value.
struct KeyRotation
{
    qint64 id = 0;
    QString connection; // the administrator's
    QString oldId;      // of its paths
    QString oldName;
    QString name; // of the new one: its own, so that it can be told from the old one
    QString description;
    QStringList scopes;
    int days = 365;   // until the new one expires
    QString label;    // in the secret store, of who uses it; empty: it is swapped by hand, elsewhere
    QString newLabel; // where the new value waits for the swap
    QString newId;    // of its paths; empty before Created
    QString newPublicId;
    KeyStep step = KeyStep::Planned;
    bool isUnsure = false; // an answer was lost: a key of that name may be there that nobody can use
    Micros began = 0;
    Micros changed = 0; // of the step

    bool isOver() const { return step >= KeyStep::Disabled; }
    bool isByHand() const { return label.isEmpty(); }
    bool operator==(const KeyRotation &) const = default;
};

// Rotations of keys in the analyst's file. On the thread and within the life of its Database.
class KeyRotationStore
{
public:
    explicit KeyRotationStore(Database &database) : m_database(database) {}

    Result<KeyRotation> begin(const KeyRotation &rotation); // Rejected: that key's last one has not ended
    Result<void> save(const KeyRotation &rotation);         // NotFound when it is gone
    Result<std::optional<KeyRotation>> rotation(qint64 id);
    Result<QList<KeyRotation>> of(const QString &connection); // newest first
    Result<void> forget(const QString &connection);

private:
    Result<QList<KeyRotation>> read(const QString &where, const QVariantList &values);

    Database &m_database;
};

} // namespace tocsin::storage
