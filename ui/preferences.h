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
    flows::DeskOptions listener;
};

Preferences readPreferences(QSettings &settings);
void writePreferences(QSettings &settings, const Preferences &preferences);

} // namespace tocsin::ui
