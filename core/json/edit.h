// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace tocsin::json {

// Changes to a text that a person has laid out: what is not changed stays byte for byte, order and white
// space included. Places are JSON pointers (RFC 6901). Nothing when the text is not JSON or has no such
// place.

// The value there, replaced by this text, which is a JSON value.
std::optional<QByteArray> withValue(QByteArrayView text, QByteArrayView pointer, QByteArrayView value);

// The object there with the member; one that is new comes last, laid out as those before it.
std::optional<QByteArray> withMember(QByteArrayView text, QByteArrayView object, QByteArrayView name,
                                     QByteArrayView value);

// The object there without the member (all of that name); as it is when it has none.
std::optional<QByteArray> withoutMember(QByteArrayView text, QByteArrayView object, QByteArrayView name);

// A text as a JSON string, quotes included.
QByteArray quotedText(QByteArrayView utf8);

} // namespace tocsin::json
