// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace tocsin::settings {

// The user's folder for the store, the listener's identity and the user's own schemes: the same for the
// window and the command line, whatever the name of the program.
QString dataFolder();

QString auditPath(); // <data folder>/audit.db: the record of writes, of window and command line together

// What programs that share the keychain tell each other by: <data folder>/secrets.stamp.
QString secretStampPath();

// The settings file; see settingsfile.h.
QString settingsPath();

} // namespace tocsin::settings
