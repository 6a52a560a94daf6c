// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The filter language: what parses prints to a text that parses to the same; errors lie within the text;
// completion is harmless at any cursor. The first byte chooses the cursor.

#include "core/filter/complete.h"
#include "core/filter/parse.h"

#include <cstdlib>

using namespace tocsin::filter;

namespace {

void require(bool good)
{
    if (!good)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Vocabulary vocabulary{{QStringLiteral("orders")},
                                       {QStringLiteral("auth.login"), QStringLiteral("auth.logout")},
                                       {QStringLiteral("socwarden")},
                                       {QStringLiteral("main key")},
                                       {QStringLiteral("json")}};
    if (size == 0)
        return 0;
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data + 1), qsizetype(size) - 1);
    if (const auto query = parse(text)) {
        // Canonical text may be longer than the bound of what may be typed.
        const QString canonical = toText(*query);
        const auto again = parse(canonical);
        require(canonical.size() > maxLength || (again && *again == *query));
    } else {
        const ParseError &error = query.error();
        require(error.position >= 0 && error.length >= 0 && error.position + error.length <= text.size());
        require(!error.message.isEmpty());
    }
    for (const Completion &offer : complete(text, data[0] % (text.size() + 1), vocabulary)) {
        require(offer.replaceFrom >= 0 && offer.replaceLength >= 0);
        require(offer.replaceFrom + offer.replaceLength <= text.size());
    }
    return 0;
}
