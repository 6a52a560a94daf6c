// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/reformat.h"

namespace tocsin::compare {

// Members of two objects that have one name. Places are token numbers of the keys.
struct MemberPair
{
    qsizetype left = 0;
    qsizetype right = 0;
};

struct MemberPairs
{
    std::vector<MemberPair> both;     // in the order of the left
    std::vector<qsizetype> leftOnly;  // keys that the right has nowhere
    std::vector<qsizetype> rightOnly; // and the other way round
    struct Extra
    {
        bool isLeft = false;
        qsizetype key = 0;
        qsizetype timesLeft = 0;
        qsizetype timesRight = 0;
    };
    std::vector<Extra> extras; // of names that stand more often on that side
    std::vector<bool> moved;   // of `both`: not in the order of the others
    qsizetype movedCount = 0;
};

std::vector<qsizetype> keysOf(const json::TokenTree &tree, qsizetype object);
MemberPairs pairMembers(const json::TokenTree &leftTree, const std::vector<qsizetype> &leftKeys,
                        const json::TokenTree &rightTree, const std::vector<qsizetype> &rightKeys);

} // namespace tocsin::compare
