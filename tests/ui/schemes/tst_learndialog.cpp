// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/schemedraft.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/schemes/learndialog.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QComboBox>
#include <QCryptographicHash>
#include <QLineEdit>
#include <QMessageAuthenticationCode>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr int patience = 60'000; // ms
const QByteArray key = "a-secret-of-a-sender-that-is-not-known";

} // namespace

class LearnDialogTest final : public QObject, test::WindowFixture
{
    Q_OBJECT

private:
    void post(const QByteArray &body, const QByteArray &with)
    {
        const QByteArray time = "1767225600";
        const QByteArray mac =
            QMessageAuthenticationCode::hash(time + "." + body, with, QCryptographicHash::Sha256);
        QCOMPARE(
            m_fixture->post("/elsewhere", body, {{"X-Shop-Time", time}, {"X-Shop-Sig", "v1=" + mac.toHex()}}),
            200);
    }
    ui::LearnDialog *openDialog(int deliveries)
    {
        if (!QTest::qWaitFor([&] { return table()->model()->rowCount() == deliveries; }, patience))
            qFatal("the deliveries are not listed");
        table()->selectAll();
        m_window->commands()[u"learnScheme"_s]->trigger();
        return part<ui::LearnDialog>(u"learnDialog"_s);
    }
    static void typeSecret(ui::LearnDialog *dialog, const QByteArray &secret)
    {
        auto *label = dialog->findChild<QComboBox *>(u"learnLabel"_s);
        label->setCurrentIndex(label->count() - 1);
        dialog->findChild<QLineEdit *>(u"learnValue"_s)->setText(QString::fromLatin1(secret));
    }

private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void whatIsFoundIsOpenedAsAScheme();
    void saysThatNothingFits();
    void aSearchIsStopped();
    void needsDeliveriesAndASecret();
};

void LearnDialogTest::whatIsFoundIsOpenedAsAScheme()
{
    post("{\"n\":1}", key);
    post("{\"n\":22}", key);
    ui::LearnDialog *dialog = openDialog(2);
    typeSecret(dialog, key);
    dialog->findChild<QPushButton *>(u"learnSearch"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QPushButton *>(u"openProposal0"_s), patience);
    dialog->findChild<QPushButton *>(u"openProposal0"_s)->click();
    QCOMPARE(m_window->page(), ui::MainWindow::Schemes);
    const QByteArray text = part<QPlainTextEdit>(u"schemeText"_s)->toPlainText().toUtf8();
    const auto scheme = signature::readScheme(text);
    QVERIFY(scheme);
    QCOMPARE(scheme->recipe().signature.name(), "X-Shop-Sig");
    QVERIFY(!text.contains(key));
    QCOMPARE(part<QComboBox>(u"liveEndpoint"_s)->currentText(), u"catch-all"_s); // where they came from
    QVERIFY(m_fixture->desk().ownSchemes().isEmpty());
}

void LearnDialogTest::saysThatNothingFits()
{
    QCOMPARE(m_fixture->post("/elsewhere", "{}", {{"X-Other", "no digest"}}), 200);
    ui::LearnDialog *dialog = openDialog(1);
    typeSecret(dialog, key);
    dialog->findChild<QPushButton *>(u"learnSearch"_s)->click();
    auto *outcome = dialog->findChild<ui::PlainLabel *>(u"learnOutcome"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!outcome->original().isEmpty(), patience);
    QVERIFY(!dialog->findChild<QPushButton *>(u"openProposal0"_s));
    QVERIFY(dialog->findChild<QPushButton *>(u"learnSearch"_s)->isEnabled());
}

void LearnDialogTest::aSearchIsStopped()
{
    post(QByteArray(300'000, 'x'), "another key");
    ui::LearnDialog *dialog = openDialog(1);
    typeSecret(dialog, key);
    auto *search = dialog->findChild<QPushButton *>(u"learnSearch"_s);
    search->click();
    QVERIFY(dialog->findChild<QWidget *>(u"learnRunning"_s)->isVisibleTo(dialog));
    search->click();
    auto *outcome = dialog->findChild<ui::PlainLabel *>(u"learnOutcome"_s);
    QTRY_VERIFY_WITH_TIMEOUT(outcome->original().startsWith(u"Stopped"), patience);
}

void LearnDialogTest::needsDeliveriesAndASecret()
{
    m_window->commands()[u"learnScheme"_s]->trigger();
    QVERIFY(!m_window->findChild<ui::LearnDialog *>());
    post("{}", key);
    ui::LearnDialog *dialog = openDialog(1);
    typeSecret(dialog, {});
    QVERIFY(!dialog->findChild<QPushButton *>(u"learnSearch"_s)->isEnabled());
    typeSecret(dialog, key);
    QVERIFY(dialog->findChild<QPushButton *>(u"learnSearch"_s)->isEnabled());
}

QTEST_MAIN(LearnDialogTest)

#include "tst_learndialog.moc"
