// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/application.h"

#include "core/flows/firststart.h"
#include "core/flows/policyrules.h"
#include "core/secrets/fallbackstore.h"
#include "core/secrets/keychainstore.h"
#include "core/settings/folders.h"
#include "core/settings/keys.h"
#include "ui/mainwindow.h"
#include "ui/text/errortext.h"
#include "ui/widgets/emptystate.h"

#include <QApplication>
#include <QLoggingCategory>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tocsin {

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.desktop")

} // namespace

Application::Application(QApplication &qt, const Arguments &arguments)
    : m_arguments(arguments)
    , m_logs(settings::dataFolder() + u"/log"_s)
    , m_settings(settings::settingsPath(), QSettings::IniFormat)
    , m_layers(m_settings, settings::policyPath())
    , m_theme(qt, m_arguments.theme.value_or(ui::readPreferences(m_settings).theme), ui::Theme::Dress::Later)
    , m_guarded(m_secrets, m_logs.guard())
{
    m_logs.install();
}

Application::~Application() = default;

void Application::start()
{
    findKeychain();
    open();
}

void Application::findKeychain()
{
    secrets::KeychainStore::probe(
        this,
        [this](const Result<void> &answer) {
            if (answer)
                m_secrets.arrive(std::make_unique<secrets::KeychainStore>(settings::secretStampPath()));
            else
                m_secrets.arrive(
                    std::make_unique<secrets::FallbackStore>(settings::dataFolder() + u"/secrets.vault"_s));
        },
        2s);
}

flows::DeskOptions Application::deskOptions() const
{
    flows::DeskOptions options = ui::readPreferences(m_settings).listener;
    options.dataFolder = settings::dataFolder();
    if (!m_arguments.storePath.isEmpty())
        options.storePath = m_arguments.storePath;
    options.anyFreePortIfTaken = !m_arguments.port && !m_settings.contains(u"listener/port"_s);
    options.port = m_arguments.port.value_or(options.port);
    return options;
}

// Stores, schemes and the queue are read on other threads while the window is built here.
void Application::open()
{
    openRecord();
    m_desk = flows::WebhookDesk::beginOpening(deskOptions(), m_secrets);
    openAnalyst();
    if (ui::MainWindow::firstPage(m_settings) == ui::MainWindow::Incidents) // others need the open desk
        buildWindow();
    if (const Result<void> opened = m_desk->finishOpening(); !opened) {
        m_window.reset();
        m_admin.reset();
        m_analyst.reset();
        m_desk.reset();
        showFailure(opened.error());
        return;
    }
    if (!m_window)
        buildWindow();
    m_auditing->watch(m_desk->replays());
    m_window->showFilled();
    m_failure.reset();
}

void Application::goOn()
{
    seed();
    if (m_arguments.listen)
        m_desk->start();
    m_analyst->startSandbox();
}

// Endpoints that somebody has removed are not made again.
void Application::seed()
{
    flows::seedFirstStart(*m_desk, m_secrets, m_desk.get(), [this](const Result<bool> &made) {
        if (!made)
            qCWarning(log) << "the first endpoint could not be made:" << made.error().detail;
        const settings::Setting<bool> &seeded = settings::keys::sandboxSeeded;
        if (!made || !*made || seeded.read(m_settings).value)
            return;
        if (const Result<void> kept = seeded.write(m_settings, true); !kept)
            qCWarning(log) << kept.error().detail;
        flows::seedSandboxEndpoints(*m_desk, m_secrets, m_desk.get(), [](const Result<void> &done) {
            if (!done)
                qCWarning(log) << "an endpoint of the sandbox could not be made:" << done.error().detail;
        });
    });
}

void Application::openRecord()
{
    m_auditing = std::make_unique<flows::Auditing>(settings::auditPath());
    connect(m_auditing.get(), &flows::Auditing::failed, m_auditing.get(),
            [](const audit::Entry &entry, const Error &error) {
                qCWarning(log) << "sent and not recorded:" << entry.what << entry.target << error.detail;
            });
}

void Application::openAnalyst()
{
    flows::AnalystOptions options = flows::AnalystOptions::usual(settings::dataFolder());
    options.sandbox.speed = m_arguments.sandboxSpeed;
    options.sandboxWaits = true;
    options.rules = flows::analystRules(m_layers.policy());
    m_analyst = std::make_unique<flows::AnalystDesk>(options, m_secrets);
    m_admin = std::make_unique<flows::AdminDesk>(
        flows::AdminDesk::Parts{*m_auditing, m_logs, *m_analyst, *m_desk, m_secrets});
    connect(&m_analyst->workspace(), &flows::Workspace::switched, this, [this] {
        const flows::Workspace &workspace = m_analyst->workspace();
        m_layers.openConnection(workspace.isOpen() ? workspace.connection().id : QString());
    });
    const auto feed = [this] {
        if (m_feed || !m_analyst->sandbox())
            return;
        m_feed = std::make_unique<flows::SandboxFeed>(*m_desk, *m_analyst->sandbox());
        m_feed->setOn(settings::keys::sandboxDelivers.read(m_settings).value);
    };
    connect(m_analyst.get(), &flows::AnalystDesk::ready, this, feed);
    connect(m_analyst.get(), &flows::AnalystDesk::connectionsChanged, this, feed);
    m_analyst->start(settings::keys::connection.read(m_settings).value); // what it tells comes by the loop
}

void Application::buildWindow()
{
    m_window = std::make_unique<ui::MainWindow>(m_theme, ui::Desks{*m_desk, *m_analyst, *m_admin, m_secrets},
                                                m_settings);
    connect(m_window.get(), &ui::MainWindow::sandboxDeliveriesChosen, this, [this](bool on) {
        if (m_feed)
            m_feed->setOn(on);
    });
    connect(m_window.get(), &ui::MainWindow::opened, this, &Application::goOn);
}

void Application::showFailure(const Error &error)
{
    m_theme.dress();
    m_failure = std::make_unique<QWidget>();
    m_failure->setObjectName(u"storeFailure"_s);
    auto *state = new ui::EmptyState(m_theme, u"warning"_s);
    state->setTexts(tr("The store cannot be opened"), ui::errorSentence(error));
    state->setDetails(ui::errorSentence(error));
    QPushButton *again = state->addButton(tr("Try again"), u"tryStoreAgain"_s, true);
    connect(again, &QPushButton::clicked, this, &Application::open, Qt::QueuedConnection);
    connect(state->addButton(tr("Quit"), u"quitAfterFailure"_s, false), &QPushButton::clicked, qApp,
            &QApplication::quit);
    auto *column = new QVBoxLayout(m_failure.get());
    column->addWidget(state);
    m_failure->resize(560, 380);
    m_failure->show();
    again->setFocus();
}

} // namespace tocsin
