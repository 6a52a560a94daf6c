// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/plainlabel.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace tocsin;
using ui::PlainLabel;

class TestPlainLabel final : public QObject
{
    Q_OBJECT

private slots:
    void saysTheLongestThatFits_data()
    {
        QTest::addColumn<QString>("expected"); // as wide as that
        QTest::newRow("all of it") << u"shop · 14:02:31 · answered 200 in 2 ms"_s;
        QTest::newRow("shorter") << u"shop · 14:02:31 · answered 200"_s;
        QTest::newRow("shortest") << u"shop · answered 200"_s;
    }
    void saysTheLongestThatFits()
    {
        QFETCH(QString, expected);
        PlainLabel label(u"shop · 14:02:31 · answered 200 in 2 ms"_s, PlainLabel::Fit::ElideEnd);
        label.setShorter({u"shop · 14:02:31 · answered 200"_s, u"shop · answered 200"_s});
        PlainLabel plain(expected, PlainLabel::Fit::ElideEnd);
        for (PlainLabel *one : {&label, &plain})
            one->resize(plain.fontMetrics().horizontalAdvance(expected) + 1, 20);
        QCOMPARE(label.grab().toImage(), plain.grab().toImage());
        QCOMPARE(label.original(), u"shop · 14:02:31 · answered 200 in 2 ms"_s);
    }

    void anotherTextForgetsTheShorterOnes()
    {
        PlainLabel label(u"one two three"_s, PlainLabel::Fit::ElideEnd);
        label.setShorter({u"one"_s});
        label.setText(u"four five six"_s);
        PlainLabel plain(u"four five six"_s, PlainLabel::Fit::ElideEnd);
        for (PlainLabel *one : {&label, &plain})
            one->resize(plain.fontMetrics().horizontalAdvance(u"four fiv"_s), 20);
        QCOMPARE(label.grab().toImage(), plain.grab().toImage());
    }

    // A form gives a field that has grown a second line the height of one.
    void keepsItsLinesInAForm()
    {
        QWidget window;
        auto *form = new QFormLayout(&window);
        auto *field = new QWidget;
        auto *column = new QVBoxLayout(field);
        column->addWidget(new QLineEdit);
        auto *fault = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
        fault->keepLines();
        fault->hide();
        column->addWidget(fault);
        form->addRow(u"Name"_s, field);
        window.resize(240, 60);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        fault->setText(u"a sentence that needs two lines or more, however small the letters are"_s);
        fault->show();
        QTRY_VERIFY_WITH_TIMEOUT(fault->height() > 2 * fault->fontMetrics().height() - 4 &&
                                     fault->height() >= fault->heightForWidth(fault->width()),
                                 30'000);
        fault->setText(u"short"_s);
        QTRY_VERIFY_WITH_TIMEOUT(fault->minimumHeight() < 2 * fault->fontMetrics().height(), 30'000);
    }
};

QTEST_MAIN(TestPlainLabel)
#include "tst_plainlabel.moc"
