// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/incidenttext.h"

#include "core/report/attack.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>
#include <QLocale>

#include <limits>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::IncidentStatus;
using domain::SessionState;
using flows::Likeness;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::IncidentText)
};

constexpr qsizetype mostNamed = 3;

QString secondsText(Micros from, Micros to)
{
    return durationText(qMax<qint64>(0, (to - from) / microsPerSecond));
}

// "InitialAccess", as the SIEM writes it, is "initial-access" in the matrix.
QString tacticText(const QString &tactic)
{
    QString shortName;
    for (const QChar c : tactic) {
        if (c.isUpper() && !shortName.isEmpty() && !shortName.endsWith(u'-'))
            shortName += u'-';
        shortName += c.isSpace() ? QChar(u'-') : c.toLower();
    }
    const QString name = report::tacticName(shortName);
    return visibleText(name == shortName ? tactic : name, 60);
}

QString named(const QStringList &values)
{
    QStringList some;
    for (const QString &value : values.first(qMin(values.size(), mostNamed)))
        some.append(visibleText(value, 80));
    const QString words = some.join(u", "_s);
    return values.size() > mostNamed
               ? Text::tr("%1 and %2 more").arg(words, numberText(values.size() - mostNamed))
               : words;
}

QString reasonText(const Likeness &reason)
{
    const QString words = named(reason.values);
    switch (reason.kind) {
    case Likeness::Kind::Entity:
        return Text::tr("both name %1").arg(words);
    case Likeness::Kind::SameTitle:
        return Text::tr("same title");
    case Likeness::Kind::TitleWords:
        return Text::tr("title has %1").arg(words);
    case Likeness::Kind::Label:
        return Text::tr("label %1").arg(words);
    case Likeness::Kind::Tactic:
        return Text::tr("tactic %1").arg(tacticsText(reason.values));
    case Likeness::Kind::Product:
        return Text::tr("product %1").arg(words);
    case Likeness::Kind::Owner:
        return Text::tr("owner %1").arg(words);
    }
    return {};
}

} // namespace

QString incidentStatusText(IncidentStatus status, const QString &statusText)
{
    switch (status) {
    case IncidentStatus::New:
        return Text::tr("New");
    case IncidentStatus::Active:
        return Text::tr("Active");
    case IncidentStatus::Closed:
        return Text::tr("Closed");
    case IncidentStatus::Unknown:
        break;
    }
    return visibleText(statusText, 40);
}

QString tacticsText(const QStringList &tactics)
{
    QStringList names;
    for (const QString &tactic : tactics)
        names.append(tacticText(tactic));
    return names.join(u", "_s);
}

QString sessionStateText(SessionState state)
{
    switch (state) {
    case SessionState::Queued:
        return Text::tr("Waiting");
    case SessionState::Starting:
        return Text::tr("Starting");
    case SessionState::StartUnknown:
        return Text::tr("Start unknown");
    case SessionState::Running:
        return Text::tr("Running");
    case SessionState::Completed:
        return Text::tr("Completed");
    case SessionState::Failed:
        return Text::tr("Failed");
    case SessionState::NotWatched:
        return Text::tr("Not watched");
    }
    return {};
}

QString riskText(double risk)
{
    return QLocale().toString(risk, 'f', 1);
}

QString investigationMarkText(SessionState state, std::optional<double> risk, Micros since, Micros now)
{
    if (state == SessionState::Completed)
        return risk ? Text::tr("risk %1").arg(riskText(*risk)) : Text::tr("completed");
    if (state == SessionState::Running)
        return Text::tr("running %1", "for how long").arg(secondsText(since, now));
    return sessionStateText(state).toLower();
}

QString likenessText(const QList<Likeness> &reasons)
{
    QStringList words;
    for (const Likeness &reason : reasons)
        words.append(reasonText(reason));
    return words.join(u"; "_s);
}

QString incidentsText(qint64 number, bool atLeast)
{
    const QString shown =
        atLeast ? Text::tr("%1+", "at least so many").arg(numberText(number)) : numberText(number);
    const int form = int(qMin<qint64>(number, std::numeric_limits<int>::max()));
    return Text::tr("%1 incident(s)", "the number is put in grouped, by locale", form).arg(shown);
}

QString readFailureText(const Error &error)
{
    if (error.kind != Error::Kind::Unanswered)
        return errorSentence(error);
    return error.detail.isEmpty() ? Text::tr("The server did not answer.")
                                  : Text::tr("The server did not answer: %1").arg(error.detail);
}

QString queueAgeText(const flows::SyncState &state, Micros now)
{
    QStringList parts;
    if (state.synced > 0)
        parts.append(Text::tr("Queue %1 old").arg(secondsText(state.synced, now)));
    if (state.job.running)
        parts.append(Text::tr("looking now"));
    else if (state.job.halted)
        parts.append(Text::tr("not asked again by itself"));
    else if (state.job.due > now)
        parts.append(Text::tr("next look in %1").arg(secondsText(now, state.job.due)));
    if (state.cut)
        parts.append(Text::tr("the server has more than is read at once"));
    if (state.unusable > 0)
        parts.append(Text::tr("%1 without a number left out").arg(numberText(state.unusable)));
    return parts.join(u" · "_s);
}

} // namespace tocsin::ui
