// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/scan.h"

#include <algorithm>

namespace tocsin::filter {

namespace {

bool isFieldChar(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' ||
           c == u'-';
}

bool endsWord(QChar c)
{
    return c.isSpace() || c == u'(' || c == u')' || c == u'|';
}

bool isOrderChar(QChar c)
{
    return c == u'<' || c == u'>' || c == u'=';
}

// Length of the operator at the position: ":", "=", "<", "<=", ">", ">=", "!=", or ":" with one of these
// behind.
qsizetype operatorLength(QStringView text, qsizetype at)
{
    const auto is = [text](qsizetype i, char16_t c) { return i < text.size() && text[i] == c; };
    qsizetype length = 0;
    if (is(at, u':'))
        length = 1;
    if (is(at + length, u'!') && is(at + length + 1, u'='))
        return length + 2;
    if (at + length < text.size() && isOrderChar(text[at + length])) {
        const bool twoChars = text[at + length] != u'=' && is(at + length + 1, u'=');
        length += twoChars ? 2 : 1;
    }
    return length;
}

// Reads behind the opening quote; returns the position behind the closing one.
qsizetype scanQuoted(QStringView text, qsizetype at, Token &token)
{
    const qsizetype opened = at++;
    while (at < text.size() && text[at] != u'"') {
        const bool escape =
            text[at] == u'\\' && at + 1 < text.size() && (text[at + 1] == u'"' || text[at + 1] == u'\\');
        if (escape)
            ++at;
        token.value.append({text[at], true, at});
        ++at;
    }
    if (at == text.size()) {
        token.openQuote = opened;
        return at;
    }
    return at + 1;
}

void scanField(QStringView text, Token &token)
{
    qsizetype at = token.start;
    while (at < text.size() && isFieldChar(text[at]))
        ++at;
    const qsizetype length = operatorLength(text, at);
    if (at == token.start || length == 0 || !text[token.start].isLetter())
        return;
    token.field = text.sliced(token.start, at - token.start);
    token.operation = text.sliced(at, length);
    token.valueStart = at + length;
}

void scanWord(QStringView text, Token &token)
{
    token.kind = Token::Kind::Word;
    token.valueStart = token.start;
    scanField(text, token);
    qsizetype at = token.valueStart;
    while (at < text.size() && !endsWord(text[at])) {
        if (text[at] == u'"') {
            at = scanQuoted(text, at, token);
        } else {
            token.value.append({text[at], false, at});
            ++at;
        }
    }
    token.end = at;
}

} // namespace

bool Token::hasQuoted() const
{
    return end - valueStart != value.size(); // the quotes themselves are not part of the value
}

QString plainText(const QList<ValueChar> &value)
{
    QString text;
    text.reserve(value.size());
    for (const ValueChar &c : value)
        text += c.ch;
    return text;
}

Token scanToken(QStringView text, qsizetype position)
{
    while (position < text.size() && text[position].isSpace())
        ++position;
    Token token;
    token.start = position;
    token.end = std::min(position + 1, text.size());
    if (position == text.size())
        return token;
    const QChar c = text[position];
    if (c == u'(' || c == u')') {
        token.kind = c == u'(' ? Token::Kind::Open : Token::Kind::Close;
    } else if (c == u'|') {
        token.kind = Token::Kind::Or;
    } else if (c == u'-') {
        token.kind = Token::Kind::Not;
    } else {
        scanWord(text, token);
        const QStringView whole = text.sliced(token.start, token.end - token.start);
        if (whole == u"OR")
            token.kind = Token::Kind::Or;
        else if (whole == u"AND")
            token.kind = Token::Kind::And;
        else if (whole == u"NOT")
            token.kind = Token::Kind::Not;
    }
    return token;
}

} // namespace tocsin::filter
