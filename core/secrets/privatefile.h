// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

namespace tocsin::secrets {

// Replaces the file in one step: after a failure or a power cut it holds either all of the old or all of the
// new bytes. Readable by its owner only (0600), from its first byte on. A missing folder is made, 0700; the
// permissions of a folder that exists are its owner's business. Storage on failure, with the system's words.
Result<void> replacePrivateFile(const QString &path, QByteArrayView bytes);

// NotFound, Limited (longer than the limit) or Storage.
Result<QByteArray> readPrivateFile(const QString &path, qint64 limit);

} // namespace tocsin::secrets
