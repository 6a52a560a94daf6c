// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/edit.h"

#include "core/json/pointer.h"
#include "core/json/tokenreader.h"

namespace tocsin::json {

namespace {

using Kind = Token::Kind;

struct Place // of a member in the object's text
{
    qsizetype key = 0;
    qsizetype value = 0;
    qsizetype end = 0;
    bool wanted = false;
};

std::optional<QList<Place>> membersIn(QByteArrayView object, QByteArrayView name)
{
    TokenReader reader(object, TokenReader::hardDepth);
    if (reader.next().kind != Kind::BeginObject)
        return std::nullopt;
    QList<Place> places;
    Token key = reader.next();
    for (; key.kind == Kind::Key; key = reader.next()) {
        const Token value = reader.skipValue();
        if (value.isOver())
            return std::nullopt;
        places.append({key.offset, value.offset, value.end(), reader.textIs(key, name)});
    }
    return key.kind == Kind::EndObject ? std::optional(places) : std::nullopt;
}

QByteArray spliced(QByteArrayView text, QByteArrayView part, const QByteArray &by)
{
    const qsizetype at = part.data() - text.data();
    QByteArray result = text.first(at).toByteArray();
    result += by;
    result += text.sliced(at + part.size());
    return result;
}

// What stands between the member before and a new one: a line of its own where the others have one.
QByteArray separatorIn(QByteArrayView object, const QList<Place> &places)
{
    const QByteArrayView before = object.first(places.last().key);
    const qsizetype line = before.lastIndexOf('\n');
    const bool alone = line >= 0 && before.sliced(line).trimmed().isEmpty();
    return alone ? ',' + before.sliced(line).toByteArray() : QByteArray(", ");
}

} // namespace

std::optional<QByteArray> withValue(QByteArrayView text, QByteArrayView pointer, QByteArrayView value)
{
    const auto present = valueAt(text, pointer);
    return present ? std::optional(spliced(text, *present, value.toByteArray())) : std::nullopt;
}

std::optional<QByteArray> withMember(QByteArrayView text, QByteArrayView object, QByteArrayView name,
                                     QByteArrayView value)
{
    const auto present = valueAt(text, object);
    const auto places = present ? membersIn(*present, name) : std::nullopt;
    if (!places)
        return std::nullopt;
    for (auto place = places->crbegin(); place != places->crend(); ++place) {
        if (place->wanted)
            return spliced(text, present->sliced(place->value, place->end - place->value),
                           value.toByteArray());
    }
    const QByteArray member = quotedText(name) + ": " + value.toByteArray();
    if (places->isEmpty())
        return spliced(text, *present, "{ " + member + " }");
    const QByteArrayView behind = present->sliced(places->last().end, 0);
    return spliced(text, behind, separatorIn(*present, *places) + member);
}

std::optional<QByteArray> withoutMember(QByteArrayView text, QByteArrayView object, QByteArrayView name)
{
    const auto present = valueAt(text, object);
    const auto places = present ? membersIn(*present, name) : std::nullopt;
    if (!places)
        return std::nullopt;
    QByteArray result = present->toByteArray();
    qsizetype kept = places->size();
    for (qsizetype i = places->size() - 1; i >= 0; --i) { // from the end, so that places before it stay right
        if (!places->at(i).wanted)
            continue;
        --kept;
        if (i > 0)
            result.remove(places->at(i - 1).end, places->at(i).end - places->at(i - 1).end);
        else if (kept > 0)
            result.remove(places->at(0).key, places->at(1).key - places->at(0).key);
        else
            result = "{}";
    }
    return spliced(text, *present, result);
}

QByteArray quotedText(QByteArrayView utf8)
{
    static constexpr char digits[] = "0123456789abcdef";
    QByteArray quoted = "\"";
    for (const char c : utf8) {
        if (c == '"' || c == '\\')
            quoted += '\\', quoted += c;
        else if (c == '\n')
            quoted += "\\n";
        else if (c == '\r')
            quoted += "\\r";
        else if (c == '\t')
            quoted += "\\t";
        else if (uchar(c) < 0x20)
            quoted += "\\u00", quoted += digits[uchar(c) >> 4], quoted += digits[uchar(c) & 15];
        else
            quoted += c;
    }
    return quoted + '"';
}

} // namespace tocsin::json
