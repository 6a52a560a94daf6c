// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/rotationsteps.h"

#include "core/flows/secretrotation.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::Rotation;
using storage::RotationStep;
using State = StepList::State;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::RotationSteps)
};

constexpr Micros day = 24 * 3600 * microsPerSecond;

QString dateOf(Micros when)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(when / 1000).date(), QLocale::LongFormat);
}

Micros lastUse(const RotationView &view)
{
    return std::max(view.rotation->verified, view.old ? view.old->lastUse().value_or(0) : 0);
}

// Of the four that change something; "reached" is the step that says it is done.
StepList::Step stepOf(const RotationView &view, const QString &title, const QString &detail,
                      RotationStep reached)
{
    const bool isBegun = view.rotation.has_value();
    const bool isCancelled = isBegun && view.rotation->step == RotationStep::Cancelled;
    if (isBegun && !isCancelled && view.rotation->step >= reached)
        return {State::Done, title, detail};
    const auto next = isBegun ? RotationStep(int(view.rotation->step) + 1) : RotationStep::Stored;
    if (isCancelled || next != reached)
        return {State::Waiting, title, detail};
    return {view.hasFailed ? State::Failed : view.isBusy ? State::Running : State::Waiting, title, detail};
}

QString keptDetail(const RotationView &view)
{
    if (!view.rotation || view.rotation->step != RotationStep::Verified)
        return Text::tr("For messages that are under way, for %n days after it was used last.", nullptr,
                        flows::SecretRotation::quietDays);
    const QString until =
        Text::tr("Until %1 at least.").arg(dateOf(lastUse(view) + flows::SecretRotation::quietDays * day));
    if (!view.old)
        return until;
    const QString use =
        view.old->lastMatch
            ? Text::tr("It verified a message last at %1.").arg(momentText(*view.old->lastMatch))
        : view.old->isAll
            ? Text::tr("Nothing has used it since.")
            : Text::tr("Nothing has used it among the newest %n deliveries.", nullptr, view.old->looked);
    return until + u' ' + use;
}

StepList::Step keptStep(const RotationView &view)
{
    const bool isKept = view.rotation && view.rotation->step == RotationStep::Verified;
    const bool isOver = view.rotation && view.rotation->step == RotationStep::Retired;
    return {isOver   ? State::Done
            : isKept ? State::Running
                     : State::Waiting,
            Text::tr("Old one kept"), keptDetail(view)};
}

QString retireDetail(const RotationView &view)
{
    if (view.rotation && view.rotation->step == RotationStep::Retired)
        return Text::tr("The old one is gone.");
    const bool may =
        view.rotation && view.old && flows::mayRetire(*view.rotation, view.old->lastUse(), view.now);
    return may ? Text::tr("It may go now.") : Text::tr("Once nothing has used it for that long.");
}

} // namespace

QList<StepList::Step> rotationSteps(const RotationView &view)
{
    if (view.rotation && view.rotation->step == RotationStep::Cancelled)
        return {{State::Done, Text::tr("Brought back"),
                 Text::tr("The old secret is in its place again. The new one is kept behind it.")}};
    const QString label = view.rotation ? view.rotation->label : QString();
    const QString tag = view.rotation ? view.rotation->newTag : QString();
    QList<StepList::Step> steps = {
        stepOf(view, Text::tr("Stored here"),
               label.isEmpty() ? Text::tr("A new secret, the old one behind it: both verify from then on.")
                               : Text::tr("Under \"%1\", the old one behind it: both verify.").arg(label),
               RotationStep::Stored),
        stepOf(view, Text::tr("Written"),
               tag.isEmpty() ? Text::tr("The tenant gets the secret and its tag.")
                             : Text::tr("The tenant gets the secret with the tag \"%1\".").arg(tag),
               RotationStep::Written),
        stepOf(view, Text::tr("Read back"), Text::tr("The tenant's list shows the new tag."),
               RotationStep::Verified)};
    steps.append(keptStep(view));
    steps.append(stepOf(view, Text::tr("Retired"), retireDetail(view), RotationStep::Retired));
    return steps;
}

} // namespace tocsin::ui
