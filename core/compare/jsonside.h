// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/compare/meaning.h"

namespace tocsin::compare {

// One of the two texts that are compared. A place is the number of a token.
struct JsonSide
{
    const json::TokenTree &tree;
    std::vector<size_t> meanings = {}; // made when they are needed

    const json::Token &token(qsizetype at) const { return tree.token(at); }
    qsizetype behind(qsizetype at) const { return tree.behind(at); }
    // Everything of the value that starts there.
    QByteArrayView whole(qsizetype at) const
    {
        const qsizetype from = token(at).offset;
        return tree.bytes().sliced(from, token(behind(at) - 1).end() - from);
    }
    // What stands in front of a token: blanks, and the comma or colon.
    qsizetype gapAt(qsizetype at) const { return at == 0 ? 0 : token(at - 1).end(); }
    QByteArrayView gap(qsizetype at) const
    {
        return tree.bytes().sliced(gapAt(at), token(at).offset - gapAt(at));
    }
    size_t meaning(qsizetype at)
    {
        if (meanings.empty())
            meanings = meaningsOf(tree);
        return meanings[size_t(at)];
    }
};

} // namespace tocsin::compare
