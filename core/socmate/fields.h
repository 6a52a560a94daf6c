// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socmate/document.h"

#include <QLatin1StringView>

#include <array>
#include <span>

namespace tocsin::socmate {

// One name that a value may have, folded (see Node::Member), and which field it is.
struct Alias
{
    QLatin1StringView folded;
    int field = 0;
};

// The fields of one thing, looked for under all their names in all the objects that may hold them: an alias
// that stands earlier in the table wins, then the object that was given earlier; null and empty values do not
// count. What is taken is noted as read, but only when it could be read.
class Fields
{
public:
    template<class Enum, size_t N>
    static Fields of(std::span<const Node> objects, const std::array<Alias, N> &table, Enum count)
    {
        return Fields(objects, table, size_t(count));
    }

    template<class Enum>
    Node peek(Enum field) const
    {
        return m_found[size_t(field)].value;
    }

    template<class Enum>
    QString text(Enum field) const
    {
        return taken(peek(field), &Node::text).value_or(QString());
    }
    template<class Enum>
    std::optional<double> number(Enum field) const
    {
        return taken(peek(field), &Node::number);
    }
    template<class Enum>
    std::optional<qint64> integer(Enum field) const
    {
        return taken(peek(field), &Node::integer);
    }
    template<class Enum>
    QDateTime time(Enum field) const
    {
        return taken(peek(field), &Node::time).value_or(QDateTime());
    }
    template<class Enum>
    QStringList texts(Enum field) const;

private:
    struct Found
    {
        Node value;
        size_t rank = 0;
        size_t object = 0;
    };

    Fields(std::span<const Node> objects, std::span<const Alias> table, size_t count);

    template<class T>
    static std::optional<T> taken(const Node &node, std::optional<T> (Node::*read)() const)
    {
        const std::optional<T> value = (node.*read)();
        if (value)
            node.markRead();
        return value;
    }

    std::vector<Found> m_found;
};

// A list of words from whatever holds one: an array of strings, or of objects with a name-like member,
// or one string with commas between. What was taken is marked as read.
QStringList textsOf(const Node &node);
// The first name-like member of an object ("name", "value", "label", "labelName", "id"), or a scalar's text.
QString nameOf(const Node &node);

template<class Enum>
QStringList Fields::texts(Enum field) const
{
    return textsOf(peek(field));
}

} // namespace tocsin::socmate
