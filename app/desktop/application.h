// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/desktop/arguments.h"
#include "core/flows/admindesk.h"
#include "core/flows/analystdesk.h"
#include "core/flows/guardedsecrets.h"
#include "core/flows/sandboxfeed.h"
#include "core/flows/webhookdesk.h"
#include "core/logs/logbook.h"
#include "core/secrets/comingstore.h"
#include "core/settings/layers.h"

#include <QSettings>

#include <memory>

class QApplication;
class QWidget;

namespace tocsin::ui {
class MainWindow;
}

namespace tocsin {

// The only place that builds the objects of the window and joins them. Members are in the order of their
// lives: what comes later uses what comes before.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    Application(QApplication &qt, const Arguments &arguments);
    ~Application() override;

    // Opens store and window. What the first picture can do without, it does not wait for.
    void start();

private:
    void open();                          // again after a failure
    void showFailure(const Error &error); // the store cannot be opened: say so, offer to try again
    void findKeychain();
    void seed();       // what the first start makes
    void openRecord(); // of writes
    void openAnalyst();
    void buildWindow();
    void goOn(); // with what could wait until the window stands
    flows::DeskOptions deskOptions() const;

    Arguments m_arguments;
    logs::LogBook m_logs; // first: whatever is said later is kept
    QSettings m_settings;
    settings::LayeredSettings m_layers;
    ui::Theme m_theme;
    secrets::ComingStore m_secrets;
    flows::GuardedSecrets m_guarded;
    std::unique_ptr<flows::Auditing> m_auditing; // before those whose last writes it records
    std::unique_ptr<flows::WebhookDesk> m_desk;
    std::unique_ptr<flows::AnalystDesk> m_analyst;
    std::unique_ptr<flows::AdminDesk> m_admin;
    std::unique_ptr<flows::SandboxFeed> m_feed; // null without a sandbox
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<QWidget> m_failure;
};

} // namespace tocsin
