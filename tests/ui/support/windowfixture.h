// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/deliverytable.h"

#include <QApplication>
#include <QTest>

namespace tocsin::test {

// The whole window over a DeskFixture, for a test class to derive from: opened before each test function,
// closed after it.
struct WindowFixture
{
    std::unique_ptr<DeskFixture> m_fixture;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::MainWindow> m_window;

    void openWindow(const std::vector<domain::NewDelivery> &earlier = {})
    {
        m_fixture = std::make_unique<DeskFixture>();
        QVERIFY(m_fixture->open(earlier));
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
        m_window->resize(1360, 860);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void closeWindow()
    {
        m_window.reset();
        m_theme.reset();
        m_fixture.reset();
    }

    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    ui::DeliveryTable *table() const { return part<ui::DeliveryTable>(QStringLiteral("deliveryTable")); }
};

} // namespace tocsin::test
