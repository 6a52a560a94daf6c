// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

#include <optional>

namespace tocsin::contract {

// Formats of JSON Schema (draft 2020-12, validation, section 7.3) that a string can be seen to have.
enum class Format : quint8 { None, DateTime, Date, Uuid, Ipv4, Ipv6, Email, Uri };

// All take UTF-8 and any bytes.
Format formatOf(QByteArrayView text);
QLatin1StringView formatName(Format format); // "date-time"; empty for None
std::optional<Format> formatFromName(QStringView name);

// Whether a string may be one of a fixed set, and may be shown: short, a letter first, no blanks, and nothing
// that looks made at random.
bool isWord(QByteArrayView text);

// A name of a member that is no name but a number or key of something: "8213", a UUID, a hexadecimal digest.
bool isKeyOfSomething(QByteArrayView name);

// A name behind which a secret may stand: "token", "api_key", "clientSecret". Its values are never kept.
bool namesSecret(QByteArrayView name);

} // namespace tocsin::contract
