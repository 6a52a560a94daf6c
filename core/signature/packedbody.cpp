// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/packedbody.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <memory>

namespace tocsin::signature {

namespace {

// windowBits of zlib: which frame is expected.
constexpr int gzipOrZlib = 15 + 32;
constexpr int bareDeflate = -15;

constexpr qsizetype step = 64 * 1024; // bytes of room made at a time

// A gzip file may have several members, which are one text (RFC 1952 section 2.2).
bool atMember(const z_stream &stream)
{
    return stream.avail_in > 2 && stream.next_in[0] == 0x1f && stream.next_in[1] == 0x8b;
}

// Nothing when it is not packed that way, ends early or would be longer than the limit.
std::optional<QByteArray> unpacked(QByteArrayView packed, int windowBits, qsizetype limit)
{
    z_stream stream = {};
    if (packed.size() > std::numeric_limits<uInt>::max() || inflateInit2(&stream, windowBits) != Z_OK)
        return std::nullopt;
    const std::unique_ptr<z_stream, int (*)(z_streamp)> end(&stream, inflateEnd);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = uInt(packed.size());
    QByteArray out;
    for (int state = Z_OK; state != Z_STREAM_END;) {
        const qsizetype had = out.size();
        if (had > limit)
            return std::nullopt;
        out.resize(had + step);
        stream.next_out = reinterpret_cast<Bytef *>(out.data() + had);
        stream.avail_out = uInt(step);
        state = inflate(&stream, Z_NO_FLUSH);
        out.resize(had + step - qsizetype(stream.avail_out));
        if (state == Z_STREAM_END && atMember(stream))
            state = inflateReset(&stream);
        const bool stuck = out.size() == had && stream.avail_in == 0;
        if ((state != Z_OK && state != Z_STREAM_END) || (state == Z_OK && stuck))
            return std::nullopt;
    }
    // Without a frame nothing tells it from any other bytes but that it ends where they end.
    if (windowBits == bareDeflate && (stream.avail_in > 0 || out.isEmpty()))
        return std::nullopt;
    return out;
}

// The same for Brotli, whose streams have no mark at their beginning: one that leaves bytes over, or is of
// nothing, is no stream but another text.
std::optional<QByteArray> unbrotlied(QByteArrayView packed, qsizetype limit)
{
    const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState *)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
    if (!state)
        return std::nullopt;
    auto in = reinterpret_cast<const uint8_t *>(packed.data());
    auto left = size_t(packed.size());
    QByteArray out;
    for (auto result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT; result != BROTLI_DECODER_RESULT_SUCCESS;) {
        if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT || out.size() > limit)
            return std::nullopt;
        const qsizetype had = out.size();
        out.resize(had + step);
        auto next = reinterpret_cast<uint8_t *>(out.data() + had);
        auto room = size_t(step);
        result = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &next, nullptr);
        out.resize(had + step - qsizetype(room));
    }
    if (left > 0 || out.isEmpty())
        return std::nullopt;
    return out;
}

} // namespace

std::optional<PackedBody> unpackedBody(QByteArrayView body, qsizetype limit)
{
    if (body.size() < 4)
        return std::nullopt;
    if (auto plain = unbrotlied(body, limit)) // may begin with the byte of a bracket
        return PackedBody{"brotli", *std::move(plain)};
    if (body.startsWith('{') || body.startsWith('['))
        return std::nullopt;
    if (auto plain = unpacked(body, gzipOrZlib, limit))
        return PackedBody{"gzip", *std::move(plain)};
    if (auto plain = unpacked(body, bareDeflate, limit))
        return PackedBody{"deflate", *std::move(plain)};
    return std::nullopt;
}

} // namespace tocsin::signature
