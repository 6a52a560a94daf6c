// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl investigate, sessions and report against the sandbox.

#include "tests/support/analystcli.h"
#include "tests/support/rawtarget.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class AnalystCliSessionsTest : public QObject, private test::AnalystCli
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { close(); }
    void waitsForTheReport();
    void doesNotWaitUnasked();
    void waitsForWhatAnotherRunLeft();
    void anInterruptWithdrawsWhatWaitsForASlot();
    void theRiskDecides_data();
    void theRiskDecides();
    void aRiskThatIsNoNumberPassesNothing();
    void aFailedInvestigationIsThree();
    void aLostStartIsNotRepeated();
    void aLostStartIsLookedForWhileWaiting();
    void theCapIsTold();
    void listsAndShowsSessions();
    void whatTheServerDoesNotKnowIsNotKept();
    void asksMore();
    void aLostQuestionIsNotRepeated();
    void writesEveryForm_data();
    void writesEveryForm();
    void aFormOfTheWindowAloneIsNamed();
    void reportsNeedAnEnd();
    void keptReportsNeedNoServer();

private:
    Outcome investigate(const QString &question, const QStringList &more = {})
    {
        return ask(QStringList{u"investigate"_s, question, u"--json"_s} + more);
    }

    // The id of one that is over.
    QString finished()
    {
        QString id;
        m_server->look([&id](sandbox::World &world) {
            for (const sandbox::WorldSession &session : world.sessions()) {
                if (session.facts.report && session.facts.state == domain::SessionState::Completed)
                    id = session.facts.id;
            }
        });
        return id;
    }
};

void AnalystCliSessionsTest::waitsForTheReport()
{
    connectTo();
    const auto first = ask({u"incidents"_s, u"list"_s, u"--json"_s, u"--limit"_s, u"1"_s}).json();
    const qint64 number = first["number"_L1].toInteger();
    const Outcome done = investigate(u"What of incident %1? [quick]"_s.arg(number),
                                     {u"--wait"_s, u"--incident"_s, QString::number(number)});
    QVERIFY2(done.code == 0, (done.out + done.err).constData());
    const QJsonObject last = done.lastLine();
    QCOMPARE(last["state"_L1], u"completed"_s);
    QCOMPARE(last["incident"_L1].toInteger(), number);
    QVERIFY(last["risk"_L1].isDouble());
    QVERIFY(!last["progress"_L1].toBool() && done.lines().constFirst()["progress"_L1].toBool());
    // The window finds it.
    const QJsonObject kept = ask({u"sessions"_s, u"list"_s, u"--local"_s, u"--json"_s}).json();
    QCOMPARE(kept["session"_L1], last["session"_L1]);
    QCOMPARE(kept["state"_L1], u"completed"_s);
    QCOMPARE(kept["incident"_L1].toInteger(), number);
    QCOMPARE(m_server->counts().starts, 1);
}

void AnalystCliSessionsTest::doesNotWaitUnasked()
{
    connectTo();
    const Outcome started = investigate(u"Is anything odd? [never]"_s);
    QVERIFY2(started.code == 0, (started.out + started.err).constData());
    QCOMPARE(started.lastLine().value("state"_L1), u"running"_s);
    QVERIFY(!started.lastLine().value("session"_L1).toString().isEmpty());
}

// Kept here as running, by a run of the program that has ended.
void AnalystCliSessionsTest::waitsForWhatAnotherRunLeft()
{
    connectTo();
    const Outcome started = investigate(u"Is anything odd? [quick]"_s);
    QCOMPARE(started.code, 0);
    QCOMPARE(started.lines().size(), 1); // who does not wait is told once
    const QString id = started.json()["session"_L1].toString();
    const Outcome waited = ask({u"sessions"_s, u"wait"_s, id, u"--json"_s});
    QVERIFY2(waited.code == 0, (waited.out + waited.err).constData());
    QCOMPARE(waited.lastLine().value("state"_L1), u"completed"_s);
    QCOMPARE(ask({u"sessions"_s, u"message"_s, id, u"Which hosts? [quick]"_s}).code, 0);
    const Outcome answered = ask({u"sessions"_s, u"wait"_s, id, u"--json"_s});
    QVERIFY2(answered.code == 0, (answered.out + answered.err).constData());
    QVERIFY(ask({u"sessions"_s, u"show"_s, id, u"--local"_s}).out.contains("assistant"));
}

void AnalystCliSessionsTest::anInterruptWithdrawsWhatWaitsForASlot()
{
#ifdef Q_OS_UNIX
    sandbox::ServerOptions options = hasty();
    options.concurrent = 1;
    connectTo(options);
    QCOMPARE(investigate(u"Is anything odd? [never]"_s).code, 0);
    const auto process = begin(vaulted({u"investigate"_s, u"And here? [never]"_s, u"--wait"_s, u"--json"_s}));
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT((out += process->readAllStandardOutput()).contains("\"error\":\"http"), 30'000);
    process->terminate();
    QVERIFY(process->waitForFinished(30'000));
    QCOMPARE(process->exitCode(), 3);
    const QByteArray err = process->readAllStandardError();
    QVERIFY2(err.contains("withdrawn"), err.constData());
    m_seen += out + err;
    QCOMPARE(m_server->counts().starts, 1);
    for (const QJsonObject &kept : ask({u"sessions"_s, u"list"_s, u"--local"_s, u"--json"_s}).lines())
        QVERIFY(kept["state"_L1] != u"queued"_s); // nobody would send it
#endif
}

void AnalystCliSessionsTest::theRiskDecides_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("code");
    QTest::newRow("any risk") << u"-1"_s << 1;
    QTest::newRow("no risk") << u"1000"_s << 0;
}

void AnalystCliSessionsTest::theRiskDecides()
{
    QFETCH(QString, from);
    QFETCH(int, code);
    connectTo();
    const Outcome done =
        investigate(u"Were there password sprays? [quick]"_s, {u"--fail-on-risk="_s + from}); // waits
    QVERIFY2(done.code == code, (done.out + done.err).constData());
    QCOMPARE(done.lastLine().value("state"_L1), u"completed"_s);
    const QString id = done.lastLine().value("session"_L1).toString();
    QCOMPARE(ask({u"sessions"_s, u"wait"_s, id, u"--fail-on-risk="_s + from}).code, code);
}

void AnalystCliSessionsTest::aRiskThatIsNoNumberPassesNothing()
{
    connectTo();
    QString id;
    m_server->look([&id](sandbox::World &world) {
        for (const sandbox::WorldSession &session : world.sessions()) {
            if (session.facts.report && session.facts.state == domain::SessionState::Completed)
                id = session.facts.id;
        }
        sandbox::WorldSession *session = world.session(id);
        session->facts.risk.reset();
        session->facts.report->risk.reset();
        session->facts.report->riskText.clear();
    });
    const Outcome waited = ask({u"sessions"_s, u"wait"_s, id, u"--fail-on-risk"_s, u"7"_s});
    QVERIFY2(waited.code == 3, (waited.out + waited.err).constData());
    QVERIFY(waited.err.contains("no risk"));
}

void AnalystCliSessionsTest::aFailedInvestigationIsThree()
{
    connectTo();
    const Outcome done = investigate(u"Were there password sprays? [fail]"_s, {u"--wait"_s});
    QCOMPARE(done.code, 3);
    QCOMPARE(done.lastLine().value("state"_L1), u"failed"_s);
    QCOMPARE(ask({u"report"_s, done.lastLine().value("session"_L1).toString()}).code, 1);
}

void AnalystCliSessionsTest::aLostStartIsNotRepeated()
{
    connectTo();
    m_server->dropNext(1);
    const Outcome lost = investigate(u"Were there password sprays? [quick]"_s);
    QCOMPARE(lost.code, 3);
    QCOMPARE(lost.lastLine().value("state"_L1), u"start-unknown"_s);
    QVERIFY2(lost.err.contains("may run or not"), lost.err.constData());
    QCOMPARE(m_server->counts().starts, 1);
}

void AnalystCliSessionsTest::aLostStartIsLookedForWhileWaiting()
{
    connectTo();
    m_server->dropNext(1);
    const Outcome found = investigate(u"Were there password sprays? [quick]"_s, {u"--wait"_s});
    QVERIFY2(found.code == 0, (found.out + found.err).constData());
    QCOMPARE(found.lastLine().value("state"_L1), u"completed"_s);
    QCOMPARE(m_server->counts().starts, 1);
}

void AnalystCliSessionsTest::theCapIsTold()
{
    sandbox::ServerOptions options = hasty();
    options.concurrent = 1;
    connectTo(options);
    QCOMPARE(investigate(u"Is anything odd? [never]"_s).code, 0);
    const Outcome second = investigate(u"And here? [never]"_s);
    QCOMPARE(second.code, 3);
    QVERIFY2(second.err.contains("--wait"), second.err.constData());
    QCOMPARE(m_server->counts().starts, 1);
    for (const QJsonObject &kept : ask({u"sessions"_s, u"list"_s, u"--local"_s, u"--json"_s}).lines())
        QVERIFY(kept["state"_L1] != u"queued"_s); // nobody would send it
}

void AnalystCliSessionsTest::listsAndShowsSessions()
{
    connectTo();
    const QString id = finished();
    const Outcome listed = ask({u"sessions"_s, u"list"_s, u"--json"_s, u"--limit"_s, u"100"_s});
    QVERIFY2(listed.code == 0, listed.err.constData());
    QVERIFY(listed.lines().size() > 5);
    QVERIFY(listed.out.contains(id.toUtf8()));
    const QJsonObject shown = ask({u"sessions"_s, u"show"_s, id, u"--json"_s}).json();
    QCOMPARE(shown["session"_L1], id);
    QCOMPARE(shown["state"_L1], u"completed"_s);
    QVERIFY(QJsonDocument::fromJson(shown["raw"_L1].toString().toUtf8()).isObject());
    QVERIFY(ask({u"sessions"_s, u"show"_s, id}).out.contains("completed"));
    QCOMPARE(ask({u"sessions"_s, u"list"_s, u"--local"_s}).code, 1); // nothing was kept by that
}

void AnalystCliSessionsTest::whatTheServerDoesNotKnowIsNotKept()
{
    connectTo();
    for (const QStringList &arguments : {QStringList{u"sessions"_s, u"show"_s, u"nobody"_s},
                                         QStringList{u"sessions"_s, u"wait"_s, u"nobody"_s},
                                         QStringList{u"sessions"_s, u"message"_s, u"nobody"_s, u"And now?"_s},
                                         QStringList{u"report"_s, u"nobody"_s}})
        QCOMPARE(ask(arguments).code, 1);
    QCOMPARE(ask({u"sessions"_s, u"list"_s, u"--local"_s}).code, 1);
}

void AnalystCliSessionsTest::asksMore()
{
    connectTo();
    const QString id = finished();
    const Outcome asked =
        ask({u"sessions"_s, u"message"_s, id, u"Which hosts? [quick]"_s, u"--wait"_s, u"--json"_s});
    QVERIFY2(asked.code == 0, (asked.out + asked.err).constData());
    QCOMPARE(asked.lastLine().value("state"_L1), u"completed"_s);
    QVERIFY(ask({u"sessions"_s, u"show"_s, id}).out.contains("Which hosts?"));
    const QString running =
        investigate(u"Is anything odd? [never]"_s).lastLine().value("session"_L1).toString();
    const Outcome busy = ask({u"sessions"_s, u"message"_s, running, u"And now?"_s});
    QCOMPARE(busy.code, 1);
    QVERIFY(busy.err.contains("question before"));
}

void AnalystCliSessionsTest::aLostQuestionIsNotRepeated()
{
    test::RawTarget target;
    int asked = 0;
    target.answer = [&asked](const QByteArray &request) {
        if (!request.startsWith("POST "))
            return test::RawTarget::reply(
                200, R"({"session_id": "sess_1", "status": "completed", "report": "# R"})");
        ++asked;
        return QByteArray("");
    };
    QCOMPARE(add(u"lab"_s, target.url(), key).code, 0);
    const Outcome lost =
        runBeside(vaulted({u"sessions"_s, u"message"_s, u"sess_1"_s, u"Which hosts?"_s, u"--json"_s}));
    QVERIFY2(lost.code == 3, (lost.out + lost.err).constData());
    QVERIFY2(lost.err.contains("may have been taken"), lost.err.constData());
    QCOMPARE(lost.lines().size(), 1);
    QCOMPARE(asked, 1);
}

void AnalystCliSessionsTest::writesEveryForm_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("isJson");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("Markdown") << u"md"_s << false << QByteArray("TLP:RED");
    QTest::newRow("HTML") << u"html"_s << false << QByteArray("Content-Security-Policy");
    QTest::newRow("JSON") << u"json"_s << true << QByteArray("tocsin-report");
    QTest::newRow("findings") << u"csv"_s << false << QByteArray("TLP:RED");
    QTest::newRow("entities") << u"entities-csv"_s << false << QByteArray("TLP:RED");
    QTest::newRow("STIX") << u"stix"_s << true << QByteArray("\"bundle\"");
    QTest::newRow("Navigator") << u"navigator"_s << true << QByteArray("TLP:RED");
}

void AnalystCliSessionsTest::writesEveryForm()
{
    QFETCH(QString, format);
    QFETCH(bool, isJson);
    QFETCH(QByteArray, holds);
    connectTo();
    const QString id = finished();
    const QStringList arguments = {u"report"_s, id, u"--format"_s, format, u"--tlp"_s, u"red"_s};
    const Outcome printed = ask(arguments);
    QVERIFY2(printed.code == 0, printed.err.constData());
    QVERIFY2(printed.out.contains(holds), printed.out.left(2000).constData());
    if (isJson)
        QVERIFY(QJsonDocument::fromJson(printed.out).isObject());
    const Outcome written = ask(arguments + QStringList{u"--json"_s, u"-o"_s, file(u"out/r"_s)});
    QCOMPARE(written.code, 3); // there is no such folder
    QDir(m_folder->path()).mkdir(u"out"_s);
    QCOMPARE(ask(arguments + QStringList{u"--json"_s, u"-o"_s, file(u"out/r"_s)}).code, 0);
    QVERIFY(read(u"out/r"_s).contains(holds));
    const QJsonObject line = ask(arguments + QStringList{u"--json"_s}).json();
    QVERIFY(line["content"_L1].toString().contains(QString::fromLatin1(holds)));
}

void AnalystCliSessionsTest::aFormOfTheWindowAloneIsNamed()
{
    connectTo();
    const Outcome pdf = ask({u"report"_s, u"a"_s, u"--format"_s, u"pdf"_s});
    QCOMPARE(pdf.code, 2);
    QVERIFY2(pdf.err.contains("the window") && pdf.err.contains("html, json"), pdf.err.constData());
}

void AnalystCliSessionsTest::reportsNeedAnEnd()
{
    connectTo();
    const QString running =
        investigate(u"Is anything odd? [never]"_s).lastLine().value("session"_L1).toString();
    const Outcome early = ask({u"report"_s, running});
    QCOMPARE(early.code, 1);
    QVERIFY(early.out.isEmpty());
}

void AnalystCliSessionsTest::keptReportsNeedNoServer()
{
    connectTo();
    const Outcome done = investigate(u"Were there password sprays? [quick]"_s, {u"--wait"_s});
    QCOMPARE(done.code, 0);
    const QString id = done.lastLine().value("session"_L1).toString();
    const Outcome online = ask({u"report"_s, id, u"--format"_s, u"csv"_s});
    const qint64 asked = m_server->counts().requests;
    const Outcome offline = ask({u"report"_s, id, u"--format"_s, u"csv"_s, u"--local"_s});
    QCOMPARE(offline.code, 0);
    QCOMPARE(offline.out, online.out);
    QCOMPARE(ask({u"sessions"_s, u"show"_s, id, u"--local"_s}).code, 0);
    QCOMPARE(ask({u"search"_s, u"password"_s, u"--local"_s}).code, 0);
    QCOMPARE(m_server->counts().requests, asked);
}

QTEST_GUILESS_MAIN(AnalystCliSessionsTest)
#include "tst_analystclisessions.moc"
