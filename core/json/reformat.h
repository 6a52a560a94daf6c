// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/escapes.h"
#include "core/json/numbers.h"
#include "core/json/tokenreader.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>

#include <optional>
#include <vector>

namespace tocsin::json {

// How JSON is written anew. Everything that is not asked to change keeps its spelling.
struct Layout
{
    enum class Space : quint8 {
        Keep,     // the blanks between tokens stay in their places
        Compact,  // none
        Spaced,   // one behind every comma and colon
        Indented, // a line per member and item
    };
    enum class Empty : quint8 { Closed, Blank, Broken }; // [], [ ], "[\n\n]" and "{\n}". Only with Indented
    enum class Order : quint8 {
        Keep,
        Bytewise,   // by code points, which is by the bytes of UTF-8
        Utf16,      // RFC 8785
        IndexFirst, // JavaScript: names that are array indices first, by number; the others as they come
    };
    enum class Duplicates : quint8 { Keep, LastWins }; // the place of the first, the value of the last

    Space space = Space::Keep;
    QLatin1StringView indent = QLatin1StringView("  ");
    QLatin1StringView newline = QLatin1StringView("\n");
    QLatin1StringView colon = QLatin1StringView(": "); // with Indented
    Empty empty = Empty::Closed;
    bool inlineArrays = false;         // Jackson: [ 1, 2 ] on one line
    bool emptyObjectsAsArrays = false; // PHP's arrays: {} becomes []
    bool dropNulls = false;            // members whose value is null
    bool trailingNewline = false;
    Order order = Order::Keep;
    Duplicates duplicates = Duplicates::Keep;
    Numbers numbers = Numbers::Keep;
    const Escapes *escapes = nullptr; // none: strings are kept

    // Members may change their places or go.
    bool moves() const { return order != Order::Keep || duplicates != Duplicates::Keep || dropNulls; }
};

// The tokens of one JSON text, read once to be written in several layouts. The bytes must outlive it.
class TokenTree
{
public:
    // More tokens are not read: each takes 32 bytes here, and a hostile text has one for every byte or two.
    static constexpr qsizetype mostTokens = 4'000'000;

    // Nothing when the bytes are not JSON or have more tokens.
    static std::optional<TokenTree> read(QByteArrayView json);

    QByteArrayView bytes() const { return m_bytes; }
    qsizetype size() const { return qsizetype(m_tokens.size()); }
    const Token &token(qsizetype at) const { return m_tokens[size_t(at)]; }
    // The token behind the whole value that starts at that one.
    qsizetype behind(qsizetype at) const { return m_behind[size_t(at)]; }
    QByteArrayView spelling(const Token &token) const { return m_bytes.sliced(token.offset, token.length); }

private:
    QByteArrayView m_bytes;
    std::vector<Token> m_tokens;
    std::vector<qsizetype> m_behind;
};

// Nothing when it would be longer than the limit in bytes or the serialiser would have refused the text.
std::optional<QByteArray> reformat(const TokenTree &tree, const Layout &layout, qsizetype limit);
// Nothing also when the bytes are not JSON.
std::optional<QByteArray> reformat(QByteArrayView json, const Layout &layout, qsizetype limit);

} // namespace tocsin::json
