// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/oracle.h"

#include "core/json/tokenreader.h"
#include "core/signature/digesttext.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using Kind = PartSpec::Kind;

// The parts of a signed text with groups laid open, and what is known of the texts between the literals.
struct Shape
{
    QByteArrayList literals; // in order
    bool beginsFixed = false;
    bool endsFixed = false;
    bool holdsWholeBody = false;
    bool beginsWithTime = false;
    std::vector<const PartSpec *> open; // what is no literal

    explicit Shape(const Recipe &recipe) { add(recipe.message); }

    void add(const std::vector<PartSpec> &parts)
    {
        for (const PartSpec &part : parts) {
            const bool isRewritten = part.hash != PartHash::None || part.encoding;
            if (part.kind == Kind::Group && !isRewritten && !part.optional) {
                add(part.parts);
                continue;
            }
            const bool isFixed = part.kind == Kind::Literal && !part.optional && !isRewritten;
            const bool isFirst = literals.isEmpty() && open.empty();
            beginsFixed = isFirst ? isFixed : beginsFixed;
            endsFixed = isFixed;
            if (isFixed) {
                literals.append(part.lower ? part.text.toLower() : part.text);
                continue;
            }
            beginsWithTime = beginsWithTime || (isFirst && part.kind == Kind::Timestamp);
            const bool isBody = part.kind == Kind::Body || part.kind == Kind::Canonical ||
                                part.kind == Kind::RawJson || part.kind == Kind::SortedForm;
            holdsWholeBody = holdsWholeBody || (isBody && !isRewritten);
            open.push_back(&part);
        }
    }
};

// Whether the literals stand in the text one after the other, at its ends where they must.
bool hasTheLiterals(const Shape &shape, QByteArrayView text)
{
    qsizetype from = 0;
    for (qsizetype i = 0; i < shape.literals.size(); ++i) {
        const QByteArray &literal = shape.literals[i];
        const bool isLast = i + 1 == shape.literals.size();
        const bool atStart = i == 0 && shape.beginsFixed;
        const qsizetype at = atStart                     ? (text.startsWith(literal) ? 0 : -1)
                             : isLast && shape.endsFixed ? text.lastIndexOf(literal)
                                                         : text.indexOf(literal, from);
        if (at < from || (isLast && shape.endsFixed && at + literal.size() != text.size()))
            return false;
        from = at + literal.size();
    }
    return true;
}

bool isJson(QByteArrayView text)
{
    json::TokenReader reader(text);
    return reader.skipValue().kind != json::Token::Kind::Error &&
           reader.next().kind == json::Token::Kind::End;
}

// The marks of JSON, forms, XML and running text. '=' at the end may be padding.
bool hasMarksOfABody(QByteArrayView text)
{
    while (text.endsWith('='))
        text.chop(1);
    return std::any_of(text.begin(), text.end(), [](char c) {
        return c <= ' ' || c > '~' || QByteArrayView("{}[]<>\"&=").contains(c);
    });
}

bool isDigestText(const PartSpec &part, QByteArrayView text)
{
    if (part.hash == PartHash::None || !part.encoding)
        return false;
    const QByteArrayView nothing("");
    const qsizetype size = digestBytes(part.hash, {&nothing, 1}).size();
    return readDigest(text, *part.encoding, size).has_value();
}

bool startsWithTime(QByteArrayView text)
{
    constexpr qsizetype secondsDigits = 10;
    return text.size() >= secondsDigits &&
           std::all_of(text.begin(), text.begin() + secondsDigits,
                       [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == 'T' || c == ':'; });
}

bool fits(const Recipe &recipe, QByteArrayView text)
{
    const Shape shape(recipe);
    if (!shape.literals.isEmpty())
        return hasTheLiterals(shape, text);
    if (hasMarksOfABody(text) || (shape.holdsWholeBody && isJson(text)))
        return true;
    if (shape.beginsWithTime && startsWithTime(text))
        return true;
    return shape.open.size() == 1 && isDigestText(*shape.open.front(), text);
}

} // namespace

bool mayBeSignedText(const Scheme &scheme, QByteArrayView text)
{
    return std::any_of(scheme.recipes.begin(), scheme.recipes.end(), [text](const Recipe &recipe) {
        return familyOf(recipe.algorithm) == Family::Hmac && fits(recipe, text);
    });
}

} // namespace tocsin::signature
