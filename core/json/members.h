// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/reformat.h"

namespace tocsin::json {

// One member of an object: the places of its tokens in the tree.
struct Member
{
    qsizetype key = 0;
    qsizetype value = 0;
};

// The members of the object that starts there, in the order and with the ones left out that the layout asks
// for.
std::vector<Member> membersOf(const TokenTree &tree, qsizetype object, const Layout &layout);

} // namespace tocsin::json
