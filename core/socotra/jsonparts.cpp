// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/jsonparts.h"

#include "core/base/utf8.h"
#include "core/json/edit.h"
#include "core/json/pointer.h"
#include "core/json/tokenreader.h"

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

std::optional<QList<RawMember>> rawMembers(QByteArrayView object)
{
    json::TokenReader reader(object, json::TokenReader::hardDepth);
    if (reader.next().kind != json::Token::Kind::BeginObject)
        return std::nullopt;
    QList<RawMember> members;
    json::Token key = reader.next();
    for (; key.kind == json::Token::Kind::Key; key = reader.next()) {
        const json::Token value = reader.skipValue();
        if (value.isOver())
            return std::nullopt;
        members.append({reader.text(key), reader.spelling(value)});
    }
    const bool whole =
        key.kind == json::Token::Kind::EndObject && reader.next().kind == json::Token::Kind::End;
    return whole ? std::optional(members) : std::nullopt;
}

QByteArrayView rawMember(const QList<RawMember> &members, QStringView name)
{
    QByteArrayView found;
    for (const RawMember &member : members) {
        if (member.name == name)
            found = member.value;
    }
    return found;
}

bool isJsonObject(QByteArrayView value)
{
    return value.startsWith('{');
}

bool isJsonArray(QByteArrayView value)
{
    return value.startsWith('[');
}

QString textOf(QByteArrayView value)
{
    const auto text = json::scalarText(value);
    return text ? wholeUtf8(*text) : QString();
}

std::optional<bool> flagOf(QByteArrayView value)
{
    const QString word = textOf(value).toLower();
    if (word == "true"_L1)
        return true;
    if (word == "false"_L1)
        return false;
    return std::nullopt;
}

std::optional<qint64> wholeOf(QByteArrayView value)
{
    constexpr qsizetype longest = 40;
    if (value.size() > longest)
        return std::nullopt;
    bool good = false;
    const qint64 number = textOf(value).trimmed().toLongLong(&good);
    return good ? std::optional(number) : std::nullopt;
}

QByteArray quoted(const QString &text)
{
    return json::quotedText(text.toUtf8());
}

} // namespace tocsin::socotra
