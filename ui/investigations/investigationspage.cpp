// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/investigationspage.h"

#include "ui/widgets/emptystate.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

InvestigationsPage::InvestigationsPage(const Theme &theme, QWidget *parent) : QWidget(parent)
{
    auto *empty = new EmptyState(theme, u"investigate"_s, this);
    empty->setTexts(tr("No investigations: there is no connection yet"),
                    tr("Questions put to a connected console, and the reports that answer them, appear here. "
                       "Captured deliveries can be examined under Webhooks."));
    QPushButton *webhooks = empty->addButton(tr("Open Webhooks"), u"openWebhooks"_s, true);
    connect(webhooks, &QPushButton::clicked, this, &InvestigationsPage::webhooksAsked);
    auto *column = new QVBoxLayout(this);
    column->addWidget(empty);
}

} // namespace tocsin::ui
