// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tocsin::signature {

struct PackedBody
{
    QByteArray coding; // "gzip" (zlib too), "deflate" (without a frame), "brotli"
    QByteArray plain;
};

// The body unpacked, whatever a header says of it. Nothing when it is not packed in one of these ways, ends
// early or would be longer than about the limit: no more than that is ever held. Any bytes are safe input.
std::optional<PackedBody> unpackedBody(QByteArrayView body, qsizetype limit);

} // namespace tocsin::signature
