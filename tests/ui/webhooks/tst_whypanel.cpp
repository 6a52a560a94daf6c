// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/explainer.h"
#include "tests/support/explaincase.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/causetext.h"
#include "ui/text/words.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/bytediff.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {
const QByteArray sent = R"({"event":"alert.created","n":9007199254740993})";
const QByteArray arrived = R"({"event": "alert.created", "n": 9007199254740993})";
const QByteArray lost = "a-secret-that-is-stored-nowhere-0123456789";
} // namespace

class TestWhyPanel final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    // Chooses the newest delivery and waits for what the panel says of it.
    bool look()
    {
        const qint64 stored = m_fixture->desk().counters().captured;
        if (!QTest::qWaitFor([&] { return table()->model()->rowCount() == stored; }))
            return false;
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        inspector->setTab(ui::Inspector::Signature);
        table()->selectRow(0);
        return QTest::qWaitFor(
            [&] { return inspector->subject() && inspector->id() == table()->currentId(); });
    }
    QString text(const QString &name) const
    {
        const auto *label = m_window->findChild<ui::PlainLabel *>(name);
        return label ? label->original() : QString();
    }
    bool explained() const { return part<QWidget>(u"whyCopy"_s)->isVisible(); }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aProvedCauseSaysWhatAndWho()
    {
        QVERIFY(m_fixture->postSpoiled(sent, arrived) > 0);
        QVERIFY(look());
        QTRY_VERIFY(explained());
        QVERIFY(m_window->findChild<QWidget *>(u"provedCause"_s));
        QCOMPARE(part<QWidget>(u"causeCertainty"_s)->accessibleName(), u"Proved"_s); // a word, not a colour
        QCOMPARE(text(u"causePlace"_s), u"A2 · at the sender"_s);                    // nothing tells of a hop
        QVERIFY(text(u"causeSentence"_s).startsWith(u"The body that was signed"_s));
        QVERIFY(text(u"causeRemedy"_s).startsWith(u"To fix, at the sender: "_s));
        QVERIFY(text(u"causeFacts"_s).contains(u"secret alerts-first"_s));
        const auto *bytes = part<ui::ByteDiff>(u"causeBytes"_s);
        QCOMPARE(bytes->alignment().firstByte, 9);
        QVERIFY(bytes->isRowVisible(bytes->alignment().first));
        // The verdict above says it too.
        bool said = false;
        for (const auto *label : m_window->findChildren<ui::PlainLabel *>())
            said = said || label->original().startsWith(u"Proved: the body"_s);
        QVERIFY(said);
    }

    void aSecretOfSomethingElseIsNamed()
    {
        secrets::StoredSecret staging;
        staging.label = u"staging-2026"_s;
        staging.value = Secret::copyOf(lost);
        m_fixture->secretStore().put(staging, this, [](const Result<void> &) {});
        QTRY_COMPARE(m_fixture->desk().explainer().grounds().secrets.size(), 2);
        QVERIFY(m_fixture->postSpoiled(sent, sent, {}, Secret::copyOf(lost)) > 0);
        QVERIFY(look());
        QTRY_VERIFY(explained());
        QCOMPARE(text(u"causePlace"_s), u"B1 · in the setting here"_s);
        QVERIFY(text(u"causeSentence"_s).contains(u"staging-2026"_s));
    }

    void withoutProofItSaysWhatWouldTellMore()
    {
        QVERIFY(m_fixture->postSpoiled(sent, sent, {{"Via", "1.1 hop"}}, Secret::copyOf(lost)) > 0);
        QVERIFY(look());
        QTRY_VERIFY(explained());
        QVERIFY(!m_window->findChild<QWidget *>(u"provedCause"_s));
        QVERIFY(m_window->findChildren<QWidget *>(u"openCause"_s).size() > 1);
        QVERIFY(!text(u"whyUnproved"_s).isEmpty());
        QVERIFY(text(u"whyNext"_s).startsWith(u"• "_s));
        QVERIFY(!text(u"whyRuledOut"_s).isEmpty());
    }

    void whatWasTriedIsFoldedAndSearchable()
    {
        QVERIFY(m_fixture->postSpoiled(sent, sent, {}, Secret::copyOf(lost)) > 0);
        QVERIFY(look());
        QTRY_VERIFY(explained());
        auto *list = part<ui::TextTable>(u"whyConsidered"_s);
        auto *toggle = part<QToolButton>(u"whyTried"_s);
        QVERIFY(!list->isVisible());
        toggle->setFocus();
        QTest::keyClick(toggle, Qt::Key_Space);
        QVERIFY(list->isVisible());
        const int all = list->model()->rowCount();
        QVERIFY(all > 10);
        const QString title = list->model()->index(5, 1).data().toString();
        part<QLineEdit>(u"whySearch"_s)->setText(title.toUpper());
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(list->model()->index(0, 1).data().toString(), title);
        part<QLineEdit>(u"whySearch"_s)->setText(u"no such words"_s);
        QCOMPARE(list->model()->rowCount(), 0);
        part<QLineEdit>(u"whySearch"_s)->clear();
        QCOMPARE(list->model()->rowCount(), all);
    }

    void anotherSecretIsTriedOnceAndNotStored()
    {
        QVERIFY(m_fixture->postSpoiled(sent, sent, {}, Secret::copyOf(lost)) > 0);
        QVERIFY(look());
        QTRY_VERIFY(explained());
        auto *field = part<QLineEdit>(u"whySecret"_s);
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QVERIFY(!part<QPushButton>(u"whyTry"_s)->isEnabled());
        field->setFocus();
        QTest::keyClicks(field, QString::fromLatin1(lost));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(field->text().isEmpty());
        QTRY_VERIFY(m_window->findChild<QWidget *>(u"provedCause"_s));
        QVERIFY(text(u"causeSentence"_s).contains(u"the secret that you entered"_s));
        QVERIFY(m_window->findChild<QWidget *>(u"whyAddSecret"_s));
        QCOMPARE(m_fixture->desk().explainer().grounds().secrets.size(), 1);
        part<QPushButton>(u"whyAgain"_s)->click(); // without it
        QTRY_VERIFY(!m_window->findChild<QWidget *>(u"provedCause"_s));
        QTRY_VERIFY(explained());
    }

    void anAnswerForTheDeliveryBeforeIsNotShown()
    {
        QVERIFY(m_fixture->postSpoiled(sent, arrived) > 0);
        QVERIFY(m_fixture->postSigned(sent) > 0);
        QVERIFY(look()); // the valid one
        QVERIFY(!explained());
        table()->selectRow(1);
        table()->selectRow(0);
        QTest::qWait(200);
        QVERIFY(!explained());
        QVERIFY(!part<QWidget>(u"whyTried"_s)->isVisible());
    }

    void theAnswerFollowsTheSecrets()
    {
        QVERIFY(m_fixture->postSpoiled(sent, sent, {}, Secret::copyOf(lost)) > 0);
        QVERIFY(look());
        QTRY_VERIFY(explained());
        QVERIFY(!m_window->findChild<QWidget *>(u"provedCause"_s));
        secrets::StoredSecret late;
        late.label = u"late"_s;
        late.value = Secret::copyOf(lost);
        m_fixture->secretStore().put(late, this, [](const Result<void> &) {});
        QTRY_VERIFY(text(u"causeSentence"_s).contains(u"late"_s));
    }

    void aLongSearchIsCancelledAndStartedAgain()
    {
        QByteArray body = "[";
        for (int i = 0; i < 40'000; ++i)
            body += "{\"n\": " + QByteArray::number(i) + ", \"t\": \"<z\xc3\xb6>/\"}, ";
        body += "0]";
        QVERIFY(m_fixture->postSpoiled("{}", body, {}, Secret::copyOf(lost)) > 0);
        QVERIFY(look());
        auto *cancel = part<QPushButton>(u"whyCancel"_s);
        QTRY_VERIFY(cancel->isVisible() || explained());
        if (explained())
            QSKIP("this machine searches faster than a search needs to be shown");
        cancel->click();
        QTRY_VERIFY_WITH_TIMEOUT(part<QWidget>(u"whyProblem"_s)->isVisible(), 30'000);
        QVERIFY(!cancel->isVisible());
        part<QPushButton>(u"whyAgain"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(explained(), 60'000);
    }

    void theReportIsThatOfTheCommandLine()
    {
        QVERIFY(m_fixture->postSpoiled(sent, arrived) > 0);
        QVERIFY(look());
        QTRY_VERIFY(explained());
        const QList<QAction *> actions = part<QPushButton>(u"whyCopy"_s)->menu()->actions();
        actions.at(1)->trigger();
        const auto json = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
        QCOMPARE(json[u"verdict"_s], u"mismatch"_s);
        QCOMPARE(json[u"causes"_s][0][u"id"_s], u"A2"_s);
        actions.at(0)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"proved   A2 at the sender: "_s));
    }

    void readFromTheRightTheTextKeepsClearOfTheBar()
    {
        QVERIFY(m_fixture->postSpoiled(sent, arrived) > 0);
        QVERIFY(look());
        QTRY_VERIFY(explained());
        auto *proved = part<QWidget>(u"provedCause"_s);
        QVERIFY(proved->layout()->contentsMargins().left() >= 12);
        m_window->setLayoutDirection(Qt::RightToLeft);
        QTRY_VERIFY(proved->layout()->contentsMargins().right() >= 12);
        QCOMPARE(proved->layout()->contentsMargins().left(), 0);
    }

    void whatWasTriedHasRoomInASmallWindow()
    {
        QVERIFY(m_fixture->postSpoiled(sent, arrived) > 0);
        m_window->resize(1024, 700);
        m_window->commands()[u"resetLayout"_s]->trigger();
        QVERIFY(look());
        QTRY_VERIFY(explained());
        part<QToolButton>(u"whyTried"_s)->click();
        auto *list = part<ui::TextTable>(u"whyConsidered"_s);
        QTRY_VERIFY(list->columnWidth(1) >= 140);
        QVERIFY(list->isColumnHidden(2)); // how often gives way to what
        int all = 0;
        for (int column = 0; column < 4; ++column)
            all += list->columnWidth(column);
        QVERIFY(all <= list->viewport()->width());
        m_window->resize(1360, 860);
        m_window->commands()[u"resetLayout"_s]->trigger();
        QTRY_VERIFY(!list->isColumnHidden(2));
    }

    void everyCauseHasATitle()
    {
        const signature::Catalogue catalogue = signature::Catalogue::load().value();
        QSet<QByteArray> ids;
        for (const QString &name : test::explainCases()) {
            const test::Situation situation(test::explainCase(name), catalogue);
            const signature::Explanation found = signature::explain(situation.request());
            for (auto it = found.considered.keyBegin(); it != found.considered.keyEnd(); ++it)
                ids.insert(*it);
            for (const signature::Cause &cause : found.causes)
                ids.insert(cause.id);
        }
        QVERIFY(ids.size() > 50);
        for (const QByteArray &id : std::as_const(ids))
            QVERIFY2(ui::causeTitle(id) != QString::fromLatin1(id), id);
    }

    void everyPartIsReachedByTab()
    {
        QVERIFY(m_fixture->postSpoiled(sent, arrived) > 0);
        QVERIFY(look());
        QTRY_VERIFY(explained());
        part<QToolButton>(u"whyTried"_s)->click();
        QTRY_VERIFY(part<ui::ByteDiff>(u"causeBytes"_s)->isVisible());
        table()->setFocus();
        QStringList reached;
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached.append(QApplication::focusWidget()->objectName());
        }
        for (const QString &name : {u"whyCopy"_s, u"causeBytes"_s, u"whyTried"_s, u"whySearch"_s,
                                    u"whyConsidered"_s, u"whySecret"_s})
            QVERIFY2(reached.contains(name), qPrintable(name + u" is not among "_s + reached.join(u' ')));
    }
};

QTEST_MAIN(TestWhyPanel)
#include "tst_whypanel.moc"
