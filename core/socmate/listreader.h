// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/socmate/document.h"
#include "core/socmate/values.h"

#include <span>

namespace tocsin::socmate {

// The items of a list in whatever envelope they arrive (socmate.md 3.4).
struct ListBody
{
    struct Item
    {
        Node value;
        QString group; // the name of the member that held the list; empty for a top-level array
    };

    std::vector<Item> items;
    std::optional<qint64> total;
};

enum class Gather : quint8 {
    One,     // the first list that is found
    Several, // all of those with a known name: search may answer sessions beside entities
};

// A top-level array, or an object that holds one under one of the names (folded, tried in this order) or
// under items, results, data, value, records, hits; directly or one or two objects down ("data": {"items":
// [...]}). An object with one array in it and none of the names has that one. null is an empty list.
// Malformed, with the members that are there, when there is no list.
Result<ListBody> readList(const Document &document, std::span<const QLatin1StringView> names,
                          Gather gather = Gather::One);

// Each item through one reader.
template<class T, class Read>
Result<Page<T>> readPage(const Document &document, std::span<const QLatin1StringView> names, Read read,
                         Gather gather = Gather::One)
{
    const Result<ListBody> list = readList(document, names, gather);
    if (!list)
        return tl::unexpected(list.error());
    Page<T> page;
    page.total = list->total;
    page.raw = document.bytes();
    for (const ListBody::Item &item : list->items)
        page.items.append(read(document, item));
    return page;
}

} // namespace tocsin::socmate
