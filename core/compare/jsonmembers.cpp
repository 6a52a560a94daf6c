// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/jsonmembers.h"

#include "core/compare/meaning.h"
#include "core/compare/sequence.h"

#include <QHash>

#include <algorithm>

namespace tocsin::compare {

namespace {

using json::TokenTree;
using Places = std::vector<qsizetype>; // in the lists of keys
using Names = QHash<QByteArray, Places>;

bool sameName(const TokenTree &left, qsizetype l, const TokenTree &right, qsizetype r)
{
    const json::Token &a = left.token(l);
    const json::Token &b = right.token(r);
    return left.spelling(a) == right.spelling(b) ||
           ((a.escaped || b.escaped) && meaningOf(left, a) == meaningOf(right, b));
}

Names namesOf(const TokenTree &tree, const std::vector<qsizetype> &keys)
{
    Names names;
    for (size_t i = 0; i < keys.size(); ++i)
        names[meaningOf(tree, tree.token(keys[i]))].push_back(qsizetype(i));
    return names;
}

} // namespace

std::vector<qsizetype> keysOf(const TokenTree &tree, qsizetype object)
{
    std::vector<qsizetype> keys;
    for (qsizetype key = object + 1; tree.token(key).kind == json::Token::Kind::Key;
         key = tree.behind(key + 1))
        keys.push_back(key);
    return keys;
}

MemberPairs pairMembers(const TokenTree &leftTree, const std::vector<qsizetype> &leftKeys,
                        const TokenTree &rightTree, const std::vector<qsizetype> &rightKeys)
{
    MemberPairs pairs;
    // Nearly always both sides have the same names in the same order.
    if (std::equal(leftKeys.begin(), leftKeys.end(), rightKeys.begin(), rightKeys.end(),
                   [&](qsizetype l, qsizetype r) { return sameName(leftTree, l, rightTree, r); })) {
        for (size_t i = 0; i < leftKeys.size(); ++i)
            pairs.both.push_back({leftKeys[i], rightKeys[i]});
        pairs.moved.assign(pairs.both.size(), false);
        return pairs;
    }
    const Names lefts = namesOf(leftTree, leftKeys);
    const Names rights = namesOf(rightTree, rightKeys);
    Places partner(leftKeys.size(), -1);
    for (auto it = lefts.cbegin(); it != lefts.cend(); ++it) {
        const Places &l = it.value();
        const auto found = rights.constFind(it.key());
        if (found == rights.cend()) {
            for (const qsizetype place : l)
                pairs.leftOnly.push_back(leftKeys[size_t(place)]);
            continue;
        }
        const Places &r = found.value();
        const size_t both = std::min(l.size(), r.size());
        for (size_t i = 0; i < both; ++i)
            partner[size_t(l[l.size() - both + i])] = r[r.size() - both + i];
        for (size_t i = both; i < l.size(); ++i)
            pairs.extras.push_back(
                {true, leftKeys[size_t(l[i - both])], qsizetype(l.size()), qsizetype(r.size())});
        for (size_t i = both; i < r.size(); ++i)
            pairs.extras.push_back(
                {false, rightKeys[size_t(r[i - both])], qsizetype(l.size()), qsizetype(r.size())});
    }
    for (auto it = rights.cbegin(); it != rights.cend(); ++it) {
        for (const qsizetype place : lefts.contains(it.key()) ? Places() : it.value())
            pairs.rightOnly.push_back(rightKeys[size_t(place)]);
    }
    Places places;
    for (size_t i = 0; i < partner.size(); ++i) {
        if (partner[i] < 0)
            continue;
        pairs.both.push_back({leftKeys[i], rightKeys[size_t(partner[i])]});
        places.push_back(partner[i]);
    }
    pairs.moved = movedIn(places);
    pairs.movedCount = std::count(pairs.moved.begin(), pairs.moved.end(), true);
    // A hash has no order; what is told has.
    std::sort(pairs.leftOnly.begin(), pairs.leftOnly.end());
    std::sort(pairs.rightOnly.begin(), pairs.rightOnly.end());
    std::sort(pairs.extras.begin(), pairs.extras.end(),
              [](const MemberPairs::Extra &a, const MemberPairs::Extra &b) {
                  return a.isLeft != b.isLeft ? a.isLeft : a.key < b.key;
              });
    return pairs;
}

} // namespace tocsin::compare
