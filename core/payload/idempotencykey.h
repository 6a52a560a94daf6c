// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <initializer_list>

namespace tocsin::payload {

// "prefix:part" for one part; several parts are written with their lengths, so that no two lists of parts
// give the same key. Keys over 200 bytes keep the prefix and are otherwise their own SHA-256.
QByteArray makeKey(QByteArrayView prefix, std::initializer_list<QByteArray> parts);

// "sha256:" and the hexadecimal digest of the whole body, for what carries no identity of its own.
QByteArray keyOfBody(QByteArrayView body);

} // namespace tocsin::payload
