// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/values.h"

#include "core/json/escapes.h"

#include <QHash>

#include <algorithm>

namespace tocsin::contract {

namespace {

using namespace Qt::StringLiterals;
using json::Token;

constexpr qsizetype longestString = 8192; // bytes; formats and words are shorter

QByteArrayView innerOf(const json::TokenTree &tree, const Token &token)
{
    return tree.spelling(token).sliced(1, token.length - 2);
}

bool isText(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes).toUtf8() == bytes;
}

// "1", "1.0", "10e1" and "1.5e1" are whole; "1.5" and "1e-1" are not.
bool isWhole(QByteArrayView number)
{
    const auto mark = std::find_if(number.begin(), number.end(), [](char c) { return c == 'e' || c == 'E'; });
    QByteArrayView digits = number.first(mark - number.begin());
    qint64 shift = 0;
    if (mark != number.end()) {
        const QByteArrayView exponent = number.sliced(mark - number.begin() + 1);
        if (exponent.size() > 9) // beyond every fraction
            return !exponent.startsWith('-');
        shift = exponent.toByteArray().toLongLong();
    }
    const qsizetype point = digits.indexOf('.');
    QByteArray fraction = point < 0 ? QByteArray() : digits.sliced(point + 1).toByteArray();
    QByteArray whole = (point < 0 ? digits : digits.first(point)).toByteArray();
    while (fraction.endsWith('0'))
        fraction.chop(1);
    if (fraction.isEmpty() && shift < 0) {
        qint64 zeros = 0;
        while (whole.endsWith('0') && zeros < whole.size()) {
            whole.chop(1);
            ++zeros;
        }
        const bool isZero = whole.isEmpty() || whole == "-";
        return isZero || zeros >= -shift;
    }
    return fraction.size() <= shift;
}

} // namespace

Result<json::TokenTree> readPayload(QByteArrayView json)
{
    if (json.size() > mostBody)
        return fail(Error::Kind::Limited, u"more than %1 bytes are not compared"_s.arg(mostBody));
    auto tree = json::TokenTree::read(json);
    if (!tree)
        return fail(Error::Kind::Malformed, u"the body is not JSON, or is nested too deep"_s);
    return std::move(*tree);
}

std::vector<ReadMember> readMembers(const json::TokenTree &tree, qsizetype object)
{
    std::vector<ReadMember> members;
    QHash<QByteArray, qsizetype> places;
    for (qsizetype at = object + 1; !tree.token(at).closes(); at = tree.behind(at + 1)) {
        const QByteArray name = json::plainBytes(innerOf(tree, tree.token(at)));
        if (const auto known = places.constFind(name); known != places.constEnd()) {
            ReadMember &member = members[std::size_t(*known)];
            member.doubled = true;
            member.value = at + 1;
            continue;
        }
        places.insert(name, qsizetype(members.size()));
        members.push_back({name, !isKeyOfSomething(name) && isText(name), false, at + 1});
    }
    return members;
}

Type typeOf(const json::TokenTree &tree, qsizetype value)
{
    switch (tree.token(value).kind) {
    case Token::Kind::BeginObject:
        return Object;
    case Token::Kind::BeginArray:
        return Array;
    case Token::Kind::String:
        return String;
    case Token::Kind::Number:
        return isWhole(tree.spelling(tree.token(value))) ? Integer : Number;
    case Token::Kind::True:
    case Token::Kind::False:
        return Boolean;
    default:
        return Null;
    }
}

QByteArray stringAt(const json::TokenTree &tree, qsizetype value)
{
    const QByteArrayView inner = innerOf(tree, tree.token(value));
    return inner.size() > longestString ? inner.first(longestString).toByteArray() : json::plainBytes(inner);
}

} // namespace tocsin::contract
