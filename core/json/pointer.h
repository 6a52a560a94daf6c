// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace tocsin::json {

// The text of the value at a JSON pointer (RFC 6901), exactly as it stands; "" is the whole. Of members that
// stand twice the last counts, as with most parsers. Nothing when there is no such value or the text is not
// JSON. The view is into the text.
std::optional<QByteArrayView> valueAt(QByteArrayView text, QByteArrayView pointer);

// The entries of the array there, each as it stands. Nothing when there is no array.
std::optional<QList<QByteArrayView>> itemsAt(QByteArrayView text, QByteArrayView pointer);

// What a value says as text: a string decoded (UTF-8), a number, true and false as spelled. Nothing for null,
// objects and arrays.
std::optional<QByteArray> scalarText(QByteArrayView value);

} // namespace tocsin::json
