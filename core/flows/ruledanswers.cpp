// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/ruledanswers.h"

#include "core/rules/evaluate.h"

#include <QJsonArray>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const domain::RuledAnswer> notAsked(const QString &why)
{
    domain::RuledAnswer facts;
    facts.trace = {{{}, domain::RuleTraceLine::Outcome::NotReached, why}};
    return std::make_shared<const domain::RuledAnswer>(std::move(facts));
}

} // namespace

RuledResponse answerByRules(const QList<rules::Rule> &rules, const domain::NewDelivery &delivery,
                            domain::DeliveryId id, int attempt)
{
    rules::Evaluation found = rules::evaluate(
        rules, {delivery.capture.message, delivery.signature.verdict, attempt, id, wallClock()});
    domain::RuledAnswer facts;
    facts.attempt = attempt;
    facts.trace = std::move(found.trace);
    std::shared_ptr<const listener::Response> response;
    if (found.reply) {
        facts.rule = rules[found.matched].name;
        facts.plan = found.reply->plan;
        response = std::make_shared<const listener::Response>(found.reply->status, found.reply->headers,
                                                              found.reply->body);
        if (!facts.plan.isSilent()) {
            facts.head = response->head();
            facts.body =
                response->body().first(std::min(response->bodySize(), domain::RuledAnswer::mostKeptBody));
            facts.bodySize = response->bodySize();
        }
    }
    return {response, std::make_shared<const domain::RuledAnswer>(std::move(facts))};
}

std::shared_ptr<const domain::RuledAnswer> rulesPassedOver(domain::Verdict verdict)
{
    return notAsked(u"the endpoint is strict and the verdict is %1: 401 goes before the rules"_s.arg(
        QString(domain::verdictId(verdict))));
}

std::shared_ptr<const domain::RuledAnswer> rulesUnread(const QString &fault)
{
    return notAsked(u"the rules cannot be read: "_s + fault);
}

RulesTrial tryRules(const QList<rules::Rule> &rules, const domain::Endpoint &endpoint,
                    const domain::Delivery &delivery, int attempt, Micros now)
{
    const domain::DeliveryRow &row = delivery.row;
    const domain::Verdict verdict = row.signature.verdict;
    RulesTrial trial;
    trial.evaluation = rules::evaluate(rules, {delivery.capture.message, verdict, attempt, row.id, now});
    // As in the intake: what is broken, a handshake and what a strict endpoint turns down is answered before.
    if (delivery.capture.completeness != domain::Completeness::Complete)
        trial.notAsked = RulesTrial::NotAsked::Broken;
    else if (!delivery.handshake.isEmpty())
        trial.notAsked = RulesTrial::NotAsked::Handshake;
    else if (endpoint.mode == domain::Endpoint::Mode::Strict && verdict != domain::Verdict::Valid)
        trial.notAsked = RulesTrial::NotAsked::Strict;
    if (const auto &reply = trial.evaluation.reply; reply && !reply->plan.isSilent()) {
        const listener::Response response(reply->status, reply->headers, reply->body);
        trial.head = response.head();
        trial.body = response.body();
    }
    return trial;
}

QJsonObject rulesToJson(const domain::RuledAnswer &answer)
{
    QJsonArray trace;
    for (const domain::RuleTraceLine &line : answer.trace) {
        trace.append(QJsonObject{{u"rule"_s, line.rule.isEmpty() ? QJsonValue() : QJsonValue(line.rule)},
                                 {u"outcome"_s, QString(rules::outcomeId(line.outcome))},
                                 {u"reason"_s, line.reason}});
    }
    QJsonObject object{{u"rule"_s, answer.rule.isEmpty() ? QJsonValue() : QJsonValue(answer.rule)},
                       {u"attempt"_s, answer.attempt},
                       {u"trace"_s, trace}};
    if (answer.plan.delayMs > 0)
        object.insert(u"delay_ms"_s, answer.plan.delayMs);
    if (answer.plan.dripBytesPerSecond > 0)
        object.insert(u"drip_bytes_per_second"_s, answer.plan.dripBytesPerSecond);
    if (answer.plan.ending != domain::Ending::Whole)
        object.insert(u"ending"_s, QString(rules::endingId(answer.plan.ending)));
    return object;
}

} // namespace tocsin::flows
