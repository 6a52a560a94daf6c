// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/members.h"

#include "core/domain/timetext.h"

#include <cmath>

namespace tocsin::payload {

namespace {

using Kind = json::Token::Kind;

// No character takes more bytes than an escaped pair, so this many hold limit characters.
constexpr qsizetype bytesPerUnit = 6;

} // namespace

bool Members::isStated(Name name) const
{
    return kindOf(name) != Kind::End;
}

bool Members::has(Name name) const
{
    const json::Token value = token(name);
    return value.kind != Kind::End && value.kind != Kind::Null &&
           !(value.kind == Kind::String && m_reader->inner(value).isEmpty());
}

bool Members::is(Name name, QByteArrayView utf8) const
{
    return isString(name) && m_reader->textIs(token(name), utf8);
}

QString Members::text(Name name, qsizetype limit) const
{
    return has(name) ? textOf(*m_reader, token(name), limit) : QString();
}

QString Members::word(Name name, qsizetype limit) const
{
    return isString(name) ? text(name, limit) : QString();
}

std::optional<double> Members::number(Name name) const
{
    const json::Token value = token(name);
    if (value.kind == Kind::Number)
        return m_reader->toDouble(value);
    if (value.kind != Kind::String)
        return std::nullopt;
    bool good = false;
    const double number = m_reader->inner(value).toDouble(&good);
    return good && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

Micros Members::time(Name name) const
{
    const json::Token value = token(name);
    if (value.kind == Kind::String)
        return domain::parseTime(m_reader->inner(value)).value_or(0);
    if (value.kind == Kind::Number)
        return domain::parseTime(m_reader->spelling(value)).value_or(0);
    return 0;
}

QByteArray Members::bytes(Name name) const
{
    const json::Token value = token(name);
    if (value.kind != Kind::String)
        return m_reader->spelling(value).toByteArray();
    return value.escaped ? m_reader->text(value).toUtf8() : m_reader->inner(value).toByteArray();
}

QString cutText(QString text, qsizetype limit)
{
    if (text.size() <= limit)
        return text;
    text.truncate(limit - 1);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text + QChar(0x2026);
}

QString textOf(const json::TokenReader &reader, const json::Token &value, qsizetype limit)
{
    if (value.length <= limit)
        return reader.text(value);
    const bool string = value.kind == Kind::String || value.kind == Kind::Key;
    const QByteArrayView all = string ? reader.inner(value) : reader.spelling(value);
    const QByteArrayView start = all.first(std::min(all.size(), limit * bytesPerUnit));
    return cutText(string ? json::decodeString(start) : QString::fromUtf8(start), limit);
}

} // namespace tocsin::payload
