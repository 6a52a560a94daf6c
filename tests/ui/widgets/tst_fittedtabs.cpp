// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"
#include "ui/widgets/fittedtabs.h"

#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestFittedTabs final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::FittedTabs> m_tabs;

    void open(int width)
    {
        m_tabs = std::make_unique<ui::FittedTabs>();
        for (const QString &name : {u"Summary"_s, u"Signature"_s, u"Body"_s, u"Headers"_s, u"Attempts"_s,
                                    u"Response"_s, u"Connection"_s, u"Rules & traces"_s})
            m_tabs->addTab(new QWidget, name);
        m_tabs->resize(width, 200);
        m_tabs->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_tabs.get()));
    }
    QList<int> hidden() const
    {
        QList<int> out;
        for (int i = 0; i < m_tabs->count(); ++i) {
            if (!m_tabs->isInRow(i))
                out.append(i);
        }
        return out;
    }
    QPushButton *more() const { return m_tabs->findChild<QPushButton *>(u"moreTabs"_s); }
    // Every tab of the row stands whole in it, and none of its own arrows is needed.
    void checkRow() const
    {
        const auto *row = m_tabs->findChild<QTabBar *>();
        for (const QToolButton *arrow : row->findChildren<QToolButton *>())
            QVERIFY(!arrow->isVisible());
        for (int i = 0; i < m_tabs->count(); ++i) {
            if (!m_tabs->isInRow(i))
                continue;
            const QRect place(row->mapTo(m_tabs.get(), row->tabRect(i).topLeft()), row->tabRect(i).size());
            QVERIFY2(m_tabs->rect().contains(place), qPrintable(m_tabs->tabText(i)));
            QVERIFY2(!more()->isVisible() || !place.intersects(more()->geometry()),
                     qPrintable(m_tabs->tabText(i)));
        }
        QVERIFY(m_tabs->currentIndex() < 0 || m_tabs->isInRow(m_tabs->currentIndex()));
    }

private slots:
    void initTestCase() { m_theme = std::make_unique<ui::Theme>(*qApp); }
    void cleanup() { m_tabs.reset(); }

    void allStandInAWideRow()
    {
        open(1200);
        QVERIFY(hidden().isEmpty());
        QVERIFY(!more()->isVisible());
        checkRow();
    }

    void whatDoesNotFitIsInTheMenu_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("mirrored");
        for (const int width : {200, 300, 340, 420, 500, 620}) {
            for (const bool mirrored : {false, true})
                QTest::addRow("%d%s", width, mirrored ? ", from the right" : "") << width << mirrored;
        }
    }

    void whatDoesNotFitIsInTheMenu()
    {
        QFETCH(int, width);
        QFETCH(bool, mirrored);
        open(width);
        m_tabs->setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        for (int i = 0; i < m_tabs->count(); ++i) {
            m_tabs->setCurrentIndex(i);
            QCoreApplication::processEvents();
            checkRow();
        }
        m_tabs->setCurrentIndex(0);
        const QList<int> behind = hidden();
        QCOMPARE(more()->isVisible(), !behind.isEmpty());
        if (behind.isEmpty())
            return;
        emit more()->menu()->aboutToShow();
        const QList<QAction *> actions = more()->menu()->actions();
        QCOMPARE(actions.size(), behind.size());
        QCOMPARE(actions.last()->text(), u"Rules && traces"_s); // no mnemonic
        actions.last()->trigger();
        QCOMPARE(m_tabs->currentIndex(), 7);
        QVERIFY(m_tabs->isInRow(7));
        checkRow();
    }

    void theRowFollowsItsWidth()
    {
        open(320);
        QVERIFY(!hidden().isEmpty());
        m_tabs->resize(1200, 200);
        QTRY_VERIFY(hidden().isEmpty());
        QVERIFY(!more()->isVisible());
        m_tabs->resize(320, 200);
        QTRY_VERIFY(!hidden().isEmpty());
        checkRow();
    }

    void aLongerTextMakesRoom()
    {
        open(1200);
        m_tabs->setTabText(4, QString(300, u'W'));
        QVERIFY(!hidden().isEmpty());
        m_tabs->setTabText(4, u"Attempts"_s);
        QVERIFY(hidden().isEmpty());
    }

    void theArrowKeysReachThemAll()
    {
        open(300);
        auto *row = m_tabs->findChild<QTabBar *>();
        row->setFocus();
        for (int i = 1; i < m_tabs->count(); ++i) {
            QTest::keyClick(row, Qt::Key_Right);
            QCOMPARE(m_tabs->currentIndex(), i);
            QVERIFY(m_tabs->isInRow(i));
        }
        QTest::keyClick(row, Qt::Key_Right);
        QCOMPARE(m_tabs->currentIndex(), 7); // no further
        for (int i = 6; i >= 0; --i) {
            QTest::keyClick(row, Qt::Key_Left);
            QCOMPARE(m_tabs->currentIndex(), i);
        }
    }
};

QTEST_MAIN(TestFittedTabs)
#include "tst_fittedtabs.moc"
