// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/compare.h"
#include "core/report/escalation.h"

#include <QtTest>

#include <limits>

using namespace tocsin;
using namespace tocsin::domain;
using namespace tocsin::report;
using namespace Qt::StringLiterals;

namespace {

ReportFinding finding(const QString &title, const QString &text = {}, Severity severity = Severity::None)
{
    ReportFinding one;
    one.title = title;
    one.text = text;
    one.severity = severity;
    return one;
}

} // namespace

class CompareTest : public QObject
{
    Q_OBJECT

private slots:
    void equalReportsHaveNoChanges()
    {
        domain::Report report;
        report.risk = 7.5;
        report.findings = {finding(u"a"_s), finding(u"a"_s)};
        report.entities = {{EntityKind::Ip, {}, u"203.0.113.7"_s, 0.5}};
        const Comparison result = compare(report, report);
        QVERIFY(result.isEmpty());
        QCOMPARE(result.findings.same.size(), 2);
        QCOMPARE(result.riskStep().value(), 0.0);
    }

    void tellsWhatCameWentAndChanged()
    {
        domain::Report earlier, later;
        earlier.risk = 4;
        later.risk = 7.5;
        earlier.entities = {{EntityKind::Domain, {}, u"evil.com"_s, 0.5},
                            {EntityKind::User, {}, u"j.doe"_s, {}}};
        later.entities = {{EntityKind::Domain, {}, u"EVIL[.]com"_s, 0.9},
                          {EntityKind::Host, {}, u"dc01"_s, {}}};
        earlier.findings = {finding(u"Sign-in from new country"_s, {}, Severity::Low), finding(u"Gone"_s)};
        later.findings = {finding(u"sign in from NEW country"_s, {}, Severity::High), finding(u"Came"_s)};
        earlier.techniques = {u"T1078"_s, u"T1110"_s};
        later.techniques = {u"T1078"_s, u"T1566"_s};
        earlier.recommendations = {u"Reset the password."_s};
        later.recommendations = {u"Reset the password"_s, u"Block evil.com"_s};

        const Comparison result = compare(earlier, later);
        QCOMPARE(result.riskStep().value(), 3.5);
        QCOMPARE(result.entities.changed.size(), 1);
        QCOMPARE(result.entities.added.value(0).value, u"dc01"_s);
        QCOMPARE(result.entities.removed.value(0).value, u"j.doe"_s);
        QCOMPARE(result.findings.changed.size(), 1);
        QCOMPARE(result.findings.changed[0].before.severity, Severity::Low);
        QCOMPARE(result.findings.added.value(0).title, u"Came"_s);
        QCOMPARE(result.findings.removed.value(0).title, u"Gone"_s);
        QCOMPARE(result.techniques.added, QStringList{u"T1566"_s});
        QCOMPARE(result.techniques.removed, QStringList{u"T1110"_s});
        QCOMPARE(result.recommendations.added, QStringList{u"Block evil.com"_s});
        QVERIFY(result.recommendations.removed.isEmpty());
    }

    void theOtherWayRoundIsTheMirror()
    {
        domain::Report a, b;
        a.techniques = {u"T1078"_s};
        b.techniques = {u"T1566"_s};
        b.riskText = u"high"_s;
        const Comparison there = compare(a, b), back = compare(b, a);
        QCOMPARE(there.techniques.added, back.techniques.removed);
        QCOMPARE(there.techniques.removed, back.techniques.added);
        QCOMPARE(there.riskText.after, back.riskText.before);
        QVERIFY(!there.riskStep());
    }

    void duplicatesArePairedInOrder()
    {
        domain::Report a, b;
        a.findings = {finding(u"x"_s, u"1"_s), finding(u"x"_s, u"2"_s)};
        b.findings = {finding(u"x"_s, u"1"_s)};
        const auto changes = compare(a, b).findings;
        QCOMPARE(changes.same.size(), 1);
        QCOMPARE(changes.removed.value(0).text, u"2"_s);
    }

    void escalatesFromTheThreshold_data()
    {
        QTest::addColumn<std::optional<double>>("risk");
        QTest::addColumn<double>("threshold");
        QTest::addColumn<Escalation>("answer");
        using Risk = std::optional<double>;
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("at") << Risk(7) << 7.0 << Escalation::Yes;
        QTest::newRow("above") << Risk(7.5) << 7.0 << Escalation::Yes;
        QTest::newRow("below") << Risk(6.99) << 7.0 << Escalation::No;
        QTest::newRow("of another range") << Risk(75) << 70.0 << Escalation::Yes;
        QTest::newRow("none") << Risk() << 7.0 << Escalation::CannotTell;
        QTest::newRow("no number") << Risk(nan) << 7.0 << Escalation::CannotTell;
    }
    void escalatesFromTheThreshold()
    {
        QFETCH(std::optional<double>, risk);
        QFETCH(double, threshold);
        domain::Report report;
        report.risk = risk;
        QTEST(escalation(report, threshold), "answer");
    }
};

QTEST_GUILESS_MAIN(CompareTest)
#include "tst_compare.moc"
