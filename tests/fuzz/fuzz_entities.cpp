// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Extraction and defanging on any bytes: places are within the text, and defanging is undone exactly.

#include "core/entities/defang.h"
#include "core/entities/distinct.h"
#include "core/entities/fromjson.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace tocsin;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString text = QString::fromUtf8(bytes);
    const auto found = entities::extract(text);
    for (const entities::Found &one : found) {
        if (one.offset < 0 || one.length <= 0 || one.offset + one.length > text.size() ||
            one.entity.value.isEmpty())
            std::abort();
        // What was found is plain, so its defanged spelling leads back to it.
        if (entities::refanged(entities::defanged(one.entity)) != one.entity.value)
            std::abort();
    }
    if (entities::distinct(found).size() > found.size())
        std::abort();
    for (const domain::EntityKind kind : {domain::EntityKind::Ip, domain::EntityKind::Url}) {
        const QString out = entities::defanged(kind, text);
        if (entities::defanged(kind, entities::refanged(out)) != out)
            std::abort();
    }
    entities::defangedText(text);
    entities::extractFromJson(bytes);
    return 0;
}
