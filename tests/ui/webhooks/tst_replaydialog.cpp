// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/tlsidentity.h"
#include "tests/support/listenerfixture.h"
#include "tests/support/rawtarget.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/settings/settingspage.h"
#include "ui/text/words.h"
#include "ui/webhooks/firstcapture.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/replay/answerview.h"
#include "ui/webhooks/replay/bodyeditor.h"
#include "ui/webhooks/schemefield.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::RawTarget;

// Captured deliveries are sent again from the window to a real socket.
class TestReplayDialog final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    static constexpr int patience = 30'000;

    void capture(const QByteArray &body, int rows)
    {
        QVERIFY(m_fixture->postSigned(body) > 0);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), rows, patience);
    }
    // Not selectRow(): it goes by the modifiers of the last key, and would take the choice back.
    void choose() { table()->selectId(m_fixture->desk().lastStoredId()); }
    QDialog *openDialog()
    {
        m_window->commands()[u"replay"_s]->trigger();
        return part<QDialog>(u"replayDialog"_s);
    }
    void aim(const QUrl &url) { part<QComboBox>(u"replayTarget"_s)->setCurrentText(url.toString()); }
    QAbstractItemModel *results() const { return part<QTableView>(u"replayResultTable"_s)->model(); }
    void send(int expected)
    {
        part<QPushButton>(u"startReplay"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(results()->rowCount(), expected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"startReplay"_s)->isEnabled(), patience);
    }
    QString verdict(int row) const { return results()->index(row, 1).data().toString(); }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        openWindow();
        // The list is read for the first time: what is chosen before that would be chosen no more.
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::FirstCapture *>()->isVisible(), patience);
    }
    void cleanup() { closeWindow(); }

    void sendsTheChosenOneAsCapturedAndComparesTheAnswers()
    {
        RawTarget target;
        int status = 500;
        target.answer = [&status](const QByteArray &) {
            return RawTarget::reply(status, "<b>no</b>", "X-Own: 1\r\n");
        };
        capture(R"({"a":1})", 1);
        choose();
        QVERIFY(openDialog());
        QAbstractItemModelTester tester(results());
        aim(target.url());
        send(1);
        QCOMPARE(verdict(0), u"Failing"_s);
        QVERIFY(target.requests.constFirst().endsWith("\r\n\r\n{\"a\":1}"));
        QVERIFY(!target.requests.constFirst().contains("X-Tocsin-Test"));
        auto *view = part<QDialog>(u"replayDialog"_s)->findChild<ui::AnswerView *>();
        QVERIFY(view->isVisible());
        QVERIFY(view->findChild<ui::PlainLabel *>(u"answerStatus"_s)->text().startsWith(u"500"_s));
        auto *bytes = view->findChild<ui::ByteTextView *>();
        QTest::keyClick(bytes, Qt::Key_A, Qt::ControlModifier);
        QVERIFY(bytes->selectedBytes().contains("X-Own: 1"));
        QVERIFY(bytes->selectedBytes().endsWith("<b>no</b>"));
        status = 200;
        send(1);
        QCOMPARE(verdict(0), u"Fixed"_s);
        send(1);
        QCOMPARE(verdict(0), u"Still passing"_s);
        status = 404;
        send(1);
        QCOMPARE(verdict(0), u"Regressed"_s);
        send(1);
        QCOMPARE(verdict(0), u"Still failing"_s);
    }

    // As `tocsinctl replay --ca` does.
    void trustsTheAuthoritiesOfAFile()
    {
        const auto identity = listener::makeTlsIdentity({u"127.0.0.1"_s}, wallClock());
        QVERIFY(identity.has_value());
        test::ListenerFixture server;
        server.makeListener();
        listener::ListenOptions options;
        options.tls = identity->configuration();
        QVERIFY(server.m_listener->listen(options));
        QTemporaryDir folder;
        const auto write = [&folder](const QString &name, const QByteArray &bytes) {
            QFile file(folder.filePath(name));
            return file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                    : QString();
        };
        capture("{}", 1);
        choose();
        QVERIFY(openDialog());
        auto *authority = part<QLineEdit>(u"replayAuthority"_s);
        aim(QUrl(u"http://127.0.0.1:1"_s));
        QVERIFY(!authority->isVisible());
        aim(QUrl(u"https://127.0.0.1:%1"_s.arg(server.m_listener->port())));
        QVERIFY(authority->isVisible());
        send(1); // not trusted: nothing arrives
        QCOMPARE(server.m_handler->count(), 0);
        authority->setText(write(u"none.pem"_s, "nothing"));
        part<QPushButton>(u"startReplay"_s)->click();
        QVERIFY(part<ui::PlainLabel>(u"fault-authorities"_s)->isVisible());
        QCOMPARE(results()->rowCount(), 1); // nothing was sent, so the last answer stays
        authority->setText(write(u"ca.pem"_s, identity->chain[0].toPem()));
        send(1);
        QVERIFY(!part<ui::PlainLabel>(u"fault-authorities"_s)->isVisible());
        QCOMPARE(server.m_handler->count(), 1);
    }

    void theAnswersAreShownLaterWithTheDelivery()
    {
        RawTarget target;
        target.answer = [](const QByteArray &) { return RawTarget::reply(202, "taken"); };
        capture("{}", 1);
        choose();
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        inspector->setTab(ui::Inspector::Attempts);
        QTRY_VERIFY_WITH_TIMEOUT(inspector->subject().has_value(), patience);
        auto *shown = part<QTableView>(u"replayTable"_s);
        QVERIFY(!shown->isVisible());
        QDialog *dialog = openDialog();
        aim(target.url());
        send(1);
        dialog->reject();
        QTRY_COMPARE_WITH_TIMEOUT(shown->model()->rowCount(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown->isVisible(), patience);
        QVERIFY(shown->model()->index(0, 1).data().toString().startsWith(u"202"_s));
        auto *bytes = inspector->findChild<ui::AnswerView *>()->findChild<ui::ByteTextView *>();
        QTest::keyClick(bytes, Qt::Key_A, Qt::ControlModifier);
        QVERIFY(bytes->selectedBytes().endsWith("taken"));
    }

    void editedAndSignedAnewItIsValidAndMarked()
    {
        RawTarget target;
        capture(R"({"a":1})", 1);
        choose();
        openDialog();
        aim(target.url());
        part<QRadioButton>(u"replayEdited"_s)->click();
        auto *body = part<QPlainTextEdit>(u"replayBody"_s);
        QTRY_COMPARE_WITH_TIMEOUT(body->toPlainText(), u"{\"a\":1}"_s, patience);
        QCOMPARE(part<ui::SchemeField>(u"replayScheme"_s)->currentData().toString(), u"socwarden"_s);
        QCOMPARE(part<QComboBox>(u"replaySecret"_s)->currentData().toString(), u"alerts-first"_s);
        body->setPlainText(u"{\"a\":2,\"name\":\"Zoë\"}"_s);
        part<QLineEdit>(u"replayMethod"_s)->setText(u"PUT"_s);
        part<QLineEdit>(u"replayPath"_s)->setText(u"/other?x=1"_s);
        auto *headers = part<QPlainTextEdit>(u"replayHeaders"_s);
        headers->setPlainText(headers->toPlainText() + u"\nX-Added: 1"_s);
        send(1);
        const QByteArray sent = target.requests.constFirst();
        QVERIFY(sent.startsWith("PUT /other?x=1 HTTP/1.1\r\n"));
        QVERIFY(sent.contains("\r\nX-Added: 1\r\n"));
        QVERIFY(sent.contains("\r\nX-Tocsin-Test: made by Tocsin for testing\r\n"));
        QVERIFY(sent.endsWith("\r\n\r\n{\"a\":2,\"name\":\"Zo\xc3\xab\"}"));
        domain::HttpMessage message;
        message.body = sent.sliced(sent.indexOf("\r\n\r\n") + 4);
        for (const QByteArray &line : sent.first(sent.indexOf("\r\n\r\n")).split('\n').sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            message.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
        }
        const auto secrets = m_fixture->desk().currentSecrets();
        QCOMPARE(signature::verify(*m_fixture->desk().schemes().find(u"socwarden"_s), message, secrets,
                                   wallClock())
                     .verdict,
                 domain::Verdict::Valid);
    }

    void whatIsNotTouchedStaysByteForByte()
    {
        RawTarget target;
        QVERIFY(m_fixture->post("/hooks/alerts", "{\"a\":\r\n1}", {{"x-odd", "  a"}}) > 0);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
        choose();
        openDialog();
        aim(target.url());
        part<QRadioButton>(u"replayEdited"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!part<QPlainTextEdit>(u"replayBody"_s)->toPlainText().isEmpty(), patience);
        part<ui::SchemeField>(u"replayScheme"_s)->setScheme({});
        send(1);
        QVERIFY(target.requests.constFirst().contains("\r\nx-odd:   a\r\n"));
        QVERIFY(target.requests.constFirst().endsWith("\r\n\r\n{\"a\":\r\n1}"));
    }

    void aBodyThatTextWouldChangeIsNotEdited_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("editable");
        QTest::newRow("JSON") << QByteArray("{\"a\": \"\xc2\xa0\xe2\x80\xae\"}\n\n") << true;
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("CRLF throughout") << QByteArray("a\r\nb\r\n") << true;
        QTest::newRow("mixed line ends") << QByteArray("a\r\nb\n") << false;
        QTest::newRow("a lone CR") << QByteArray("a\rb") << false;
        QTest::newRow("no UTF-8") << QByteArray("\xff\xfe") << false;
        QTest::newRow("a NUL") << QByteArray("a\0b", 3) << false;
        QTest::newRow("a line separator") << QByteArray("a\xe2\x80\xa8"
                                                        "b")
                                          << false;
        QTest::newRow("a non-character") << QByteArray("a\xef\xb7\x90") << false;
    }

    void aBodyThatTextWouldChangeIsNotEdited()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, editable);
        ui::BodyEditor editor;
        editor.setBytes(body);
        auto *text = editor.findChild<QPlainTextEdit *>();
        QCOMPARE(text->isEnabled(), editable);
        QVERIFY(!editor.edited());
        if (!editable)
            return;
        QTextCursor cursor(text->document());
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(u"x"_s);
        QCOMPARE(editor.edited().value(), body + 'x');
    }

    void anotherMachineHasToBeAllowedFirst()
    {
        capture("{}", 1);
        choose();
        openDialog();
        auto *allow = part<QPushButton>(u"replayTargetAllow"_s);
        aim(QUrl(u"http://127.0.0.1:1/"_s));
        QVERIFY(!allow->isVisible());
        aim(QUrl(u"https://hooks.example.org/in"_s));
        QVERIFY(allow->isVisible());
        QCOMPARE(allow->text(), u"Allow hooks.example.org:443"_s);
        part<QPushButton>(u"startReplay"_s)->click();
        QCOMPARE(results()->rowCount(), 0);
        QVERIFY(m_fixture->desk().options().allowed.entries.isEmpty());
        allow->click();
        QVERIFY(!allow->isVisible());
        QCOMPARE(m_fixture->desk().options().allowed.entries,
                 (QList<flows::AllowList::Entry>{{u"hooks.example.org"_s, 443}}));
        // Kept, shown in the settings, and taken back there.
        QCOMPARE(m_fixture->settings().value(u"replay/allowedHosts"_s).toString(),
                 u"hooks.example.org:443"_s);
        auto *field = m_window->pages().settings().findChild<QLineEdit *>(u"allowedHosts"_s);
        QCOMPARE(field->text(), u"hooks.example.org:443"_s);
        field->setText(u"a/b"_s);
        emit field->editingFinished();
        QVERIFY(part<ui::PlainLabel>(u"allowedHostsLine"_s)->text().contains(u"\"a/b\""_s));
        QCOMPARE(m_fixture->desk().options().allowed.entries.size(), 1);
        field->clear();
        emit field->editingFinished();
        QVERIFY(m_fixture->desk().options().allowed.entries.isEmpty());
        QVERIFY(allow->isVisible());
    }

    void whatIsNoTargetIsSaidBesideTheField()
    {
        capture("{}", 1);
        choose();
        openDialog();
        for (const QString &wrong :
             {u""_s, u"localhost:3000"_s, u"ftp://127.0.0.1/"_s, u"http://a@127.0.0.1/"_s}) {
            part<QComboBox>(u"replayTarget"_s)->setCurrentText(wrong);
            part<QPushButton>(u"startReplay"_s)->click();
            auto *line = part<ui::PlainLabel>(u"replayTargetLine"_s);
            QVERIFY(line->isVisible());
            QVERIFY(line->text().at(0).isUpper());
        }
        QCOMPARE(results()->rowCount(), 0);
    }

    void manyAreSentAndCounted()
    {
        RawTarget target;
        target.answer = [](const QByteArray &request) {
            return RawTarget::reply(request.endsWith("2") ? 500 : 200);
        };
        for (int i = 1; i <= 4; ++i)
            capture(QByteArray::number(i), i);
        table()->selectAll();
        openDialog();
        QVERIFY(!m_window->findChild<QPlainTextEdit *>(u"replayBody"_s)); // of one alone
        aim(target.url());
        part<QSpinBox>(u"replayRate"_s)->setValue(0);
        send(4);
        QCOMPARE(target.requests.size(), 4);
        const QString progress = part<ui::PlainLabel>(u"replayProgress"_s)->text();
        QVERIFY2(progress.contains(u"4 of 4 sent"_s) && progress.contains(u"1 failing"_s) &&
                     progress.contains(u"3 passing"_s),
                 qPrintable(progress));
    }

    void cancelEndsItAndClosingDoesToo()
    {
        RawTarget target;
        target.answer = [](const QByteArray &) { return QByteArray(); }; // never
        for (int i = 1; i <= 3; ++i)
            capture(QByteArray::number(i), i);
        table()->selectAll();
        QDialog *dialog = openDialog();
        aim(target.url());
        auto *start = part<QPushButton>(u"startReplay"_s);
        auto *cancel = part<QPushButton>(u"cancelReplay"_s);
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 1, patience);
        QVERIFY(cancel->isVisible());
        QVERIFY(!start->isEnabled());
        cancel->click();
        QVERIFY(start->isEnabled());
        QVERIFY(!cancel->isVisible());
        QVERIFY(part<ui::PlainLabel>(u"replayProgress"_s)->text().contains(u"cancelled"_s));
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 2, patience);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->findChild<QDialog *>(u"replayDialog"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(target.open, 0, patience);
        QCOMPARE(target.requests.size(), 2);
    }

    void isReachedFromEverywhere()
    {
        capture("{}", 1);
        table()->clearSelection();
        table()->setCurrentIndex({});
        m_window->commands()[u"replay"_s]->trigger(); // whatever is chosen then, nothing breaks
        const auto close = [this] {
            if (auto *dialog = m_window->findChild<QDialog *>(u"replayDialog"_s))
                dialog->reject();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        };
        close();
        choose();
        QTRY_VERIFY_WITH_TIMEOUT(part<ui::Inspector>(u"inspector"_s)->subject().has_value(), patience);
        part<QPushButton>(u"replayButton"_s)->click();
        QVERIFY(part<QDialog>(u"replayDialog"_s)->isVisible());
        close();
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QDialog *>(u"replayDialog"_s), patience);
        close();
        emit table()->customContextMenuRequested({});
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu && menu->actions().contains(m_window->commands()[u"replay"_s]));
        menu->close();
    }

    void everyControlHasAName()
    {
        capture("{}", 1);
        choose();
        QDialog *dialog = openDialog();
        part<QRadioButton>(u"replayEdited"_s)->click();
        for (QWidget *widget : dialog->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisibleTo(dialog) ||
                widget->objectName().startsWith("qt_"_L1))
                continue;
            const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(),
                     qPrintable(widget->objectName() + u' ' +
                                QLatin1StringView(widget->metaObject()->className())));
        }
    }

    void whatATargetSaysIsNeverMarkup()
    {
        const QByteArray evil = test::hostileText().left(300).toUtf8();
        RawTarget target;
        target.answer = [&evil](const QByteArray &) {
            return RawTarget::reply(500, evil, "X-Odd: " + evil + "\r\n");
        };
        const QByteArray alert =
            "{'event':'alert.created','source':'socwarden','severity':'low','summary':'" +
            QByteArray(evil).replace('\'', ' ') + "'}";
        QVERIFY(m_fixture->postSigned(QByteArray(alert).replace('\'', '"')) > 0);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
        choose();
        QDialog *dialog = openDialog();
        aim(target.url());
        send(1);
        part<QRadioButton>(u"replayEdited"_s)->click();
        dialog->grab();
        int labels = 0;
        for (const QLabel *label : dialog->findChildren<QLabel *>()) {
            ++labels;
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName()));
            QVERIFY2(!label->text().contains(u'\u202E'), qPrintable(label->objectName()));
            QVERIFY(!label->toolTip().contains(u"<img"_s));
        }
        QVERIFY(labels > 5);
        QVERIFY(dialog->findChildren<QTextEdit *>().isEmpty());
    }

    void theTargetIsRememberedWithoutAToken()
    {
        RawTarget target;
        capture("{}", 1);
        choose();
        openDialog();
        aim(target.url(u"/in?token=abc"_s));
        send(1);
        aim(target.url(u"/in"_s));
        send(1);
        part<QDialog>(u"replayDialog"_s)->reject();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        openDialog();
        auto *field = part<QComboBox>(u"replayTarget"_s);
        QCOMPARE(field->currentText(), target.url(u"/in"_s).toString());
        QCOMPARE(field->count(), 1);
    }
};

QTEST_MAIN(TestReplayDialog)
#include "tst_replaydialog.moc"
