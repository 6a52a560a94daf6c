// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/rotationtext.h"

#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

namespace tocsin::ui {

using flows::LabelTrial;
using flows::SecretJudgement;
using flows::SecretStanding;
using flows::ValueUse;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::RotationText)
};

QString shown(const QString &label)
{
    return visibleText(label, 80);
}

QString joined(const QStringList &labels)
{
    return labels.size() == 1
               ? labels.first()
               : Text::tr("%1 and %2").arg(labels.mid(0, labels.size() - 1).join(u", "), labels.last());
}

// The retired values of a label that matched nothing may go; one that did is still sent with.
QString valuesSentence(const LabelTrial &trial, Micros now)
{
    const ValueUse *lately = nullptr;
    int present = 0;
    for (const ValueUse &use : trial.values) {
        if (!use.retired)
            present = use.verified;
        else if (use.verified > 0 && (!lately || use.lastMatch > lately->lastMatch))
            lately = &use;
    }
    const QString of = deliveriesText(trial.tried);
    if (!lately && present == trial.tried)
        return Text::tr("Its present value verified all of the newest %1: the retired values may be dropped.")
            .arg(of);
    if (!lately)
        return Text::tr("Of the newest %1 its present value verified %2, and no value that is kept the rest.")
            .arg(of, numberText(present));
    return Text::tr("Of the newest %1 its present value verified %2 and a retired one %3, the last %4: keep "
                    "the retired value.")
        .arg(of, numberText(present), numberText(lately->verified), relativeTime(lately->lastMatch, now));
}

} // namespace

BadgeText standingBadge(const SecretJudgement &judgement)
{
    switch (judgement.standing) {
    case SecretStanding::Current:
        return {Mark::Check, Tone::Valid, Text::tr("Still matches")};
    case SecretStanding::Waning:
        return {Mark::Clock, Tone::Stale, Text::tr("Keep for now")};
    case SecretStanding::Replaced:
        return {Mark::Dash, Tone::Unsigned, Text::tr("May be retired")};
    case SecretStanding::NeverMatched:
        return {Mark::Question, Tone::Unknown, Text::tr("Never matched")};
    }
    return {};
}

QString standingSentence(const SecretJudgement &judgement, const LabelTrial *trial, Micros now)
{
    QStringList sentences;
    if (judgement.standing == SecretStanding::NeverMatched)
        sentences.append(
            Text::tr("It has verified nothing that is stored: it is new, or not this sender's."));
    else if (judgement.quietDays > 0)
        sentences.append(Text::tr("Not used for %n day(s).", nullptr, judgement.quietDays));
    if (judgement.standing == SecretStanding::Waning || judgement.standing == SecretStanding::Replaced)
        sentences.append(Text::tr("Since then other secrets verified %1.")
                             .arg(deliveriesText(judgement.use.laterByOthers)));
    if (!judgement.atEndpoint)
        sentences.append(Text::tr("The endpoint does not name it any more."));
    if (trial)
        sentences.append(valuesSentence(*trial, now));
    return sentences.join(u' ');
}

RotationAnswer rotationAnswer(const QList<SecretJudgement> &judged, const storage::SignatureHistory &history,
                              Micros now)
{
    if (history.deliveries == 0)
        return {Tone::Muted, Text::tr("Nothing is stored of this endpoint yet."), {}};
    QStringList replaced;
    QStringList waning;
    for (const SecretJudgement &judgement : judged) {
        if (!judgement.atEndpoint)
            continue;
        if (judgement.standing == SecretStanding::Replaced)
            replaced.append(shown(judgement.label));
        else if (judgement.standing == SecretStanding::Waning)
            waning.append(shown(judgement.label));
    }
    if (judged.isEmpty() || judged.first().standing == SecretStanding::NeverMatched)
        return {Tone::Unknown, Text::tr("No secret has verified anything of this endpoint yet."),
                judged.isEmpty() ? Text::tr("The endpoint names no secret.") : QString()};
    const SecretJudgement &current = judged.first();
    if (!current.atEndpoint)
        return {Tone::Stale,
                Text::tr("The last match was %1, by %2, which the endpoint does not name any more.")
                    .arg(relativeTime(current.use.last, now), shown(current.label)),
                {}};
    RotationAnswer answer;
    const QString matches = Text::tr("%1 still matches, the last time %2.")
                                .arg(shown(current.label), relativeTime(current.use.last, now));
    QStringList more;
    if (!waning.isEmpty()) {
        answer.tone = Tone::Stale;
        answer.sentence = Text::tr("%1 Keep %2 for now.").arg(matches, joined(waning));
        more.append(Text::tr("A secret may be retired once it has matched nothing for %n day(s) and others "
                             "have verified 10 deliveries since.",
                             nullptr, flows::quietDaysToRetire));
    }
    if (!replaced.isEmpty()) {
        answer.tone = waning.isEmpty() ? Tone::Valid : Tone::Stale;
        answer.sentence = (waning.isEmpty() ? matches : answer.sentence) + u' ' +
                          Text::tr("%1 may be retired.").arg(joined(replaced));
    }
    if (answer.sentence.isEmpty()) {
        answer.tone = Tone::Valid;
        answer.sentence = matches + u' ' + Text::tr("There is no other one to retire.");
    }
    if (current.use.laterByNone > 0) {
        answer.tone = Tone::Mismatch;
        more.prepend(Text::tr("Since then %1 bore a signature that none of the secrets gives: the sender may "
                              "have a new one already.")
                         .arg(deliveriesText(current.use.laterByNone)));
    }
    answer.more = more.join(u'\n');
    return answer;
}

} // namespace tocsin::ui
