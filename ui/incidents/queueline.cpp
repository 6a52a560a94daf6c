// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/queueline.h"

#include "ui/text/incidenttext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

QueueLine::QueueLine(QWidget *parent)
    : QFrame(parent)
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_retry(textButton(tr("Ask again"), u"retrySync"_s, this))
{
    setProperty("look", u"foot"_s);
    m_fault->setObjectName(u"queueFault"_s);
    m_fault->setLook(u"fault"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_fault, 1);
    row->addWidget(m_retry);
    hide();
    connect(m_retry, &QPushButton::clicked, this, &QueueLine::retryAsked);
}

void QueueLine::setState(const flows::SyncState &state, bool isFaultSaid)
{
    const bool isFaulty = state.job.failures > 0 && !isFaultSaid;
    setVisible(isFaulty);
    m_retry->setVisible(!state.job.running);
    if (isFaulty)
        m_fault->setText(tr("The queue could not be read: %1").arg(readFailureText(state.job.error)));
}

} // namespace tocsin::ui
