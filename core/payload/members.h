// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/json/tokenreader.h"
#include "core/payload/names.h"

#include <QString>

#include <array>

namespace tocsin::payload {

constexpr qsizetype wordLimit = 256;  // characters of an event, an actor, an address
constexpr qsizetype lineLimit = 1024; // of a title
constexpr qsizetype linkLimit = 2048;

// The wanted members of one object, as places in the body. A name that occurs twice counts once, with its
// last value, as most receivers read it. The reader must outlive this.
class Members
{
public:
    explicit Members(const json::TokenReader &reader) : m_reader(&reader) {}

    void put(int name, const json::Token &value) { m_values[size_t(name)] = value; }
    void clear() { m_values = {}; }

    bool isStated(Name name) const; // there, be it null
    bool has(Name name) const;      // there, and neither null nor ""
    bool isString(Name name) const { return kindOf(name) == json::Token::Kind::String; }
    bool isObject(Name name) const { return kindOf(name) == json::Token::Kind::BeginObject; }
    bool is(Name name, QByteArrayView utf8) const; // a string of exactly that text

    // Strings decoded; numbers, booleans, arrays and objects as their JSON text; absent and null empty. What
    // is over the limit is cut and ends in an ellipsis.
    QString text(Name name, qsizetype limit = wordLimit) const;
    // text() of strings only.
    QString word(Name name, qsizetype limit = wordLimit) const;
    std::optional<double> number(Name name) const; // a number, or a string that spells one
    Micros time(Name name) const;                  // see timetext.h; 0 when it cannot be read
    QByteArray bytes(Name name) const;             // as text(), whole, in UTF-8

    json::Token token(Name name) const { return m_values[size_t(name)]; }

private:
    json::Token::Kind kindOf(Name name) const { return token(name).kind; }

    const json::TokenReader *m_reader;
    std::array<json::Token, nameCount> m_values{}; // End = absent
};

// What is over the limit ends in an ellipsis instead.
QString cutText(QString text, qsizetype limit);
QString textOf(const json::TokenReader &reader, const json::Token &value, qsizetype limit);

} // namespace tocsin::payload
