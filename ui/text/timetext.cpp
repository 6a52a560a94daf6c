// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::TimeText)
};

QDateTime dateTime(Micros when)
{
    return QDateTime::fromMSecsSinceEpoch(when / 1000);
}

} // namespace

QString listTime(Micros when, Micros now)
{
    if (when == 0)
        return {};
    const QDateTime then = dateTime(when);
    if (then.date() == dateTime(now).date())
        return then.toString(u"HH:mm:ss"_s);
    return QLocale().toString(then, u"d MMM HH:mm"_s);
}

QString relativeTime(Micros when, Micros now)
{
    const qint64 seconds = (now - when) / microsPerSecond;
    if (when == 0)
        return Text::tr("never");
    if (seconds < 5)
        return Text::tr("just now");
    return Text::tr("%1 ago").arg(durationText(seconds));
}

QString localTime(Micros when)
{
    return when == 0 ? Text::tr("not recorded") : dateTime(when).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString utcTime(Micros when)
{
    return when == 0 ? Text::tr("not recorded") : dateTime(when).toUTC().toString(Qt::ISODateWithMs);
}

QString bothTimes(Micros when)
{
    if (when == 0)
        return Text::tr("not recorded");
    return Text::tr("%1 local, %2").arg(localTime(when), utcTime(when));
}

QString momentText(Micros when)
{
    if (when == 0)
        return Text::tr("not recorded");
    const QDateTime local = dateTime(when);
    const QDateTime utc = local.toUTC();
    const bool sameDay = local.date() == utc.date();
    return Text::tr("%1 (%2 UTC)", "local time, the same moment in UTC")
        .arg(local.toString(u"yyyy-MM-dd HH:mm:ss"_s),
             utc.toString(sameDay ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s));
}

QString durationText(qint64 seconds)
{
    const QLocale locale;
    if (seconds < 120)
        return Text::tr("%1 s").arg(locale.toString(seconds));
    if (seconds < 2 * 3600)
        return Text::tr("%1 min").arg(locale.toString(seconds / 60));
    if (seconds < 48 * 3600)
        return Text::tr("%1 h").arg(locale.toString(seconds / 3600));
    return Text::tr("%n day(s)", nullptr, int(qMin<qint64>(seconds / 86400, 1'000'000)));
}

QString spanText(Micros span)
{
    const QLocale locale;
    if (span < 0)
        return u"–"_s;
    if (span < 1000)
        return Text::tr("%1 µs").arg(locale.toString(span));
    if (span < microsPerSecond)
        return Text::tr("%1 ms").arg(locale.toString(double(span) / 1000.0, 'f', span < 10'000 ? 1 : 0));
    return Text::tr("%1 s").arg(locale.toString(double(span) / double(microsPerSecond), 'f', 1));
}

} // namespace tocsin::ui
