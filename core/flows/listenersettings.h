// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/webhookdesk.h"

class QSettings;

namespace tocsin::flows {

// How the listener is to be run, as the settings file says it with all its layers: the same for the window
// and for `tocsinctl listen`.
struct ListenerSettings
{
    DeskOptions options;  // without dataFolder; storePath is empty or absolute
    QStringList problems; // entries of the file that could not be used, each with its remedy
};

ListenerSettings readListenerSettings(const QSettings &file);
// Writes what differs from what is read; the first entry that is refused is answered, the others are written.
// Not the store: that is not chosen while one is open.
Result<void> writeListenerSettings(QSettings &file, const DeskOptions &options);

} // namespace tocsin::flows
