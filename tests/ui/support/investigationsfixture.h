// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "core/secrets/memorystore.h"
#include "ui/commands.h"
#include "ui/investigations/investigationspage.h"
#include "ui/investigations/newinvestigation.h"
#include "ui/investigations/sessiondetail.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tocsin::test {

using namespace Qt::StringLiterals;

// The page of investigations over the real sandbox, for test classes that are a QObject as well.
class InvestigationsFixture
{
protected:
    static constexpr int patience = 60'000; // ms

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<flows::AnalystDesk> m_desk;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    ui::InvestigationsPage *m_page = nullptr;
    int m_pastSessions = 0;
    QElapsedTimer m_checked;

    void open(std::optional<sandbox::RunKind> kind = sandbox::RunKind::Plain, bool isHostile = false)
    {
        flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder->path());
        options.sandbox.incidents = 30;
        options.sandbox.pastSessions = m_pastSessions;
        options.sandbox.coldDelayMs = 0;
        options.sandbox.speed = 200;
        options.sandbox.runKind = kind;
        options.sandbox.profile.hostile = isHostile;
        m_settings = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
        m_desk = std::make_unique<flows::AnalystDesk>(options, *m_secrets);
        m_theme = std::make_unique<ui::Theme>(*qApp);
        openWindow();
        QSignalSpy ready(m_desk.get(), &flows::AnalystDesk::ready);
        m_desk->start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, patience);
    }
    void openWindow()
    {
        m_window = std::make_unique<QWidget>();
        auto *commands = new ui::Commands(*m_theme, m_window.get());
        m_page = new ui::InvestigationsPage(*m_theme, *m_desk, *commands, *m_settings, m_window.get());
        m_page->resize(1200, 800);
        m_window->resize(1200, 800);
        m_window->show();
    }
    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    ui::SessionDetail *detail() const { return part<ui::SessionDetail>(u"sessionDetail"_s); }
    QAbstractItemModel *list() const { return part<QListView>(u"sessionList"_s)->model(); }
    bool isIn(domain::SessionState state) const
    {
        return detail()->shown() && detail()->shown()->session.state == state;
    }
    void ask(const QString &question)
    {
        m_page->newInvestigation();
        auto *dialog = part<ui::NewInvestigation>(u"newInvestigation"_s);
        dialog->findChild<QPlainTextEdit *>(u"investigationQuery"_s)->setPlainText(question);
        const int before = list()->rowCount();
        dialog->findChild<QPushButton *>(u"startInvestigation"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), before + 1, patience);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    // As the program does at its end, with everything that was asked of the book done.
    void close()
    {
        m_window.reset();
        m_theme.reset();
        m_desk.reset();
        m_settings.reset();
    }
    static domain::DeliveryRow delivery()
    {
        domain::DeliveryRow row;
        row.summary.event = u"alert.created"_s;
        row.summary.title = u"Odd sign-in"_s;
        return row;
    }
    static storage::IncidentRow incident(qint64 number, const QString &title)
    {
        storage::IncidentRow row;
        row.key.number = number;
        row.title = title;
        return row;
    }
    ui::NewInvestigation *newest() const
    {
        const auto all = m_page->findChildren<ui::NewInvestigation *>();
        Q_ASSERT_X(!all.isEmpty(), "newest", "no dialog");
        return all.constLast();
    }
    // Asks the server soon instead of every few seconds, and seldom enough for the budget of a minute.
    bool isSoFar(domain::SessionState state)
    {
        if (isIn(domain::SessionState::Running) && (!m_checked.isValid() || m_checked.elapsed() > 400)) {
            m_desk->workspace().investigations().checkNow(detail()->id());
            m_checked.start();
        }
        return isIn(state);
    }
    void waitForReport()
    {
        QTRY_VERIFY_WITH_TIMEOUT(
            isSoFar(domain::SessionState::Completed) && detail()->shown()->session.report, patience);
    }

    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_secrets = std::make_unique<secrets::MemoryStore>();
    }
    void end()
    {
        m_pastSessions = 0;
        close();
    }
};

} // namespace tocsin::test
