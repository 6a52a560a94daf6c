// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/rawtarget.h"
#include "tests/support/socmateclient.h"
#include "tests/ui/support/layoutfaults.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/connections/doctordialog.h"
#include "ui/investigations/newinvestigation.h"
#include "ui/text/words.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;

// The doctor of the window: live steps, their remedies, and a text for whoever can help.
class TestDoctorDialog final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void cleanup()
    {
        m_dialog.reset();
        closeWindow();
    }

    void theOpenConnectionIsExamined()
    {
        openWith();
        m_window->commands()[u"examineConnection"_s]->trigger();
        auto *dialog = m_window->findChild<ui::DoctorDialog *>();
        QVERIFY(dialog);
        auto *again = dialog->findChild<QPushButton *>(u"examineAgain"_s);
        QTRY_VERIFY_WITH_TIMEOUT(again->isEnabled(), patience);
        QCOMPARE(stepsOf(*dialog).size(), 13);
        QCOMPARE(resultOf(*dialog), u"All is well."_s);
        QCOMPARE(test::cutTexts(*dialog), QStringList());
        QCOMPARE(test::namelessControls(*dialog), QStringList());
        again->click();
        QVERIFY(!again->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(again->isEnabled(), patience);
        QCOMPARE(stepsOf(*dialog).size(), 13);
    }

    void whatFailsHasItsRemedyAndIsCopied()
    {
        test::RawTarget target;
        target.answer = [](const QByteArray &) {
            return test::RawTarget::reply(200, "<html>Sign in</html>",
                                          "Date: Mon, 02 Jan 2023 00:00:00 GMT\r\n");
        };
        domain::Connection connection = test::connectionTo(target.url());
        connection.name = u"Acme"_s;
        connection.role = u"lead"_s;
        connection.production = true;
        connection.colour = domain::ConnectionColour::Violet;
        examine(connection);
        const QString text = stepsOf(*m_dialog).join(u'\n');
        QVERIFY2(text.contains(u"✖ Clock"_s) && text.contains(u"→ Set the clock"_s), qPrintable(text));
        QVERIFY2(text.contains(u"✖ Read"_s) && text.contains(u"→ Something else"_s), qPrintable(text));
        QCOMPARE(resultOf(*m_dialog), u"2 steps failed."_s);
        QVERIFY(m_dialog->findChild<ui::PlainLabel *>(u"doctorFace"_s)->original().contains(u"production"_s));
        QCOMPARE(m_dialog->findChild<QFrame *>(u"doctorStrip"_s)->property("look").toString(),
                 u"mark-violet"_s);
        m_dialog->findChild<QPushButton *>(u"copyExamination"_s)->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.startsWith(u"Acme\n"_s) && copied.contains(u"✖ Clock"_s));
        QVERIFY(!copied.contains(u"key-that-nobody-sees"_s));
    }

    void closedInTheMiddleNothingComesAfter()
    {
        test::RawTarget target;
        target.answer = [](const QByteArray &) { return QByteArray(); }; // silent
        m_dialog = std::make_unique<ui::DoctorDialog>(
            test::connectionTo(target.url()),
            [](const QString &, QObject *, const Handler<Secret> &handler) { handler(Secret("k")); },
            nullptr);
        m_dialog->show();
        QTRY_VERIFY(!target.requests.isEmpty());
        m_dialog.reset();
        target.answerSilent(test::RawTarget::reply(200));
        QCoreApplication::processEvents();
    }

    void aColourIsChosenAndSeen()
    {
        openWith();
        auto *strip = part<QFrame>(u"productionStrip"_s);
        QVERIFY(!strip->isVisible());
        addConnection([](QDialog &dialog) {
            auto *colour = dialog.findChild<QComboBox *>(u"connectionColour"_s);
            colour->setCurrentIndex(colour->findText(u"Green"_s));
        });
        QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), patience);
        QCOMPARE(strip->property("look").toString(), u"mark-green"_s);
        QCOMPARE(m_fixture->analyst().workspace().connection().colour, domain::ConnectionColour::Green);
    }

    void aWriteToAProductionSystemIsMarkedBeforeAndAfter()
    {
        openWith();
        addConnection([](QDialog &dialog) {
            dialog.findChild<QAbstractButton *>(u"connectionProduction"_s)->setChecked(true);
        });
        QTRY_VERIFY_WITH_TIMEOUT(part<QFrame>(u"productionStrip"_s)->isVisible(), patience);
        m_window->commands()[u"newInvestigation"_s]->trigger();
        auto *form = m_window->findChild<ui::NewInvestigation *>();
        QVERIFY(form);
        auto *note = form->findChild<QFrame *>(u"productionNote"_s);
        QVERIFY(note->isVisible());
        QVERIFY(note->findChild<ui::PlainLabel *>()->original().contains(u"Live"_s));
        form->close();
        QSignalSpy sent(&m_fixture->analyst().workspace().api(), &socmate::SocmateApi::wrote);
        m_fixture->analyst().workspace().api().start({u"anything? [quick]"_s}, this,
                                                     [](const Result<socmate::Started> &) {});
        QTRY_COMPARE_WITH_TIMEOUT(sent.size(), 1, patience);
        bool said = false;
        for (const auto *label : m_window->findChildren<QLabel *>())
            said = said || label->text().contains(u"production system \"Live\""_s);
        for (const auto *label : m_window->findChildren<ui::PlainLabel *>())
            said = said || label->original().contains(u"production system \"Live\""_s);
        QVERIFY(said);
    }

private:
    static constexpr int patience = 30'000; // ms

    void openWith()
    {
        m_fixture = std::make_unique<test::DeskFixture>();
        sandbox::ServerOptions options;
        options.incidents = 10;
        options.coldDelayMs = 0;
        m_fixture->sandbox = options;
        QVERIFY(m_fixture->open());
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
        m_window->resize(1360, 860);
        m_window->show();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->analyst().workspace().isOpen(), patience);
    }

    void addConnection(const std::function<void(QDialog &)> &more)
    {
        m_window->commands()[u"addConnection"_s]->trigger();
        auto *dialog = m_window->findChild<QDialog *>(u"connectionDialog"_s);
        QVERIFY(dialog);
        const sandbox::Server *server = m_fixture->analyst().sandbox();
        dialog->findChild<QLineEdit *>(u"connectionName"_s)->setText(u"Live"_s);
        dialog->findChild<QLineEdit *>(u"connectionApi"_s)->setText(server->baseUrl().toString());
        dialog->findChild<QLineEdit *>(u"connectionCredential"_s)
            ->setText(QString::fromUtf8(server->apiKey().reveal().toByteArray()));
        dialog->findChild<QComboBox *>(u"connectionProxy"_s)->setCurrentIndex(1);
        more(*dialog);
        dialog->findChild<QPushButton *>(u"saveConnection"_s)->click();
    }

    void examine(const domain::Connection &connection)
    {
        m_dialog = std::make_unique<ui::DoctorDialog>(
            connection,
            [](const QString &, QObject *, const Handler<Secret> &handler) {
                handler(Secret("key-that-nobody-sees"));
            },
            nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
        auto *again = m_dialog->findChild<QPushButton *>(u"examineAgain"_s);
        QVERIFY(QTest::qWaitFor([again] { return again->isEnabled(); }, patience));
    }

    static QStringList stepsOf(const QDialog &dialog)
    {
        const QAbstractItemModel *model = dialog.findChild<QListView *>(u"doctorSteps"_s)->model();
        QStringList steps;
        for (int row = 0; row < model->rowCount(); ++row)
            steps.append(model->index(row, 0).data().toString());
        return steps;
    }
    static QString resultOf(const QDialog &dialog)
    {
        return dialog.findChild<ui::PlainLabel *>(u"doctorResult"_s)->original();
    }

    std::unique_ptr<ui::DoctorDialog> m_dialog;
};

QTEST_MAIN(TestDoctorDialog)

#include "tst_doctordialog.moc"
