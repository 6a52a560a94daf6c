// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/handshakespec.h"
#include "core/signature/schemewords.h"

// The words of the member `handshakes`, for those who read files and those who write them.
namespace tocsin::signature::words {

inline constexpr Word handshakeMethods[] = {
    {"GET"_L1, 0}, {"HEAD"_L1, 1}, {"POST"_L1, 2}, {"PUT"_L1, 3}, {"OPTIONS"_L1, 4}};
inline constexpr Word alphabets[] = {word("hex"_L1, Alphabet::Hex), word("token"_L1, Alphabet::Token),
                                     word("base64"_L1, Alphabet::Base64),
                                     word("visible"_L1, Alphabet::Visible), word("text"_L1, Alphabet::Text)};
inline constexpr Word handshakeSignatures[] = {word("checked"_L1, Handshake::Signed::Checked),
                                               word("required"_L1, Handshake::Signed::Required)};
inline constexpr Word replyContents[] = {word("text/plain"_L1, HandshakeReply::Content::Text),
                                         word("application/json"_L1, HandshakeReply::Content::Json)};
inline constexpr Word replyDigests[] = {word("hmac-sha1"_L1, Algorithm::HmacSha1),
                                        word("hmac-sha256"_L1, Algorithm::HmacSha256),
                                        word("hmac-sha384"_L1, Algorithm::HmacSha384),
                                        word("hmac-sha512"_L1, Algorithm::HmacSha512),
                                        word("sha1"_L1, Algorithm::Sha1),
                                        word("sha256"_L1, Algorithm::Sha256),
                                        word("sha512"_L1, Algorithm::Sha512)};
inline constexpr Word replyEncodings[] = {
    word("hex-lower"_L1, Encoding::HexLower), word("hex-upper"_L1, Encoding::HexUpper),
    word("base64"_L1, Encoding::Base64), word("base64url"_L1, Encoding::Base64Url)};

} // namespace tocsin::signature::words
