// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/adminpage.h"

#include "ui/widgets/emptystate.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

AdminPage::AdminPage(const Theme &theme, QWidget *parent) : QWidget(parent)
{
    auto *empty = new EmptyState(theme, u"admin"_s, this);
    empty->setTexts(tr("Nothing to administer: there is no connection yet"),
                    tr("Integrations, API keys and their health appear here once a console is connected. "
                       "Endpoints and secrets of the listener are under Webhooks."));
    QPushButton *webhooks = empty->addButton(tr("Open Webhooks"), u"openWebhooks"_s, true);
    connect(webhooks, &QPushButton::clicked, this, &AdminPage::webhooksAsked);
    auto *column = new QVBoxLayout(this);
    column->addWidget(empty);
}

} // namespace tocsin::ui
