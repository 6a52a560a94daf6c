// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/noticetext.h"

#include "ui/text/severitytext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::Notice;
using storage::NoticeOutcome;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::NoticeText)
};

constexpr qsizetype listed = 3; // titles in a summary

// Bounded after it was made visible: eight characters may stand for an invisible one.
QString bounded(QStringView text, qsizetype most = longestNoticeTitle)
{
    QString out = visibleText(text.first(qMin(text.size(), most + 1)), most + 1);
    if (out.size() <= most)
        return out;
    out.truncate(most - 1);
    if (out.back().isHighSurrogate())
        out.chop(1);
    return out + u'…';
}

QString severityWord(domain::Severity severity)
{
    return severity == domain::Severity::Unknown ? Text::tr("Unknown severity")
                                                 : severityBadge(severity).word;
}

} // namespace

QString noticeTitle(const Notice &notice)
{
    const QString title =
        notice.title.trimmed().isEmpty() ? Text::tr("Incident without a title") : notice.title;
    const QString word = severityWord(notice.severity);
    return bounded(word.isEmpty() ? title : Text::tr("%1: %2").arg(word, title));
}

QString noticeBody(const Notice &notice, const QString &connection)
{
    const QString from = bounded(connection, 60);
    return notice.view.isEmpty() ? from : Text::tr("%1 · view %2").arg(from, bounded(notice.view, 60));
}

QString summaryTitle(const flows::NoticeBatch &batch)
{
    const int number = int(batch.summarised.size());
    const QString word = severityWord(batch.highest);
    return word.isEmpty() ? Text::tr("%n more incident(s)", nullptr, number)
                          : Text::tr("%n more incident(s), up to %1", nullptr, number).arg(word);
}

QString summaryBody(const flows::NoticeBatch &batch)
{
    QStringList lines;
    for (const Notice &notice : batch.summarised.first(qMin(listed, batch.summarised.size())))
        lines.append(noticeTitle(notice));
    if (batch.summarised.size() > listed)
        lines.append(Text::tr("and %n other(s)", nullptr, int(batch.summarised.size() - listed)));
    return lines.join(u'\n');
}

QString outcomeText(const Notice &notice)
{
    switch (notice.outcome) {
    case NoticeOutcome::Shown:
        return notice.view.isEmpty() ? Text::tr("Shown") : Text::tr("Shown, view %1").arg(notice.view);
    case NoticeOutcome::Summarised:
        return Text::tr("In a summary: rate limit");
    case NoticeOutcome::QuietHours:
        return Text::tr("Silent: quiet hours");
    case NoticeOutcome::Filtered:
        return Text::tr("Silent: in no chosen view");
    case NoticeOutcome::Off:
        return Text::tr("Silent: notices were off");
    }
    return {};
}

bool wasSilent(NoticeOutcome outcome)
{
    return outcome != NoticeOutcome::Shown && outcome != NoticeOutcome::Summarised;
}

bool countsAsNews(NoticeOutcome outcome)
{
    return outcome != NoticeOutcome::Filtered && outcome != NoticeOutcome::Off;
}

} // namespace tocsin::ui
