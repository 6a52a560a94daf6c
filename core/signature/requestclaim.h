// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tocsin::signature {

// Atlassian's query string hash (the claim qsh): SHA-256, in small hexadecimal, of method, path without the
// base path and query with its parameters sorted, as atlassian-jwt 2.0.3 makes it.
QByteArray queryStringHash(QByteArrayView method, QByteArrayView target, QByteArrayView basePath);

} // namespace tocsin::signature
