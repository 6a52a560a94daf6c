// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QSettings>

#include <memory>

namespace tocsin::settings {

// Opens the INI file at the path, making it and its folder when they are missing (0600, 0700), and takes all
// permissions but the owner's from a file that is there. Malformed when it cannot be read as INI, Storage
// when it cannot be made or read; the file is left as it is then.
Result<std::unique_ptr<QSettings>> openSettings(const QString &path);

// Writes what is pending. Storage on failure; what was there before is unchanged.
Result<void> saveSettings(QSettings &file);

} // namespace tocsin::settings
