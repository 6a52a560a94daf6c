// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/inspector/bodytab.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMessageBox>
#include <QTest>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

// A tool tip is rich text when it looks like it: only our own frame may.
bool isHarmlessTip(const QString &tip)
{
    QString inner = tip;
    for (const auto frame : {"<qt><p style=\"white-space:pre-wrap\">"_L1, "</p></qt>"_L1})
        inner.remove(frame);
    return !inner.contains(u'<') && !inner.contains(u'\u202E');
}

bool hasNoHiddenCharacter(const QString &text)
{
    return !text.contains(u'\u202E') && !text.contains(u'\u200B');
}

void checkModel(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    for (int row = 0; row < qMin(50, model.rowCount(parent)); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            QVERIFY2(isHarmlessTip(index.data(Qt::ToolTipRole).toString()),
                     qPrintable(index.data(Qt::ToolTipRole).toString().left(200)));
            QVERIFY(hasNoHiddenCharacter(index.data().toString()));
            QVERIFY(index.data().toString().size() < 5000);
        }
    }
}

void checkEveryWidget(const QWidget &root)
{
    int labels = 0;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        const QByteArray where =
            QByteArray(widget->metaObject()->className()) + ' ' + widget->objectName().toUtf8();
        QVERIFY2(isHarmlessTip(widget->toolTip()), where + ": " + widget->toolTip().left(200).toUtf8());
        QVERIFY2(!qobject_cast<const QTextEdit *>(widget), where);
        if (const auto *label = qobject_cast<const QLabel *>(widget)) {
            ++labels;
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty() ||
                         !Qt::mightBeRichText(label->text()),
                     where);
            QVERIFY2(label->textFormat() == Qt::PlainText || label->inherits("QTipLabel"), where);
            QVERIFY2(hasNoHiddenCharacter(label->text()), where);
        }
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model())
            checkModel(*view->model());
    }
    QVERIFY(labels > 10);
}

} // namespace

class TestHostile final : public QObject
{
    Q_OBJECT

private slots:
    void noWidgetTakesTextFromOutsideForMarkup()
    {
        test::DeskFixture fixture;
        QVERIFY(fixture.open());
        const QString text = test::hostileText();
        QJsonObject alert{{u"event"_s, u"alert.created"_s}, {u"source"_s, u"socwarden"_s}};
        for (const QString &member :
             {u"alert_id"_s, u"event_id"_s, u"alert_type"_s, u"severity"_s, u"actor"_s, u"ip"_s, u"project"_s,
              u"summary"_s, u"mitre"_s, u"org_name"_s, u"event_type"_s, text.left(200)})
            alert.insert(member, text);
        const QByteArray body = QJsonDocument(alert).toJson(QJsonDocument::Compact);
        const QByteArray header =
            text.left(300).remove(u'\u202E').remove(u'\u202C').remove(u'\u200B').toUtf8();
        QVERIFY(fixture.postSigned(body) > 0);
        QVERIFY(fixture.post("/hooks/alerts", body,
                             {{"X-Signature-256", header}, {"X-Timestamp", header}, {"X-Odd", header}}) > 0);
        QVERIFY(fixture.post("/hooks/<img/src='file:///etc/passwd'>", body) > 0);
        QVERIFY(fixture.postSpoiled(body, body + "\xe2\x80\xae \n") > 0);
        QVERIFY(fixture.waitForStored(4));

        ui::Theme theme(*qApp);
        ui::MainWindow window(theme, fixture.desk(), fixture.secretStore(), fixture.settings());
        window.show();
        auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
        auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
        QTRY_COMPARE(table->model()->rowCount(), 4);
        for (int row = 0; row < 4; ++row) {
            table->selectRow(row);
            QTRY_VERIFY(inspector->subject() && inspector->subject()->delivery.row.id == table->currentId());
            fixture.desk().setNote(table->currentId(), text);
            QTRY_COMPARE(inspector->loadedNote(), text);
            for (int tab = ui::Inspector::Summary; tab <= ui::Inspector::Contract; ++tab) {
                inspector->setTab(ui::Inspector::Tab(tab));
                window.grab(); // paints what it holds
            }
            inspector->setTab(ui::Inspector::Signature);
            const bool hasWhy = inspector->subject()->verification.verdict != domain::Verdict::Valid;
            QTRY_COMPARE(inspector->findChild<QWidget *>(u"whyCopy"_s)->isVisible() ||
                             inspector->findChild<QWidget *>(u"whyNothing"_s),
                         hasWhy);
            inspector->findChild<QToolButton *>(u"whyTried"_s)->click();
            window.grab();
            auto *bodyTab = inspector->findChild<ui::BodyTab *>();
            for (int way = ui::BodyTab::Raw; way <= ui::BodyTab::Hex; ++way)
                bodyTab->setWay(ui::BodyTab::Way(way));
            checkEveryWidget(window);
        }
    }

    void noDialogDoesEither()
    {
        test::DeskFixture fixture;
        QVERIFY(fixture.open());
        ui::Theme theme(*qApp);
        ui::MainWindow window(theme, fixture.desk(), fixture.secretStore(), fixture.settings());
        window.show();
        for (const QString &name : {u"addEndpoint"_s, u"secrets"_s, u"shortcuts"_s, u"about"_s})
            window.commands()[name]->trigger();
        QTRY_VERIFY(window.findChildren<QDialog *>().size() >= 4);
        for (const QMessageBox *box : window.findChildren<QMessageBox *>())
            QCOMPARE(box->textFormat(), Qt::PlainText);
        for (const QLabel *label : window.findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                     qPrintable(label->objectName()));
    }
};

QTEST_MAIN(TestHostile)
#include "tst_hostile.moc"
