// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/webhookdesk.h"
#include "ui/theme/theme.h"

class QSettings;

namespace tocsin::ui {

// What the settings page changes; a plain value.
struct Preferences
{
    Theme::Choice theme = Theme::Choice::System;
    flows::DeskOptions listener; // dataFolder is the application's business
    QStringList problems;        // entries of the file that could not be used, each with its remedy
};

Preferences readPreferences(const QSettings &file);
// Writes what the settings page changes; the first entry that is refused is answered, the others are written.
Result<void> writePreferences(QSettings &file, const Preferences &preferences);

} // namespace tocsin::ui
