// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestEmptyState final : public QObject
{
    Q_OBJECT

private slots:
    // What had the focus is gone when an error takes a page: Enter then does what helps.
    void theFocusComesToWhatHelps()
    {
        ui::Theme theme(*qApp);
        QWidget window;
        auto *list = new QLineEdit;
        auto *state = new ui::EmptyState(theme, u"warning"_s);
        QPushButton *again = state->addButton(u"Try again"_s, u"again"_s, true);
        QPushButton *quit = state->addButton(u"Quit"_s, u"quit"_s, false);
        auto *column = new QVBoxLayout(&window);
        column->addWidget(list);
        column->addWidget(state);
        state->hide();
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        list->setFocus();
        state->setTexts(u"It failed"_s, u"For a reason."_s);
        state->setDetails(u"details"_s);
        state->show();
        list->hide();
        QTRY_COMPARE_WITH_TIMEOUT(window.focusWidget(), static_cast<QWidget *>(again), 30'000);
        QTest::keyClick(again, Qt::Key_Tab);
        QCOMPARE(window.focusWidget(), static_cast<QWidget *>(quit));
        QTest::keyClick(quit, Qt::Key_Tab);
        QCOMPARE(window.focusWidget()->objectName(), u"copyDetails"_s);
    }

    void itsButtonsStandInOneRow()
    {
        ui::Theme theme(*qApp);
        ui::EmptyState state(theme, u"warning"_s);
        const QPushButton *again = state.addButton(u"Try again"_s, u"again"_s, true);
        const QPushButton *quit = state.addButton(u"Quit"_s, u"quit"_s, false);
        state.setDetails(u"details"_s);
        state.resize(500, 400);
        state.show();
        const auto *copy = state.findChild<QPushButton *>(u"copyDetails"_s);
        QTRY_VERIFY_WITH_TIMEOUT(again->x() < quit->x() && quit->x() < copy->x(), 30'000);
        QCOMPARE(again->y(), quit->y());
        QCOMPARE(again->y(), copy->y());
        QVERIFY(qAbs(again->x() - (state.width() - copy->geometry().right() - 1)) <= 2); // in the middle
    }
};

QTEST_MAIN(TestEmptyState)
#include "tst_emptystate.moc"
