// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/noticesfixture.h"
#include "ui/notices/noticehistory.h"
#include "ui/notices/unreadnotices.h"
#include "ui/text/words.h"

#include <QTableView>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

class UnreadNoticesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }

    void theBellCountsUntilTheHistoryIsOpened()
    {
        constexpr int patience = test::NoticesFixture::patience;
        test::NoticesFixture fixture;
        QVERIFY(fixture.open());
        ui::UnreadNotices bell(fixture.theme, *fixture.notices);
        QVERIFY(!bell.isVisible());
        QVERIFY(fixture.arrive({fixture.incident(1, u"a"_s), fixture.incident(2, u"b"_s)}));
        QTRY_VERIFY_WITH_TIMEOUT(bell.isVisible(), patience);
        QCOMPARE(bell.text(), u"2"_s);
        QCOMPARE(bell.accessibleName(), u"2 notices not looked at"_s);
        bell.click();
        auto *history = fixture.window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s);
        QVERIFY(history && history->isVisible());
        QVERIFY(!bell.isVisible());
        const auto *table = history->findChild<QTableView *>(u"noticeTable"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience);
        fixture.time += microsPerSecond;
        QVERIFY(fixture.arrive({fixture.incident(3, u"c"_s)})); // under the analyst's eyes
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 3, patience);
        QVERIFY(!bell.isVisible());
        history->close();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.desk->book().pending(), 0, patience);
        QVERIFY(!bell.isVisible());
        fixture.time += microsPerSecond;
        QVERIFY(fixture.arrive({fixture.incident(4, u"d"_s)}));
        QTRY_VERIFY_WITH_TIMEOUT(bell.isVisible(), patience);
        QCOMPARE(bell.text(), u"1"_s);
    }
};

QTEST_MAIN(UnreadNoticesTest)
#include "tst_unreadnotices.moc"
