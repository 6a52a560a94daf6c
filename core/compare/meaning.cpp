// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/meaning.h"

#include <QHash>

#include <optional>

namespace tocsin::compare {

namespace {

using json::Token;
using Kind = Token::Kind;

// digits * 10^exponent without zeros at either end of the digits; zero has none.
struct Decimal
{
    bool negative = false;
    QByteArray digits;
    qint64 exponent = 0;

    bool operator==(const Decimal &) const = default;
};

// Nothing for an exponent that is beyond counting.
std::optional<Decimal> toDecimal(QByteArrayView token)
{
    Decimal number;
    number.negative = token.startsWith('-');
    const qsizetype e = qMax(token.indexOf('e'), token.indexOf('E'));
    QByteArrayView mantissa = e < 0 ? token : token.first(e);
    if (e >= 0) {
        bool good = false;
        number.exponent = token.sliced(e + 1).toLongLong(&good);
        if (!good || qAbs(number.exponent) > 1'000'000'000'000'000)
            return std::nullopt;
    }
    mantissa = number.negative ? mantissa.sliced(1) : mantissa;
    const qsizetype point = mantissa.indexOf('.');
    number.digits = mantissa.toByteArray();
    if (point >= 0) {
        number.digits.remove(point, 1);
        number.exponent -= mantissa.size() - point - 1;
    }
    qsizetype from = 0;
    while (from < number.digits.size() && number.digits[from] == '0')
        ++from;
    qsizetype to = number.digits.size();
    while (to > from && number.digits[to - 1] == '0')
        --to;
    number.exponent += number.digits.size() - to;
    number.digits = number.digits.mid(from, to - from);
    return number.digits.isEmpty() ? Decimal() : number; // -0 is zero
}

size_t meaningOfNumber(QByteArrayView token)
{
    const auto number = toDecimal(token);
    return number ? qHashMulti(2, number->negative, number->digits, number->exponent) : qHash(token, 2);
}

} // namespace

QByteArray meaningOf(const json::TokenTree &tree, const Token &token)
{
    const QByteArrayView inner = tree.bytes().sliced(token.offset + 1, token.length - 2);
    return token.escaped ? json::plainBytes(inner) : QByteArray::fromRawData(inner.data(), inner.size());
}

bool sameNumber(QByteArrayView left, QByteArrayView right)
{
    const auto a = toDecimal(left);
    const auto b = toDecimal(right);
    return a && b ? *a == *b : left == right;
}

std::vector<size_t> meaningsOf(const json::TokenTree &tree)
{
    std::vector<size_t> meanings(size_t(tree.size()), 0);
    for (qsizetype at = tree.size() - 1; at >= 0; --at) { // children stand behind their parents
        const Token &token = tree.token(at);
        size_t &meaning = meanings[size_t(at)];
        if (token.kind == Kind::Key || token.kind == Kind::String) {
            meaning = qHash(meaningOf(tree, token), 1);
        } else if (token.kind == Kind::Number) {
            meaning = meaningOfNumber(tree.spelling(token));
        } else if (token.kind == Kind::BeginObject) {
            meaning = 3;
            for (qsizetype key = at + 1; tree.token(key).kind == Kind::Key; key = tree.behind(key + 1))
                meaning += qHashMulti(3, meanings[size_t(key)], meanings[size_t(key + 1)]);
        } else if (token.kind == Kind::BeginArray) {
            meaning = 4;
            for (qsizetype item = at + 1; tree.token(item).kind != Kind::EndArray; item = tree.behind(item))
                meaning = qHashMulti(4, meaning, meanings[size_t(item)]);
        } else {
            meaning = size_t(token.kind);
        }
    }
    return meanings;
}

} // namespace tocsin::compare
