// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/responsetab.h"

#include "ui/text/errortext.h"
#include "ui/text/handshaketext.h"
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
    m_facts->clear();
    m_facts->setFixedValues(font());
    addHandshake(subject);
    m_facts->addHeading(tr("What the sender was answered"));
    m_facts->addFact(tr("Status"), delivery.row.responseStatus == 0
                                       ? tr("nothing: the connection was gone")
                                       : QString::number(delivery.row.responseStatus));
    m_facts->addFact(tr("Stored"), bothTimes(delivery.committed));
    m_facts->addFact(tr("Answered"), bothTimes(delivery.answered));
    m_facts->addHeading(tr("What the endpoint answers now"));
    if (endpoint.name.isEmpty()) {
        m_facts->addText(tr("The endpoint has been removed since."));
        return;
    }
    m_facts->addFact(tr("Mode"), modeName(endpoint.mode));
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
