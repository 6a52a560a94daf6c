// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/markdownreport.h"
#include "core/socmate/sessionreader.h"
#include "tests/support/socmatedata.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using domain::Report;
using domain::Session;
using domain::SessionState;
using test::socmateSample;

class SessionReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAReportThatIsAnObject();
    void readsAReportThatIsMarkdown();
    void readsAReportThatIsTheLastAnswer();
    void readsAFailure();
    void readsAReportInTheSessionItself();
    void aReportMayBeTextThatIsJson();
    void aRunningSessionHasNoReport();
    void readsStages_data();
    void readsStages();
    void readsStarts_data();
    void readsStarts();
    void readsListsOfSessions();
    void readsListsOfEveryShape_data();
    void readsListsOfEveryShape();
    void everyLineOfAMarkdownReportIsSomewhere_data();
    void everyLineOfAMarkdownReportIsSomewhere();
    void readsTheRisk_data();
    void readsTheRisk();
};

void SessionReaderTest::readsAReportThatIsAnObject()
{
    const auto session = readSessionDetail(socmateSample(u"session.object.guess.json"_s));
    QVERIFY(session);
    QCOMPARE(session->id, u"sess_q81k2v"_s);
    QCOMPARE(session->state, SessionState::Completed);
    QCOMPARE(session->query, u"Check host FIN-LT-07"_s);
    QCOMPARE(session->updated, QDateTime(QDate(2026, 5, 4), QTime(8, 16, 31), Qt::UTC));
    QVERIFY(session->report);
    const Report &report = *session->report;
    QCOMPARE(report.shape, Report::Shape::Object);
    QCOMPARE(report.risk, std::optional(7.5));
    QCOMPARE(report.summary, u"The host **beacons**."_s);
    QCOMPARE(report.findings.size(), 2);
    QCOMPARE(report.findings[0].title, u"Beaconing"_s);
    QCOMPARE(report.findings[0].severity, domain::Severity::High);
    QCOMPARE(report.findings[0].evidence, (QStringList{u"row 1"_s, u"row 2"_s}));
    QCOMPARE(report.findings[0].techniques, QStringList{u"T1071.001"_s});
    QCOMPARE(report.findings[1].text, u"A plain finding with T1059"_s);
    QCOMPARE(report.entities.size(), 2);
    QCOMPARE(report.entities[0].kind, domain::EntityKind::Host);
    QCOMPARE(report.entities[0].confidence, std::optional(0.95));
    QCOMPARE(report.entities[1].kind, domain::EntityKind::Other);
    QCOMPARE(report.entities[1].kindText, u"campaign"_s);
    QCOMPARE(report.techniques, (QStringList{u"T1566"_s, u"T1071.001"_s, u"T1059"_s}));
    QCOMPARE(report.recommendations, (QStringList{u"Isolate the host"_s, u"Reset the password"_s}));
    QCOMPARE(report.queries.size(), 1);
    QCOMPARE(report.queries[0].text, u"DeviceNetworkEvents | take 5"_s);
    const domain::ReportSection executive{u"Executive summary"_s, u"In short."_s};
    const domain::ReportSection business{u"Business impact"_s, u"Payroll stops."_s};
    QCOMPARE(report.sections, (QList{executive, business}));
    QVERIFY(report.unmapped.contains(u"/novel"_s));
    QVERIFY(session->unmapped.contains(u"/report/novel"_s));
    QVERIFY(session->unmapped.contains(u"/pinned"_s));
    QVERIFY(report.raw.startsWith("{\"risk_score\": 7.5"));
}

void SessionReaderTest::readsAReportThatIsMarkdown()
{
    const auto session = readSessionDetail(socmateSample(u"session.markdown.guess.json"_s));
    QVERIFY(session && session->report);
    QCOMPARE(session->state, SessionState::Completed);
    const Report &report = *session->report;
    QCOMPARE(report.shape, Report::Shape::Text);
    QCOMPARE(report.risk, std::optional(3.0));
    QCOMPARE(report.title, u"Admin sign-in review"_s);
    QCOMPARE(report.summary, u"Reviewed 14 days.\n\nNothing **bad**."_s);
    QCOMPARE(report.findings.size(), 2);
    QCOMPARE(report.findings[0].title, u"Odd hour"_s);
    QCOMPARE(report.findings[0].techniques, QStringList{u"T1078.004"_s});
    QCOMPARE(report.recommendations, (QStringList{u"Rotate the key\nof the service"_s, u"Tell the owner"_s}));
    QCOMPARE(report.queries.size(), 1);
    QCOMPARE(report.queries[0].language, u"KQL"_s);
    QCOMPARE(report.queries[0].text, u"SigninLogs\n| take 5"_s);
    const domain::ReportSection business{u"Business Impact"_s, u"None."_s};
    QCOMPARE(report.sections, QList{business});
    QCOMPARE(report.techniques, QStringList{u"T1078.004"_s});
}

void SessionReaderTest::readsAReportThatIsTheLastAnswer()
{
    const auto session = readSessionDetail(socmateSample(u"session.messages.guess.json"_s));
    QVERIFY(session && session->report);
    QCOMPARE(session->id, u"sess_msg"_s);
    QCOMPARE(session->state, SessionState::Running);
    QCOMPARE(session->stage, std::optional(domain::Stage::EvidenceAssessment));
    QCOMPARE(session->messages.size(), 5);
    QCOMPARE(session->messages[1].text, u"First answer"_s);
    QVERIFY(session->messages[0].at.isValid());
    QCOMPARE(session->report->shape, Report::Shape::Messages);
    QCOMPARE(session->report->risk, std::optional(8.5));
    QCOMPARE(session->report->techniques, QStringList{u"T1110"_s});
    QVERIFY(session->raw.contains("\"links\""));
    QVERIFY(session->unmapped.contains(u"/links"_s));
}

void SessionReaderTest::readsAFailure()
{
    const auto session = readSessionDetail(socmateSample(u"session.failed.guess.json"_s));
    QVERIFY(session);
    QCOMPARE(session->state, SessionState::Failed);
    QCOMPARE(session->statusText, u"Timed-Out"_s);
    QCOMPARE(session->error, u"a SIEM query took more than 120 s"_s);
    QVERIFY(!session->report);
    QVERIFY(session->unmapped.contains(u"/error/code"_s));
}

void SessionReaderTest::readsAReportInTheSessionItself()
{
    const auto session = readSessionDetail(
        R"({"session_id": "s", "status": "completed", "risk_score": 9, "findings": ["one"], "summary": "short"})");
    QVERIFY(session && session->report);
    QCOMPARE(session->report->risk, std::optional(9.0));
    QCOMPARE(session->report->findings.size(), 1);
    QCOMPARE(session->report->summary, u"short"_s);
    QVERIFY2(session->unmapped.isEmpty(), qPrintable(session->unmapped.join(u' ')));
}

void SessionReaderTest::aReportMayBeTextThatIsJson()
{
    const auto session = readSessionDetail(
        R"({"id": "s", "status": "completed", "report": "{\"summary\": \"in it\", \"risk\": {\"score\": 2, \"level\": \"low\"}}"})");
    QVERIFY(session && session->report);
    QCOMPARE(session->report->shape, Report::Shape::Object);
    QCOMPARE(session->report->summary, u"in it"_s);
    QCOMPARE(session->report->risk, std::optional(2.0));
    QCOMPARE(session->report->riskText, u"low"_s);
}

void SessionReaderTest::aRunningSessionHasNoReport()
{
    const auto session = readSessionDetail(
        R"({"session_id": "s", "status": "active", "report": null, "messages": [{"role": "user", "content": "q"}]})");
    QVERIFY(session);
    QCOMPARE(session->state, SessionState::Running);
    QVERIFY(!session->report);
}

void SessionReaderTest::readsStages_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<bool>("known");
    QTest::newRow("key") << QByteArray("\"current_stage\": \"query_planning\"") << true;
    QTest::newRow("display") << QByteArray("\"stage\": \"Query Planning\"") << true;
    QTest::newRow("object") << QByteArray("\"stage\": {\"name\": \"QUERY-PLANNING\", \"n\": 3}") << true;
    QTest::newRow("progress") << QByteArray("\"progress\": {\"stage\": \"query planning\"}") << true;
    QTest::newRow("unknown") << QByteArray("\"stage\": \"thinking\"") << false;
    QTest::newRow("a number") << QByteArray("\"stage\": 3") << false;
    QTest::newRow("none") << QByteArray("\"x\": 3") << false;
}

void SessionReaderTest::readsStages()
{
    QFETCH(QByteArray, member);
    QFETCH(bool, known);
    const auto session = readSessionDetail("{\"status\": \"active\", " + member + "}");
    QVERIFY(session);
    QCOMPARE(session->stage.has_value(), known);
    if (known)
        QCOMPARE(*session->stage, domain::Stage::QueryPlanning);
}

void SessionReaderTest::readsStarts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("id"); // empty: Malformed
    QTest::newRow("documented") << QByteArray(R"({"session_id": "sess_1", "status": "active"})")
                                << u"sess_1"_s;
    QTest::newRow("other name") << QByteArray(R"({"id": 12, "state": "ACTIVE"})") << u"12"_s;
    QTest::newRow("wrapped") << QByteArray(R"({"data": {"session_id": "sess_1"}})") << u"sess_1"_s;
    QTest::newRow("none") << QByteArray(R"({"status": "active"})") << QString();
    QTest::newRow("empty") << QByteArray() << QString();
}

void SessionReaderTest::readsStarts()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, id);
    const auto started = readStarted(body);
    QCOMPARE(started ? started->sessionId : QString(), id);
}

void SessionReaderTest::readsListsOfSessions()
{
    const auto page = readSessions(R"({"sessions": [{"session_id": "a", "status": "completed"}, "b"]})");
    QVERIFY(page);
    QCOMPARE(page->items.size(), 2);
    QCOMPARE(page->items[1].id, u"b"_s);
}

void SessionReaderTest::readsListsOfEveryShape_data()
{
    QTest::addColumn<QByteArray>("report");
    QTest::addColumn<int>("findings");
    QTest::addColumn<int>("entities");
    QTest::addColumn<int>("recommendations");
    QTest::addColumn<int>("queries");
    QTest::addColumn<int>("sections");
    QTest::newRow("texts")
        << QByteArray(
               R"({"findings": "- a\n- b", "entities": ["x"], "recommendations": "1. a\n2. b\n3. c", "queries": "T"})")
        << 2 << 1 << 3 << 1 << 0;
    QTest::newRow("single objects")
        << QByteArray(
               R"({"findings": {"title": "a"}, "recommendations": {"action": "b"}, "kql": {"query": "c"}})")
        << 1 << 0 << 1 << 1 << 0;
    QTest::newRow("grouped entities")
        << QByteArray(
               R"({"summary": "s", "iocs": {"ips": ["192.0.2.1", "192.0.2.2"], "domain": "x.example"}})")
        << 0 << 3 << 0 << 0 << 0;
    QTest::newRow("sections") << QByteArray(R"({"sections": [{"title": "A", "content": "b"}, "c"]})") << 0
                              << 0 << 0 << 0 << 2;
    QTest::newRow("an array of sections")
        << QByteArray(R"([{"heading": "A", "text": "b"}, {"heading": "C"}])") << 0 << 0 << 0 << 0 << 2;
    QTest::newRow("Markdown in an object")
        << QByteArray(R"({"risk": 1, "content": "## Findings\n- a\n- b\n## Other\nx"})") << 2 << 0 << 0 << 0
        << 1;
    QTest::newRow("nonsense")
        << QByteArray(R"({"findings": 7, "entities": 8, "recommendations": [null], "queries": {}})") << 1 << 0
        << 0 << 0 << 0;
}

void SessionReaderTest::readsListsOfEveryShape()
{
    QFETCH(QByteArray, report);
    const auto session = readSessionDetail("{\"status\": \"completed\", \"report\": " + report + "}");
    QVERIFY(session && session->report);
    QTEST(int(session->report->findings.size()), "findings");
    QTEST(int(session->report->entities.size()), "entities");
    QTEST(int(session->report->recommendations.size()), "recommendations");
    QTEST(int(session->report->queries.size()), "queries");
    QTEST(int(session->report->sections.size()), "sections");
    QCOMPARE(session->report->raw, report);
}

void SessionReaderTest::everyLineOfAMarkdownReportIsSomewhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no heading") << u"word1\n\nword2 word3"_s;
    QTest::newRow("bold headings") << u"**Summary**\nword1\n**Findings:**\n- word2\n  word3\n\nword4"_s;
    QTest::newRow("a list with text around it") << u"## Findings\nword1\n- word2\n- word3\n\nword4"_s;
    QTest::newRow("a list below a short line")
        << u"## Findings\nword1\n\n- word2\n- word3\n- word4\n- word5"_s;
    QTest::newRow("a list with a fence") << u"## Findings\n- word1\n- word2\n```\nword3\n```"_s;
    QTest::newRow("an open fence") << u"## Queries\nword1\n```kql\nword2\n## word3"_s;
    QTest::newRow("headings in headings")
        << u"# word1\n## Summary\n### word2\nword3\n## Recommendations\n### word4\n- word5\n#### word6\nword7"_s;
    QTest::newRow("entities") << u"## Entities\n| word1 | word2 |\n|---|---|\n| word3 | `word4` |"_s;
    QTest::newRow("two titles") << u"word1\n# word2\n# word3\nword4"_s;
    QTest::newRow("a query with words") << u"## KQL queries\nword1\n```\nword2\n```\nword3"_s;
    QTest::newRow("line ends of the other system")
        << u"# word1\r\n\r\n## Findings\r\n- word2\r\n- word3\r\n"_s;
}

void SessionReaderTest::everyLineOfAMarkdownReportIsSomewhere()
{
    QFETCH(QString, text);
    const Report report = readMarkdownReport(text);
    QStringList all{report.title, report.summary};
    all += report.recommendations;
    for (const auto &one : report.findings)
        all += {one.title, one.text};
    for (const auto &one : report.queries)
        all += {one.title, one.text};
    for (const auto &one : report.sections)
        all += {one.title, one.text};
    const QString joined = all.join(u'\n');
    for (int i = 1; i <= text.count(u"word"_s); ++i) {
        const QString word = u"word%1"_s.arg(i);
        QVERIFY2(joined.contains(word), qPrintable(word + u" is lost in\n"_s + joined));
    }
}

void SessionReaderTest::readsTheRisk_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("risk"); // -1: none
    QTest::newRow("score") << u"Risk score: 7.5"_s << 7.5;
    QTest::newRow("bold") << u"**Risk Score:** 7.5/10"_s << 7.5;
    QTest::newRow("bold number") << u"Risk: **8**"_s << 8.0;
    QTest::newRow("table") << u"| Risk level | 3 |"_s << 3.0;
    QTest::newRow("words") << u"The risk is high"_s << -1.0;
    QTest::newRow("none") << u"7.5"_s << -1.0;
}

void SessionReaderTest::readsTheRisk()
{
    QFETCH(QString, text);
    QTEST(readMarkdownReport(text).risk.value_or(-1), "risk");
}

QTEST_GUILESS_MAIN(SessionReaderTest)
#include "tst_sessionreader.moc"
