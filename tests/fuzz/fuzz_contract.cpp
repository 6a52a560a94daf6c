// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/compare.h"
#include "core/contract/schema.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace tocsin;
using namespace tocsin::contract;

namespace {

void demand(bool good, const char *what)
{
    if (good)
        return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

// Whatever the payloads are, the contract fits them, stays small, and survives being written.
void infer(QByteArrayView text)
{
    Shape shape;
    const qsizetype cut = text.indexOf('\n');
    const QByteArrayView parts[] = {cut < 0 ? text : text.first(cut), cut < 0 ? text : text.sliced(cut + 1)};
    for (const QByteArrayView part : parts) {
        const Shape before = shape;
        if (!absorb(shape, part))
            demand(shape == before, "a payload that was refused has changed the contract");
    }
    if (shape.samples == 0)
        return;
    demand(countShapes(shape) <= mostShapes + 1, "the contract has grown too large");
    const auto noted = readSchema(writeSchema(shape, QStringLiteral("t"), Counts::Note));
    demand(noted && *noted == shape, "what was written reads as another contract");
    const auto plain = readSchema(writeSchema(shape, {}, Counts::Leave));
    demand(plain.has_value(), "the exported schema cannot be read");
    for (const QByteArrayView part : parts) {
        const auto drifts = compare(shape, part);
        demand(drifts.isEmpty() || drifts[0].kind == domain::DriftKind::NotComparable,
               "a payload differs from the contract it is part of");
        (void)compare(*plain, part);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    const auto schema = readSchema(text);
    if (schema) {
        const auto again = readSchema(writeSchema(*schema, {}, Counts::Note));
        demand(again.has_value(), "a schema that was read cannot be written and read again");
        (void)compare(*schema, text);
    } else {
        demand(!schema.error().detail.isEmpty() && schema.error().detail.size() < 2000, "no word of why");
    }
    infer(text);
    return 0;
}
