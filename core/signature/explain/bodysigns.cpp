// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/bodysigns.h"

#include "core/json/reformat.h"

#include <QSet>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using json::Token;
using json::TokenTree;
using Kind = Token::Kind;

// 9007199254740993 came out of JavaScript as 9007199254740992: beyond 2^53 a double's digits are not the
// sender's.
bool looksRounded(QByteArrayView number)
{
    constexpr double exact = 9007199254740992.0; // 2^53
    if (number.contains('.') || number.contains('e') || number.contains('E'))
        return false;
    bool ok = false;
    const double value = number.toDouble(&ok);
    if (!ok || (value < exact && value > -exact))
        return false;
    return json::spellNumber(number, json::Numbers::JavaScript) == number.toByteArray();
}

void lookAtLength(QList<BodySign> &signs, QByteArrayView body, const domain::HttpMessage &message)
{
    bool ok = false;
    const qint64 announced = message.first("Content-Length").toLongLong(&ok);
    if (ok && announced != body.size())
        signs += {"A29", u"Content-Length says %1 bytes, the body has %2"_s.arg(announced).arg(body.size()),
                  qMin<qsizetype>(announced, body.size()), true};
}

void lookAtEnd(QList<BodySign> &signs, QByteArrayView body)
{
    json::TokenReader reader(body, json::TokenReader::hardDepth);
    const bool started = !reader.next().isOver();
    Token token;
    do
        token = reader.next();
    while (!token.isOver());
    if (started && token.kind == Kind::Error && reader.error().offset == body.size())
        signs += {"A29", u"the JSON ends early: "_s + reader.errorText(), body.size(), true};
}

void lookAtText(QList<BodySign> &signs, QByteArrayView body)
{
    const qsizetype at = body.indexOf("\xef\xbf\xbd");
    if (at >= 0)
        signs += {"A23", u"U+FFFD at byte %1: bytes were lost when the body was taken for text"_s.arg(at), at,
                  false};
}

void lookAtNames(QList<BodySign> &signs, const TokenTree &tree)
{
    QList<QSet<QByteArray>> names;
    for (qsizetype i = 0; i < tree.size(); ++i) {
        const Token &token = tree.token(i);
        if (token.kind == Kind::BeginObject)
            names.append(QSet<QByteArray>());
        else if (token.kind == Kind::EndObject)
            names.removeLast();
        if (token.kind != Kind::Key)
            continue;
        const QByteArray name = json::plainBytes(tree.bytes().sliced(token.offset + 1, token.length - 2));
        const bool twice = names.last().contains(name);
        names.last().insert(name);
        if (!twice && name != "__proto__")
            continue;
        const QString shown = QString::fromUtf8(name.first(qMin<qsizetype>(name.size(), 80)));
        signs += {"A32",
                  twice ? u"the name \"%1\" stands twice in one object; parsers keep one"_s.arg(shown)
                        : u"the name \"__proto__\" is dropped by some parsers"_s,
                  token.offset, twice};
        return;
    }
}

void lookAtValues(QList<BodySign> &signs, const TokenTree &tree)
{
    bool rounded = false;
    bool null = false;
    for (qsizetype i = 0; i < tree.size(); ++i) {
        const Token &token = tree.token(i);
        if (!rounded && token.kind == Kind::Number && looksRounded(tree.spelling(token))) {
            rounded = true;
            signs += {"A8",
                      u"%1 is a number that JavaScript may have rounded"_s.arg(
                          QString::fromLatin1(tree.spelling(token).first(qMin<qsizetype>(token.length, 40)))),
                      token.offset, false};
        }
        if (!null && token.kind == Kind::Null && i > 0 && tree.token(i - 1).kind == Kind::Key) {
            null = true;
            signs += {"A33", u"members are null; a program on the way may add or leave out such"_s,
                      token.offset, false};
        }
    }
}

} // namespace

QList<BodySign> bodySigns(QByteArrayView body, const domain::HttpMessage &message)
{
    QList<BodySign> signs;
    lookAtLength(signs, body, message);
    lookAtText(signs, body);
    if (const auto tree = TokenTree::read(body)) {
        lookAtNames(signs, *tree);
        lookAtValues(signs, *tree);
    } else {
        lookAtEnd(signs, body);
    }
    return signs;
}

} // namespace tocsin::signature
