// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/parse.h"

namespace tocsin::filter {

// One of the conditions that a filter joins, as a chip shows it.
struct FilterPart
{
    QString text; // canonical, without its sign: `status:closed`
    bool isNot = false;
    bool isGroup = false; // several conditions: alternatives, or what must not hold together
    QString without;      // the whole filter when this one is taken out; empty = everything
    QString inverted;     // ... with the opposite of this one in its place

    bool operator==(const FilterPart &) const = default;
};

// As the tree wants it: no All within an All, and no All around a single one.
template<class T>
BasicQuery<T> allOf(std::vector<BasicQuery<T>> members)
{
    using Node = BasicQuery<T>;
    std::vector<Node> flat;
    for (Node &member : members) {
        if (member.kind == Node::Kind::All)
            flat.insert(flat.end(), member.children.begin(), member.children.end());
        else
            flat.push_back(std::move(member));
    }
    if (flat.size() == 1)
        return flat.front();
    Node all;
    all.children = std::move(flat);
    return all;
}

// In the order in which they stand. A filter that is one alternative has one part.
template<class T>
QList<FilterPart> partsOf(const BasicQuery<T> &query)
{
    using Node = BasicQuery<T>;
    const std::vector<Node> members =
        query.kind == Node::Kind::All ? query.children : std::vector<Node>{query};
    QList<FilterPart> parts;
    for (size_t i = 0; i < members.size(); ++i) {
        const bool isNot = members[i].kind == Node::Kind::Not;
        const Node &bare = isNot ? members[i].children.front() : members[i];
        std::vector<Node> without = members;
        without.erase(without.begin() + std::ptrdiff_t(i));
        std::vector<Node> inverted = members;
        if (isNot) {
            inverted[i] = bare;
        } else {
            Node opposite;
            opposite.kind = Node::Kind::Not;
            opposite.children = {bare};
            inverted[i] = std::move(opposite);
        }
        parts.append({toText(bare), isNot, bare.kind != Node::Kind::Leaf, toText(allOf(std::move(without))),
                      toText(allOf(std::move(inverted)))});
    }
    return parts;
}

} // namespace tocsin::filter
