// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/shape.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace tocsin::contract {

using namespace Qt::StringLiterals;

// Written out: Clang 14 cannot make the comparison of a type that holds itself.
bool Shape::operator==(const Shape &other) const
{
    return types == other.types && samples == other.samples && strings == other.strings &&
           format == other.format && manyWords == other.manyWords && words == other.words &&
           objects == other.objects && members == other.members && open == other.open && full == other.full &&
           rest == other.rest && items == other.items && anyItems == other.anyItems;
}

bool Member::operator==(const Member &other) const
{
    return name == other.name && seen == other.seen && doubled == other.doubled && shape == other.shape;
}

QList<QByteArray> Shape::fixedWords() const
{
    const bool onlyStrings = (types & ~Types(String | Null)) == 0;
    if (!onlyStrings || manyWords || format != Format::None || strings < leastStrings)
        return {};
    return quint64(words.size()) * 3 <= strings ? words : QList<QByteArray>();
}

int countShapes(const Shape &shape)
{
    int count = 1;
    for (const Member &member : shape.members)
        count += countShapes(member.shape);
    for (const std::vector<Shape> *part : {&shape.rest, &shape.items}) {
        for (const Shape &one : *part)
            count += countShapes(one);
    }
    return count;
}

const Member *findMember(const Shape &object, QByteArrayView name)
{
    const auto at = std::lower_bound(object.members.begin(), object.members.end(), name,
                                     [](const Member &member, QByteArrayView wanted) {
                                         return QByteArrayView(member.name).compare(wanted) < 0;
                                     });
    return at != object.members.end() && at->name == name ? &*at : nullptr;
}

QString typeNames(Types types)
{
    static constexpr std::array<std::pair<Type, QLatin1StringView>, 7> names{{{Boolean, "boolean"_L1},
                                                                              {Integer, "integer"_L1},
                                                                              {Number, "number"_L1},
                                                                              {String, "string"_L1},
                                                                              {Array, "array"_L1},
                                                                              {Object, "object"_L1},
                                                                              {Null, "null"_L1}}};
    QStringList words;
    for (const auto &[type, name] : names) {
        if ((types & type) && !(type == Integer && (types & Number)))
            words.append(name);
    }
    return words.join(u" or "_s);
}

} // namespace tocsin::contract
