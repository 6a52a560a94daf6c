// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tocsin::json {

// The text with that value, which is JSON itself, at the pointer (RFC 6901): in place of the one there, else
// as a new member behind the others of its object; objects on the way to it are made. Every other byte stays.
// Nothing when the text is not JSON, or the place is in what is no object.
std::optional<QByteArray> placed(QByteArrayView text, QByteArrayView pointer, QByteArrayView value);

} // namespace tocsin::json
