// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentspage.h"

#include "ui/widgets/emptystate.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

IncidentsPage::IncidentsPage(const Theme &theme, QWidget *parent) : QWidget(parent)
{
    auto *empty = new EmptyState(theme, u"incidents"_s, this);
    empty->setTexts(tr("No incidents: there is no connection yet"),
                    tr("The queue of a connected console appears here, most severe first. Until then, alerts "
                       "that are posted to this machine are under Webhooks."));
    QPushButton *webhooks = empty->addButton(tr("Open Webhooks"), u"openWebhooks"_s, true);
    connect(webhooks, &QPushButton::clicked, this, &IncidentsPage::webhooksAsked);
    auto *column = new QVBoxLayout(this);
    column->addWidget(empty);
}

} // namespace tocsin::ui
