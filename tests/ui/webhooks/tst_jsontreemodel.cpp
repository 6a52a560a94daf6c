// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/jsontreemodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin::ui;

class TestJsonTreeModel final : public QObject
{
    Q_OBJECT

private slots:
    void keepsOrderDuplicatesAndSpelling()
    {
        Theme theme(*qApp);
        JsonTreeModel model(theme);
        QCOMPARE(model.setBytes(R"({"b":1.50e1,"a":{"x":[1,"two"]},"b":"zo\u00eb"})"), QString());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 0).data().toString(), u"b"_s);
        QCOMPARE(model.index(0, 1).data().toString(), u"1.50e1"_s);
        QCOMPARE(model.index(2, 1).data().toString(), u"zoë"_s);
        QCOMPARE(model.spelling(model.index(2, 1)), QByteArray(R"("zo\u00eb")"));
        const QModelIndex a = model.index(1, 0);
        QVERIFY(model.hasChildren(a));
        QVERIFY(model.canFetchMore(a));
        model.fetchMore(a);
        QCOMPARE(model.rowCount(a), 1);
        const QModelIndex x = model.index(0, 0, a);
        QCOMPARE(x.parent(), a);
        model.fetchMore(x);
        QCOMPARE(model.plainValue(model.index(1, 1, x)), u"two"_s);
    }

    // The tester opens branches itself, also from within a reset, so it comes after the bytes.
    void isAConsistentModel()
    {
        Theme theme(*qApp);
        JsonTreeModel model(theme);
        QCOMPARE(model.setBytes(R"({"a":{"x":[1,"two",{}]},"b":[],"c":null})"), QString());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (QModelIndex index = model.index(0, 0); index.isValid(); index = model.index(0, 0, index))
            model.fetchMore(index);
    }

    void saysWhereJsonEnds()
    {
        Theme theme(*qApp);
        JsonTreeModel model(theme);
        QVERIFY(model.setBytes("{\"a\":}").contains(u"line 1"_s));
        QCOMPARE(model.rowCount(), 0);
    }

    void listsNotMoreThanTenThousandMembersOfOneNode()
    {
        Theme theme(*qApp);
        JsonTreeModel model(theme);
        QCOMPARE(model.setBytes("[0" + QByteArray(",1").repeated(12'000) + "]"), QString());
        QCOMPARE(model.rowCount(), 10'001);
        QVERIFY(model.index(10'000, 1).data().toString().contains(u"2"_s));
        QVERIFY(!model.hasChildren(model.index(10'000, 0)));
    }
};

QTEST_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
