// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/explainer.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/rotationtext.h"
#include "ui/text/words.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/rotationchart.h"
#include "ui/webhooks/rotationdialog.h"
#include "ui/widgets/barchart.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QComboBox>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace tocsin;
using flows::SecretJudgement;
using storage::SignatureHistory;
using ui::PlainLabel;

namespace {

constexpr int patience = 30'000; // ms
constexpr Micros day = 24 * 3600 * microsPerSecond;
constexpr Micros now = 1'767'225'600'000'000;

SignatureHistory historyOf(const QList<SignatureHistory::SecretUse> &secrets)
{
    SignatureHistory history;
    history.secrets = secrets;
    history.deliveries = 1000;
    return history;
}

QString answerOf(const SignatureHistory &history, const QStringList &labels)
{
    const auto answer = ui::rotationAnswer(flows::judgeRotation(history, labels, now), history, now);
    return answer.sentence + u'\n' + answer.more;
}

} // namespace

class RotationViewTest final : public QObject, test::WindowFixture
{
    Q_OBJECT

private:
    QString textsOf(const QString &name) const
    {
        QStringList texts;
        for (const PlainLabel *label : part<QWidget>(name)->findChildren<PlainLabel *>())
            texts.append(label->original());
        return texts.join(u'\n');
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void cleanup() { closeWindow(); }

    void answersTheQuestion_data();
    void answersTheQuestion();
    void axesEndAtRoundNumbers_data();
    void axesEndAtRoundNumbers();
    void aBarSaysItsNumbers();
    void periodsEndWithThePresentHourOrDay();
    void countsWhatArrives();
    void aRetiredValueThatStillMatchesIsKept();
    void isReachedFromTheSignatureTab();
};

void RotationViewTest::answersTheQuestion_data()
{
    QTest::addColumn<SignatureHistory>("history");
    QTest::addColumn<QStringList>("labels");
    QTest::addColumn<QStringList>("said");
    const QStringList both{u"new"_s, u"old"_s};
    QTest::newRow("nothing stored") << SignatureHistory() << both << QStringList{u"Nothing is stored"_s};
    QTest::newRow("never matched") << historyOf({}) << both << QStringList{u"No secret has verified"_s};
    QTest::newRow("one alone") << historyOf({{u"new"_s, 5, 1, now, 0, 0}}) << QStringList{u"new"_s}
                               << QStringList{u"new still matches"_s, u"no other one to retire"_s};
    QTest::newRow("replaced") << historyOf({{u"new"_s, 420, 1, now, 0, 0},
                                            {u"old"_s, 9, 1, now - 17 * day, 420, 0}})
                              << both << QStringList{u"new still matches"_s, u"old may be retired"_s};
    QTest::newRow("too early") << historyOf(
                                      {{u"new"_s, 420, 1, now, 0, 0}, {u"old"_s, 9, 1, now - day, 420, 0}})
                               << both << QStringList{u"Keep old for now"_s, u"7 days"_s};
    QTest::newRow("a third one is about")
        << historyOf({{u"new"_s, 420, 1, now - day, 0, 12}}) << QStringList{u"new"_s}
        << QStringList{u"12 deliveries bore a signature that none of the secrets gives"_s};
    QTest::newRow("a hostile label") << historyOf({{u"<b>\u202Ex</b>"_s, 420, 1, now, 0, 0}}) << QStringList{}
                                     << QStringList{u"⟨U+202E⟩"_s};
}

void RotationViewTest::answersTheQuestion()
{
    QFETCH(SignatureHistory, history);
    QFETCH(QStringList, labels);
    QFETCH(QStringList, said);
    const QString answer = answerOf(history, labels);
    for (const QString &words : said)
        QVERIFY2(answer.contains(words), qPrintable(answer));
}

void RotationViewTest::axesEndAtRoundNumbers_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<qint64>("end");
    for (const auto &[value, end] : {std::pair<qint64, qint64>{1, 1},
                                     {2, 2},
                                     {3, 3},
                                     {7, 8},
                                     {9, 10},
                                     {10, 10},
                                     {11, 20},
                                     {51, 60},
                                     {81, 100},
                                     {1'000'001, 2'000'000}})
        QTest::newRow(qPrintable(QString::number(value))) << value << end;
}

void RotationViewTest::axesEndAtRoundNumbers()
{
    QFETCH(qint64, value);
    QTEST(ui::roundUp(value), "end");
}

void RotationViewTest::aBarSaysItsNumbers()
{
    SignatureHistory history;
    history.from = now;
    history.bucketLength = day;
    history.buckets = 2;
    history.counts = {{1, domain::Verdict::Mismatch, {}, 3},
                      {1, domain::Verdict::Valid, u"a"_s, 5},
                      {1, domain::Verdict::Valid, u"b"_s, 2}};
    const ui::BarChart::Data data = ui::rotationChart(history);
    QCOMPARE(data.series.size(), 2);
    QVERIFY(data.series.at(0).strong); // what failed stands on the ground
    QCOMPARE(data.series.at(0).values, (QList<qint64>{0, 3}));
    QCOMPARE(data.series.at(1).values, (QList<qint64>{0, 7}));
    QCOMPARE(ui::secretChart(history, u"b"_s).series.at(0).values, (QList<qint64>{0, 2}));
    ui::Theme theme(*qApp);
    ui::BarChart chart(theme);
    chart.setData(data);
    QVERIFY(chart.textAt(1).contains(u"Does not match: 3"));
    QVERIFY(chart.textAt(0).endsWith(u"nothing"));
    chart.resize(400, 140);
    QVERIFY(!chart.grab().isNull());
}

void RotationViewTest::periodsEndWithThePresentHourOrDay()
{
    for (const ui::RotationPeriod &period : ui::rotationPeriods()) {
        const Micros end = period.from(now) + period.buckets * period.bucketLength;
        QVERIFY(end > now);
        QVERIFY(end <= now + period.bucketLength);
    }
}

void RotationViewTest::countsWhatArrives()
{
    openWindow();
    m_fixture->postSigned("{\"a\":1}");
    QVERIFY(m_fixture->waitForStored(1));
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->desk().lastStoredId(), 1, patience);
    m_window->commands()[u"rotation"_s]->trigger();
    QCOMPARE(part<ui::RotationDialog>(u"rotationDialog"_s)->endpoint(), u"alerts"_s);
    QTRY_VERIFY_WITH_TIMEOUT(textsOf(u"rotationAnswer"_s).contains(u"alerts-first still matches"), patience);
    m_fixture->postSpoiled("{\"a\":1}", "{\"a\":2}");
    QTRY_VERIFY_WITH_TIMEOUT(textsOf(u"rotationAnswer"_s).contains(u"none of the secrets gives"), patience);
    auto *chart = part<ui::BarChart>(u"rotationChart"_s);
    QTest::keyClick(chart, Qt::Key_End);
    QVERIFY(part<PlainLabel>(u"rotationBar"_s)->original().contains(u"Does not match: 1"));
    part<QComboBox>(u"rotationPeriod"_s)->setCurrentIndex(0);
    QTRY_VERIFY_WITH_TIMEOUT((QTest::keyClick(chart, Qt::Key_End),
                              part<PlainLabel>(u"rotationBar"_s)->original().contains(u" to ")),
                             patience);
}

void RotationViewTest::aRetiredValueThatStillMatchesIsKept()
{
    openWindow();
    m_fixture->postSigned("{\"a\":1}");
    QVERIFY(m_fixture->waitForStored(1));
    std::optional<secrets::StoredSecret> stored;
    m_fixture->secretStore().get(u"alerts-first"_s, this,
                                 [&](const Result<secrets::StoredSecret> &found) { stored = found.value(); });
    QTRY_VERIFY_WITH_TIMEOUT(stored.has_value(), patience);
    stored->retired = {stored->value};
    stored->value = Secret::copyOf("Z9y8X7w6V5u4T3s2_R1q0P9o8N7m6L5k");
    m_fixture->secretStore().put(*stored, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(std::any_of(m_fixture->desk().explainer().grounds().secrets.begin(),
                                         m_fixture->desk().explainer().grounds().secrets.end(),
                                         [](const auto &secret) { return secret.retired; }),
                             patience);
    m_window->commands()[u"rotation"_s]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(textsOf(u"rotationList"_s).contains(u"keep the retired value"), patience);
}

void RotationViewTest::isReachedFromTheSignatureTab()
{
    openWindow();
    m_fixture->postSigned("{\"a\":1}");
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
    table()->selectRow(0);
    auto *inspector = part<ui::Inspector>(u"inspector"_s);
    QTRY_VERIFY_WITH_TIMEOUT(inspector->subject().has_value(), patience);
    inspector->setTab(ui::Inspector::Signature);
    part<QPushButton>(u"rotationFromSignature"_s)->click();
    QCOMPARE(part<ui::RotationDialog>(u"rotationDialog"_s)->endpoint(), u"alerts"_s);
}

QTEST_MAIN(RotationViewTest)

#include "tst_rotation.moc"
