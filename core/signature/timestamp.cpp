// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/timestamp.h"

#include <QDateTime>
#include <QLocale>

#include <chrono>
#include <limits>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

// As seconds that is the year 5138, as milliseconds 1973.
constexpr qint64 fewestMillis = 100'000'000'000;

// The number at the front, exactly that many digits, which are taken off; -1 when they are not there.
int takeDigits(QByteArrayView &text, qsizetype count)
{
    if (text.size() < count)
        return -1;
    int value = 0;
    for (const char c : text.first(count)) {
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    text = text.sliced(count);
    return value;
}

bool take(QByteArrayView &text, char c)
{
    if (text.isEmpty() || text[0] != c)
        return false;
    text = text.sliced(1);
    return true;
}

// ".123" with 1 to 9 digits, as microseconds; no fraction is 0; -1 for a point without digits.
Micros takeFraction(QByteArrayView &text)
{
    if (!take(text, '.'))
        return 0;
    Micros micros = 0;
    int digits = 0;
    for (int digit = takeDigits(text, 1); digit >= 0; digit = takeDigits(text, 1)) {
        if (++digits > 9)
            return -1;
        if (digits <= 6)
            micros = micros * 10 + digit;
    }
    for (int i = digits; i < 6; ++i)
        micros *= 10;
    return digits == 0 ? -1 : micros;
}

// "Z" or "+hh:mm", as minutes east of Greenwich.
std::optional<int> takeZone(QByteArrayView &text)
{
    if (take(text, 'Z'))
        return 0;
    const bool east = take(text, '+');
    if (!east && !take(text, '-'))
        return std::nullopt;
    const int hours = takeDigits(text, 2);
    if (hours < 0 || hours > 23 || !take(text, ':'))
        return std::nullopt;
    const int minutes = takeDigits(text, 2);
    if (minutes < 0 || minutes > 59)
        return std::nullopt;
    return (east ? 1 : -1) * (hours * 60 + minutes);
}

std::optional<Micros> readIso(QByteArrayView text, bool mayLackZone)
{
    const int year = takeDigits(text, 4);
    const bool dashes = take(text, '-');
    const int month = takeDigits(text, 2);
    const bool secondDash = take(text, '-');
    const int day = takeDigits(text, 2);
    const bool tee = take(text, 'T');
    const int hour = takeDigits(text, 2);
    const bool colons = take(text, ':');
    const int minute = takeDigits(text, 2);
    const bool secondColon = take(text, ':');
    const int second = takeDigits(text, 2);
    if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0)
        return std::nullopt;
    if (!dashes || !secondDash || !tee || !colons || !secondColon || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    const Micros fraction = takeFraction(text);
    const std::optional<int> zone = mayLackZone && text.isEmpty() ? 0 : takeZone(text);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                                           std::chrono::day(unsigned(day))};
    if (fraction < 0 || !zone || !text.isEmpty() || !date.ok())
        return std::nullopt;
    const qint64 days = std::chrono::sys_days(date).time_since_epoch().count();
    const qint64 seconds = ((days * 24 + hour) * 60 + minute - *zone) * 60 + second;
    return seconds * microsPerSecond + fraction;
}

// "Tue, 14 Apr 2026 03:50:12 GMT": the one form of RFC 9110 section 5.6.7 that may be sent.
constexpr QLatin1StringView httpDate("ddd, dd MMM yyyy HH:mm:ss 'GMT'");

std::optional<Micros> readHttpDate(QByteArrayView text)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text), QString(httpDate));
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? std::optional(time.toSecsSinceEpoch() * microsPerSecond) : std::nullopt;
}

std::optional<qint64> readNumber(QByteArrayView text, int maxDigits)
{
    if (text.isEmpty() || text.size() > maxDigits)
        return std::nullopt;
    qint64 value = 0; // at most 18 digits (readScheme sees to that), so it cannot overflow
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

SignedTime ageOf(Micros at, Micros now)
{
    return {at, (now - at) / microsPerSecond};
}

} // namespace

std::optional<SignedTime> readTimestamp(const TimeSpec &spec, QByteArrayView text, Micros now)
{
    if (spec.unit > TimeUnit::SecondsOrMilliseconds) {
        const std::optional<Micros> at = spec.unit == TimeUnit::HttpDate
                                             ? readHttpDate(text)
                                             : readIso(text, spec.unit == TimeUnit::Iso8601Utc);
        return at ? std::optional(ageOf(*at, now)) : std::nullopt;
    }
    const std::optional<qint64> units = readNumber(text, std::min(spec.maxDigits, 18));
    if (!units)
        return std::nullopt;
    const bool millis = spec.unit == TimeUnit::Milliseconds ||
                        (spec.unit == TimeUnit::SecondsOrMilliseconds && *units >= fewestMillis);
    const qint64 perSecond = millis ? 1000 : 1;
    const Micros microsPerUnit = microsPerSecond / perSecond;
    if (*units > std::numeric_limits<Micros>::max() / microsPerUnit)
        return SignedTime{std::nullopt, now / microsPerSecond - *units / perSecond};
    return ageOf(*units * microsPerUnit, now);
}

QByteArray writeTimestamp(const TimeSpec &spec, Micros now)
{
    const qint64 seconds = now / microsPerSecond;
    if (spec.unit == TimeUnit::Seconds || spec.unit == TimeUnit::SecondsOrMilliseconds)
        return QByteArray::number(seconds);
    if (spec.unit == TimeUnit::Milliseconds)
        return QByteArray::number(now / 1000);
    if (spec.unit == TimeUnit::HttpDate)
        return QLocale::c()
            .toString(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC), QString(httpDate))
            .toLatin1();
    const qint64 days = seconds / 86400;
    const qint64 rest = seconds % 86400;
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
    const auto padded = [](qint64 value, int width) {
        return QByteArray::number(value).rightJustified(width, '0');
    };
    return padded(int(date.year()), 4) + '-' + padded(unsigned(date.month()), 2) + '-' +
           padded(unsigned(date.day()), 2) + 'T' + padded(rest / 3600, 2) + ':' + padded(rest / 60 % 60, 2) +
           ':' + padded(rest % 60, 2) + (spec.unit == TimeUnit::Iso8601 ? "Z" : "");
}

QString timestampShape(const TimeSpec &spec)
{
    if (spec.unit == TimeUnit::HttpDate)
        return u"a time like Thu, 01 Jan 2026 00:00:00 GMT"_s;
    if (spec.unit > TimeUnit::SecondsOrMilliseconds)
        return u"a time like 2026-01-01T00:00:00Z"_s;
    return u"1 to %1 digits"_s.arg(spec.maxDigits);
}

} // namespace tocsin::signature
