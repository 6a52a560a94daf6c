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
    empty->setTexts(
        tr("API keys and integrations are not managed here yet"),
        tr("Connections are added and changed here and in the top bar; the secrets of endpoints and "
           "connections are under Secrets, in the menu File."));
    QPushButton *add = empty->addButton(tr("Add connection…"), u"adminAddConnection"_s, true);
    connect(add, &QPushButton::clicked, this, &AdminPage::connectionAsked);
    QPushButton *secrets = empty->addButton(tr("Secrets…"), u"adminSecrets"_s, false);
    connect(secrets, &QPushButton::clicked, this, &AdminPage::secretsAsked);
    auto *column = new QVBoxLayout(this);
    column->addWidget(empty);
}

} // namespace tocsin::ui
