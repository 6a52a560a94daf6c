// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/analystdesk.h"
#include "core/flows/forgetplaces.h"
#include "ui/admin/secrets/secretspage.h"
#include "ui/admin/secrets/secretstable.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/secreteditor.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/splitters.h"

#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

SecretsPage::SecretsPage(const Theme &theme, flows::WebhookDesk &desk, flows::AnalystDesk &analyst,
                         secrets::SecretStore &store, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_analyst(analyst)
    , m_store(store)
    , m_uses(std::make_unique<flows::SecretUses>(desk, analyst, store))
    , m_places(std::make_unique<flows::ForgetPlaces>(*m_uses, analyst, store, nullptr))
    , m_model(new SecretsTableModel(*m_uses, this))
    , m_where(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_passphrase(textButton(tr("Change passphrase…"), u"askPassphrase"_s, this))
    , m_forgetMenu(new QMenu(this))
    , m_panelPlace(new QVBoxLayout)
    , m_table(new SecretsTable(theme, *m_model))
    , m_detail(new FactGrid)
    , m_rotate(textButton(tr("Rotate…"), u"rotateSecret"_s, this))
    , m_reveal(textButton(tr("Reveal…"), u"revealSecret"_s, this))
    , m_drop(textButton(tr("Drop earlier values…"), u"dropEarlier"_s, this))
    , m_retire(textButton(tr("Retire…"), u"retireSecret"_s, this))
    , m_spinner(new Spinner)
    , m_empty(new EmptyState(theme, u"key"_s))
    , m_states(new QStackedWidget)
{
    setObjectName(u"secretsPage"_s);
    m_empty->setObjectName(u"secretsEmpty"_s);
    m_again = m_empty->addButton(tr("Try again"), u"listSecretsAgain"_s, true);
    connect(m_again, &QPushButton::clicked, m_uses.get(), &flows::SecretUses::refresh);
    QPushButton *first = m_empty->addButton(tr("Add secret…"), u"addFirstSecret"_s, true);
    connect(first, &QPushButton::clicked, this, [this] { openEditor({}); });
    m_states->setObjectName(u"secretsStates"_s);
    m_states->addWidget(buildBrowser());
    m_states->addWidget(m_empty);
    m_states->addWidget(new QWidget); // while they are read
    m_states->setCurrentIndex(2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addLayout(m_panelPlace);
    column->addWidget(m_spinner);
    column->addWidget(m_states, 1);
    connect(m_uses.get(), &flows::SecretUses::changed, this, &SecretsPage::showState);
    connect(m_uses.get(), &flows::SecretUses::failed, this, &SecretsPage::showFault);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SecretsPage::showChosen);
}

QWidget *SecretsPage::buildHead()
{
    auto *head = new QFrame;
    head->setProperty("look", u"bar"_s);
    m_where->setObjectName(u"secretsWhere"_s);
    QPushButton *forgetOne = textButton(tr("Forget a connection"), u"forgetMenuButton"_s, this);
    forgetOne->setMenu(m_forgetMenu);
    m_forgetMenu->setObjectName(u"forgetMenu"_s);
    connect(m_forgetMenu, &QMenu::aboutToShow, this, &SecretsPage::fillForgetMenu);
    QPushButton *add = iconTextButton(m_theme, u"plus"_s, tr("Add secret"), u"addStoredSecret"_s, this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_where, 1);
    row->addWidget(m_passphrase);
    row->addWidget(forgetOne);
    row->addWidget(add);
    connect(m_passphrase, &QPushButton::clicked, this, &SecretsPage::changePassphrase);
    connect(add, &QPushButton::clicked, this, [this] { openEditor({}); });
    return head;
}

QWidget *SecretsPage::buildActions()
{
    auto *foot = new QFrame;
    auto *rows = new QVBoxLayout(foot);
    rows->setContentsMargins(16, 8, 16, 12);
    rows->setSpacing(8);
    m_retire->setProperty("look", u"danger"_s);
    QPushButton *matches = textButton(tr("Which still match…"), u"openRotationView"_s, this);
    matches->setToolTip(tr("The signatures of an endpoint over time, and which of its secrets verify them"));
    for (const QList<QPushButton *> &line : {QList{m_rotate, m_reveal, m_retire}, QList{matches, m_drop}}) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        for (QPushButton *button : line)
            row->addWidget(button);
        row->addStretch();
        rows->addLayout(row);
    }
    connect(m_rotate, &QPushButton::clicked, this, [this] {
        if (const flows::SecretRow *row = chosen())
            openEditor(row->secret.label);
    });
    connect(m_reveal, &QPushButton::clicked, this, &SecretsPage::reveal);
    connect(m_drop, &QPushButton::clicked, this, &SecretsPage::askDropEarlier);
    connect(m_retire, &QPushButton::clicked, this, &SecretsPage::askRetire);
    connect(matches, &QPushButton::clicked, this, &SecretsPage::rotationAsked);
    return foot;
}

QWidget *SecretsPage::buildBrowser()
{
    m_table->setMinimumWidth(400);
    connect(m_table, &SecretsTable::rotateAsked, m_rotate, &QPushButton::click);
    connect(m_table, &SecretsTable::retireAsked, m_retire, &QPushButton::click);
    m_detail->setObjectName(u"secretDetail"_s);
    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scrolled(m_detail), 1);
    column->addWidget(buildActions());
    side->setMinimumWidth(350);
    auto *splitter = hairlineSplitter(Qt::Horizontal);
    splitter->addWidget(m_table);
    splitter->addWidget(side);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({820, 360});
    return splitter;
}

} // namespace tocsin::ui
