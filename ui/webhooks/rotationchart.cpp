// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/rotationchart.h"

#include "ui/text/verdicttext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::Verdict;
using storage::SignatureHistory;

namespace {

constexpr Micros hour = 3600 * microsPerSecond;
constexpr Micros day = 24 * hour;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::RotationChart)
};

// From the ground up.
constexpr Verdict order[] = {
    Verdict::Mismatch,         Verdict::NoSecret,   Verdict::Malformed,   Verdict::MissingSignature,
    Verdict::MissingTimestamp, Verdict::ValidStale, Verdict::ValidFuture, Verdict::Valid,
    Verdict::Unsigned};

QDateTime local(Micros when)
{
    return QDateTime::fromMSecsSinceEpoch(when / 1000);
}

void addTimes(const SignatureHistory &history, BarChart::Data &data)
{
    const QLocale locale;
    const bool days = history.bucketLength >= day;
    for (int bucket = 0; bucket < history.buckets; ++bucket) {
        const QDateTime from = local(history.bucketAt(bucket));
        data.titles.append(days
                               ? locale.toString(from.date(), u"d MMM yyyy"_s)
                               : Text::tr("%1, %2 to %3")
                                     .arg(locale.toString(from.date(), u"d MMM"_s), from.toString(u"HH:mm"_s),
                                          local(history.bucketAt(bucket + 1)).toString(u"HH:mm"_s)));
        const bool many = history.buckets > 60;
        if (days && (many ? from.date().day() == 1 || from.date().day() == 15 : bucket % 5 == 0))
            data.ticks.append({bucket, locale.toString(from.date(), u"d MMM"_s)});
        else if (!days && many && from.time().hour() == 0)
            data.ticks.append({bucket, locale.toString(from.date(), u"ddd d"_s)});
        else if (!days && !many && from.time().hour() % 4 == 0)
            data.ticks.append({bucket, from.toString(u"HH:mm"_s)});
    }
}

} // namespace

bool RotationPeriod::byDay() const
{
    return bucketLength >= day;
}

Micros RotationPeriod::from(Micros now) const
{
    QDateTime end = local(now);
    if (byDay())
        end = end.date().addDays(1).startOfDay();
    else
        end = QDateTime(end.date(), QTime(end.time().hour(), 0)).addSecs(3600);
    return end.toMSecsSinceEpoch() * 1000 - buckets * bucketLength;
}

const QList<RotationPeriod> rotationPeriods()
{
    return {{Text::tr("24 hours"), hour, 24},
            {Text::tr("7 days"), hour, 168},
            {Text::tr("30 days"), day, 30},
            {Text::tr("90 days"), day, 90}};
}

BarChart::Data rotationChart(const SignatureHistory &history)
{
    BarChart::Data data;
    addTimes(history, data);
    for (const Verdict verdict : order) {
        const BadgeText badge = verdictBadge(verdict);
        BarChart::Series series{badge.word, badge.tone,
                                verdict != Verdict::Valid && verdict != Verdict::Unsigned,
                                QList<qint64>(history.buckets, 0)};
        bool any = false;
        for (const SignatureHistory::Count &count : history.counts) {
            if (count.verdict != verdict)
                continue;
            series.values[count.bucket] += count.deliveries;
            any = true;
        }
        if (any)
            data.series.append(series);
    }
    return data;
}

BarChart::Data secretChart(const SignatureHistory &history, const QString &label)
{
    BarChart::Data data;
    addTimes(history, data);
    BarChart::Series series{Text::tr("Verified"), Tone::Valid, true, QList<qint64>(history.buckets, 0)};
    for (const SignatureHistory::Count &count : history.counts) {
        if (count.secret == label)
            series.values[count.bucket] += count.deliveries;
    }
    data.series.append(series);
    return data;
}

} // namespace tocsin::ui
