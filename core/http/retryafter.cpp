// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/retryafter.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <array>

namespace tocsin::http {

namespace {

constexpr qsizetype longestDate = 64;
constexpr std::array<const char *, 12> monthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// -1 when it is no number of at most that many digits.
int number(QByteArrayView text, qsizetype mostDigits)
{
    return isDigits(text) && text.size() <= mostDigits ? text.toInt() : -1;
}

std::optional<std::chrono::seconds> clockOf(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split(':');
    if (parts.size() != 3)
        return std::nullopt;
    const int hour = number(parts[0], 2);
    const int minute = number(parts[1], 2);
    const int second = number(parts[2], 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return std::nullopt;
    return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

int yearOf(const QByteArray &text, Micros now)
{
    const int year = number(text, 4);
    if (text.size() != 2)
        return text.size() == 4 ? year : -1;
    using namespace std::chrono;
    const year_month_day today{floor<days>(sys_time<microseconds>(microseconds(now)))};
    const int latest = int(today.year()) + 50; // RFC 9110 5.6.7
    return year < 0 ? -1 : latest - (latest - year) % 100;
}

std::optional<Micros> timeOf(int year, const QByteArray &monthName, int day, const QByteArray &clock)
{
    using namespace std::chrono;
    const auto month = std::ranges::find_if(
        monthNames, [&](const char *name) { return monthName.compare(name, Qt::CaseInsensitive) == 0; });
    const std::optional<seconds> ofDay = clockOf(clock);
    if (year < 0 || day < 1 || month == monthNames.end() || !ofDay)
        return std::nullopt;
    const year_month_day date{std::chrono::year(year),
                              std::chrono::month(unsigned(month - monthNames.begin() + 1)),
                              std::chrono::day(unsigned(day))};
    if (!date.ok())
        return std::nullopt;
    return Micros(microseconds(sys_days(date).time_since_epoch() + *ofDay).count());
}

} // namespace

std::optional<Micros> parseHttpDate(QByteArrayView text, Micros now)
{
    if (text.size() > longestDate)
        return std::nullopt;
    const QByteArray blanks = text.toByteArray().replace(',', ' ').replace('-', ' ').simplified();
    const QList<QByteArray> words = blanks.split(' ');
    if (words.size() == 5) // Sun Nov  6 08:49:37 1994
        return timeOf(yearOf(words[4], now), words[1], number(words[2], 2), words[3]);
    if (words.size() == 6 && (words[5] == "GMT" || words[5] == "UTC")) // Sun, 06 Nov 1994 08:49:37 GMT
        return timeOf(yearOf(words[3], now), words[2], number(words[1], 2), words[4]);
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView value, Micros now)
{
    using namespace std::chrono;
    const QByteArrayView text = value.trimmed();
    milliseconds pause = longestPause;
    if (isDigits(text)) {
        constexpr qsizetype digitsOfAnHour = 4; // 3600; leading zeros are nobody's form
        if (text.size() <= digitsOfAnHour)
            pause = seconds(text.toInt());
    } else {
        const std::optional<Micros> date = parseHttpDate(text, now);
        if (!date)
            return std::nullopt;
        pause = ceil<milliseconds>(microseconds(*date - now));
    }
    return std::clamp<milliseconds>(pause, shortestPause, longestPause);
}

} // namespace tocsin::http
