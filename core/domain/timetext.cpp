// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/timetext.h"

#include <chrono>

namespace tocsin::domain {

namespace {

constexpr Micros endOfTime = 253'402'300'800LL * microsPerSecond; // 10000-01-01
constexpr qint64 secondsBelow = 100'000'000'000;                  // 10^11 s is the year 5138
constexpr int fractionDigits = 6;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Takes pieces off the front of a text; after the first that does not fit, good() stays false.
class Cursor
{
public:
    explicit Cursor(QByteArrayView text) : m_at(text.begin()), m_end(text.end()) {}

    bool good() const { return m_good; }
    bool atEnd() const { return m_at == m_end; }
    bool digitNext() const { return m_at != m_end && isDigit(*m_at); }
    bool take(char c)
    {
        const bool there = m_at != m_end && *m_at == c;
        m_at += there ? 1 : 0;
        return there;
    }
    void need(bool there) { m_good = m_good && there; }
    int digits(int count)
    {
        int value = 0;
        for (int i = 0; i < count; ++i) {
            if (!digitNext()) {
                m_good = false;
                return 0;
            }
            value = value * 10 + (*m_at++ - '0');
        }
        return value;
    }
    // As a fraction of one, in millionths; at least one digit.
    int fraction()
    {
        need(digitNext());
        int value = 0;
        int count = 0;
        for (; digitNext(); ++m_at) {
            if (count++ < fractionDigits)
                value = value * 10 + (*m_at - '0');
        }
        for (; count < fractionDigits; ++count)
            value *= 10;
        return value;
    }

private:
    const char *m_at;
    const char *m_end;
    bool m_good = true;
};

// Seconds east of UTC.
int takeZone(Cursor &cursor)
{
    if (cursor.atEnd() || cursor.take('Z') || cursor.take('z'))
        return 0;
    const bool west = cursor.take('-');
    cursor.need(west || cursor.take('+'));
    const int hours = cursor.digits(2);
    int minutes = 0;
    if (cursor.take(':') || cursor.digitNext())
        minutes = cursor.digits(2);
    cursor.need(hours <= 23 && minutes <= 59);
    const int seconds = (hours * 60 + minutes) * 60;
    return west ? -seconds : seconds;
}

// Microseconds since midnight of the day that is written.
Micros takeClock(Cursor &cursor)
{
    const int hour = cursor.digits(2);
    cursor.need(cursor.take(':'));
    const int minute = cursor.digits(2);
    const int second = cursor.take(':') ? cursor.digits(2) : 0;
    const int micros = cursor.take('.') || cursor.take(',') ? cursor.fraction() : 0;
    cursor.need(hour <= 23 && minute <= 59 && second <= 60); // 60: a leap second
    return (Micros(hour) * 3600 + minute * 60 + second) * microsPerSecond + micros;
}

std::optional<Micros> inRange(bool good, Micros value)
{
    return good && value > 0 && value < endOfTime ? std::optional(value) : std::nullopt;
}

std::optional<Micros> parseIso(QByteArrayView text)
{
    Cursor cursor(text);
    const int year = cursor.digits(4);
    cursor.need(cursor.take('-'));
    const int month = cursor.digits(2);
    cursor.need(cursor.take('-'));
    const int day = cursor.digits(2);
    Micros value = 0;
    if (!cursor.atEnd()) {
        cursor.need(cursor.take('T') || cursor.take('t') || cursor.take(' '));
        value = takeClock(cursor);
        value -= takeZone(cursor) * microsPerSecond;
    }
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                              std::chrono::day(unsigned(day))};
    const bool good = cursor.good() && cursor.atEnd() && date.ok();
    if (good)
        value += Micros(sys_days(date).time_since_epoch().count()) * 86'400 * microsPerSecond;
    return inRange(good, value);
}

std::optional<Micros> parseUnix(QByteArrayView text)
{
    bool good = false;
    const qint64 whole = text.toLongLong(&good);
    if (good) {
        if (whole >= 0 && whole < secondsBelow)
            return inRange(true, whole * microsPerSecond);
        const bool fits = whole > 0 && whole < endOfTime / 1000; // asked before it could overflow
        return inRange(fits, fits ? whole * 1000 : 0);
    }
    const double number = text.toDouble(&good);
    const double micros = number < double(secondsBelow) ? number * 1e6 : number * 1e3;
    const bool fits = good && micros > 0 && micros < double(endOfTime); // false for what is not a number
    return inRange(fits, fits ? Micros(micros) : 0);
}

} // namespace

std::optional<Micros> parseTime(QByteArrayView text)
{
    constexpr qsizetype longest = 64;
    const QByteArrayView trimmed = text.size() <= longest ? text.trimmed() : QByteArrayView();
    if (trimmed.size() >= 10 && trimmed[4] == '-')
        return parseIso(trimmed);
    if (!trimmed.isEmpty() && isDigit(trimmed[0]))
        return parseUnix(trimmed);
    return std::nullopt;
}

} // namespace tocsin::domain
