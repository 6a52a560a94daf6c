// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/mainwindow.h"

#include "core/flows/analystdesk.h"
#include "core/storage/deliverybrowser.h"
#include "ui/connections/connectioncontrol.h"
#include "ui/incidents/incidentspage.h"
#include "ui/jumps.h"
#include "ui/listenercontrol.h"
#include "ui/notices/desktopnotices.h"
#include "ui/notices/unreadnotices.h"
#include "ui/presence.h"
#include "ui/rail.h"
#include "ui/search/searchdialog.h"
#include "ui/settings/shortcutbook.h"
#include "ui/statusline.h"
#include "ui/text/errortext.h"
#include "ui/theme/icons.h"
#include "ui/topbar.h"
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

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using Phase = flows::DeskState::Phase;

namespace {
constexpr int longestWaitMs = 150; // for the rows of the first page
constexpr int unseenMs = 1000;
} // namespace

MainWindow::MainWindow(Theme &theme, const Desks &desks, QSettings &settings)
    : m_theme(theme)
    , m_desks(desks)
    , m_desk(desks.webhooks)
    , m_analyst(desks.analyst)
    , m_settings(settings)
    , m_preferences(readPreferences(settings))
    , m_commands(new Commands(theme, this))
    , m_shortcuts(new ShortcutBook(*m_commands, settings, this))
    , m_top(new TopBar(theme))
    , m_control(new ListenerControl(m_desk, this))
    , m_connection(new ConnectionControl(m_analyst, desks.secrets, settings, *m_top, *this))
{
    setWindowTitle(tr("Tocsin"));
    setMinimumSize(QSize(890, 560).boundedTo(screen()->availableSize())); // a small screen at 150 % has less
    const Theme::Undressed building(theme);
    m_commands->fillMenuBar(*menuBar());
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
    restoreWindow(*this, m_settings);
    setPage(firstPage(m_settings));
    showListener();
}

MainWindow::Page MainWindow::firstPage(const QSettings &settings)
{
    return Page(qBound(0, settings.value(u"window/page"_s, int(Webhooks)).toInt(), int(PageCount) - 1));
}

// What the first picture can do without: it is made when that stands.
void MainWindow::finishOpening()
{
    if (std::exchange(m_isOpened, true))
        return;
    setWindowIcon(applicationIcon());
    const auto *presence = new Presence(*this);
    m_analyst.setConditions(presence->conditions());
    connect(presence, &Presence::changed, &m_analyst, &flows::AnalystDesk::setConditions);
    m_notices = new DesktopNotices(m_analyst, m_theme, m_settings, this);
    connect(m_notices, &DesktopNotices::notice, this, &MainWindow::say);
    connect(m_notices, &DesktopNotices::historyMade, this, &MainWindow::bindNoticeKeys);
    connect(m_notices, &DesktopNotices::incidentAsked, m_pages, &PageStack::showIncident);
    statusBar()->addPermanentWidget(new UnreadNotices(m_theme, *m_notices));
    showBrokenSchemes();
    emit opened();
}

// A first picture without its rows would have to be followed by another one at once.
void MainWindow::showFilled()
{
    if (page() == Incidents) {
        connect(&m_pages->incidents(), &IncidentsPage::settled, this, &QWidget::show,
                Qt::SingleShotConnection);
        QTimer::singleShot(longestWaitMs, this, &QWidget::show);
    } else {
        show();
    }
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    QTimer::singleShot(unseenMs, this,
                       &MainWindow::finishOpening); // where nobody sees it, nothing is painted
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!m_isOpened)
        QTimer::singleShot(0, this, &MainWindow::finishOpening);
}

CommandPalette &MainWindow::commandPalette()
{
    if (!m_palette)
        m_palette = new CommandPalette(
            m_theme, [this] { return m_commands->paletteEntries(); },
            [this](const QString &typed) {
                return jumpsFrom(typed, *m_pages, m_analyst,
                                 [this](const QString &text) { search().openFor(text); });
            },
            this);
    return *m_palette;
}

SearchDialog &MainWindow::search()
{
    if (!m_search) {
        m_search = new SearchDialog(m_theme, m_analyst.workspace(), m_desk.storePath(), this);
        m_pages->join(m_search->panel());
    }
    return *m_search;
}

void MainWindow::say(const QString &text)
{
    m_status->showNotice(text);
}

QAction *MainWindow::pageCommand(Page page) const
{
    static const QStringList names{u"goIncidents"_s, u"goInvestigate"_s, u"goWebhooks"_s, u"goEntities"_s,
                                   u"goAdmin"_s,     u"goSettings"_s,    u"goSchemes"_s};
    return (*m_commands)[names.at(page)];
}

QWidget *MainWindow::buildPages()
{
    auto *rail = new Rail(m_theme);
    auto *group = new QActionGroup(this);
    for (int i = 0; i < PageCount; ++i) {
        group->addAction(pageCommand(Page(i)));
        if (i != Settings)
            rail->addPage(pageCommand(Page(i)), i == Schemes);
    }
    rail->addPage(pageCommand(Settings), true); // last of all
    m_pages = new PageStack(m_theme, m_desks, m_settings, *m_commands, m_preferences);
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

void MainWindow::setPage(Page page)
{
    if (this->page() == Schemes && page != Schemes && m_pages->hasSchemeDraft())
        m_status->showNotice(tr("The scheme that is being edited waits on its page; it is not saved yet"));
    m_pages->showPage(page);
    pageCommand(page)->setChecked(true);
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
    m_pages->showTheme(choice);
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
    // What a policy pins was not written, and does not hold for this run either.
    flows::DeskOptions kept = readPreferences(m_settings).listener;
    kept.dataFolder = options.dataFolder;
    kept.storePath = options.storePath;
    m_preferences.listener = kept;
    m_control->apply(kept);
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

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_pages->askAboutDrafts([this] { close(); })) {
        event->ignore();
        return;
    }
    saveWindow(*this, m_settings);
    m_pages->saveStates();
    m_settings.setValue(u"window/page"_s, int(page()));
    QMainWindow::closeEvent(event);
}

} // namespace tocsin::ui
