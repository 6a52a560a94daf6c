// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/relays.h"
#include "tests/support/rawtarget.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/words.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/endpointlistmodel.h"
#include "ui/widgets/plainlabel.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using Phase = flows::ForwardState::Phase;
using test::RawTarget;

// The relay of an endpoint, made, watched and ended in the window.
class TestForwardDialog final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    static constexpr int patience = 30'000;

    QDialog *openDialog()
    {
        emit m_window->findChild<ui::EndpointList *>()->forwardAsked(u"alerts"_s);
        return m_window->findChild<QDialog *>(u"forwardDialog"_s);
    }
    void aim(const QUrl &url) { part<QComboBox>(u"forwardTarget"_s)->setCurrentText(url.toString()); }
    void save() { part<QPushButton>(u"saveForward"_s)->click(); }
    flows::ForwardState state() const
    {
        return m_fixture->desk().relays().state(u"alerts"_s).value_or(flows::ForwardState());
    }
    std::optional<domain::ForwardSpec> spec() const
    {
        for (const domain::Endpoint &endpoint : m_fixture->desk().endpoints()) {
            if (endpoint.name == u"alerts"_s)
                return endpoint.forward;
        }
        return std::nullopt;
    }
    ui::EndpointListModel::Forwarding mark() const
    {
        const auto *model = part<QListView>(u"endpointList"_s)->model();
        return model->index(1, 0)
            .data(ui::EndpointListModel::ForwardRole)
            .value<ui::EndpointListModel::Forwarding>();
    }
    QString sentence() const { return part<ui::PlainLabel>(u"forwardSentence"_s)->text(); }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void whatIsCapturedIsSentOn()
    {
        RawTarget target;
        QVERIFY(openDialog());
        QVERIFY(!part<QWidget>(u"forwardState"_s)->isVisible());
        QCOMPARE(part<QPushButton>(u"saveForward"_s)->text(), u"Start relay"_s);
        aim(target.url());
        save();
        QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Waiting, patience);
        QVERIFY(part<QWidget>(u"forwardState"_s)->isVisible());
        QCOMPARE(m_fixture->postSigned("{}"), 200);
        QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            part<ui::PlainLabel>(u"forwardFacts"_s)->text().contains(u"1 sent on since the start"_s),
            patience);
        QTRY_COMPARE_WITH_TIMEOUT(mark().badge.word, u"Relay runs"_s, patience);
        const auto *model = part<QListView>(u"endpointList"_s)->model();
        QVERIFY(model->index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"Relay runs"_s));
        QVERIFY(!model->index(2, 0).data(ui::EndpointListModel::HasForwardRole).toBool());
    }

    void theSenderHearsTheTarget()
    {
        RawTarget target;
        target.answer = [](const QByteArray &) { return RawTarget::reply(418); };
        openDialog();
        aim(target.url());
        QVERIFY(!part<QSpinBox>(u"forwardWait"_s)->isEnabled());
        part<QComboBox>(u"forwardAnswer"_s)->setCurrentIndex(1);
        QVERIFY(part<QSpinBox>(u"forwardWait"_s)->isEnabled());
        part<QSpinBox>(u"forwardWait"_s)->setValue(20);
        part<QCheckBox>(u"forwardVerified"_s)->setChecked(true);
        part<QSpinBox>(u"forwardBacklog"_s)->setValue(17);
        save();
        QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Waiting, patience);
        QVERIFY(spec()->returnAnswer && spec()->verifyFirst);
        QCOMPARE(spec()->answerSeconds, 20);
        QCOMPARE(spec()->backlogLimit, 17);
        QCOMPARE(m_fixture->postSigned("{}"), 418);
    }

    void aTargetThatFailsIsSaidWithARemedy()
    {
        RawTarget target;
        target.answer = [](const QByteArray &) { return RawTarget::reply(500); };
        openDialog();
        aim(target.url());
        save();
        QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Waiting, patience);
        QCOMPARE(m_fixture->postSigned("{}"), 200);
        auto *skip = part<QPushButton>(u"skipForward"_s);
        QTRY_VERIFY_WITH_TIMEOUT(skip->isVisible(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(sentence().contains(u"was answered 500"_s), patience);
        QVERIFY(sentence().contains(u"Put the target right"_s));
        QTRY_COMPARE_WITH_TIMEOUT(mark().badge.word, u"Relay tries again"_s, patience);
        skip->click();
        QTRY_COMPARE_WITH_TIMEOUT(state().cursor, 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!skip->isVisible(), patience);
    }

    void oneThatHasStoppedIsStartedAgainBySaving()
    {
        RawTarget target;
        openDialog();
        aim(target.url());
        save();
        QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Waiting, patience);
        part<QPushButton>(u"pauseForward"_s)->click();
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_fixture->postSigned(QByteArray::number(i)), 200);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 3, patience);
        part<QSpinBox>(u"forwardBacklog"_s)->setValue(1);
        save(); // still paused
        QCOMPARE(state().phase, Phase::Stopped);
        part<QPushButton>(u"pauseForward"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::BacklogFull, patience);
        QTRY_VERIFY_WITH_TIMEOUT(sentence().contains(u"More than 1 deliveries wait"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(mark().badge.word, u"Relay has stopped"_s, patience);
        part<QComboBox>(u"forwardFrom"_s)->setCurrentIndex(1); // now
        save();
        QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Waiting, patience);
        QCOMPARE(state().cursor, 3);
        QVERIFY(target.requests.isEmpty());
    }

    void pausedItKeepsItsPlace()
    {
        RawTarget target;
        openDialog();
        aim(target.url());
        save();
        QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Waiting, patience);
        auto *pause = part<QPushButton>(u"pauseForward"_s);
        QCOMPARE(pause->text(), u"Pause"_s);
        pause->click();
        QVERIFY(spec()->paused);
        QTRY_COMPARE_WITH_TIMEOUT(mark().badge.word, u"Relay paused"_s, patience);
        QCOMPARE(m_fixture->postSigned("{}"), 200);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
        QVERIFY(target.requests.isEmpty());
        QCOMPARE(pause->text(), u"Resume"_s);
        pause->click();
        QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 1, patience);
    }

    void savingTheEndpointKeepsItsRelay()
    {
        RawTarget target;
        QDialog *dialog = openDialog();
        aim(target.url());
        save();
        QVERIFY(spec());
        dialog->reject();
        emit m_window->findChild<ui::EndpointList *>()->editAsked(u"alerts"_s);
        part<QPushButton>(u"saveEndpoint"_s)->click();
        QVERIFY(spec());
        QCOMPARE(spec()->url, target.url());
    }

    void isRemovedAfterAQuestion()
    {
        RawTarget target;
        openDialog();
        aim(target.url());
        save();
        QVERIFY(spec());
        part<QPushButton>(u"removeForward"_s)->click();
        auto *box = part<QMessageBox>(u"confirmRemoveForward"_s);
        QTRY_VERIFY_WITH_TIMEOUT(box->isVisible(), patience);
        part<QPushButton>(u"confirmRemoveForwardButton"_s)->click();
        QVERIFY(!spec());
        QVERIFY(!part<QWidget>(u"forwardState"_s)->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(mark().badge.word.isEmpty(), patience);
    }

    void anotherMachineHasToBeAllowedFirst()
    {
        openDialog();
        aim(QUrl(u"https://hooks.example.org/in"_s));
        save();
        QVERIFY(!spec());
        auto *allow = part<QPushButton>(u"forwardTargetAllow"_s);
        QVERIFY(allow->isVisible());
        QVERIFY(allow->text().contains(u"hooks.example.org:443"_s));
    }

    void everyControlHasAName()
    {
        QDialog *dialog = openDialog();
        aim(QUrl(u"http://127.0.0.1:1"_s));
        save();
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

    void isReachedByKeyAndMenu()
    {
        part<QListView>(u"endpointList"_s)
            ->setCurrentIndex(part<QListView>(u"endpointList"_s)->model()->index(1, 0));
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QDialog *>(u"forwardDialog"_s), patience);
        QVERIFY(part<QDialog>(u"forwardDialog"_s)->windowTitle().contains(u"alerts"_s));
    }
};

QTEST_MAIN(TestForwardDialog)
#include "tst_forwarddialog.moc"
