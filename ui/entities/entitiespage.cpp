// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/entitiespage.h"

#include "ui/widgets/emptystate.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

EntitiesPage::EntitiesPage(const Theme &theme, QWidget *parent) : QWidget(parent)
{
    auto *empty = new EmptyState(theme, u"entities"_s, this);
    empty->setTexts(
        tr("No entities yet"),
        tr("Users, addresses, hosts and files named by incidents and reports appear here with what connects "
           "them. To find one in captured deliveries, filter for it under Webhooks."));
    QPushButton *webhooks = empty->addButton(tr("Open Webhooks"), u"openWebhooks"_s, true);
    connect(webhooks, &QPushButton::clicked, this, &EntitiesPage::webhooksAsked);
    auto *column = new QVBoxLayout(this);
    column->addWidget(empty);
}

} // namespace tocsin::ui
