// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/place.h"

#include "core/json/edit.h"
#include "core/json/pointer.h"

namespace tocsin::json {

namespace {

QByteArray spliced(QByteArrayView text, QByteArrayView old, QByteArrayView fresh)
{
    const qsizetype from = old.data() - text.data();
    QByteArray result;
    result.reserve(text.size() - old.size() + fresh.size());
    return result.append(text.first(from)).append(fresh).append(text.sliced(from + old.size()));
}

// An object with one more member, as its last.
std::optional<QByteArray> fuller(QByteArrayView object, QByteArrayView name, QByteArrayView value)
{
    if (!object.startsWith('{') || !object.endsWith('}'))
        return std::nullopt;
    QByteArrayView front = object.chopped(1);
    const bool first = front.sliced(1).trimmed().isEmpty();
    const QByteArrayView blanks = front.sliced(front.trimmed().size()); // a line end before the brace stays
    front.chop(blanks.size());
    QByteArray result = front.toByteArray();
    if (!first)
        result += ',';
    return result.append(quotedText(name)).append(':').append(value).append(blanks).append('}');
}

} // namespace

std::optional<QByteArray> placed(QByteArrayView text, QByteArrayView pointer, QByteArrayView value)
{
    if (!pointer.isEmpty() && !pointer.startsWith('/'))
        return std::nullopt; // no pointer at all
    if (const auto old = valueAt(text, pointer))
        return spliced(text, *old, value);
    const qsizetype slash = pointer.lastIndexOf('/');
    if (slash < 0)
        return std::nullopt; // the whole, of what is no JSON
    QByteArray name = pointer.sliced(slash + 1).toByteArray();
    name.replace("~1", "/").replace("~0", "~");
    const QByteArrayView parent = pointer.first(slash);
    const auto object = valueAt(text, parent);
    if (!object) {
        const auto made = fuller("{}", name, value);
        return placed(text, parent, *made);
    }
    const auto filled = fuller(*object, name, value);
    return filled ? std::optional(spliced(text, *object, *filled)) : std::nullopt;
}

} // namespace tocsin::json
