// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/jsonchange.h"

#include "core/json/tokenreader.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using json::Token;
using json::TokenReader;

bool isText(const Token &token)
{
    return token.kind == Token::Kind::Key || token.kind == Token::Kind::String;
}

bool hasAny(QByteArrayView text, std::initializer_list<const char *> needles)
{
    return std::any_of(needles.begin(), needles.end(),
                       [text](const char *needle) { return text.contains(QByteArrayView(needle)); });
}

// The cause that makes two spellings of one text differ.
QByteArray spellingChange(const TokenReader &reader, const Token &token, QByteArrayView a, QByteArrayView b)
{
    const QString text = reader.text(token);
    const auto escapes = [&](const char *what) { return a.count(what) != b.count(what); };
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSurrogate(); }) && escapes("\\u"))
        return "A13";
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x7E; }) && escapes("\\u"))
        return "A10";
    if (escapes("\\/"))
        return "A9";
    if (escapes("\\u00") && hasAny(text.toUtf8(), {"&", "<", ">", "=", "'"}))
        return "A11";
    if (escapes("\\u"))
        return a.count("\\u") == b.count("\\u") ? "A10" : "A12";
    return a.toByteArray().toLower() == b.toByteArray().toLower() ? "A10" : "A12"; // hex digits
}

QByteArray layoutOf(QByteArrayView arrived)
{
    if (arrived.trimmed().contains('\n'))
        return "A3";
    TokenReader reader(arrived);
    qsizetype end = 0;
    Token::Kind before = Token::Kind::End;
    for (Token token = reader.next(); !token.isOver(); token = reader.next()) {
        const QByteArrayView between = arrived.sliced(end, token.offset - end);
        if (before != Token::Kind::End && between.contains(' '))
            return "A2";
        before = token.kind;
        end = token.end();
    }
    return "A1";
}

} // namespace

QByteArray jsonChange(QByteArrayView arrived, QByteArrayView wasSigned)
{
    TokenReader left(arrived);
    TokenReader right(wasSigned);
    QByteArray found;
    for (;;) {
        const Token a = left.next();
        const Token b = right.next();
        if (a.kind != b.kind || a.kind == Token::Kind::Error)
            return {};
        if (a.kind == Token::Kind::End)
            break;
        const QByteArrayView spelledA = left.spelling(a);
        const QByteArrayView spelledB = right.spelling(b);
        if (spelledA == spelledB)
            continue;
        if (isText(a) && left.text(a) != right.text(b))
            return a.kind == Token::Kind::Key ? QByteArray("A4") : QByteArray();
        const QByteArray cause = isText(a) ? spellingChange(left, a, spelledA, spelledB) : QByteArray("A7");
        if (found.isEmpty() || cause == "A7")
            found = cause;
    }
    return found.isEmpty() ? layoutOf(arrived) : found;
}

} // namespace tocsin::signature
