// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/layouts.h"

#include <cstdint>
#include <cstdlib>

using namespace tocsin::json;

namespace {

constexpr qsizetype limit = 1 << 20;

void demand(bool good)
{
    if (!good)
        std::abort();
}

// What a layout writes is JSON again, and writing it once more in the same layout changes nothing.
void checkLayout(const TokenTree &tree, const NamedLayout &named)
{
    const auto once = reformat(tree, named.layout, limit);
    if (!once)
        return;
    demand(once->size() <= limit);
    const auto again = TokenTree::read(*once);
    if (!again) // Python prints Infinity, Perl Inf: no JSON
        return demand(once->contains("Inf"));
    if (named.layout.numbers != Numbers::Keep || named.layout.emptyObjectsAsArrays || !named.layout.escapes ||
        !named.layout.escapes->anew)
        return;
    demand(reformat(*again, named.layout, limit) == once);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    const auto tree = TokenTree::read(text);
    if (!tree) {
        demand(!reformat(text, Layout(), limit));
    } else {
        demand(reformat(*tree, Layout(), limit) == text.toByteArray());
        for (const NamedLayout &named : layouts())
            checkLayout(*tree, named);
    }
    for (const auto *set : {&escapes::dotnetRelaxed, &escapes::meta, &escapes::unicodeGone}) {
        QByteArray out; // must stand any bytes, a reader's or not
        (void)appendEscaped(out, text, *set);
    }
    (void)plainBytes(text);
    return 0;
}
