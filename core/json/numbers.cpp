// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/numbers.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace tocsin::json {

namespace {

// What a language does with numbers. The place is where the point stands in the digits: 3 in 123.4, -1 in
// 0.012.
struct Style
{
    enum class High : quint8 {
        Fixed,
        OrDigits,   // Ruby: the digits reach beyond the point, or that
        PlusDigits, // jq: that many more than there are digits
    };
    enum class Integers : quint8 { Doubles, Kept, Signed64, Unsigned64 };
    Integers integers = Integers::Kept;
    int digits = QLocale::FloatingPointShortest; // else how many
    int lowest = -3;                             // with an exponent when the place is below
    int highest = 16;                            // or above
    High rule = High::Fixed;
    bool pointZero = false;         // 1.0
    bool exponentPointZero = false; // 1.0e+20
    const char *mark = "e";
    bool plus = true; // e+20
    int exponentDigits = 1;
    bool minusZero = true;
    const char *infinity = nullptr; // none: refused
};

using Integers = Style::Integers;
using High = Style::High;

constexpr Style javaScript{
    .integers = Integers::Doubles, .lowest = -5, .highest = 21, .minusZero = false, .infinity = "null"};
constexpr Style python{.pointZero = true, .exponentDigits = 2, .infinity = "Infinity"};
constexpr Style php{.integers = Integers::Signed64, .highest = 17, .exponentPointZero = true};
constexpr Style php17{.integers = Integers::Signed64, .digits = 17, .highest = 17, .exponentPointZero = true};
constexpr Style phpPointZero{
    .integers = Integers::Signed64, .highest = 17, .pointZero = true, .exponentPointZero = true};
constexpr Style ruby{
    .highest = 15, .rule = High::OrDigits, .pointZero = true, .exponentPointZero = true, .exponentDigits = 2};
constexpr Style rails{.highest = 15,
                      .rule = High::OrDigits,
                      .pointZero = true,
                      .exponentPointZero = true,
                      .exponentDigits = 2,
                      .infinity = "null"};
constexpr Style go{.integers = Integers::Doubles, .lowest = -5, .highest = 21};
constexpr Style java{.lowest = -2,
                     .highest = 7,
                     .pointZero = true,
                     .exponentPointZero = true,
                     .mark = "E",
                     .plus = false,
                     .infinity = "\"Infinity\""};
constexpr Style javaDoubles{.integers = Integers::Doubles,
                            .lowest = -2,
                            .highest = 7,
                            .pointZero = true,
                            .exponentPointZero = true,
                            .mark = "E",
                            .plus = false};
constexpr Style perl{.integers = Integers::Unsigned64,
                     .digits = 15,
                     .highest = 15,
                     .exponentDigits = 2,
                     .minusZero = false,
                     .infinity = "Inf"};
constexpr Style newtonsoft{.highest = 15, .pointZero = true, .mark = "E", .exponentDigits = 2};
constexpr Style jq{.integers = Integers::Doubles,
                   .highest = 15,
                   .rule = High::PlusDigits,
                   .exponentDigits = 2,
                   .infinity = "1.7976931348623157e+308"};

const Style *styleOf(Numbers form)
{
    switch (form) {
    case Numbers::JavaScript:
        return &javaScript;
    case Numbers::Python:
        return &python;
    case Numbers::Php:
        return &php;
    case Numbers::Php17:
        return &php17;
    case Numbers::PhpPointZero:
        return &phpPointZero;
    case Numbers::Ruby:
        return &ruby;
    case Numbers::Rails:
        return &rails;
    case Numbers::Go:
        return &go;
    case Numbers::Java:
        return &java;
    case Numbers::JavaDoubles:
        return &javaDoubles;
    case Numbers::Perl:
        return &perl;
    case Numbers::Newtonsoft:
        return &newtonsoft;
    case Numbers::Jq:
        return &jq;
    case Numbers::Keep:
    case Numbers::WithoutPointZero:
    case Numbers::WithPointZero:
        break;
    }
    return nullptr;
}

bool isInteger(QByteArrayView token)
{
    for (const char c : token) {
        if (c == '.' || c == 'e' || c == 'E')
            return false;
    }
    return true;
}

bool fits(QByteArrayView token, Integers range)
{
    bool ok = range == Integers::Kept;
    if (range == Integers::Signed64 || range == Integers::Unsigned64)
        (void)token.toLongLong(&ok);
    if (!ok && range == Integers::Unsigned64 && !token.startsWith('-'))
        (void)token.toULongLong(&ok);
    return ok;
}

// The digits without zeros at the end ("0" for zero) and their place.
struct Decimal
{
    QByteArray digits;
    int place = 0;
};

// d.ddde+xx. What is not the shortest spelling is printed by the C library: Qt rounds ties up, and languages
// that ask for a number of digits round them to even.
QByteArray scientific(double value, int digits)
{
    if (digits == QLocale::FloatingPointShortest)
        return QByteArray::number(value, 'e', digits);
    std::array<char, 64> text = {};
    std::snprintf(text.data(), text.size(), "%.*e", digits - 1, value);
    return QByteArray(text.data());
}

Decimal decimalOf(double value, const Style &style)
{
    const QByteArray text = scientific(value, style.digits);
    const qsizetype mark = text.indexOf('e');
    Decimal decimal{{}, text.sliced(mark + 1).toInt() + 1};
    for (const char c : text.first(mark)) { // the point of the C library may be a comma
        if (c >= '0' && c <= '9')
            decimal.digits += c;
    }
    while (decimal.digits.size() > 1 && decimal.digits.endsWith('0'))
        decimal.digits.chop(1);
    return decimal;
}

QByteArray plainNotation(const Decimal &decimal, const Style &style)
{
    const qsizetype count = decimal.digits.size();
    if (decimal.place <= 0)
        return "0." + QByteArray(-decimal.place, '0') + decimal.digits;
    if (count > decimal.place)
        return decimal.digits.first(decimal.place) + '.' + decimal.digits.sliced(decimal.place);
    return decimal.digits + QByteArray(decimal.place - count, '0') + (style.pointZero ? ".0" : "");
}

QByteArray exponentNotation(const Decimal &decimal, const Style &style)
{
    QByteArray out = decimal.digits.first(1);
    if (decimal.digits.size() > 1)
        out += '.' + decimal.digits.sliced(1);
    else if (style.exponentPointZero)
        out += ".0";
    const int exponent = decimal.place - 1;
    out += style.mark;
    if (exponent < 0)
        out += '-';
    else if (style.plus)
        out += '+';
    return out + QByteArray::number(std::abs(exponent)).rightJustified(style.exponentDigits, '0');
}

int highestOf(const Decimal &decimal, const Style &style)
{
    const int count = int(decimal.digits.size());
    switch (style.rule) {
    case High::Fixed:
        return style.highest;
    case High::OrDigits:
        return std::max(style.highest, count - 1);
    case High::PlusDigits:
        return style.highest + count;
    }
    Q_UNREACHABLE();
}

std::optional<QByteArray> spellDouble(double value, const Style &style)
{
    const bool negative = std::signbit(value);
    const QByteArray sign = negative && (style.minusZero || value != 0) ? "-" : "";
    if (std::isinf(value)) {
        if (!style.infinity)
            return std::nullopt;
        // Only numbers have a minus; JavaScript's null and a quoted text have none.
        return (QByteArrayView(style.infinity) == "null" ? QByteArray() : sign) + style.infinity;
    }
    if (value == 0)
        return sign + (style.pointZero ? "0.0" : "0");
    if (style.integers == Integers::Unsigned64 && value == std::floor(value) && std::fabs(value) < 0x1p63)
        return QByteArray::number(qint64(value)); // Perl makes integers of them
    const Decimal decimal = decimalOf(std::fabs(value), style);
    const bool exponent = decimal.place < style.lowest || decimal.place > highestOf(decimal, style);
    return sign + (exponent ? exponentNotation(decimal, style) : plainNotation(decimal, style));
}

// Whether a number that no double can hold is too large; else it is too small. What counts is where its first
// digit that is not zero stands.
bool isTooLarge(QByteArrayView token)
{
    const qsizetype mark = qMax(token.indexOf('e'), token.indexOf('E'));
    const QByteArrayView mantissa = mark < 0 ? token : token.first(mark);
    if (mark >= 0) {
        bool ok = false;
        const qint64 exponent = token.sliced(mark + 1).toLongLong(&ok);
        const bool down = token.sliced(mark + 1).startsWith('-');
        if (!ok || std::abs(exponent) > mantissa.size())
            return !down;
    }
    return !mantissa.startsWith("0.") && !mantissa.startsWith("-0.");
}

double valueOf(QByteArrayView token)
{
    bool ok = false;
    const double value = token.toDouble(&ok);
    if (ok)
        return value;
    const double magnitude = isTooLarge(token) ? std::numeric_limits<double>::infinity() : 0.0;
    return token.startsWith('-') ? -magnitude : magnitude;
}

QByteArray withoutPointZero(QByteArrayView token)
{
    const qsizetype point = token.indexOf('.');
    if (point < 0)
        return token.toByteArray();
    for (const char c : token.sliced(point + 1)) {
        if (c != '0')
            return token.toByteArray();
    }
    return token.first(point).toByteArray();
}

// 0.5, 12.34: few digits around a point, no zero at an end. Every language prints such a number as it stands
// but one that is asked for 17 digits.
bool isPlainFraction(QByteArrayView token)
{
    const qsizetype point = token.indexOf('.');
    if (point < 1 || point > 6 || token.size() > 14 || token.back() == '0' || point == token.size() - 1 ||
        (token[0] == '0' && (point > 1 || token[2] == '0')))
        return false;
    return std::all_of(token.begin(), token.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

} // namespace

bool surelyKept(QByteArrayView token, Numbers form)
{
    if (form == Numbers::Keep || (form != Numbers::Php17 && isPlainFraction(token)))
        return true;
    if (form == Numbers::JavaDoubles || form == Numbers::WithPointZero || token.size() > 15)
        return false;
    for (const char c : token) {
        if (c < '0' || c > '9') // a minus too: -0 has a form of its own
            return false;
    }
    return true;
}

std::optional<QByteArray> spellNumber(QByteArrayView token, Numbers form)
{
    if (form == Numbers::Keep)
        return token.toByteArray();
    if (form == Numbers::WithoutPointZero)
        return withoutPointZero(token);
    const bool integer = isInteger(token);
    if (form == Numbers::WithPointZero)
        return integer ? token.toByteArray() + ".0" : token.toByteArray();
    const Style *style = styleOf(form);
    if (integer && fits(token, style->integers))
        return token == "-0" ? QByteArray("0") : token.toByteArray();
    return spellDouble(valueOf(token), *style);
}

} // namespace tocsin::json
