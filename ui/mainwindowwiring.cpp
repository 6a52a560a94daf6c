// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/mainwindow.h"

#include "core/flows/admindesk.h"
#include "core/flows/analystdesk.h"
#include "core/flows/forgetplaces.h"
#include "core/flows/webhookdesk.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/secrets/forgetdialog.h"
#include "ui/connections/connectioncontrol.h"
#include "ui/entities/entitiespage.h"
#include "ui/incidents/incidentspage.h"
#include "ui/investigations/investigationspage.h"
#include "ui/listenercontrol.h"
#include "ui/notices/desktopnotices.h"
#include "ui/pagekeys.h"
#include "ui/schemes/schemespage.h"
#include "ui/search/searchdialog.h"
#include "ui/settings/settingssources.h"
#include "ui/settings/shortcutbook.h"
#include "ui/settings/shortcuteditor.h"
#include "ui/statusline.h"
#include "ui/text/errortext.h"
#include "ui/topbar.h"
#include "ui/webhooks/webhookspage.h"
#include "ui/widgets/visibletext.h"

#include <QAction>

using namespace Qt::StringLiterals;

// The half of the window that says what leads to what.

namespace tocsin::ui {

using Phase = flows::DeskState::Phase;

void MainWindow::connectPages()
{
    connect(m_pages, &PageStack::notice, this, &MainWindow::say);
    connect(m_pages, &PageStack::pageAsked, this, &MainWindow::setPage);
    connect(m_pages, &PageStack::connectionAsked, m_connection, &ConnectionControl::addConnection);
    connect(m_pages, &PageStack::connectionEditAsked, m_connection, &ConnectionControl::edit);
    connect(m_pages, &PageStack::connectionRemovalAsked, this, &MainWindow::forgetConnection);
    connect(m_connection, &ConnectionControl::removalAsked, this, &MainWindow::forgetConnection);
    connect(m_connection, &ConnectionControl::notice, this, &MainWindow::say);
    connect(m_connection, &ConnectionControl::sandboxDeliveriesChosen, this,
            &MainWindow::sandboxDeliveriesChosen);
    connect(m_pages, &PageStack::themeChosen, this, &MainWindow::chooseTheme);
    connect(m_pages, &PageStack::listenerChosen, this, &MainWindow::applyListener);
    connect(m_pages, &PageStack::searchAsked, this, [this](const QString &text) { search().openFor(text); });
    connect(m_pages, &PageStack::sourcesAsked, this, &MainWindow::showSources);
    connect(m_pages, &PageStack::shortcutsAsked, this, &MainWindow::changeShortcuts);
    connect(m_pages, &PageStack::pageMade, this, &MainWindow::followPage);
    connect(m_top, &TopBar::paletteAsked, this, [this] { commandPalette().openFresh(); });
    connect(m_top, &TopBar::listenerAsked, this, [this] {
        if (m_desk.state().phase == Phase::Failed)
            m_status->showNotice(m_desk.state().error);
        setPage(Settings);
    });
}

void MainWindow::forgetConnection(const QString &id)
{
    auto *dialog = new ForgetDialog(m_desks.admin.forgetting(), id, this);
    connect(dialog, &ForgetDialog::forgotten, this,
            [this](const QString &name) { say(tr("%1 was removed.").arg(visibleText(name, 80))); });
    dialog->open();
}

void MainWindow::connectCommands()
{
    const Commands &c = *m_commands;
    const auto on = [this, &c](const QString &name, auto slot) {
        connect(c[name], &QAction::triggered, this, slot);
    };
    for (int i = 0; i < PageCount; ++i)
        connect(pageCommand(Page(i)), &QAction::triggered, this, [this, i] { setPage(Page(i)); });
    on(u"settings"_s, [this] { setPage(Settings); });
    on(u"newScheme"_s, [this] {
        setPage(Schemes);
        m_pages->schemes().addNew();
    });
    on(u"importScheme"_s, [this] {
        setPage(Schemes);
        m_pages->schemes().importFile();
    });
    on(u"newInvestigation"_s, [this] {
        setPage(Investigate);
        m_pages->investigations().newInvestigation();
    });
    on(u"addConnection"_s, [this] { m_connection->addConnection(); });
    on(u"editConnection"_s, [this] { m_connection->editConnection(); });
    on(u"examineConnection"_s, [this] { m_connection->examineConnection(); });
    on(u"removeConnection"_s, [this] { m_connection->removeConnection(); });
    on(u"quit"_s, [this] { close(); });
    on(u"searchEverywhere"_s, [this] { search().openFresh(); });
    on(u"notices"_s, [this] {
        finishOpening();
        m_notices->showHistory();
    });
    on(u"palette"_s, [this] { commandPalette().openFresh(); });
    on(u"themeSystem"_s, [this] { chooseTheme(Theme::Choice::System); });
    on(u"themeLight"_s, [this] { chooseTheme(Theme::Choice::Light); });
    on(u"themeDark"_s, [this] { chooseTheme(Theme::Choice::Dark); });
    on(u"resetLayout"_s, [this] { m_pages->resetLayout(); });
    on(u"startStop"_s, [this] { m_control->toggle(); });
    on(u"checkStore"_s, [this] { checkStore(); });
    on(u"shortcuts"_s, [this] {
        auto *sheet = new ShortcutSheet(m_commands->groups() + pageKeys(), this);
        connect(sheet, &ShortcutSheet::changeAsked, this, &MainWindow::changeShortcuts);
        sheet->open();
    });
    on(u"changeShortcuts"_s, [this] { changeShortcuts(); });
    on(u"settingsSources"_s, [this] { showSources(); });
    on(u"about"_s, [this] { showAbout(); });
    const QAction *palette = c[u"palette"_s];
    const auto tell = [this, palette] {
        m_top->showPaletteKeys(palette->shortcut().toString(QKeySequence::NativeText));
    };
    connect(palette, &QAction::changed, m_top, tell);
    tell();
    showTheme(m_theme.choice());
}

// Sections and editors are made when somebody looks at them first.
void MainWindow::followPage(int page)
{
    bindPageKeys(page);
    if (page == Admin)
        connect(&m_pages->admin(), &AdminPage::sectionMade, this, [this] { bindPageKeys(Admin); });
    if (page == Schemes)
        connect(&m_pages->schemes(), &SchemesPage::editorMade, this, [this] { bindPageKeys(Schemes); });
}

void MainWindow::bindPageKeys(int page)
{
    const QList<PageKeys> all = keysOfPage(*m_pages, page);
    for (const PageKeys &keys : all)
        m_shortcuts->add(keys.list, keys.title, keys.actions);
}

void MainWindow::bindNoticeKeys()
{
    m_shortcuts->add(u"notices"_s, tr("In the list of notices"), m_notices->historyKeys());
}

QList<ShortcutSheet::Group> MainWindow::pageKeys()
{
    QList<ShortcutSheet::Group> groups;
    const QList<PageKeys> all = keysOfAllPages(*m_pages);
    for (const PageKeys &keys : all)
        groups.append({keys.title, keys.actions});
    finishOpening();
    groups.append({tr("In the list of notices"), m_notices->historyKeys()});
    return groups;
}

void MainWindow::changeShortcuts()
{
    pageKeys(); // so that every list is there
    (new ShortcutEditor(m_theme, *m_shortcuts, this))->open();
}

void MainWindow::showSources()
{
    auto *sources = new SettingsSources(m_theme, m_settings, this);
    connect(sources, &SettingsSources::imported, this, [this] {
        m_preferences = readPreferences(m_settings);
        chooseTheme(m_preferences.theme);
        m_desk.setAllowedHosts(m_preferences.listener.allowed);
        m_shortcuts->reload();
        m_pages->showPreferences(); // an open page would write back what it shows
    });
    sources->open();
}

void MainWindow::connectDesk()
{
    connect(&m_desk, &flows::WebhookDesk::stateChanged, this, &MainWindow::showListener);
    connect(&m_desk, &flows::WebhookDesk::countersChanged, this, &MainWindow::showListener);
    connect(&m_desk, &flows::WebhookDesk::allowedHostsChanged, this, [this] {
        m_preferences.listener.allowed = m_desk.options().allowed;
        keepPreferences();
        m_preferences.listener.allowed = readPreferences(m_settings).listener.allowed;
        m_desk.setAllowedHosts(m_preferences.listener.allowed); // as it was, where a policy pins it
    });
    connect(&m_desk, &flows::WebhookDesk::failed, this, &MainWindow::say);
    connect(&m_desk, &flows::WebhookDesk::schemesChanged, this, &MainWindow::showBrokenSchemes);
}

void MainWindow::connectAnalyst()
{
    connect(
        &m_desks.admin.auditing(), &flows::Auditing::failed, this,
        [this](const audit::Entry &entry, const Error &error) {
            say(tr("Sent, and not recorded: %1 %2. %3")
                    .arg(visibleText(entry.what, 20), visibleText(entry.target, 120), errorSentence(error)));
        });
    const auto showEditable = [this] {
        for (const QString &name : {u"editConnection"_s, u"removeConnection"_s})
            (*m_commands)[name]->setEnabled(m_connection->canEdit());
        (*m_commands)[u"examineConnection"_s]->setEnabled(m_analyst.workspace().isOpen());
    };
    connect(&m_analyst.workspace(), &flows::Workspace::switched, this, showEditable);
    showEditable();
}

} // namespace tocsin::ui
