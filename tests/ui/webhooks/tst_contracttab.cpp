// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/contracts.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/words.h"
#include "ui/webhooks/deliverytablemodel.h"
#include "ui/webhooks/inspector/contracttab.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/plainlabel.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr int patience = 30'000; // ms

QByteArray order(const QByteArray &total)
{
    return "{\"event\":\"order.paid\",\"id\":7,\"total\":" + total + "}";
}

} // namespace

// A contract from the first capture to its removal, in the whole window.
class TestContractTab final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    ui::Inspector *inspector() const { return part<ui::Inspector>(u"inspector"_s); }
    QPushButton *accept() const { return part<QPushButton>(u"acceptContract"_s); }
    QTableView *differences() const { return part<QTableView>(u"driftTable"_s); }
    QString words() const
    {
        QStringList all;
        for (const auto *label :
             inspector()->findChild<ui::ContractTab *>()->findChildren<ui::PlainLabel *>())
            all.append(label->original());
        return all.join(u'\n');
    }
    void post(const QByteArray &body)
    {
        const int before = table()->model()->rowCount();
        QVERIFY(m_fixture->post("/orders", body) > 0);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), before + 1, patience);
        table()->selectRow(0);
        QTRY_VERIFY_WITH_TIMEOUT(inspector()->subject() && inspector()->subject()->delivery.row.id ==
                                                               table()->selectedIds().value(0),
                                 patience);
    }
    void acceptFirst()
    {
        post(order("1.5"));
        inspector()->setTab(ui::Inspector::Contract);
        QTRY_VERIFY_WITH_TIMEOUT(accept()->isVisible(), patience);
        accept()->click();
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"removeContract"_s)->isVisible(), patience);
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void whatWasCapturedIsOfferedAsContract()
    {
        post(order("1.5"));
        inspector()->setTab(ui::Inspector::Contract);
        QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"No contract is accepted for order.paid"_s), patience);
        QVERIFY(words().contains(u"1 delivery"_s));
        QVERIFY(part<ui::ByteTextView>(u"contractSchema"_s)->lineCount() > 10);
        QVERIFY(!differences()->isVisible());
        QVERIFY(!part<QPushButton>(u"removeContract"_s)->isVisible());
    }

    void aDeliveryThatDiffersIsMarkedAndToldOf()
    {
        acceptFirst();
        QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"fits its contract"_s), patience);
        QVERIFY(!accept()->isVisible());
        post(order("\"free\""));
        const domain::DeliveryId id = inspector()->id();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk().contracts().isDrifted(id), patience);
        QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"differs from its contract in 1 place."_s), patience);
        QCOMPARE(differences()->model()->index(0, 0).data().toString(), u"/total"_s);
        QCOMPARE(differences()->model()->index(0, 1).data().toString(), u"Type: number → string"_s);
        QTRY_VERIFY_WITH_TIMEOUT(differences()->model()->index(0, 2).data().toString().contains(u"1×"_s),
                                 patience);
        QCOMPARE(part<QTabWidget>(u"inspectorTabs"_s)->tabText(ui::Inspector::Contract), u"Contract ≠"_s);
        const QModelIndex event = table()->model()->index(0, ui::DeliveryTableModel::Event);
        QVERIFY(event.data(Qt::AccessibleTextRole).toString().contains(u"differs from the contract"_s));
        QVERIFY(event.data(Qt::ToolTipRole).toString().contains(u"≠"_s));
        const QModelIndex fits = table()->model()->index(1, ui::DeliveryTableModel::Event);
        QVERIFY(!fits.data(Qt::AccessibleTextRole).toString().contains(u"differs"_s));
    }

    void everythingFitsANarrowWindow()
    {
        acceptFirst();
        m_window->resize(1024, 700);
        post("{\"event\":\"order.paid\",\"a_rather_long_name_of_a_member\":{\"b\":[1]}}");
        QTRY_VERIFY_WITH_TIMEOUT(differences()->isVisible(), patience);
        auto *tab = inspector()->findChild<ui::ContractTab *>();
        for (const auto *button : tab->findChildren<QPushButton *>()) {
            QTRY_VERIFY_WITH_TIMEOUT(button->width() >= button->sizeHint().width(), patience);
            QVERIFY(tab->rect().contains(QRect(button->mapTo(tab, QPoint()), button->size())));
        }
        for (const auto *label : tab->findChildren<ui::PlainLabel *>()) {
            if (label->isVisible() && label->wordWrap())
                QTRY_VERIFY_WITH_TIMEOUT(label->height() >= label->heightForWidth(label->width()), patience);
        }
        const int last = differences()->model()->columnCount() - 1;
        QVERIFY(differences()->columnViewportPosition(last) + differences()->columnWidth(last) <=
                differences()->viewport()->width());
    }

    void theSummarySaysHowADeliveryStandsAndLeadsThere()
    {
        const auto line = [this] {
            const auto *label = inspector()->findChild<ui::PlainLabel *>(u"summaryContract"_s);
            return label ? label->original() : QString();
        };
        post(order("1.5"));
        QTRY_COMPARE_WITH_TIMEOUT(line(), u"none is accepted for this event"_s, patience);
        inspector()->setTab(ui::Inspector::Summary);
        inspector()->findChild<QPushButton *>(u"summaryContractShow"_s)->click();
        QCOMPARE(inspector()->tab(), int(ui::Inspector::Contract));
        QTRY_VERIFY_WITH_TIMEOUT(accept()->isVisible(), patience);
        accept()->click();
        QTRY_COMPARE_WITH_TIMEOUT(line(), u"✔ the body fits it"_s, patience);
        post("{\"event\":\"order.paid\",\"total\":true}");
        QTRY_COMPARE_WITH_TIMEOUT(line(), u"≠ 2 differences"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(accept()->isVisible(), patience);
        accept()->click();
        QTRY_COMPARE_WITH_TIMEOUT(line(), u"✔ the body fits it"_s, patience);
    }

    void theFilterFindsWhatDrifted()
    {
        acceptFirst();
        post(order("\"free\""));
        post(order("2.5"));
        auto *field = part<QLineEdit>(u"filterField"_s);
        field->setFocus(); // else Return is the list's
        field->setText(u"drift:any"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
        // What comes while the filter stands is found once it is marked.
        QVERIFY(m_fixture->post("/orders", order("null")) > 0);
        QVERIFY(m_fixture->post("/orders", order("3.5")) > 0);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 2, patience);
        field->setFocus();
        field->setText(u"drift:missing-member"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 0, patience);
    }

    void theChangeIsAcceptedAndTheMarkGoes()
    {
        acceptFirst();
        post(order("\"free\""));
        QTRY_VERIFY_WITH_TIMEOUT(accept()->isVisible(), patience);
        QCOMPARE(accept()->accessibleName(), u"Accept the change"_s);
        accept()->click();
        QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"fits its contract"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(part<QTabWidget>(u"inspectorTabs"_s)->tabText(ui::Inspector::Contract),
                                  u"Contract"_s, patience);
        QVERIFY(words().contains(u"from 2 deliveries"_s));
    }

    void aBodyThatIsNoJsonSaysWhatItTakes()
    {
        post("a=1");
        inspector()->setTab(ui::Inspector::Contract);
        QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"nothing to infer"_s), patience);
        QVERIFY(!accept()->isVisible());
    }

    void anotherDeliveryIsReadWhenItIsChosen()
    {
        post("a=1");
        inspector()->setTab(ui::Inspector::Contract);
        QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"nothing to infer"_s), patience);
        post(order("1"));
        QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"order.paid"_s), patience);
    }

    void theSchemaIsExported()
    {
        acceptFirst();
        part<QPushButton>(u"exportSchema"_s)->click();
        auto *dialog = part<QFileDialog>(u"exportSchemaDialog"_s);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), patience);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"order.schema.json"_s);
        emit dialog->fileSelected(path);
        dialog->close();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(schema["title"_L1].toString(), u"order.paid at catch-all"_s);
        QCOMPARE(schema["properties"_L1]["total"_L1]["type"_L1].toString(), u"number"_s);
    }

    void removingAsksFirst()
    {
        acceptFirst();
        part<QPushButton>(u"removeContract"_s)->click();
        auto *box = part<QMessageBox>(u"confirmRemoveContract"_s);
        QTRY_VERIFY_WITH_TIMEOUT(box->isVisible(), patience);
        part<QPushButton>(u"confirmRemoveContractButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"No contract is accepted"_s), patience);
    }

    void namesFromOutsideStayText()
    {
        post("{\"event\":\"<b>x</b>\\u202E\",\"<img src='file:///etc/passwd'>\":1}");
        inspector()->setTab(ui::Inspector::Contract);
        QTRY_VERIFY_WITH_TIMEOUT(accept()->isVisible(), patience);
        accept()->click();
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"removeContract"_s)->isVisible(), patience);
        post("{\"event\":\"<b>x</b>\\u202E\",\"<img src='x'>\":1}");
        QTRY_VERIFY_WITH_TIMEOUT(differences()->model()->rowCount() == 2, patience);
        for (const auto *label : inspector()->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(TestContractTab)
#include "tst_contracttab.moc"
