// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

class QFile;

namespace tocsin {

// What was written to the open file, past Qt's buffer, outlasts a power cut when it returns true. As deep as
// the system can be told to go: fdatasync, F_FULLFSYNC on macOS, FlushFileBuffers on Windows.
bool syncFile(const QFile &file);

// So does a new or another name in the folder. A file system that cannot do it has still given the name.
void syncFolder(const QString &folder);

} // namespace tocsin
