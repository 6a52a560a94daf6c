// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/timespan.h"

#include <QStringList>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace tocsin::domain {

namespace {

constexpr Micros second = microsPerSecond;
constexpr Micros minute = 60 * second;
constexpr Micros week = 7 * microsPerDay;

struct IsoUnit
{
    char16_t letter;
    bool time; // behind the T
    Micros length;
};

// In the order in which ISO 8601 has them.
constexpr std::array isoUnits = {
    IsoUnit{u'Y', false, 365 * microsPerDay},
    IsoUnit{u'M', false, 30 * microsPerDay},
    IsoUnit{u'W', false, week},
    IsoUnit{u'D', false, microsPerDay},
    IsoUnit{u'H', true, microsPerHour},
    IsoUnit{u'M', true, minute},
    IsoUnit{u'S', true, second},
};

struct WordUnit
{
    QLatin1StringView word;
    Micros length;
};

constexpr std::array wordUnits = {
    WordUnit{"second"_L1, second},
    WordUnit{"sec"_L1, second},
    WordUnit{"s"_L1, second},
    WordUnit{"minute"_L1, minute},
    WordUnit{"min"_L1, minute},
    WordUnit{"m"_L1, minute},
    WordUnit{"hour"_L1, microsPerHour},
    WordUnit{"hr"_L1, microsPerHour},
    WordUnit{"h"_L1, microsPerHour},
    WordUnit{"day"_L1, microsPerDay},
    WordUnit{"d"_L1, microsPerDay},
    WordUnit{"week"_L1, week},
    WordUnit{"wk"_L1, week},
    WordUnit{"w"_L1, week},
    WordUnit{"month"_L1, 30 * microsPerDay},
    WordUnit{"year"_L1, 365 * microsPerDay},
};

// A number with at most one point or comma, taken from the front.
std::optional<double> takeNumber(QStringView &text)
{
    qsizetype length = 0;
    while (length < text.size() && length < 12 &&
           ((text[length] >= u'0' && text[length] <= u'9') || text[length] == u'.' || text[length] == u','))
        ++length;
    bool good = false;
    const double value = text.first(length).toString().replace(u',', u'.').toDouble(&good);
    if (!good)
        return std::nullopt;
    text = text.sliced(length);
    return value;
}

std::optional<double> readIso(QStringView text)
{
    if (text.size() < 3 || text.front().toUpper() != u'P')
        return std::nullopt;
    text = text.sliced(1);
    double total = 0;
    bool time = false;
    size_t next = 0;
    while (!text.isEmpty()) {
        if (!time && text.front().toUpper() == u'T') {
            time = true;
            text = text.sliced(1);
            if (text.isEmpty())
                return std::nullopt;
        }
        const std::optional<double> count = takeNumber(text);
        if (!count || text.isEmpty())
            return std::nullopt;
        while (next < isoUnits.size() &&
               (isoUnits[next].letter != text.front().toUpper() || isoUnits[next].time != time))
            ++next;
        if (next == isoUnits.size())
            return std::nullopt;
        total += *count * double(isoUnits[next++].length);
        text = text.sliced(1);
    }
    return total;
}

std::optional<Micros> unitOf(QStringView word)
{
    if (word.size() > 1 && word.endsWith(u's'))
        word.chop(1);
    for (const WordUnit &unit : wordUnits) {
        if (word == unit.word)
            return unit.length;
    }
    return std::nullopt;
}

// "7days" and "1h30m" as they are, letters and digits told apart.
QStringList wordsOf(QStringView text)
{
    QStringList words{QString()};
    for (const QChar c : text.toString().toLower()) {
        const bool digit = c.isDigit() || c == u'.' || c == u',';
        const bool turns =
            !words.last().isEmpty() && digit != (words.last().back().isDigit() ||
                                                 words.last().back() == u'.' || words.last().back() == u',');
        if (c.isSpace() || turns)
            words.append(QString());
        if (!c.isSpace())
            words.last() += c;
    }
    words.removeAll(QString());
    return words;
}

std::optional<double> readWords(QStringView text)
{
    QStringList words = wordsOf(text);
    while (!words.isEmpty() && QStringList{u"in"_s, u"the"_s, u"last"_s, u"past"_s}.contains(words.first()))
        words.removeFirst();
    if (!words.isEmpty() && words.last() == u"ago"_s)
        words.removeLast();
    double total = 0;
    bool any = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (any && i + 1 < words.size() && words[i] == u"and"_s)
            continue;
        double count = 1;
        QStringView left = words[i];
        if (const auto number = takeNumber(left)) {
            if (!left.isEmpty())
                return std::nullopt;
            count = *number;
            ++i;
        } else if (words[i] == u"a"_s || words[i] == u"an"_s || words[i] == u"one"_s) {
            ++i;
        }
        const auto unit = i < words.size() ? unitOf(words[i]) : std::nullopt;
        if (!unit)
            return std::nullopt;
        total += count * double(*unit);
        any = true;
    }
    return any ? std::optional(total) : std::nullopt;
}

} // namespace

Result<Micros> readTimeSpan(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    std::optional<double> span;
    if (trimmed.size() <= 80) {
        span = readIso(trimmed);
        if (!span)
            span = readWords(trimmed);
    }
    if (!span)
        return fail(Error::Kind::Rejected,
                    u"\"%1\" is no time span: write for example 24 hours, 7 days, 1h30m, PT24H or P7D"_s.arg(
                        trimmed.left(40)));
    if (!(*span >= 1) || *span > double(longestTimeSpan))
        return fail(Error::Kind::Rejected,
                    u"a time span is longer than nothing and at most a hundred years"_s);
    return Micros(*span);
}

QString isoDuration(Micros span)
{
    qint64 seconds = std::max<qint64>(1, (span + second - 1) / second);
    const qint64 days = seconds / 86'400;
    seconds %= 86'400;
    QString text = u"P"_s;
    if (days > 0)
        text += QString::number(days) + u'D';
    if (seconds == 0)
        return text;
    text += u'T';
    if (seconds >= 3600)
        text += QString::number(seconds / 3600) + u'H';
    if (seconds % 3600 >= 60)
        text += QString::number(seconds % 3600 / 60) + u'M';
    if (seconds % 60 != 0)
        text += QString::number(seconds % 60) + u'S';
    return text;
}

QString plainSeconds(qint64 seconds)
{
    const auto counted = [](qint64 count, QLatin1StringView unit) {
        return QString::number(count) + u' ' + unit + (count == 1 ? ""_L1 : "s"_L1);
    };
    const QString exact = counted(seconds, "second"_L1);
    if (seconds < 120)
        return exact;
    QStringList rough;
    qint64 rest = seconds;
    for (const auto &[length, unit] :
         {std::pair(86'400, "day"_L1), std::pair(3600, "hour"_L1), std::pair(60, "minute"_L1)}) {
        if (rest < length || rough.size() == 2)
            continue;
        rough.append(counted(rest / length, unit));
        rest %= length;
    }
    return u"%1 (%2%3)"_s.arg(exact, rest == 0 ? u""_s : u"about "_s, rough.join(u' '));
}

} // namespace tocsin::domain
