// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The entries of a vault or a keychain item, decoded from any bytes.

#include "core/secrets/secretcodec.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace tocsin::secrets;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto entries = decode(bytes);
    // What was read is written and read again the same.
    if (entries) {
        const auto again = decode(encode(*entries).reveal());
        if (!again || again->keys() != entries->keys())
            std::abort();
    }
    return 0;
}
