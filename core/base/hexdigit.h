// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace tocsin {

// The value of one hexadecimal digit in either case, -1 for anything else.
constexpr int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// Two digits for each byte, from "0123456789abcdef" or the like.
inline void writeHex(const char *bytes, long long size, const char *digits, char *out)
{
    for (long long i = 0; i < size; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
    }
}

} // namespace tocsin
