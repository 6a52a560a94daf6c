// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/fields.h"

#include <limits>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array nameLike = {"name"_L1,  "labelname"_L1, "displayname"_L1, "value"_L1,
                                 "label"_L1, "title"_L1,     "text"_L1,        "id"_L1};

// The value itself, or the first name-like member of it; absent when there is none.
Node named(const Node &node)
{
    if (node.isScalar())
        return node;
    for (const QLatin1StringView name : nameLike) {
        const Node member = node.member(name);
        const std::optional<QString> text = member.text();
        if (text && !text->isEmpty())
            return member;
    }
    return {};
}

} // namespace

Fields::Fields(std::span<const Node> objects, std::span<const Alias> table, size_t count)
    : m_found(count, {Node(), std::numeric_limits<size_t>::max(), 0})
{
    for (size_t at = 0; at < objects.size(); ++at) {
        for (const Node::Member &member : objects[at].members()) {
            for (size_t rank = 0; rank < table.size(); ++rank) {
                Found &found = m_found[size_t(table[rank].field)];
                const bool again = rank == found.rank && at == found.object; // the last one of a name counts
                const bool better = rank < found.rank || again;
                if (better && !member.value.isEmpty() && member.folded == table[rank].folded)
                    found = {member.value, rank, at};
            }
        }
    }
}

QString nameOf(const Node &node)
{
    return named(node).text().value_or(QString());
}

QStringList textsOf(const Node &node)
{
    QStringList texts;
    for (const Node &item : node.items()) {
        const Node name = named(item);
        const QString text = name.text().value_or(QString()).trimmed();
        if (!text.isEmpty()) {
            texts.append(text);
            name.markRead(); // and not what an object holds beside it
        }
    }
    if (const std::optional<QString> one = node.text()) {
        for (const QString &part : one->split(u',', Qt::SkipEmptyParts))
            texts.append(part.trimmed());
        node.markRead();
    }
    return texts;
}

} // namespace tocsin::socmate
