// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/responsetab.h"

#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

void ResponseTab::show(const InspectorSubject &subject)
{
    const domain::Delivery &delivery = subject.delivery;
    const domain::Endpoint &endpoint = subject.endpoint;
    m_facts->clear();
    m_facts->setFixedValues(font());
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

} // namespace tocsin::ui
