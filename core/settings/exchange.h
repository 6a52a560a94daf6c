// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QSettings>

namespace tocsin::settings {

// Shortcuts that differ from their defaults: "shortcuts/palette". What the names and the keys mean is known
// to the window alone.
QStringList shortcutKeys(const QSettings &file);

// Settings as a file for another machine: JSON, {"tocsin": "settings", "settings": {"group/name": "text"}},
// shortcuts among them.
// Only what the user has chosen is in it, and only keys that are known: a secret is no setting and cannot get
// there, and neither can what a policy pins or what belongs to one connection.
QByteArray exportSettings(const QSettings &file);

// One entry of such a file beside what is in effect here.
struct SettingChange
{
    QString key;
    QString before;
    QString after;
    QString refusal; // why it cannot be taken; empty = it can

    bool operator==(const SettingChange &) const = default;
};

// What would change; equal entries are left out. Malformed when it is no such file.
Result<QList<SettingChange>> readSettingsExport(const QByteArray &bytes, const QSettings &file);

// Those without a refusal; the number of them.
qsizetype applySettings(QSettings &file, const QList<SettingChange> &changes);

} // namespace tocsin::settings
