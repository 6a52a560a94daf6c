// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/keyspage.h"

#include "core/flows/keyoffice.h"
#include "ui/admin/keys/capabilitypane.h"
#include "ui/admin/keys/keypane.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::IssuedKind;

KeysPage::KeysPage(const Theme &theme, flows::KeyOffice &office, QWidget *parent)
    : QWidget(parent)
    , m_office(office)
    , m_server(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_tabs(new FittedTabs)
    , m_keys(new KeyPane(IssuedKind::Key, theme, office))
    , m_clients(new KeyPane(IssuedKind::Client, theme, office))
    , m_capabilities(new CapabilityPane(theme, office))
{
    setObjectName(u"keysPage"_s);
    m_server->setObjectName(u"keysServer"_s);
    m_server->setLook(u"muted"_s);
    m_server->setContentsMargins(16, 8, 16, 4);
    m_tabs->addTab(m_keys, tr("API keys"));
    m_tabs->addTab(m_clients, tr("API clients"));
    m_tabs->addTab(m_capabilities, tr("What a credential may do"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_server);
    column->addWidget(m_tabs, 1);
    for (KeyPane *pane : {m_keys, m_clients}) {
        connect(pane, &KeyPane::notice, this, &KeysPage::notice);
        connect(pane, &KeyPane::connectionAsked, this, &KeysPage::connectionAsked);
        connect(&office, &flows::KeyOffice::switched, pane, &KeyPane::forget);
        connect(&office, &flows::KeyOffice::changed, pane, &KeyPane::refresh);
    }
    for (const auto signal : {&flows::KeyOffice::switched, &flows::KeyOffice::changed})
        connect(&office, signal, this, &KeysPage::showServer);
    showServer();
}

void KeysPage::showServer()
{
    m_server->setText(m_office.isOpen()
                          ? tr("At %1, as %2")
                                .arg(m_office.connection().api.toString(),
                                     m_office.connection().sandbox ? tr("the sandbox's administrator")
                                                                   : m_office.connection().name)
                          : QString());
    m_server->setVisible(m_office.isOpen());
    m_capabilities->listConnections();
}

void KeysPage::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(int(tab));
}

} // namespace tocsin::ui
