// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/responsetab.h"

#include "core/rules/rule.h"
#include "ui/text/errortext.h"
#include "ui/text/handshaketext.h"
#include "ui/text/replaytext.h"
#include "ui/text/rulestext.h"
#include "ui/text/schemetext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/urlline.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

void ResponseTab::show(const InspectorSubject &subject)
{
    const domain::Delivery &delivery = subject.delivery;
    const domain::Endpoint &endpoint = subject.endpoint;
    if (m_id != delivery.row.id)
        m_sentOn.reset();
    m_id = delivery.row.id;
    m_facts->clear();
    m_facts->setFixedValues(font());
    addHandshake(subject);
    m_facts->addHeading(tr("What the sender was answered"));
    m_facts->addFact(tr("Status"), answeredText(delivery));
    m_facts->addFact(tr("Stored"), bothTimes(delivery.committed));
    m_facts->addFact(tr("Answered"), delivery.answered == 0 && delivery.row.responseStatus == 0
                                         ? tr("never")
                                         : bothTimes(delivery.answered));
    addRules(subject);
    addRelay(subject);
    m_facts->addHeading(tr("What the endpoint answers now"));
    if (endpoint.name.isEmpty()) {
        m_facts->addText(tr("The endpoint has been removed since."));
        return;
    }
    m_facts->addFact(tr("Mode"), modeName(endpoint.mode));
    const auto rules = rules::readRules(endpoint.rules.isEmpty() ? QByteArray("{}") : endpoint.rules);
    m_facts->addFact(tr("Rules"), !rules ? tr("cannot be read: %1").arg(asSentence(rules.error().detail))
                                  : rules->isEmpty()
                                      ? tr("none")
                                      : tr("%n rule(s) first; where none matches, what follows", nullptr,
                                           int(rules->size())));
    m_facts->addFact(tr("Status"), QString::number(endpoint.response.status));
    m_facts->setFixedValues(m_theme.fixedFont());
    for (const domain::HeaderField &field : endpoint.response.headers)
        m_facts->addFact(tr("Header"),
                         QString::fromUtf8(field.name) + u": "_s + QString::fromUtf8(field.value));
    if (endpoint.response.body.isEmpty()) {
        m_facts->setFixedValues(font());
        m_facts->addFact(tr("Body"), tr("empty"));
    } else {
        m_facts->addFact(tr("Body"), QString::fromUtf8(endpoint.response.body));
    }
}

void ResponseTab::addRules(const InspectorSubject &subject)
{
    const domain::Delivery &delivery = subject.delivery;
    if (!delivery.rules)
        return;
    const domain::RuledAnswer &ruled = *delivery.rules;
    m_facts->addHeading(tr("Response rules"));
    m_facts->addText(ruledSentence(delivery));
    if (!ruled.rule.isEmpty()) {
        m_facts->addFact(tr("Plan"),
                         ruled.plan.isPlain() ? tr("at once, the whole answer") : planText(ruled.plan));
        if (!ruled.head.isEmpty()) {
            m_facts->addFact(tr("Sent"), sentText(delivery));
            m_facts->setFixedValues(m_theme.fixedFont());
            m_facts->addFact(tr("Head"), QString::fromUtf8(ruled.head).remove(u'\r').trimmed());
            const qint64 sent = sentBody(delivery);
            m_facts->addFact(tr("Body"), QString::fromUtf8(ruled.body.left(sent)));
            m_facts->setFixedValues(font());
            if (sent > ruled.body.size())
                m_facts->addText(tr("The first %1 bytes of the body are kept.").arg(ruled.body.size()));
        }
    }
    for (const domain::RuleTraceLine &line : ruled.trace) {
        const QString reason = asSentence(line.reason);
        if (line.rule.isEmpty())
            m_facts->addText(reason); // about all of them
        else
            m_facts->addFact(outcomeText(line.outcome), line.rule + u'\n' + reason);
    }
    QPushButton *open = textButton(tr("Respond with…"), u"responseRules"_s, this);
    connect(open, &QPushButton::clicked, this, &ResponseTab::rulesAsked);
    m_facts->addWide(open);
}

void ResponseTab::showSentOn(const InspectorSubject &subject, const QList<domain::ReplayAnswer> &answers)
{
    QList<domain::ReplayAnswer> sentOn;
    for (const domain::ReplayAnswer &answer : answers) {
        if (answer.kind == domain::ReplayKind::Forward)
            sentOn.append(answer);
    }
    if (m_id == subject.delivery.row.id && m_sentOn == sentOn)
        return;
    m_id = subject.delivery.row.id;
    m_sentOn = sentOn;
    show(subject);
}

void ResponseTab::addRelay(const InspectorSubject &subject)
{
    const std::optional<domain::ForwardSpec> &relay = subject.endpoint.forward;
    if (!m_sentOn || (m_sentOn->isEmpty() && !relay))
        return;
    m_facts->addHeading(tr("Relay"));
    for (const domain::ReplayAnswer &answer : *m_sentOn) {
        m_facts->addFact(tr("Sent on to"), answer.target);
        m_facts->addFact(tr("Its answer"), answerText(answer));
    }
    if (!m_sentOn->isEmpty())
        return;
    if (relay->verifyFirst && subject.delivery.row.signature.verdict != domain::Verdict::Valid)
        m_facts->addText(tr("Not sent on: the relay takes only what is valid on arrival."));
    else
        m_facts->addText(relay->paused ? tr("Not sent on so far: the relay is paused.")
                                       : tr("Not sent on so far."));
}

void ResponseTab::addHandshake(const InspectorSubject &subject)
{
    const QString &log = subject.delivery.handshake;
    if (log.isEmpty())
        return;
    const QString sender =
        subject.scheme.id.isEmpty() ? subject.delivery.row.signature.scheme : schemeName(subject.scheme);
    m_facts->addHeading(tr("Handshake"));
    if (subject.handshake)
        m_facts->addText(handshakeSentence(*subject.handshake, sender));
    m_facts->addFact(tr("Log"), asSentence(log));
    if (subject.handshake && subject.handshake->subscription)
        addSubscription(*subject.handshake->subscription, sender);
}

void ResponseTab::addSubscription(const flows::Subscription &asked, const QString &sender)
{
    using State = flows::Subscription::State;
    m_facts->addText(subscriptionSentence(asked, sender) + u'.');
    auto *url = new UrlLine(m_theme.fixedFont());
    url->setObjectName(u"responseUrl"_s);
    url->setUrl(asked.url, asked.host);
    m_facts->addWide(url);
    if (asked.state == State::Confirmed || asked.state == State::Opening)
        return;
    m_facts->addText(subscriptionRule(asked));
    QPushButton *confirm =
        textButton(asked.state == State::Failed ? tr("Try again") : tr("Confirm: open it once"),
                   u"responseConfirm"_s, this);
    // Queued: what follows shows the tab anew, without this button.
    connect(
        confirm, &QPushButton::clicked, this, [this, asked] { emit confirmAsked(asked); },
        Qt::QueuedConnection);
    m_facts->addWide(confirm);
}

} // namespace tocsin::ui
