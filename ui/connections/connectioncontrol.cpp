// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/connections/connectioncontrol.h"

#include "core/flows/analystdesk.h"
#include "core/settings/keys.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/connectionface.h"
#include "ui/connections/doctordialog.h"
#include "ui/text/errortext.h"
#include "ui/topbar.h"
#include "ui/widgets/visibletext.h"

#include <QActionGroup>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace keys = settings::keys;

ConnectionControl::ConnectionControl(flows::AnalystDesk &desk, secrets::SecretStore &secrets,
                                     QSettings &settings, TopBar &bar, QWidget &window)
    : QObject(&window)
    , m_desk(desk)
    , m_secrets(secrets)
    , m_settings(settings)
    , m_bar(bar)
    , m_window(window)
{
    connect(&bar, &TopBar::connectionAsked, this, &ConnectionControl::openMenu);
    connect(&desk.workspace(), &flows::Workspace::switched, this, [this] {
        showFace();
        remember();
        if (!m_desk.workspace().isOpen())
            return;
        connect(&m_desk.workspace().sync(), &flows::IncidentSync::changed, this,
                &ConnectionControl::showFace);
        if (m_desk.workspace().connection().production)
            connect(&m_desk.workspace().api(), &socmate::SocmateApi::wrote, this,
                    &ConnectionControl::tellWrite);
    });
    connect(&desk, &flows::AnalystDesk::connectionsChanged, this, [this] {
        showFace();
        QStringList ids;
        for (const domain::Connection &connection : m_desk.connections())
            ids.append(connection.id);
        settings::LayeredSettings::keepConnections(m_settings, ids); // nothing is left of one that is removed
    });
    connect(&desk, &flows::AnalystDesk::failed, this,
            [this](const Error &error) { emit notice(errorSentence(error)); });
    showFace();
}

// Whatever page has sent it.
void ConnectionControl::tellWrite(const http::SentWrite &write)
{
    emit notice(tr("This went to the production system \"%1\": %2 %3")
                    .arg(visibleText(m_desk.workspace().connection().name, 40),
                         QString::fromLatin1(write.method), visibleText(QUrl(write.target).path(), 80)));
}

void ConnectionControl::showFace()
{
    m_bar.showConnection(connectionFace(m_desk.workspace()));
}

// What is open while the program ends, or while there is nothing to choose from, is nobody's choice.
void ConnectionControl::remember()
{
    if (!m_desk.workspace().isOpen())
        return;
    const QString id = m_desk.workspace().connection().id;
    if (keys::connection.read(m_settings).value == id)
        return;
    if (const Result<void> kept = keys::connection.write(m_settings, id); !kept)
        emit notice(errorSentence(kept.error()));
}

bool ConnectionControl::canEdit() const
{
    return m_desk.workspace().isOpen() && !m_desk.workspace().connection().sandbox;
}

void ConnectionControl::openMenu()
{
    auto *menu = new QMenu(&m_window);
    menu->setObjectName(u"connectionMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    fillMenu(*menu);
    const QWidget *chip = m_bar.connectionChip();
    menu->popup(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
}

void ConnectionControl::fillMenu(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    const bool isOpen = m_desk.workspace().isOpen();
    for (const domain::Connection &connection : m_desk.connections()) {
        QString text = visibleText(connection.name, 60).replace(u'&', u"&&"_s);
        if (!connection.role.isEmpty())
            text += u" · "_s + visibleText(connection.role, 40).replace(u'&', u"&&"_s);
        if (connection.production)
            text += tr(" · production");
        QAction *one = menu.addAction(text, this, [this, id = connection.id] { choose(id); });
        one->setCheckable(true);
        one->setChecked(isOpen && m_desk.workspace().connection().id == connection.id);
        one->setToolTip(toolTipText(connection.api.toString()));
        group->addAction(one);
    }
    menu.addSeparator();
    menu.addAction(tr("Add connection…"), this, &ConnectionControl::addConnection);
    if (isOpen)
        menu.addAction(tr("Examine this connection…"), this, &ConnectionControl::examineConnection);
    if (canEdit()) {
        menu.addAction(tr("Edit this connection…"), this, &ConnectionControl::editConnection);
        menu.addAction(tr("Remove this connection…"), this, &ConnectionControl::removeConnection);
    }
    if (!m_desk.sandbox())
        return;
    menu.addSeparator();
    QAction *delivers = menu.addAction(tr("The sandbox sends to the listener"));
    delivers->setCheckable(true);
    delivers->setChecked(keys::sandboxDelivers.read(m_settings).value);
    connect(delivers, &QAction::toggled, this, [this](bool on) {
        if (const Result<void> kept = keys::sandboxDelivers.write(m_settings, on); !kept)
            emit notice(errorSentence(kept.error()));
        emit sandboxDeliveriesChosen(on);
    });
}

void ConnectionControl::choose(const QString &id)
{
    if (const Result<void> chosen = m_desk.choose(id); !chosen)
        emit notice(errorSentence(chosen.error()));
}

void ConnectionControl::addConnection()
{
    openDialog({});
}

void ConnectionControl::editConnection()
{
    if (canEdit())
        edit(m_desk.workspace().connection().id);
}

void ConnectionControl::edit(const QString &id)
{
    if (const std::optional<domain::Connection> connection = find(id))
        openDialog(*connection);
}

std::optional<domain::Connection> ConnectionControl::find(const QString &id) const
{
    for (const domain::Connection &connection : m_desk.connections()) {
        if (connection.id == id && !connection.sandbox)
            return connection;
    }
    return {};
}

void ConnectionControl::examineConnection()
{
    if (!m_desk.workspace().isOpen())
        return;
    (new DoctorDialog(m_desk.workspace().connection(), m_desk.secretSource(), &m_window))->open();
}

void ConnectionControl::openDialog(const domain::Connection &connection)
{
    auto *dialog = new ConnectionDialog(connection, m_desk, m_secrets, &m_window);
    if (connection.id.isEmpty()) // who adds one wants to see it
        connect(dialog, &ConnectionDialog::saved, this, &ConnectionControl::choose);
    dialog->open();
}

void ConnectionControl::removeConnection()
{
    if (canEdit())
        emit removalAsked(m_desk.workspace().connection().id);
}

} // namespace tocsin::ui
