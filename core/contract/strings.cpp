// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/strings.h"

#include <QByteArray>
#include <QDate>

#include <algorithm>
#include <array>

namespace tocsin::contract {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<QLatin1StringView, 8> formatNames{""_L1,     "date-time"_L1, "date"_L1,  "uuid"_L1,
                                                       "ipv4"_L1, "ipv6"_L1,      "email"_L1, "uri"_L1};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The text against a form in which 9 stands for a digit, f for a hexadecimal one, others for themselves.
bool hasForm(QByteArrayView text, const char *form)
{
    const QByteArrayView wanted(form);
    if (text.size() != wanted.size())
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char w = wanted[i];
        const bool fits = w == '9' ? isDigit(text[i]) : w == 'f' ? isHex(text[i]) : text[i] == w;
        if (!fits)
            return false;
    }
    return true;
}

bool isDate(QByteArrayView text)
{
    return hasForm(text, "9999-99-99") &&
           QDate(text.first(4).toInt(), text.sliced(5, 2).toInt(), text.sliced(8, 2).toInt()).isValid();
}

bool isClock(QByteArrayView text)
{
    return hasForm(text, "99:99:99") && text.first(2).toInt() < 24 && text.sliced(3, 2).toInt() < 60 &&
           text.sliced(6, 2).toInt() <= 60;
}

// RFC 3339: "2026-01-01T00:00:00.25+01:00".
bool isDateTime(QByteArrayView text)
{
    if (text.size() < 20 || text.size() > 40 || (text[10] != 'T' && text[10] != 't') ||
        !isDate(text.first(10)) || !isClock(text.sliced(11, 8)))
        return false;
    QByteArrayView rest = text.sliced(19);
    if (rest.startsWith('.')) {
        const auto end = std::find_if_not(rest.begin() + 1, rest.end(), isDigit);
        if (end == rest.begin() + 1)
            return false;
        rest = rest.sliced(end - rest.begin());
    }
    if (rest == QByteArrayView("Z") || rest == QByteArrayView("z"))
        return true;
    return (hasForm(rest, "+99:99") || hasForm(rest, "-99:99")) && rest.sliced(1, 2).toInt() < 24 &&
           rest.sliced(4, 2).toInt() < 60;
}

bool isIpv4(QByteArrayView text)
{
    int parts = 0;
    while (parts < 4) {
        const qsizetype dot = text.indexOf('.');
        const QByteArrayView part = dot < 0 ? text : text.first(dot);
        if (part.isEmpty() || part.size() > 3 || !std::all_of(part.begin(), part.end(), isDigit) ||
            part.toInt() > 255 || (part.size() > 1 && part[0] == '0'))
            return false;
        ++parts;
        if (dot < 0)
            break;
        text = text.sliced(dot + 1);
        if (parts == 4)
            return false;
    }
    return parts == 4;
}

bool isIpv6(QByteArrayView text)
{
    if (text.size() < 2 || text.size() > 45 || text.count(':') < 2)
        return false;
    const qsizetype gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0)
        return false;
    int groups = 0;
    qsizetype from = 0;
    while (from <= text.size()) {
        qsizetype end = text.indexOf(':', from);
        end = end < 0 ? text.size() : end;
        const QByteArrayView group = text.sliced(from, end - from);
        if (end == text.size() && isIpv4(group))
            groups += 2;
        else if (group.size() > 4 || !std::all_of(group.begin(), group.end(), isHex))
            return false;
        else if (!group.isEmpty())
            ++groups;
        else if (gap < 0 || (from != gap && from != gap + 1 && from != gap + 2))
            return false;
        from = end + 1;
    }
    return gap >= 0 ? groups < 8 : groups == 8;
}

bool isEmail(QByteArrayView text)
{
    const qsizetype at = text.indexOf('@');
    if (at < 1 || at > 64 || text.size() > 254 || text.indexOf('@', at + 1) >= 0)
        return false;
    const QByteArrayView host = text.sliced(at + 1);
    const auto plain = [](char c) { return c > ' ' && c != '<' && c != '>' && c != ',' && c != 0x7f; };
    return host.size() >= 3 && host.contains('.') && !host.startsWith('.') && !host.endsWith('.') &&
           std::all_of(text.begin(), text.end(), plain);
}

bool isUri(QByteArrayView text)
{
    const qsizetype colon = text.indexOf("://");
    if (colon < 1 || text.size() > 8192 || text.size() < colon + 4 || !isLetter(text[0]))
        return false;
    const auto allowed = [](char c) {
        return c > ' ' && c < 0x7f && QByteArrayView("\"<>\\^`{|}").indexOf(c) < 0;
    };
    return std::all_of(
               text.begin(), text.begin() + colon,
               [](char c) { return isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.'; }) &&
           std::all_of(text.begin(), text.end(), allowed);
}

} // namespace

Format formatOf(QByteArrayView text)
{
    if (isDateTime(text))
        return Format::DateTime;
    if (isDate(text))
        return Format::Date;
    if (hasForm(text, "ffffffff-ffff-ffff-ffff-ffffffffffff"))
        return Format::Uuid;
    if (isIpv4(text))
        return Format::Ipv4;
    if (isIpv6(text))
        return Format::Ipv6;
    if (isEmail(text))
        return Format::Email;
    return isUri(text) ? Format::Uri : Format::None;
}

QLatin1StringView formatName(Format format)
{
    return formatNames.at(std::size_t(format));
}

std::optional<Format> formatFromName(QStringView name)
{
    for (std::size_t i = 1; i < formatNames.size(); ++i) {
        if (name == formatNames.at(i))
            return Format(i);
    }
    return std::nullopt;
}

bool isWord(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 32 || !isLetter(text[0]))
        return false;
    int digits = 0;
    int run = 0; // of letters and digits without a break
    for (const char c : text) {
        const bool letterOrDigit = isLetter(c) || isDigit(c);
        if (!letterOrDigit && QByteArrayView("_-.:/").indexOf(c) < 0)
            return false;
        digits += isDigit(c) ? 1 : 0;
        run = letterOrDigit ? run + 1 : 0;
        if (run > 20)
            return false;
    }
    return digits <= 6; // keys and ids have more
}

bool isKeyOfSomething(QByteArrayView name)
{
    if (name.isEmpty() || name.size() > 64)
        return true;
    if (std::all_of(name.begin(), name.end(), isDigit))
        return true;
    const Format format = formatOf(name);
    if (format == Format::Uuid || format == Format::Date || format == Format::DateTime ||
        format == Format::Ipv4 || format == Format::Ipv6 || format == Format::Email)
        return true;
    return name.size() >= 16 && std::all_of(name.begin(), name.end(), isHex) &&
           std::any_of(name.begin(), name.end(), isDigit);
}

bool namesSecret(QByteArrayView name)
{
    static constexpr std::array<QByteArrayView, 13> parts{
        "token",      "secret",    "passw",   "apikey", "api_key", "api-key", "auth",
        "credential", "signature", "session", "cookie", "private", "bearer"};
    const QByteArray lower = name.toByteArray().toLower();
    return lower == "key" || lower == "code" || lower == "pin" || lower == "otp" ||
           std::any_of(parts.begin(), parts.end(),
                       [&lower](QByteArrayView part) { return lower.contains(part); });
}

} // namespace tocsin::contract
