// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/edit.h"

#include "core/json/pointer.h"

#include <QJsonArray>
#include <QJsonDocument>

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
std::optional<QByteArray> withMember(QByteArrayView object, QByteArrayView name, QByteArrayView value)
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
    return result.append(quoted(name)).append(':').append(value).append(blanks).append('}');
}

} // namespace

QByteArray quoted(QByteArrayView utf8)
{
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(utf8)}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

std::optional<QByteArray> withValue(QByteArrayView text, QByteArrayView pointer, QByteArrayView value)
{
    if (const auto old = valueAt(text, pointer))
        return spliced(text, *old, value);
    const qsizetype slash = pointer.lastIndexOf('/');
    if (slash < 0)
        return std::nullopt;
    QByteArray name = pointer.sliced(slash + 1).toByteArray();
    name.replace("~1", "/").replace("~0", "~");
    const QByteArrayView parent = pointer.first(slash);
    const auto object = valueAt(text, parent);
    if (!object) {
        const auto made = withMember("{}", name, value);
        return withValue(text, parent, *made);
    }
    const auto fuller = withMember(*object, name, value);
    return fuller ? std::optional(spliced(text, *object, *fuller)) : std::nullopt;
}

} // namespace tocsin::json
