// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/settings/policy.h"

#include <QSettings>

#include <optional>

namespace tocsin::settings {

// Where the value of a setting comes from: the later ones win.
enum class Source : quint8 { Default, User, Connection, Policy };

struct Layered
{
    Source source = Source::Default;
    QString text; // as it stands there; of no use with Default

    bool operator==(const Layered &) const = default;
};

// The user's settings file with the two layers that may stand above it: what is chosen for the open
// connection, and the policy of the machine. Whoever reads or writes a Setting<T> through the file goes
// through the layers, since they are attached to it; there is no way around a policy but another file. On the
// file's thread; the file outlives it.
class LayeredSettings
{
public:
    explicit LayeredSettings(QSettings &user, const QString &policyFile);
    Q_DISABLE_COPY_MOVE(LayeredSettings)

    const Policy &policy() const { return m_policy; }
    QSettings &file() { return m_file; }

    // Whose own values hold from now on; empty = nobody's.
    void openConnection(const QString &id);
    QString connection() const;
    // A value for the open connection alone. Rejected: this setting has none for each connection, or no
    // connection is open.
    Result<void> writeForConnection(QLatin1StringView key, const QString &text);
    void dropForConnection(QLatin1StringView key);
    // What was chosen for any other one is forgotten.
    static void keepConnections(QSettings &file, const QStringList &ids);

private:
    QSettings &m_file;
    const Policy m_policy;
};

// What Setting<T> reads and writes with.
Layered layered(const QSettings &file, QLatin1StringView key);
// Into the layer that it is read from. Forbidden when that is the policy and the text is another one.
Result<void> writeLayered(QSettings &file, QLatin1StringView key, const QString &text);

// What each of the two layers below a policy holds by itself; nothing = it has no value of its own.
std::optional<QString> ownText(const QSettings &file, QLatin1StringView key, Source layer);
// Into that layer, User or Connection, whichever the setting is read from. Forbidden where a policy has
// another value; Rejected as LayeredSettings::writeForConnection().
Result<void> writeInto(QSettings &file, QLatin1StringView key, const QString &text, Source layer);
void dropFrom(QSettings &file, QLatin1StringView key, Source layer);
QString openConnection(const QSettings &file); // whose values hold; empty = nobody's

Policy attachedPolicy(const QSettings &file); // none when LayeredSettings was not made for it

// Whether a connection may have a value of its own: what is asked of it and made of its answers.
bool isPerConnection(QLatin1StringView key);

} // namespace tocsin::settings
