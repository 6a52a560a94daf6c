// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/mainwindow.h"

#include "core/entities/extract.h"
#include "core/flows/analystdesk.h"
#include "core/secrets/secretstore.h"
#include "core/storage/deliverybrowser.h"
#include "ui/connections/connectioncontrol.h"
#include "ui/incidents/incidentspage.h"
#include "ui/investigations/investigationspage.h"
#include "ui/listenercontrol.h"
#include "ui/notices/desktopnotices.h"
#include "ui/presence.h"
#include "ui/rail.h"
#include "ui/schemes/schemespage.h"
#include "ui/search/searchdialog.h"
#include "ui/settings/settingspage.h"
#include "ui/statusline.h"
#include "ui/text/errortext.h"
#include "ui/theme/icons.h"
#include "ui/topbar.h"
#include "ui/webhooks/secreteditor.h"
#include "ui/webhooks/webhookspage.h"
#include "ui/widgets/visibletext.h"
#include "ui/windowstate.h"

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

#include <optional>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using Phase = flows::DeskState::Phase;

namespace {
const QStringList pageCommands = {u"goIncidents"_s, u"goInvestigate"_s, u"goWebhooks"_s, u"goEntities"_s,
                                  u"goAdmin"_s,     u"goSettings"_s,    u"goSchemes"_s};
} // namespace

MainWindow::MainWindow(Theme &theme, flows::WebhookDesk &desk, flows::AnalystDesk &analyst,
                       secrets::SecretStore &secrets, QSettings &settings)
    : m_theme(theme)
    , m_desk(desk)
    , m_analyst(analyst)
    , m_secrets(secrets)
    , m_settings(settings)
    , m_preferences(readPreferences(settings))
    , m_commands(new Commands(theme, this))
    , m_top(new TopBar(theme))
    , m_control(new ListenerControl(desk, this))
    , m_connection(new ConnectionControl(analyst, secrets, settings, *m_top, *this))
{
    setWindowTitle(tr("Tocsin"));
    setWindowIcon(applicationIcon());
    setMinimumSize(QSize(890, 560).boundedTo(screen()->availableSize())); // a small screen at 150 % has less
    std::optional<Theme::Undressed> building(std::in_place, theme);
    m_commands->fillMenuBar(*menuBar());
    m_palette = new CommandPalette(
        theme, [this] { return m_commands->paletteEntries(); },
        [this](const QString &typed) { return typedEntries(typed); }, this);
    auto *central = new QWidget;
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addWidget(buildPages(), 1);
    setCentralWidget(central);
    buildStatusBar();
    connectPages();
    connectCommands();
    connectDesk();
    connectAnalyst();
    building.reset();
    restoreWindow(*this, m_settings);
    m_pages->restoreState(m_settings);
    setPage(Page(qBound(0, m_settings.value(u"window/page"_s, int(Webhooks)).toInt(), int(PageCount) - 1)));
    if (page() == Webhooks)
        webhooks().focusList();
    showListener();
    showBrokenSchemes();
}

QWidget *MainWindow::buildPages()
{
    auto *rail = new Rail(m_theme);
    auto *group = new QActionGroup(this);
    for (const QString &name : pageCommands) {
        QAction *go = (*m_commands)[name];
        group->addAction(go);
        if (name != "goSettings"_L1)
            rail->addPage(go, name == "goSchemes"_L1);
    }
    rail->addPage((*m_commands)[u"goSettings"_s], true); // last of all
    m_pages = new PageStack(m_theme, m_desk, m_analyst, m_secrets, m_settings, *m_commands, m_preferences);
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail);
    row->addWidget(m_pages, 1);
    return both;
}

void MainWindow::buildStatusBar()
{
    m_status = new StatusLine(*statusBar());
    auto *beat = new QTimer(this);
    connect(beat, &QTimer::timeout, this, [this] {
        showStatus();
        m_connection->showFace();
    });
    beat->start(1000);
}

void MainWindow::connectPages()
{
    const auto say = [this](const QString &text) { m_status->showNotice(text); };
    connect(m_pages, &PageStack::notice, m_status, say);
    connect(m_pages, &PageStack::pageAsked, this, &MainWindow::setPage);
    connect(m_pages, &PageStack::connectionAsked, m_connection, &ConnectionControl::addConnection);
    connect(m_connection, &ConnectionControl::notice, m_status, say);
    connect(m_connection, &ConnectionControl::sandboxDeliveriesChosen, this,
            &MainWindow::sandboxDeliveriesChosen);
    const SettingsPage &settings = m_pages->settings();
    connect(&settings, &SettingsPage::themeChosen, this, &MainWindow::chooseTheme);
    connect(&settings, &SettingsPage::listenerChosen, this, &MainWindow::applyListener);
    connect(&settings, &SettingsPage::allowedChosen, &m_desk, &flows::WebhookDesk::setAllowedHosts);
    connect(m_top, &TopBar::paletteAsked, m_palette, &CommandPalette::openFresh);
    connect(m_top, &TopBar::listenerAsked, this, [this] {
        if (m_desk.state().phase == Phase::Failed)
            m_status->showNotice(m_desk.state().error);
        setPage(Settings);
    });
}

void MainWindow::connectCommands()
{
    const Commands &c = *m_commands;
    const auto on = [this, &c](const QString &name, auto slot) {
        connect(c[name], &QAction::triggered, this, slot);
    };
    for (int i = 0; i < PageCount; ++i)
        on(pageCommands.at(i), [this, i] { setPage(Page(i)); });
    on(u"settings"_s, [this] { setPage(Settings); });
    on(u"newScheme"_s, [this] {
        setPage(Schemes);
        m_pages->schemes().addNew();
    });
    on(u"importScheme"_s, [this] {
        setPage(Schemes);
        m_pages->schemes().importFile();
    });
    on(u"addConnection"_s, [this] { m_connection->addConnection(); });
    on(u"editConnection"_s, [this] { m_connection->editConnection(); });
    on(u"removeConnection"_s, [this] { m_connection->removeConnection(); });
    on(u"quit"_s, [this] { close(); });
    on(u"searchEverywhere"_s, [this] { m_search->openFresh(); });
    on(u"notices"_s, [this] { m_notices->showHistory(); });
    on(u"palette"_s, [this] { m_palette->openFresh(); });
    on(u"themeSystem"_s, [this] { chooseTheme(Theme::Choice::System); });
    on(u"themeLight"_s, [this] { chooseTheme(Theme::Choice::Light); });
    on(u"themeDark"_s, [this] { chooseTheme(Theme::Choice::Dark); });
    on(u"resetLayout"_s, [this] { m_pages->resetLayout(); });
    on(u"startStop"_s, [this] { m_control->toggle(); });
    on(u"checkStore"_s, [this] { checkStore(); });
    on(u"shortcuts"_s, [this] {
        const QList<ShortcutSheet::Group> list{
            {tr("In the list of deliveries"), webhooks().listActions()},
            {tr("In the list of endpoints"), webhooks().endpointActions()},
            {tr("In the queue"), m_pages->incidents().listActions()},
            {tr("In the list of investigations"), m_pages->investigations().listActions()}};
        (new ShortcutSheet(m_commands->groups() + list, this))->open();
    });
    on(u"about"_s, [this] { showAbout(); });
    // What works on deliveries must not work unseen from another page, and "/" is a letter in every field.
    auto *slash = new QAction(tr("Filter deliveries"), &webhooks());
    slash->setShortcut(Qt::Key_Slash);
    slash->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(slash, &QAction::triggered, c[u"find"_s], &QAction::trigger);
    webhooks().addAction(slash);
    showTheme(m_theme.choice());
}

void MainWindow::connectDesk()
{
    connect(&m_desk, &flows::WebhookDesk::stateChanged, this, &MainWindow::showListener);
    connect(&m_desk, &flows::WebhookDesk::countersChanged, this, &MainWindow::showListener);
    connect(&m_desk, &flows::WebhookDesk::allowedHostsChanged, this, [this] {
        m_pages->settings().showAllowed(m_preferences.listener.allowed = m_desk.options().allowed);
        keepPreferences();
    });
    connect(&m_desk, &flows::WebhookDesk::failed, m_status,
            [this](const QString &what) { m_status->showNotice(what); });
    connect(&m_desk, &flows::WebhookDesk::schemesChanged, this, &MainWindow::showBrokenSchemes);
    connect(&m_secrets, &secrets::SecretStore::changed, this,
            [this] { m_pages->settings().showSecretBackend(backendSentence(m_secrets.backend())); });
}

void MainWindow::connectAnalyst()
{
    const auto *presence = new Presence(*this);
    m_analyst.setConditions(presence->conditions());
    connect(presence, &Presence::changed, &m_analyst, &flows::AnalystDesk::setConditions);
    m_notices = new DesktopNotices(m_analyst, m_theme, m_settings, this);
    connect(m_notices, &DesktopNotices::notice, m_status,
            [this](const QString &text) { m_status->showNotice(text); });
    connect(m_notices, &DesktopNotices::incidentAsked, m_pages, &PageStack::showIncident);
    const auto showEditable = [this] {
        for (const QString &name : {u"editConnection"_s, u"removeConnection"_s})
            (*m_commands)[name]->setEnabled(m_connection->canEdit());
    };
    connect(&m_analyst.workspace(), &flows::Workspace::switched, this, showEditable);
    showEditable();
    m_search = new SearchDialog(m_theme, m_analyst.workspace(), m_desk.storePath(), this);
    m_pages->join(m_search->panel());
    connect(m_pages, &PageStack::searchAsked, m_search, &SearchDialog::openFor);
}

void MainWindow::setPage(Page page)
{
    if (this->page() == Schemes && page != Schemes && m_pages->schemes().hasDraft())
        m_status->showNotice(tr("The scheme that is being edited waits on its page; it is not saved yet"));
    m_pages->show(page);
    (*m_commands)[pageCommands.at(page)]->setChecked(true);
    const bool analyses = page == Incidents || page == Investigate || page == Entities;
    for (const QString &name :
         {u"copyRows"_s, u"copyCurl"_s, u"copyRaw"_s, u"copyJson"_s, u"saveRaw"_s, u"pin"_s, u"note"_s,
          u"delete"_s, u"compare"_s, u"verificationCode"_s, u"evidence"_s, u"replay"_s, u"forward"_s,
          u"respond"_s, u"pauseView"_s, u"learnScheme"_s, u"investigateDelivery"_s})
        (*m_commands)[name]->setEnabled(page == Webhooks);
    for (const QString &name : {u"find"_s, u"refresh"_s})
        (*m_commands)[name]->setEnabled(page == Webhooks || analyses);
    (*m_commands)[u"resetLayout"_s]->setEnabled(page == Webhooks || page == Incidents);
}

void MainWindow::chooseTheme(Theme::Choice choice)
{
    m_theme.setChoice(choice);
    showTheme(choice);
    m_preferences.theme = choice;
    keepPreferences();
}

// What the command line chooses is for this run alone, and not written down.
void MainWindow::showTheme(Theme::Choice choice)
{
    const QString names[] = {u"themeSystem"_s, u"themeLight"_s, u"themeDark"_s};
    (*m_commands)[names[int(choice)]]->setChecked(true);
    m_pages->settings().showTheme(choice);
}

void MainWindow::keepPreferences()
{
    if (const Result<void> kept = writePreferences(m_settings, m_preferences); !kept)
        m_status->showNotice(errorSentence(kept.error()));
}

void MainWindow::applyListener(const flows::DeskOptions &options)
{
    m_preferences.listener = options;
    keepPreferences();
    m_control->apply(options);
}

void MainWindow::showListener()
{
    const flows::DeskState state = m_desk.state();
    m_top->showListener(state, m_desk.counters());
    const bool running = state.phase == Phase::Listening;
    QAction *action = (*m_commands)[u"startStop"_s];
    action->setText(running ? tr("&Stop") : tr("&Start"));
    action->setIcon(icon(running ? u"stop"_s : u"play"_s, m_theme));
    (*m_commands)[u"sendTest"_s]->setEnabled(running);
    if (state.phase == Phase::Failed)
        m_status->showNotice(state.error);
    showStatus();
}

void MainWindow::showStatus()
{
    m_status->showCounts(m_pages->statusText());
    const QString error = m_desk.counters().storeError;
    m_status->showTrouble(error.isEmpty() ? QString()
                                          : tr("Store: %1. Senders are answered 503.").arg(error));
}

// Deliveries may be checked by fewer schemes than somebody counts on.
void MainWindow::showBrokenSchemes()
{
    for (const flows::OwnScheme &own : m_desk.ownSchemes()) {
        if (!own.scheme)
            m_status->showNotice(tr("Your scheme %1 cannot be read: see Signature schemes")
                                     .arg(visibleText(own.fileName, 80)));
    }
}

void MainWindow::checkStore()
{
    m_status->showNotice(tr("Checking the store…"), true);
    m_desk.browser().checkIntegrity(this, [this](const Result<QStringList> &faults) {
        if (!faults)
            m_status->showNotice(errorSentence(faults.error()));
        else
            m_status->showNotice(faults->isEmpty()
                                     ? tr("The store is in order.")
                                     : tr("The store is damaged: %1").arg(faults->constFirst()));
    });
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, tr("About Tocsin"),
        tr("Tocsin %1\nA desktop console for security analysts and a webhook debugger.\nApache License 2.0")
            .arg(QLatin1StringView(TOCSIN_VERSION)),
        QMessageBox::Close, this);
    box->setObjectName(u"about"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

// What was typed or pasted may be the number or the id of something; and everything can be searched for.
QList<PaletteEntry> MainWindow::typedEntries(const QString &typed)
{
    const QString text = typed.trimmed();
    QList<PaletteEntry> entries;
    bool isNumber = false;
    if (const qint64 id = text.toLongLong(&isNumber); isNumber && id > 0) {
        const PaletteEntry incident{tr("Open incident %1").arg(id), tr("Incident"),
                                    [this, id] { m_pages->showIncident(id); }};
        entries.append({tr("Open delivery %1").arg(id), tr("Delivery"), [this, id] {
                            setPage(Webhooks);
                            webhooks().openDelivery(id);
                        }});
        if (m_analyst.workspace().isOpen())
            entries.insert(page() == Webhooks ? 1 : 0, incident);
    }
    if (text.isEmpty() || !m_analyst.workspace().isOpen())
        return entries;
    if (const auto found = entities::extract(text);
        found.size() == 1 && found.constFirst().length == text.size())
        entries.append({tr("Show %1 in the graph").arg(visibleText(text, 60)), tr("Entity"),
                        [this, entity = found.constFirst().entity] { m_pages->showEntity(entity); }});
    constexpr qsizetype shortest = 3;
    if (text.size() >= shortest)
        entries.append({tr("Search everywhere for %1").arg(visibleText(text, 60)), tr("Search"),
                        [this, text] { m_search->openFor(text); }});
    return entries;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_pages->askAboutDrafts([this] { close(); })) {
        event->ignore();
        return;
    }
    saveWindow(*this, m_settings);
    m_pages->saveState(m_settings);
    m_settings.setValue(u"window/page"_s, int(page()));
    QMainWindow::closeEvent(event);
}

} // namespace tocsin::ui
