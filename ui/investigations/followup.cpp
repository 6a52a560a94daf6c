// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/followup.h"

#include "core/flows/analystdesk.h"
#include "ui/connections/productionnote.h"
#include "ui/text/errortext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

FollowUp::FollowUp(flows::AnalystDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_field(new QLineEdit)
    , m_send(textButton(tr("Ask"), u"sendFollowUp"_s, this))
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    m_field->setObjectName(u"followUp"_s);
    m_field->setPlaceholderText(tr("Ask a follow-up question"));
    m_field->setAccessibleName(tr("Follow-up question"));
    m_fault->setObjectName(u"followUpFault"_s);
    m_fault->setLook(u"fault"_s);
    m_fault->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_send);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 8, 24, 12);
    column->setSpacing(4);
    column->addWidget(new ProductionNote(desk.workspace()));
    column->addWidget(m_fault);
    column->addLayout(row);
    m_send->setEnabled(false);
    connect(m_field, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_send->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_field, &QLineEdit::returnPressed, this, &FollowUp::ask);
    connect(m_send, &QPushButton::clicked, this, &FollowUp::ask);
}

void FollowUp::setSession(qint64 id)
{
    m_id = id;
    m_field->clear();
    m_field->setReadOnly(false); // an answer that belongs to another connection never comes
    m_fault->hide();
}

void FollowUp::focusField()
{
    m_field->setFocus();
}

void FollowUp::ask()
{
    const QString question = m_field->text().trimmed();
    if (question.isEmpty() || !m_send->isEnabled() || !m_desk.workspace().isOpen())
        return;
    m_send->setEnabled(false);
    m_field->setReadOnly(true);
    m_fault->hide();
    m_desk.workspace().investigations().followUp(
        m_id, question, this, [this, id = m_id](const Result<void> &sent) { onSent(id, sent); });
}

void FollowUp::onSent(qint64 id, const Result<void> &sent)
{
    m_field->setReadOnly(false);
    m_send->setEnabled(!m_field->text().trimmed().isEmpty());
    if (id != m_id)
        return;
    if (sent) {
        m_field->clear();
        emit notice(tr("The question is on its way"));
        return;
    }
    if (sent.error().kind == Error::Kind::Unanswered)
        m_field->clear(); // it may have arrived, and is watched
    m_fault->setText(errorSentence(sent.error()));
    m_fault->show();
}

} // namespace tocsin::ui
