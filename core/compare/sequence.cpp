// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/sequence.h"

#include <algorithm>

namespace tocsin::compare {

// All that is not in a longest rising subsequence (patience sorting, n log n).
std::vector<bool> movedIn(const std::vector<qsizetype> &places)
{
    std::vector<bool> moved(places.size(), true);
    std::vector<size_t> tails; // index of the smallest last number of a rising sequence of each length
    std::vector<size_t> before(places.size());
    for (size_t i = 0; i < places.size(); ++i) {
        const auto at = std::lower_bound(tails.begin(), tails.end(), places[i],
                                         [&](size_t tail, qsizetype place) { return places[tail] < place; });
        before[i] = at == tails.begin() ? i : *(at - 1);
        if (at == tails.end())
            tails.push_back(i);
        else
            *at = i;
    }
    if (tails.empty())
        return moved;
    for (size_t i = tails.back();; i = before[i]) {
        moved[i] = false;
        if (before[i] == i)
            return moved;
    }
}

} // namespace tocsin::compare
