// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tocsin::domain {

// The target of a request line is a path with a query, or the whole URL of it: a server has to take both
// (RFC 9112 section 3.2.2). Parts of either, as they are written. Pure functions; what they give is part of
// the target.
QByteArrayView pathOf(QByteArrayView target);  // "/" where a URL has none
QByteArrayView queryOf(QByteArrayView target); // without the '?'; null when there is none

// "/path?query" of a whole URL; any other target as it is.
QByteArray originForm(const QByteArray &target);

} // namespace tocsin::domain
