// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/pretty.h"
#include "core/json/tokenreader.h"

#include <cstdint>
#include <cstdlib>

using tocsin::json::Token;
using tocsin::json::TokenReader;

namespace {

void demand(bool good)
{
    if (!good)
        std::abort();
}

// Reads all, looks at everything that can be asked of a token, and answers whether the text is JSON.
bool walk(QByteArrayView text)
{
    TokenReader reader(text);
    qsizetype from = 0;
    for (Token token = reader.next();; token = reader.next()) {
        if (token.kind == Token::Kind::Error) {
            demand(reader.error().offset >= 0 && reader.error().offset <= text.size());
            demand(!reader.errorText().isEmpty());
            return false;
        }
        demand(token.offset >= from && token.end() <= text.size());
        from = token.end();
        if (token.kind == Token::Kind::End)
            return reader.depth() == 0;
        demand(token.length > 0 && reader.depth() <= TokenReader::defaultDepth);
        const QString decoded = reader.text(token);
        demand(reader.textIs(token, decoded.toUtf8()) ||
               decoded.contains(QChar(QChar::ReplacementCharacter)) ||
               (token.kind != Token::Kind::Key && token.kind != Token::Kind::String));
        (void)reader.toDouble(token);
        (void)reader.toInteger(token);
    }
}

// Passing over the top level must end where reading all ends.
void skip(QByteArrayView text, bool valid)
{
    TokenReader reader(text);
    const Token whole = reader.skipValue();
    demand((whole.kind != Token::Kind::Error && reader.next().kind == Token::Kind::End) == valid);
}

void comparePretty(QByteArrayView text)
{
    const QByteArray laidOut = tocsin::json::pretty(text);
    TokenReader before(text);
    TokenReader after(laidOut);
    for (;;) {
        const Token a = before.next();
        const Token b = after.next();
        demand(a.kind == b.kind && before.spelling(a) == after.spelling(b));
        if (a.kind == Token::Kind::End)
            break;
    }
    demand(tocsin::json::pretty(laidOut) == laidOut);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    const bool valid = walk(text);
    skip(text, valid);
    if (valid)
        comparePretty(text);
    else
        (void)tocsin::json::pretty(text);
    (void)tocsin::json::decodeString(text);
    return 0;
}
