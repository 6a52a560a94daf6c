// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/attempttext.h"

#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::AttemptText)
};

QString roundedText(Micros span)
{
    return durationText((qAbs(span) + microsPerSecond / 2) / microsPerSecond);
}

QString stateSentence(const domain::AttemptHistory &history, Micros now)
{
    const QString number = numberText(history.nextNumber);
    switch (history.state) {
    case domain::EventState::Delivered:
        return history.rows.size() > 1 ? Text::tr("The newest attempt was accepted.") : QString();
    case domain::EventState::Waiting:
        return *history.nextDue > now
                   ? Text::tr("Attempt %1 is due in %2, at %3.")
                         .arg(number, roundedText(*history.nextDue - now), listTime(*history.nextDue, now))
                   : Text::tr("Attempt %1 is due now.").arg(number);
    case domain::EventState::Overdue:
        return Text::tr("Attempt %1 was due at %2 and has not come: the sender gave up early, or could not "
                        "reach the listener.")
            .arg(number, listTime(*history.nextDue, now));
    case domain::EventState::GivenUp:
        return Text::tr("The schedule has no further attempt: the sender has given up.");
    case domain::EventState::Unscheduled:
        break;
    }
    return Text::tr("It was not accepted; when its sender tries again is not documented.");
}

// Whether retries are signed anew is what many senders do not say.
QString signingSentence(const domain::AttemptHistory &history)
{
    int renewed = 0;
    int kept = 0;
    for (const domain::AttemptRow &row : history.rows) {
        if (!row.changes || row.facts.signature.isEmpty())
            continue;
        ++(row.changes->signature || row.changes->time ? renewed : kept);
    }
    if (renewed + kept == 0)
        return {};
    if (kept == 0)
        return Text::tr("Each attempt was signed anew.");
    if (renewed == 0)
        return Text::tr("All attempts carry the signature of the first.");
    return Text::tr("Some attempts were signed anew, some carry the signature of the one before.");
}

} // namespace

QString deviationText(const domain::AttemptRow &row)
{
    if (!row.deviation)
        return {};
    if (row.onTime)
        return Text::tr("on time");
    return *row.deviation > 0 ? Text::tr("%1 late").arg(roundedText(*row.deviation))
                              : Text::tr("%1 early").arg(roundedText(*row.deviation));
}

QString changesText(const domain::AttemptRow &row)
{
    if (!row.changes)
        return {};
    QStringList words;
    if (row.changes->body)
        words.append(Text::tr("body"));
    if (row.changes->time)
        words.append(Text::tr("time"));
    if (row.changes->signature)
        words.append(Text::tr("signature"));
    return words.isEmpty() ? Text::tr("nothing", "has changed") : words.join(u", "_s);
}

QString answerText(const domain::AttemptFacts &facts)
{
    return facts.status == 0 ? Text::tr("none", "answer") : QString::number(facts.status);
}

QString attemptSentence(const domain::AttemptRow &row)
{
    QStringList parts{Text::tr("Attempt %1").arg(numberText(row.number)),
                      Text::tr("received %1").arg(localTime(row.facts.received))};
    if (row.gap)
        parts.append(Text::tr("%1 after the one before").arg(roundedText(*row.gap)));
    if (const QString deviation = deviationText(row); !deviation.isEmpty())
        parts.append(deviation);
    if (row.missed > 0)
        parts.append(Text::tr("%n attempt(s) before it did not arrive", nullptr, row.missed));
    parts.append(verdictBadge(row.facts.verdict).word);
    parts.append(row.facts.status == 0 ? Text::tr("not answered")
                                       : Text::tr("answered %1").arg(row.facts.status));
    if (row.changes)
        parts.append(row.changes->none() ? Text::tr("same time, signature and body as before")
                                         : Text::tr("changed: %1").arg(changesText(row)));
    return parts.join(u", "_s);
}

QString historySentence(const domain::AttemptHistory &history, Micros now)
{
    const auto shown = int(history.rows.size());
    QStringList sentences{
        Text::tr("This event was delivered %n time(s).", nullptr, shown + history.notShown)};
    for (const QString &sentence : {stateSentence(history, now), signingSentence(history)}) {
        if (!sentence.isEmpty())
            sentences.append(sentence);
    }
    if (history.notShown > 0)
        sentences.append(Text::tr("The newest %n are shown.", nullptr, shown));
    return sentences.join(u' ');
}

} // namespace tocsin::ui
