// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QUrl>

#include <utility>

namespace tocsin::socmate {

// One thing as one segment of a path: everything but unreserved characters (RFC 3986) is percent-encoded,
// "/" and "." and ".." included, so that no value changes the path (socmate.md section 7).
QByteArray pathSegment(const QString &value);

// The base, which may have a path of its own with or without a slash at its end, and below it the path, which
// begins with a slash and is encoded already. Parameters with an empty value are left out. A query or
// fragment of the base is dropped.
QUrl joined(const QUrl &base, const QByteArray &path,
            const QList<std::pair<QString, QString>> &parameters = {});

} // namespace tocsin::socmate
