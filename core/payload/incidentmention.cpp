// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/incidentmention.h"

#include "core/json/tokenreader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tocsin::payload {

using namespace Qt::StringLiterals;
using json::Token;

namespace {

constexpr qsizetype mostBytes = 1 << 20;
constexpr qsizetype mostNamed = 8;
constexpr qsizetype longestKey = 40;

// In lower case, letters and digits alone.
constexpr std::array names = {"incidentnumber"_L1, "incidentno"_L1, "incident"_L1};

bool namesIncident(const json::TokenReader &reader, const Token &key)
{
    if (key.length > longestKey)
        return false;
    QString folded;
    for (const QChar c : reader.text(key)) {
        if (c.isLetterOrNumber())
            folded += c.toLower();
    }
    return std::any_of(names.begin(), names.end(), [&](QLatin1StringView name) { return folded == name; });
}

qint64 numberIn(const json::TokenReader &reader, const Token &value)
{
    if (value.kind == Token::Kind::Number)
        return reader.toInteger(value).value_or(0);
    return value.kind == Token::Kind::String && value.length < 24 ? reader.text(value).toLongLong() : 0;
}

} // namespace

QList<qint64> incidentsNamed(QByteArrayView body)
{
    json::TokenReader reader(body.first(qMin(body.size(), mostBytes)));
    QList<qint64> found;
    bool isNamed = false; // by the key that was just read
    for (Token token = reader.next(); !token.isOver() && found.size() < mostNamed; token = reader.next()) {
        if (token.kind == Token::Kind::Key) {
            isNamed = namesIncident(reader, token);
            continue;
        }
        const qint64 number = std::exchange(isNamed, false) ? numberIn(reader, token) : 0;
        if (number > 0 && !found.contains(number))
            found.append(number);
    }
    return found;
}

} // namespace tocsin::payload
