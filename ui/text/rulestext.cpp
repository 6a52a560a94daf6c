// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/rulestext.h"

#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::Ending;
using Outcome = domain::RuleTraceLine::Outcome;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::RulesText)
};

QString delayText(int ms)
{
    return spanText(Micros(ms) * 1000);
}

const domain::AnswerPlan &planOf(const domain::Delivery &delivery)
{
    static const domain::AnswerPlan plain;
    return delivery.rules && !delivery.rules->rule.isEmpty() ? delivery.rules->plan : plain;
}

} // namespace

QString outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Matched:
        return Text::tr("✔ answers");
    case Outcome::NotMatched:
        return Text::tr("✖ no match");
    case Outcome::NotReached:
        return Text::tr("– not reached");
    case Outcome::Disabled:
        return Text::tr("○ switched off");
    }
    Q_UNREACHABLE();
}

QString presetName(rules::Preset preset)
{
    using rules::Preset;
    switch (preset) {
    case Preset::Plain:
        return Text::tr("answer 200");
    case Preset::FailTwice:
        return Text::tr("503 twice, then 200");
    case Preset::Slow:
        return Text::tr("slow answer");
    case Preset::Drip:
        return Text::tr("slow drip");
    case Preset::HalfBody:
        return Text::tr("close half way");
    case Preset::Close:
        return Text::tr("close without an answer");
    case Preset::Reset:
        return Text::tr("reset the connection");
    case Preset::TooMany:
        return Text::tr("429 with Retry-After");
    case Preset::Moved:
        return Text::tr("redirect");
    case Preset::RefuseUnproved:
        return Text::tr("401 to what does not verify");
    case Preset::Echo:
        return Text::tr("echo values of the request");
    }
    Q_UNREACHABLE();
}

QString planText(const domain::AnswerPlan &plan)
{
    QStringList parts;
    if (plan.delayMs > 0)
        parts.append(Text::tr("after %1").arg(delayText(plan.delayMs)));
    if (plan.dripBytesPerSecond > 0 && !plan.isSilent())
        parts.append(Text::tr("%1 bytes a second").arg(numberText(plan.dripBytesPerSecond)));
    if (plan.ending == Ending::HalfBody)
        parts.append(Text::tr("closed after half of the body"));
    else if (plan.ending == Ending::Close)
        parts.append(Text::tr("closed without an answer"));
    else if (plan.ending == Ending::Reset)
        parts.append(Text::tr("reset without an answer"));
    return parts.join(u", "_s);
}

QString answeredText(const domain::Delivery &delivery)
{
    const int status = delivery.row.responseStatus;
    if (status != 0)
        return QString::number(status);
    switch (planOf(delivery).ending) {
    case Ending::Close:
        return Text::tr("nothing: the rule “%1” closed the connection").arg(delivery.rules->rule);
    case Ending::Reset:
        return Text::tr("nothing: the rule “%1” reset the connection").arg(delivery.rules->rule);
    case Ending::Whole:
    case Ending::HalfBody:
        break;
    }
    return Text::tr("nothing: the connection was gone");
}

QString ruledSentence(const domain::Delivery &delivery)
{
    const domain::RuledAnswer &rules = *delivery.rules;
    if (!rules.rule.isEmpty())
        return Text::tr("The rule “%1” answered attempt %2 of this event.")
            .arg(rules.rule, numberText(rules.attempt));
    // One line about all of them: they were not asked.
    const bool wereAsked = !(rules.trace.size() == 1 && rules.trace.constFirst().rule.isEmpty());
    return wereAsked ? Text::tr("No rule matched, so the endpoint's own response or its relay answered.")
                     : Text::tr("The rules were not asked.");
}

qint64 sentBody(const domain::Delivery &delivery)
{
    if (delivery.row.method == "HEAD")
        return 0;
    const qint64 size = delivery.rules->bodySize;
    return planOf(delivery).ending == Ending::HalfBody ? size / 2 : size;
}

QString sentText(const domain::Delivery &delivery)
{
    const domain::AnswerPlan &plan = planOf(delivery);
    if (delivery.answered == 0)
        return Text::tr("no end was noted: it is on its way, or the sender has gone");
    if (delivery.row.method == "HEAD")
        return Text::tr("the head alone: it was asked for with HEAD");
    const qint64 size = delivery.rules->bodySize;
    if (plan.ending == Ending::HalfBody)
        return Text::tr("%1 of the %2 bytes announced, then the connection was closed")
            .arg(numberText(sentBody(delivery)), numberText(size));
    return size == 0 ? Text::tr("a head without a body")
                     : Text::tr("all of the body, %1").arg(exactSizeText(size));
}

QString trialSentence(const QList<rules::Rule> &rules, const flows::RulesTrial &trial,
                      const domain::Endpoint &endpoint)
{
    using NotAsked = flows::RulesTrial::NotAsked;
    switch (trial.notAsked) {
    case NotAsked::Broken:
        return Text::tr("Not asked: the request is not whole, and the listener answers it itself.");
    case NotAsked::Handshake:
        return Text::tr("Not asked: it is a handshake, answered as its scheme says.");
    case NotAsked::Strict:
        return Text::tr("Not asked: the endpoint is strict and the signature is not valid, which gets 401.");
    case NotAsked::No:
        break;
    }
    if (!trial.evaluation.reply)
        return rules.isEmpty()
                   ? Text::tr("There is no rule: the endpoint answers %1.").arg(endpoint.response.status)
               : endpoint.forward && endpoint.forward->returnAnswer
                   ? Text::tr("No rule matches: the answer of the relay goes to the sender.")
                   : Text::tr("No rule matches: the endpoint answers %1.").arg(endpoint.response.status);
    const QString name = rules.value(trial.evaluation.matched).name;
    const QString plan = planText(trial.evaluation.reply->plan);
    if (trial.evaluation.reply->plan.isSilent())
        return Text::tr("“%1” answers nothing: %2.").arg(name, plan);
    const int status = trial.evaluation.reply->status;
    return plan.isEmpty() ? Text::tr("“%1” answers %2.").arg(name, QString::number(status))
                          : Text::tr("“%1” answers %2, %3.").arg(name, QString::number(status), plan);
}

} // namespace tocsin::ui
