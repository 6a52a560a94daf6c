// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/graphsample.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QTest>

namespace tocsin::test {

using namespace Qt::StringLiterals;

// A view of a graph of five entities, for a test class to derive from.
struct GraphFixture
{
    static constexpr int patience = 30'000; // ms
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::GraphView> m_view;

    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_view->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    ui::GraphCanvas &canvas() const { return m_view->canvas(); }
    QString status() const { return part<ui::PlainLabel>(u"graphStatus"_s)->original(); }
    QPoint pointOf(int node) const { return canvas().pointOf(node).toPoint(); }

    void openView()
    {
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_view = std::make_unique<ui::GraphView>(
            *m_theme, [](const domain::Entity &entity) { return u"defanged "_s + entity.value; });
        m_view->resize(1000, 640);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void closeView()
    {
        m_view.reset();
        m_theme.reset();
    }

    // A host (0) with a user (1), an address (2), a process (3); the address leads to a domain (4).
    static domain::Graph answer()
    {
        return {{graphNode(u"host"_s, u"FIN-01"_s), graphNode(u"user"_s, u"zoe@x.example"_s),
                 graphNode(u"ip"_s, u"203.0.113.9"_s), graphNode(u"process"_s, u"cmd.exe"_s),
                 graphNode(u"domain"_s, u"bad.example"_s)},
                {graphEdge(u"zoe@x.example"_s, u"ASSOCIATED_WITH"_s, u"FIN-01"_s),
                 graphEdge(u"FIN-01"_s, u"COMMUNICATED_WITH"_s, u"203.0.113.9"_s),
                 graphEdge(u"cmd.exe"_s, u"RAN_ON"_s, u"FIN-01"_s),
                 graphEdge(u"bad.example"_s, u"RESOLVED_TO"_s, u"203.0.113.9"_s)},
                {},
                {}};
    }
    void load()
    {
        m_view->start(graphNode(u"host"_s, u"FIN-01"_s).entity);
        m_view->add(answer());
        QTRY_VERIFY_WITH_TIMEOUT(!canvas().isArranging(), patience);
        canvas().setFocus();
    }
};

} // namespace tocsin::test
