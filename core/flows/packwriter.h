// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/flows/evidencepack.h"

namespace tocsin::flows {

// Both make something new: Rejected when the path exists, whatever it is. Storage when it cannot be written;
// what was begun is taken away again. Readable by its owner only (0700, 0600).
Result<void> writePackFolder(const QString &path, const QList<EvidenceFile> &files);
// All files in one folder named like the archive. Rejected in a build without libzip.
Result<void> writePackZip(const QString &path, const QList<EvidenceFile> &files, Micros now);

bool canWriteZip();

// The archive itself, without the disk.
Result<QByteArray> zipArchive(const QString &folder, const QList<EvidenceFile> &files, Micros now);

} // namespace tocsin::flows
