// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/timespan.h"
#include "core/filter/values.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <optional>

namespace tocsin::filter {

namespace {

using namespace Qt::StringLiterals;

struct Unit
{
    char16_t letter;
    Micros length;
};

constexpr std::array units = {
    Unit{u'w', 7 * 86'400 * microsPerSecond},
    Unit{u'd', 86'400 * microsPerSecond},
    Unit{u'h', 3'600 * microsPerSecond},
    Unit{u'm', 60 * microsPerSecond},
    Unit{u's', microsPerSecond},
};

constexpr Micros longestDuration = 36'525LL * 86'400 * microsPerSecond; // a hundred years
constexpr Micros endOfTime = 253'402'300'800LL * microsPerSecond;       // 10000-01-01T00:00:00Z

constexpr std::array dayWords = {"today"_L1, "yesterday"_L1}; // so many days ago

const Unit *unitOf(QChar letter)
{
    for (const Unit &unit : units) {
        if (letter.toLower() == unit.letter)
            return &unit;
    }
    return nullptr;
}

// Takes up to `most` decimal digits off the front.
std::optional<int> takeDigits(QStringView &text, qsizetype least, qsizetype most)
{
    qsizetype n = 0;
    int value = 0;
    while (n < text.size() && n < most && text[n] >= u'0' && text[n] <= u'9')
        value = value * 10 + (text[n++].unicode() - u'0');
    if (n < least)
        return std::nullopt;
    text = text.sliced(n);
    return value;
}

bool take(QStringView &text, char16_t c)
{
    if (!text.startsWith(QChar(c)))
        return false;
    text = text.sliced(1);
    return true;
}

std::optional<Micros> readDuration(QStringView text)
{
    Micros total = 0;
    if (text.isEmpty())
        return std::nullopt;
    while (!text.isEmpty()) {
        const std::optional<int> count = takeDigits(text, 1, 9);
        const Unit *unit = count && !text.isEmpty() ? unitOf(text[0]) : nullptr;
        if (!unit || *count > longestDuration / unit->length)
            return std::nullopt;
        total += *count * unit->length;
        if (total > longestDuration)
            return std::nullopt;
        text = text.sliced(1);
    }
    return total;
}

std::optional<QDate> takeDate(QStringView &text)
{
    const auto year = takeDigits(text, 4, 4);
    const bool first = take(text, u'-');
    const auto month = takeDigits(text, 2, 2);
    const bool second = take(text, u'-');
    const auto day = takeDigits(text, 2, 2);
    if (!year || !month || !day || !first || !second || !QDate::isValid(*year, *month, *day))
        return std::nullopt;
    return QDate(*year, *month, *day);
}

// HH:mm[:ss[.ffffff]] as microseconds of the day.
std::optional<Micros> takeTimeOfDay(QStringView &text)
{
    const auto hour = takeDigits(text, 2, 2);
    const bool colon = take(text, u':');
    const auto minute = takeDigits(text, 2, 2);
    if (!hour || !colon || !minute || *hour > 23 || *minute > 59)
        return std::nullopt;
    Micros micros = (*hour * 3'600LL + *minute * 60LL) * microsPerSecond;
    if (!take(text, u':'))
        return micros;
    const auto second = takeDigits(text, 2, 2);
    if (!second || *second > 59)
        return std::nullopt;
    micros += *second * microsPerSecond;
    if (!take(text, u'.'))
        return micros;
    const qsizetype before = text.size();
    const auto fraction = takeDigits(text, 1, 6);
    if (!fraction)
        return std::nullopt;
    Micros scaled = *fraction;
    for (qsizetype digits = before - text.size(); digits < 6; ++digits)
        scaled *= 10;
    return micros + scaled;
}

// "Z" or "+hh:mm"; nothing when the text is neither.
std::optional<int> readOffset(QStringView text)
{
    if (text.compare("Z"_L1, Qt::CaseInsensitive) == 0)
        return 0;
    const int sign = text.startsWith(u'-') ? -1 : 1;
    if (!take(text, u'+') && !take(text, u'-'))
        return std::nullopt;
    const auto hours = takeDigits(text, 2, 2);
    take(text, u':');
    const auto minutes = takeDigits(text, 2, 2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59 || !text.isEmpty())
        return std::nullopt;
    return sign * (*hours * 3'600 + *minutes * 60);
}

Micros localMicros(QDate date, Micros ofDay)
{
    const QTime time = QTime::fromMSecsSinceStartOfDay(int(ofDay / 1000));
    return QDateTime(date, time, Qt::LocalTime).toMSecsSinceEpoch() * 1000 + ofDay % 1000;
}

std::optional<Micros> readMoment(QStringView text, bool endOfDay)
{
    const std::optional<QDate> date = takeDate(text);
    if (!date)
        return std::nullopt;
    if (text.isEmpty()) // the whole day counts: until its last moment
        return localMicros(endOfDay ? date->addDays(1) : *date, 0);
    if (!take(text, u'T') && !take(text, u't'))
        return std::nullopt;
    const std::optional<Micros> ofDay = takeTimeOfDay(text);
    if (!ofDay)
        return std::nullopt;
    if (text.isEmpty())
        return localMicros(*date, *ofDay);
    const std::optional<int> offset = readOffset(text);
    if (!offset)
        return std::nullopt;
    const qint64 days = QDate(1970, 1, 1).daysTo(*date);
    return (days * 86'400 - *offset) * microsPerSecond + *ofDay;
}

// In whole seconds, rounded up: a filter has no word for less.
std::optional<Micros> readPlainSpan(QStringView text)
{
    const auto span = domain::readTimeSpan(text);
    if (!span)
        return std::nullopt;
    return (*span + microsPerSecond - 1) / microsPerSecond * microsPerSecond;
}

std::optional<Micros> readDay(QStringView text)
{
    for (size_t i = 0; i < dayWords.size(); ++i) {
        if (text.compare(dayWords[i], Qt::CaseInsensitive) == 0)
            return Micros(i);
    }
    return std::nullopt;
}

} // namespace

Micros TimeMatch::resolve(Micros now) const
{
    switch (base) {
    case Base::Ago:
        return now - value;
    case Base::Day: {
        const QDate today = QDateTime::fromMSecsSinceEpoch(now / 1000).date();
        return localMicros(today.addDays(-value + (side == Side::Until ? 1 : 0)), 0);
    }
    case Base::At:
        break;
    }
    return value;
}

tl::expected<TimeMatch, ValueFault> readTime(TimeMatch::Side side, QStringView text)
{
    const QStringView typed = text.trimmed(); // a quoted one may have blanks around it
    if (const std::optional<Micros> duration = readDuration(typed))
        return TimeMatch{side, TimeMatch::Base::Ago, *duration};
    if (const std::optional<Micros> day = readDay(typed))
        return TimeMatch{side, TimeMatch::Base::Day, *day};
    if (const std::optional<Micros> span =
            readPlainSpan(typed)) // "P7D" of the servers, "last 7 days" of people
        return TimeMatch{side, TimeMatch::Base::Ago, *span};
    const std::optional<Micros> moment = readMoment(typed, side == TimeMatch::Side::Until);
    if (moment && *moment >= 0 && *moment < endOfTime)
        return TimeMatch{side, TimeMatch::Base::At, *moment};
    const QLatin1StringView name = side == TimeMatch::Side::Since ? "since"_L1 : "until"_L1;
    return tl::unexpected(ValueFault{
        u"%1 takes a time, not %2: how long ago (30s, 5m, 2h, 7d, \"last 7 days\"), today, yesterday "
        "or a date (2026-01-31, 2026-01-31T14:30, with Z for UTC)"_s.arg(name, quotedForMessage(text)),
        {}});
}

QString timeText(const TimeMatch &time)
{
    if (time.base == TimeMatch::Base::Day)
        return dayWords[size_t(std::clamp<Micros>(time.value, 0, Micros(dayWords.size()) - 1))];
    if (time.base == TimeMatch::Base::Ago) {
        for (const Unit &unit : units) {
            if (time.value != 0 && time.value % unit.length == 0)
                return QString::number(time.value / unit.length) + QChar(unit.letter);
        }
        return u"0s"_s;
    }
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(time.value / microsPerSecond, Qt::UTC);
    QString text = moment.toString(u"yyyy-MM-ddTHH:mm:ss");
    if (const Micros fraction = time.value % microsPerSecond)
        text += u'.' + QString::number(fraction).rightJustified(6, u'0');
    return text + u'Z';
}

} // namespace tocsin::filter
