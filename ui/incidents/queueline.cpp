// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/queueline.h"

#include "ui/text/incidenttext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

QueueLine::QueueLine(QWidget *parent)
    : QFrame(parent)
    , m_age(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_retry(textButton(tr("Ask again"), u"retrySync"_s, this))
{
    setProperty("look", u"foot"_s);
    m_age->setObjectName(u"queueAge"_s);
    m_age->setLook(u"muted"_s);
    m_fault->setObjectName(u"queueFault"_s);
    m_fault->setLook(u"fault"_s);
    auto *fault = new QHBoxLayout;
    fault->setSpacing(8);
    fault->addWidget(m_fault, 1);
    fault->addWidget(m_retry);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 12, 4);
    column->setSpacing(4);
    column->addLayout(fault);
    column->addWidget(m_age);
    m_fault->hide();
    m_retry->hide();
    connect(m_retry, &QPushButton::clicked, this, &QueueLine::retryAsked);
}

void QueueLine::setState(const flows::SyncState &state, Micros now, bool isFaultSaid)
{
    m_age->setText(queueAgeText(state, now));
    const bool isFaulty = state.job.failures > 0 && !isFaultSaid;
    m_fault->setVisible(isFaulty);
    m_retry->setVisible(isFaulty && !state.job.running);
    if (isFaulty)
        m_fault->setText(tr("The queue could not be read: %1").arg(readFailureText(state.job.error)));
}

} // namespace tocsin::ui
