// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The body unpacked: the sender signed it before a hop compressed it. The way back cannot be computed, since
// every program compresses in its own way.

#include "core/signature/explain/formsink.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <memory>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

// windowBits of zlib: which frame is expected.
constexpr int gzipOrZlib = 15 + 32;
constexpr int bareDeflate = -15;

constexpr qsizetype step = 64 * 1024; // bytes of room made at a time

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

bool packedForms(FormSink &sink, QByteArrayView body)
{
    if (body.size() < 4)
        return sink.wants();
    if (auto plain = unbrotlied(body, sink.formBytes())) // may begin with the byte of a bracket
        return sink.offer("A21", "packed/brotli", u"unpacked"_s, *std::move(plain));
    if (body.startsWith('{') || body.startsWith('['))
        return sink.wants();
    for (const int bits : {gzipOrZlib, bareDeflate}) {
        if (auto plain = unpacked(body, bits, sink.formBytes()))
            return sink.offer("A21", bits == bareDeflate ? "packed/deflate" : "packed/gzip", u"unpacked"_s,
                              *std::move(plain));
    }
    return sink.wants();
}

} // namespace tocsin::signature
