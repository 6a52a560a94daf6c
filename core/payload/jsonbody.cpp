// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/jsonbody.h"

namespace tocsin::payload {

QByteArrayView jsonText(QByteArrayView body)
{
    constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");
    const QByteArrayView text = body.first(qMin(body.size(), recognisedBytes));
    return text.startsWith(byteOrderMark) ? text.sliced(byteOrderMark.size()) : text;
}

namespace {

using json::Token;
using Kind = json::Token::Kind;

// Long enough for every wanted name written in \u escapes throughout.
constexpr qsizetype longestEscapedName = 6 * 16;

} // namespace

JsonBody::JsonBody(json::TokenReader &tokens) : reader(tokens), top(tokens), data(tokens)
{
    const Token first = tokens.next();
    isObject = first.kind == Kind::BeginObject;
    const bool read = isObject ? readTop(tokens) : tokens.wholeValue(first).kind != Kind::Error;
    isWhole = read && tokens.next().kind == Kind::End;
}

bool JsonBody::readTop(json::TokenReader &tokens)
{
    for (Token key = tokens.next(); key.kind != Kind::EndObject; key = tokens.next()) {
        if (key.kind != Kind::Key)
            return false;
        const Token first = tokens.next();
        const int name = nameOf(key);
        const bool isData = name == int(Name::Data);
        if (isData) {
            data.clear(); // a second "data" replaces the first
            locatorCount = 0;
            top.put(name, first);
        }
        if (isData && first.kind == Kind::BeginObject) {
            if (!readData(tokens))
                return false;
            continue;
        }
        const Token value = tokens.wholeValue(first);
        if (value.kind == Kind::Error)
            return false;
        if (name != nameCount)
            top.put(name, value);
    }
    return true;
}

bool JsonBody::readData(json::TokenReader &tokens)
{
    for (Token key = tokens.next(); key.kind != Kind::EndObject; key = tokens.next()) {
        if (key.kind != Kind::Key)
            return false;
        const Token value = tokens.skipValue();
        if (value.kind == Kind::Error)
            return false;
        const int name = nameOf(key);
        if (name != nameCount)
            data.put(name, value);
        if (reader.inner(key).endsWith("ocator"))
            keepLocator(key, value);
    }
    return true;
}

void JsonBody::keepLocator(const Token &name, const Token &value)
{
    const bool usable = value.kind == Kind::String || value.kind == Kind::Number;
    if (usable && locatorCount < int(locators.size()))
        locators[size_t(locatorCount++)] = {name, value};
}

int JsonBody::nameOf(const Token &key) const
{
    if (!key.escaped)
        return findName(reader.inner(key));
    if (key.length > longestEscapedName)
        return nameCount;
    return findName(reader.text(key).toUtf8());
}

} // namespace tocsin::payload
