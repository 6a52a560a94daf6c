// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>

#include <array>
#include <optional>

namespace tocsin::json {

// One token, as a place in the input. Colons, commas and white space lie between the tokens.
struct Token
{
    enum class Kind : quint8 {
        BeginObject,
        EndObject,
        BeginArray,
        EndArray,
        Key,
        String,
        Number,
        True,
        False,
        Null,
        End,   // the input is one whole value and nothing follows
        Error, // TokenReader::error() says what; every later call answers the same
    };

    Kind kind = Kind::End;
    bool escaped = false;     // Key, String: holds at least one backslash
    bool invalidUtf8 = false; // Key, String: holds bytes that are not UTF-8; decoding replaces them by U+FFFD
    qsizetype offset = 0;     // of the first byte; for Key and String that is the opening quote
    qsizetype length = 0;     // bytes, both quotes included

    qsizetype end() const { return offset + length; }
    bool opens() const { return kind == Kind::BeginObject || kind == Kind::BeginArray; }
    bool closes() const { return kind == Kind::EndObject || kind == Kind::EndArray; }
    bool isOver() const { return kind == Kind::End || kind == Kind::Error; }
    bool operator==(const Token &) const = default;
};

// A place for people: both count from 1, the column in characters. Lines end with LF.
struct Place
{
    int line = 1;
    int column = 1;
    bool operator==(const Place &) const = default;
};

struct ReadError
{
    qsizetype offset = 0;     // of the byte that cannot stand there; the size of the input when it ends early
    QLatin1StringView reason; // plain English; empty = no error
    bool operator==(const ReadError &) const = default;
};

// Pulls tokens out of JSON text (RFC 8259, strict) in one pass, without allocating and without changing
// anything: order, duplicates, spelling and offsets are those of the input. Strings are checked while they
// are passed over and decoded only when asked for. The bytes must outlive the reader. Any bytes are safe
// input.
class TokenReader
{
public:
    static constexpr int defaultDepth = 64;
    static constexpr int hardDepth = 512; // a larger limit is cut to this

    explicit TokenReader(QByteArrayView bytes, int maxDepth = defaultDepth);

    Token next();
    // The rest of the value whose first token was just read, as one token of the first one's kind that spans
    // all of it; an Error token when the rest cannot be read. A scalar is its own rest.
    Token wholeValue(const Token &first);
    // Passes over the next value whole; after a Key that is the member's value.
    Token skipValue() { return wholeValue(next()); }

    int depth() const { return m_depth; } // containers that are open
    const ReadError &error() const { return m_error; }
    QString errorText() const; // "line 3, column 7: expected a value"; empty = no error
    Place placeOf(qsizetype offset) const;

    // Value access; the token must be of this reader.
    QByteArrayView spelling(const Token &token) const { return m_bytes.sliced(token.offset, token.length); }
    QByteArrayView inner(const Token &token) const; // Key, String: what is between the quotes
    QString text(const Token &token) const;         // Key, String: decoded; others: as spelled
    bool textIs(const Token &token,
                QByteArrayView utf8) const;                    // decoded text equals; no allocation for plain
    std::optional<double> toDouble(const Token &token) const;  // Number within the range of double
    std::optional<qint64> toInteger(const Token &token) const; // Number without fraction and exponent

private:
    enum class Expect : quint8 { Value, FirstItem, FirstKey, Key, Colon, CommaOrEnd, Nothing };

    Token fail(QLatin1StringView reason, const char *at);
    Token finish(Token::Kind kind, const char *from); // a token from there to the cursor
    Token open(Token::Kind kind);
    Token close(Token::Kind kind);
    Token readValue();
    Token readString(Token::Kind kind);
    Token readNumber();
    Token readWord(QLatin1StringView word, Token::Kind kind);
    Token readSeparator();
    QLatin1StringView passEscape(); // moves over one escape; answers what is wrong with it
    void passBlanks();
    void afterValue();
    bool inObject() const;

    QByteArrayView m_bytes;
    const char *m_at = nullptr;
    const char *m_end = nullptr;
    int m_depth = 0;
    int m_maxDepth = defaultDepth;
    Expect m_expect = Expect::Value;
    std::array<quint64, hardDepth / 64> m_objects = {}; // bit n: the container at depth n is an object
    ReadError m_error;
};

// The characters that the inside of a JSON string stands for. Surrogate pairs are joined; a lone surrogate
// and bytes that are not UTF-8 become U+FFFD. Any bytes are safe input.
QString decodeString(QByteArrayView inner);

} // namespace tocsin::json
