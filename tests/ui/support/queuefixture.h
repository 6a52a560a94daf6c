// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "core/secrets/memorystore.h"
#include "ui/commands.h"
#include "ui/filter/filterbar.h"
#include "ui/incidents/incidentspage.h"
#include "ui/incidents/incidenttable.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

namespace tocsin::test {

// The page over the real sandbox: a server on loopback, its sync and the book's file. For a test class to
// derive from: opened before each test function, closed after it.
struct QueueFixture
{
    static constexpr int patience = 30'000; // ms

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<flows::AnalystDesk> m_desk;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    ui::Commands *m_commands = nullptr; // the window's
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    ui::IncidentsPage *m_page = nullptr; // the window's
    ui::IncidentTable *m_table = nullptr;

    // With what the test wants otherwise; `isOffline`: the server answers nothing yet.
    void openDesk(const std::function<void(flows::AnalystOptions &)> &change, bool isOffline = false)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_secrets = std::make_unique<secrets::MemoryStore>();
        flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder->path());
        options.sandbox.incidents = 60;
        options.sandbox.pastSessions = 3;
        options.sandbox.coldDelayMs = 0;
        options.sandbox.syncInterval = 3'600 * microsPerSecond; // what arrives is what a test lets arrive
        change(options);
        m_desk = std::make_unique<flows::AnalystDesk>(options, *m_secrets);
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<QWidget>();
        m_commands = new ui::Commands(*m_theme, m_window.get());
        m_page = new ui::IncidentsPage(*m_theme, *m_desk, *m_commands, m_window.get());
        m_table = part<ui::IncidentTable>(QStringLiteral("incidentTable"));
        m_window->resize(1360, 860);
        m_page->resize(1360, 860);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_desk->start();
        if (isOffline)
            m_desk->sandbox()->setOffline(true);
    }

    // ... and waits until the queue of the sandbox is listed.
    void openQueue()
    {
        openDesk([](flows::AnalystOptions &) {});
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().isOpen(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().sync().state().synced > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() > 5, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_table->currentId() != 0, patience);
    }

    void closeQueue()
    {
        m_tester.reset();
        m_window.reset();
        m_theme.reset();
        m_desk.reset();
        m_secrets.reset();
        m_folder.reset();
    }

    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("no part %s", qPrintable(name));
        return found;
    }
    ui::IncidentTableModel &model() const { return *static_cast<ui::IncidentTableModel *>(m_table->model()); }
    void setFilter(const QString &text) const
    {
        part<ui::FilterBar>(QStringLiteral("incidentFilterBar"))->setText(text);
    }
};

} // namespace tocsin::test
