// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl connections, incidents, search and entity against the sandbox.

#include "tests/support/analystcli.h"

#include <QTcpServer>

#include <algorithm>

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

namespace {

constexpr int patience = 30'000;

} // namespace

class AnalystCliTest : public QObject, private test::AnalystCli
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { close(); }
    void keepsConnections();
    void leavesASecretThatIsThereAlone();
    void choosesAmongConnections();
    void testsAConnectionStepByStep();
    void saysWhichStepFails_data();
    void saysWhichStepFails();
    void listsIncidents();
    void showsAndEnrichesOneIncident();
    void watchPrintsWhatIsNew();
    void searchesAndWalksTheGraph();
    void hostileTextsDoNotSteerTheTerminal_data();
    void hostileTextsDoNotSteerTheTerminal();
    void refusalsAreTold_data();
    void refusalsAreTold();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
};

void AnalystCliTest::keepsConnections()
{
    QCOMPARE(ask({u"connections"_s, u"list"_s}).code, 1);
    connectTo(hasty(), {u"--role"_s, u"analyst"_s, u"--per-minute"_s, u"90"_s});
    const QJsonObject listed = ask({u"connections"_s, u"list"_s, u"--json"_s}).json();
    QCOMPARE(listed["name"_L1], u"lab"_s);
    QCOMPARE(listed["api"_L1], m_server->baseUrl().toString());
    QCOMPARE(listed["secret_label"_L1], u"socmate-lab"_s);
    QCOMPARE(listed["per_minute"_L1], 90);
    const QByteArray secret = m_server->apiKey().reveal().toByteArray();
    QCOMPARE(add(u"lab"_s, m_server->baseUrl(), secret).code, 1); // the name is taken
    QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile one(files.next());
        QVERIFY(one.open(QIODevice::ReadOnly));
        QVERIFY2(!one.readAll().contains(secret), qPrintable(one.fileName()));
    }
    QCOMPARE(ask({u"connections"_s, u"remove"_s, u"nobody"_s}).code, 1);
    QCOMPARE(ask({u"connections"_s, u"remove"_s, listed["id"_L1].toString()}).code, 0);
    QCOMPARE(ask({u"connections"_s, u"list"_s}).code, 1);
}

void AnalystCliTest::leavesASecretThatIsThereAlone()
{
    connectTo();
    const Outcome second = add(u"other"_s, m_server->baseUrl(), key, {u"--label"_s, u"socmate-lab"_s});
    QCOMPARE(second.code, 1);
    QVERIFY(second.err.contains("socmate-lab"));
    QCOMPARE(ask({u"connections"_s, u"list"_s, u"--json"_s}).lines().size(), 1);
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--limit"_s, u"1"_s}).code, 0); // the key is the old one
    const Outcome third =
        ask({u"connections"_s, u"add"_s, u"third"_s, u"--api"_s, m_server->baseUrl().toString(), u"--label"_s,
             u"socmate-lab"_s, u"--proxy"_s, u"none"_s});
    QVERIFY2(third.code == 0, third.err.constData());
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--connection"_s, u"third"_s}).code, 0);
}

void AnalystCliTest::choosesAmongConnections()
{
    QCOMPARE(ask({u"incidents"_s, u"list"_s}).code, 3); // there is none
    connectTo();
    QCOMPARE(add(u"other"_s, QUrl(u"http://127.0.0.1:9"_s), key).code, 0);
    const Outcome open = ask({u"incidents"_s, u"list"_s});
    QCOMPARE(open.code, 2);
    QVERIFY(open.err.contains("\"lab\"") && open.err.contains("\"other\""));
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--connection"_s, u"lab"_s}).code, 0);
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--connection"_s, u"nobody"_s}).code, 3);
}

void AnalystCliTest::testsAConnectionStepByStep()
{
    connectTo();
    const Outcome tested = ask({u"connections"_s, u"test"_s, u"--json"_s});
    QVERIFY2(tested.code == 0, (tested.out + tested.err).constData());
    QStringList steps;
    for (const QJsonObject &line : tested.lines()) {
        steps.append(line["step"_L1].toString());
        QVERIFY(line["good"_L1].toBool());
        // The clock is read off an answer that came for something else.
        QVERIFY(line["ms"_L1].toDouble() > 0 || line["skipped"_L1].toBool() || steps.last() == "clock"_L1);
    }
    steps.removeDuplicates(); // each scope is one
    QCOMPARE(steps, (QStringList{u"name"_s, u"tcp"_s, u"proxy"_s, u"tls"_s, u"answer"_s, u"clock"_s,
                                 u"sign-in"_s, u"scope"_s, u"read"_s}));
    QVERIFY(tested.lines().at(3)["skipped"_L1].toBool()); // plain HTTP
    const Outcome told = ask({u"connections"_s, u"test"_s, u"lab"_s});
    QCOMPARE(told.code, 0);
    QVERIFY(told.out.contains("sign-in"));
}

void AnalystCliTest::saysWhichStepFails_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("step");
    QTest::newRow("no such host") << u"host"_s << u"name"_s;
    QTest::newRow("nobody listens") << u"port"_s << u"tcp"_s;
    QTest::newRow("no TLS there") << u"https"_s << u"tls"_s;
    QTest::newRow("a wrong key") << u"key"_s << u"sign-in"_s;
    QTest::newRow("a scope is missing") << u"scope"_s << u"scope"_s;
    QTest::newRow("no authority file") << u"ca"_s << u"settings"_s;
}

void AnalystCliTest::saysWhichStepFails()
{
    QFETCH(QString, what);
    QFETCH(QString, step);
    serve();
    QUrl api = m_server->baseUrl();
    QByteArray secret = m_server->apiKey().reveal().toByteArray();
    QStringList more = {u"--timeout"_s, u"20"_s};
    if (what == u"host"_s)
        api.setHost(u"nobody.invalid"_s); // RFC 6761
    if (what == u"port"_s) {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        api.setPort(closed.serverPort());
    }
    if (what == u"https"_s)
        api.setScheme(u"https"_s);
    if (what == u"key"_s)
        secret = key;
    if (what == u"scope"_s)
        secret = keyFor(u"search:read"_s);
    if (what == u"ca"_s)
        more += {u"--ca-file"_s, file(u"none.pem"_s)};
    QCOMPARE(add(u"lab"_s, api, secret, more).code, 0);
    const Outcome tested = ask({u"connections"_s, u"test"_s, u"lab"_s, u"--json"_s});
    QVERIFY2(tested.code == 1, (tested.out + tested.err).constData());
    const QList<QJsonObject> lines = tested.lines();
    const auto bad =
        std::ranges::find_if(lines, [](const QJsonObject &line) { return !line["good"_L1].toBool(); });
    QVERIFY(bad != lines.end());
    QCOMPARE((*bad)["step"_L1], step);
    QVERIFY(!(*bad)["seen"_L1].toString().isEmpty());
    QVERIFY(!(*bad)["remedy"_L1].toString().isEmpty());
    QVERIFY(!m_seen.contains(secret));
}

void AnalystCliTest::listsIncidents()
{
    connectTo();
    const auto listed =
        ask({u"incidents"_s, u"list"_s, u"--json"_s, u"--timespan"_s, u"14 days"_s, u"--limit"_s, u"150"_s});
    QVERIFY2(listed.code == 0, listed.err.constData());
    QSet<qint64> numbers;
    for (const QJsonObject &line : listed.lines())
        numbers.insert(line["number"_L1].toInteger());
    QCOMPARE(listed.lines().size(), 150); // more than a page
    QCOMPARE(numbers.size(), 150);
    const auto high = ask({u"incidents"_s, u"list"_s, u"--json"_s, u"--severity"_s, u"high"_s});
    QVERIFY(!high.lines().isEmpty());
    for (const QJsonObject &line : high.lines())
        QCOMPARE(line["severity"_L1], u"high"_s);
    const auto info = ask({u"incidents"_s, u"list"_s, u"--json"_s, u"--severity"_s, u"info"_s});
    QVERIFY2(info.code == 0, info.err.constData());
    for (const QJsonObject &line : info.lines())
        QCOMPARE(line["severity"_L1], u"info"_s);
    QCOMPARE(info.out,
             ask({u"incidents"_s, u"list"_s, u"--json"_s, u"--severity"_s, u"informational"_s}).out);
    const auto text = ask({u"incidents"_s, u"list"_s, u"--limit"_s, u"3"_s});
    QCOMPARE(text.out.count('\n'), 3);
}

void AnalystCliTest::showsAndEnrichesOneIncident()
{
    connectTo();
    const auto first = ask({u"incidents"_s, u"list"_s, u"--json"_s, u"--limit"_s, u"1"_s}).json();
    const QString number = QString::number(first["number"_L1].toInteger());
    const QJsonObject shown = ask({u"incidents"_s, u"show"_s, number, u"--json"_s}).json();
    QCOMPARE(shown["title"_L1], first["title"_L1]);
    QVERIFY(QJsonDocument::fromJson(shown["raw"_L1].toString().toUtf8()).isObject());
    const Outcome text = ask({u"incidents"_s, u"show"_s, number});
    QVERIFY(text.out.contains(number.toUtf8()));
    QCOMPARE(ask({u"incidents"_s, u"enrich"_s, number}).code, 0);
    QCOMPARE(ask({u"incidents"_s, u"show"_s, u"999999999"_s}).code, 1);
}

void AnalystCliTest::watchPrintsWhatIsNew()
{
    connectTo();
    const auto process = begin(vaulted({u"incidents"_s, u"watch"_s, u"--every"_s, u"1"_s, u"--json"_s}));
    QByteArray out;
    QByteArray err;
    const auto take = [&] {
        out += process->readAllStandardOutput();
        err += process->readAllStandardError();
    };
    QTRY_VERIFY_WITH_TIMEOUT((take(), err.contains("watching")), patience);
    QVERIFY2(out.isEmpty(), out.constData()); // what was there before is no news
    m_server->arrive(2);
    QTRY_VERIFY_WITH_TIMEOUT((take(), out.count("\"news\":\"new\"") == 2), patience);
#ifdef Q_OS_UNIX
    process->terminate();
    QVERIFY(process->waitForFinished(patience));
    QCOMPARE(process->exitCode(), 0);
#else
    process->kill();
    process->waitForFinished(patience);
#endif
    take();
    m_seen += out + err;
}

void AnalystCliTest::searchesAndWalksTheGraph()
{
    connectTo();
    QString user; // whom some investigation names
    m_server->look([&user](sandbox::World &world) {
        for (const sandbox::WorldSession &past : world.sessions()) {
            if (past.facts.report && !past.facts.report->entities.isEmpty())
                user = past.facts.report->entities.constFirst().value;
        }
    });
    QVERIFY(!user.isEmpty());
    const Outcome found = ask({u"search"_s, user, u"--json"_s});
    QVERIFY2(found.code == 0, found.err.constData());
    QVERIFY(!found.lines().constFirst()["session"_L1].toString().isEmpty());
    QCOMPARE(ask({u"search"_s, u"zzzz-no-such-thing-zzzz"_s}).code, 1);
    const Outcome graph = ask({u"entity"_s, user, u"--json"_s});
    QVERIFY2(graph.code == 0, graph.err.constData());
    QVERIFY(graph.out.contains("\"what\":\"node\"") && graph.out.contains("\"what\":\"edge\""));
    const auto asSent = [](const QJsonObject &line) {
        return QJsonDocument::fromJson(line["raw"_L1].toString().toUtf8());
    };
    QVERIFY(!asSent(found.lines().constFirst()).isEmpty());
    const QJsonObject answer = graph.lines().constLast();
    QCOMPARE(answer["what"_L1].toString(), u"answer"_s);
    QVERIFY(answer["understood"_L1].toBool() && answer["unmapped"_L1].isArray());
    QVERIFY(asSent(answer).toJson().contains(user.toUtf8()));
    QVERIFY(ask({u"entity"_s, user}).out.contains(user.toUtf8()));
    QCOMPARE(ask({u"entity"_s, u"zzzz-no-such-thing-zzzz"_s}).code, 1);
}

void AnalystCliTest::hostileTextsDoNotSteerTheTerminal_data()
{
    QTest::addColumn<QString>("form");
    QTest::newRow("text") << QString();
    QTest::newRow("JSON") << u"--json"_s;
}

void AnalystCliTest::hostileTextsDoNotSteerTheTerminal()
{
    QFETCH(QString, form);
    connectTo(hasty(u"hostile"_s));
    const QStringList more = form.isEmpty() ? QStringList() : QStringList{form};
    QStringList numbers;
    const Outcome listed = ask(QStringList{u"incidents"_s, u"list"_s, u"--limit"_s, u"60"_s} + more);
    QVERIFY2(listed.code == 0, listed.err.constData());
    // What it must have met: else this proves nothing.
    QVERIFY2(listed.out.contains(form.isEmpty() ? "<U+" : "\\u"), listed.out.left(4000).constData());
    for (const QJsonObject &line :
         ask({u"incidents"_s, u"list"_s, u"--json"_s, u"--limit"_s, u"3"_s}).lines())
        numbers.append(QString::number(line["number"_L1].toInteger()));
    for (const QString &number : std::as_const(numbers))
        ask(QStringList{u"incidents"_s, u"show"_s, number} + more);
    const auto sessions = ask({u"sessions"_s, u"list"_s, u"--json"_s, u"--limit"_s, u"2"_s}).lines();
    for (const QJsonObject &line : sessions) {
        const QString id = line["session"_L1].toString();
        ask(QStringList{u"sessions"_s, u"show"_s, id} + more);
        for (const QString &format : {u"md"_s, u"json"_s, u"stix"_s, u"navigator"_s})
            ask(QStringList{u"report"_s, id, u"--format"_s, format} + more);
    }
    QVERIFY(!sessions.isEmpty());
    ask(QStringList{u"search"_s, u"sign-in"_s} + more);
    QVERIFY(isPlain(m_seen));
}

void AnalystCliTest::refusalsAreTold_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("401") << u"key"_s << QByteArray("not signed in");
    QTest::newRow("403") << u"scope"_s << QByteArray("incidents:read");
    QTest::newRow("offline") << u"offline"_s << QByteArray("cannot be reached");
    QTest::newRow("no secret") << u"secret"_s << QByteArray("socmate-lab");
    QTest::newRow("another passphrase") << u"passphrase"_s << QByteArray("passphrase");
}

void AnalystCliTest::refusalsAreTold()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, says);
    serve();
    const QByteArray secret =
        what == u"scope"_s ? keyFor(u"search:read"_s) : m_server->apiKey().reveal().toByteArray();
    QCOMPARE(add(u"lab"_s, m_server->baseUrl(), secret).code, 0);
    QStringList arguments = vaulted({u"incidents"_s, u"list"_s});
    if (what == u"key"_s)
        m_server->disableApiKey();
    if (what == u"offline"_s)
        m_server.reset();
    if (what == u"secret"_s)
        QCOMPARE(ask({u"secrets"_s, u"remove"_s, u"socmate-lab"_s}).code, 0);
    if (what == u"passphrase"_s)
        arguments.last() = u"env:OTHER_KEY"_s;
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.err.contains(says), outcome.err.constData());
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(!m_seen.contains(secret));
}

void AnalystCliTest::wrongUsageIsTwo_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"connections",
                             "connections add",
                             "connections add a",
                             "connections add a --api http://h",
                             "connections add a --api h --key -",
                             "connections add a --api http://u:p@h --key -",
                             "connections add a --api http://h --key plain",
                             "connections add a --api http://h --key keychain:x",
                             "connections add a --api http://h --key - --sign-in magic",
                             "connections add a --api http://h --key - --client-id x",
                             "connections add a --api http://h --key - --sign-in client-credentials",
                             "connections add a --api http://h --key - --proxy http://u:p@h:1",
                             "connections add a --api http://h --key - --timeout 0",
                             "connections remove",
                             "connections test a b",
                             "incidents",
                             "incidents list x",
                             "incidents show",
                             "incidents show x",
                             "incidents show -- -1",
                             "incidents show 0",
                             "incidents list --limit 0",
                             "incidents list --severity grave",
                             "incidents list --timespan soon",
                             "incidents watch --limit 3",
                             "incidents watch --every 0",
                             "investigate",
                             "investigate a b",
                             "investigate a --incident x",
                             "investigate a --fail-on-risk x",
                             "sessions",
                             "sessions show",
                             "sessions wait a --local",
                             "sessions message a",
                             "sessions list --limit 0",
                             "sessions list --fail-on-risk 7",
                             "report",
                             "report a b",
                             "report a --format pdf",
                             "report a --tlp pink",
                             "search",
                             "search a --limit 101",
                             "entity",
                             "entity a b",
                             "entity .."})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void AnalystCliTest::wrongUsageIsTwo()
{
    QFETCH(QString, line);
    const Outcome outcome = run(line.split(u' '));
    QVERIFY2(outcome.code == 2, (outcome.out + outcome.err).constData());
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.startsWith("tocsinctl: "), outcome.err.constData());
}

QTEST_GUILESS_MAIN(AnalystCliTest)
#include "tst_analystcli.moc"
