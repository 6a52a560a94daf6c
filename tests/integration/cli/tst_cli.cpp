// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The real program: what it prints, what it ends with, and what it never prints.

#include "tests/support/rawclient.h"

#include <QMessageAuthenticationCode>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::RawClient;

namespace {

const QString program = QStringLiteral(TOCSINCTL);
const QByteArray key = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
const QByteArray otherKey = "Z9y8X7w6V5u4T3s2_R1q0P9o8N7m6L5k";
const QByteArray passphrase = "correct horse battery staple";

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

QByteArray post(const QByteArray &path, const QByteArray &body)
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

} // namespace

class CliTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void strictNeedsWhatCanBeValid_data();
    void strictNeedsWhatCanBeValid();
    void listensAndPrintsWhatArrives();
    void endsAfterACount();
    void printsTheRestWhenItIsStopped();
    void listensWithTls();
    void answersByRules();
    void faultyRulesAreRefused_data();
    void faultyRulesAreRefused();
    void whatCannotBeIsThree_data();
    void whatCannotBeIsThree();
    void sendTellsHowItWent();
    void whatTheRequestDoesNotHoldIsGiven();
    void verifies();
    void verifyCannot();
    void writesVerificationCode();
    void explains();
    void signedUrlIsTakenAsTyped();
    void explainCannot();
    void worksOnDeliveries();
    void keepsSecretsInAVault();
    void hostileTextIsNeutralised();
    void aSecretIsNeverInTheProcessTable();
    void goesOnAfterRunningOutOfDescriptors();
    void anExposedListenerWarns();
    void anOfferedSecretIsToldAndNeverPrinted();
    void aSubscriptionIsTold();

private:
    QProcessEnvironment environment() const;
    Outcome run(const QStringList &arguments, const QByteArray &input = {});
    // Starts `tocsinctl listen` and waits for its ready line.
    std::unique_ptr<QProcess> listen(const QStringList &arguments, QJsonObject *ready = nullptr);
    QByteArray readLine(QProcess &process);
    int stop(QProcess &process, QByteArray *rest = nullptr);
    QString file(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_store;
    quint16 m_port = 0;
    QByteArray m_seen; // all output of a test
};

void CliTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = file(u"deliveries.db"_s);
    m_seen.clear();
}

void CliTest::cleanup()
{
    for (const QByteArray &secret : {key, otherKey, passphrase})
        QVERIFY(!m_seen.contains(secret));
}

QProcessEnvironment CliTest::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, file(u"data"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, file(u"config"_s));
    environment.insert(u"KEY"_s, QString::fromLatin1(key));
    environment.insert(u"OTHER_KEY"_s, QString::fromLatin1(otherKey));
    environment.insert(u"PASS"_s, QString::fromLatin1(passphrase));
    return environment;
}

Outcome CliTest::run(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    const Outcome outcome{process.exitCode(), process.readAllStandardOutput(),
                          process.readAllStandardError()};
    m_seen += outcome.out + outcome.err;
    return outcome;
}

QByteArray CliTest::readLine(QProcess &process)
{
    process.setReadChannel(QProcess::StandardOutput);
    while (!process.canReadLine() && process.waitForReadyRead(20'000)) {
    }
    const QByteArray line = process.readLine();
    m_seen += line;
    return line;
}

std::unique_ptr<QProcess> CliTest::listen(const QStringList &arguments, QJsonObject *ready)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment());
    process->start(program, QStringList{u"listen"_s, u"--port"_s, u"0"_s, u"--store"_s, m_store} + arguments);
    const QByteArray line = readLine(*process);
    static const QRegularExpression port(u"(?:\"port\":|:)(\\d+)"_s);
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (object.isEmpty()) {
        const auto match = port.match(QString::fromUtf8(line), line.indexOf("//"));
        m_port = match.captured(1).toUShort();
    } else {
        m_port = quint16(object.value(u"port"_s).toInt());
    }
    if (ready)
        *ready = object;
    return process;
}

int CliTest::stop(QProcess &process, QByteArray *rest)
{
    process.terminate();
    if (!process.waitForFinished(20'000) || process.exitStatus() != QProcess::NormalExit)
        return -1;
    const QByteArray output = process.readAllStandardOutput();
    m_seen += output + process.readAllStandardError();
    if (rest)
        *rest = output;
    return process.exitCode();
}

void CliTest::everyCommandHasHelp_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("none") << QStringList{u"--help"_s}
                          << QStringList{u"listen"_s,     u"verify"_s,  u"explain"_s, u"send"_s,
                                         u"deliveries"_s, u"schemes"_s, u"secrets"_s, u"code"_s,
                                         u"replay"_s,     u"forward"_s};
    QTest::newRow("listen") << QStringList{u"listen"_s, u"--help"_s}
                            << QStringList{u"--port"_s,   u"--bind"_s,   u"--store"_s, u"--endpoint"_s,
                                           u"--strict"_s, u"--secret"_s, u"--url"_s,   u"--param"_s,
                                           u"--rules"_s,  u"--tls"_s,    u"--count"_s, u"--json"_s};
    QTest::newRow("verify") << QStringList{u"verify"_s, u"--help"_s}
                            << QStringList{u"--scheme"_s, u"--secret"_s, u"--url"_s, u"--now"_s, u"--json"_s};
    QTest::newRow("code") << QStringList{u"code"_s, u"--help"_s}
                          << QStringList{u"--scheme"_s, u"--language"_s, u"--variant"_s, u"--output"_s,
                                         u"csharp"_s};
    QTest::newRow("explain") << QStringList{u"explain"_s, u"--help"_s}
                             << QStringList{u"--scheme"_s, u"--secret"_s, u"--other"_s, u"--url"_s,
                                            u"--param"_s,  u"--now"_s,    u"--json"_s};
    QTest::newRow("send") << QStringList{u"send"_s, u"-h"_s}
                          << QStringList{u"--scheme"_s, u"--secret"_s, u"--sample"_s,
                                         u"--body"_s,   u"--header"_s, u"--count"_s,
                                         u"--retry"_s,  u"--url"_s,    u"--param"_s};
    QTest::newRow("deliveries") << QStringList{u"deliveries"_s, u"--help"_s}
                                << QStringList{u"list"_s, u"show"_s,   u"export"_s,
                                               u"pin"_s,  u"delete"_s, u"--format"_s};
    QTest::newRow("replay") << QStringList{u"replay"_s, u"--help"_s}
                            << QStringList{u"--id"_s,     u"--to"_s,     u"--allow"_s,    u"--resign"_s,
                                           u"--secret"_s, u"--header"_s, u"--set-body"_s, u"--rate"_s};
    QTest::newRow("forward") << QStringList{u"forward"_s, u"--help"_s}
                             << QStringList{u"--endpoint"_s,     u"--to"_s,   u"--allow"_s,
                                            u"--verify-first"_s, u"--from"_s, u"--backlog"_s,
                                            u"--once"_s};
    QTest::newRow("secrets") << QStringList{u"secrets"_s, u"--help"_s}
                             << QStringList{u"add"_s, u"list"_s, u"rotate"_s, u"remove"_s, u"--vault"_s};
}

void CliTest::everyCommandHasHelp()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, words);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.err.isEmpty());
    for (const QString &word : std::as_const(words))
        QVERIFY2(outcome.out.contains(word.toUtf8()), qPrintable(word));
}

void CliTest::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const QString &line) {
        QTest::newRow(qPrintable(line)) << line.split(u' ', Qt::SkipEmptyParts);
    };
    row(u""_s);
    row(u"nonsense"_s);
    row(u"listen --nonsense"_s);
    row(u"listen extra"_s);
    row(u"code"_s);
    row(u"code --scheme stripe"_s);
    row(u"code --scheme stripe --language cobol"_s);
    row(u"code --scheme nobody --language node"_s);
    row(u"code --scheme stripe --language node --variant none"_s);
    row(u"code file --scheme stripe --language node"_s);
    row(u"listen --port 70000"_s);
    row(u"listen --port x"_s);
    row(u"listen --count 0"_s);
    row(u"listen --endpoint a"_s);
    row(u"listen --port 0 --endpoint a:nopath"_s);
    row(u"listen --port 0 --endpoint a:/x:noscheme"_s);
    row(u"listen --port 0 --url a=https://example.org/"_s); // of which endpoint?
    row(u"listen --port 0 --endpoint a:/x:square --url https://example.org/"_s);
    row(u"listen --port 0 --endpoint a:/x:square --url b=https://example.org/"_s);
    row(u"listen --port 0 --endpoint a:/x:square --url a=example.org"_s);
    row(u"listen --port 0 --endpoint a:/x:paypal --param webhook-id=1"_s);
    row(u"listen --port 0 --endpoint a:/x:paypal --param a:webhook-id"_s);
    row(u"listen --port 0 --endpoint a:/x:paypal --param a:other=1"_s);
    row(u"listen --port 0 --endpoint a:/x:paypal --param a:webhook-id="_s);
    row(u"listen --secret novalue"_s);
    row(u"listen --secret a=unknown:x"_s);
    row(u"listen --tls one"_s);
    row(u"verify"_s);
    row(u"verify a b"_s);
    row(u"verify - --scheme none"_s);
    row(u"verify - --now tomorrow"_s);
    row(u"verify - --url example.org"_s);
    row(u"verify - --url="_s);
    row(u"verify - --now 9223372036854775807"_s);
    row(u"verify - --param webhook-id"_s);
    row(u"send http://127.0.0.1:1 --scheme square --url example.org"_s);
    row(u"explain"_s);
    row(u"explain a b"_s);
    row(u"explain - --scheme none"_s);
    row(u"explain - --now tomorrow"_s);
    row(u"explain - --url nowhere"_s);
    row(u"explain - --param novalue"_s);
    row(u"send"_s);
    row(u"send ftp://x --scheme socwarden"_s);
    row(u"send http://127.0.0.1:1 --scheme none"_s);
    row(u"send http://127.0.0.1:1 --scheme socwarden --count 0"_s);
    row(u"send http://127.0.0.1:1 --scheme socwarden"_s); // signs, and no secret is named
    row(u"secrets"_s);
    row(u"secrets add label"_s);
    row(u"secrets list extra"_s);
}

void CliTest::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    if (arguments.value(0) == u"listen"_s)
        arguments += {u"--store"_s, m_store};
    const Outcome outcome = run(arguments);
    QVERIFY2(outcome.code == 2, outcome.err.constData());
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.startsWith("tocsinctl: "), outcome.err.constData());
}

void CliTest::strictNeedsWhatCanBeValid_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("word");
    const QString good = u" --endpoint good:/g:socwarden:main"_s;
    QTest::newRow("no scheme") << good + u" --endpoint bare:/b"_s << QByteArray("\"bare\" has no scheme");
    QTest::newRow("an empty scheme") << u" --endpoint bare:/b::main"_s
                                     << QByteArray("\"bare\" has no scheme");
    QTest::newRow("no secret") << u" --endpoint keyless:/k:socwarden"_s
                               << QByteArray("\"keyless\" has no secret");
    QTest::newRow("saved endpoints") << QString() << QByteArray("--endpoint");
}

void CliTest::strictNeedsWhatCanBeValid()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, word);
    const Outcome outcome =
        run((u"listen --port 0 --strict --store "_s + m_store + line).split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(word), outcome.err);
    QVERIFY2(outcome.err.contains("--strict"), outcome.err); // and what to do about it
    QVERIFY(!QFile::exists(m_store));
}

void CliTest::listensAndPrintsWhatArrives()
{
    QJsonObject ready;
    const auto process = listen(
        {u"--json"_s, u"--endpoint"_s, u"alerts:/hooks/a:socwarden:main"_s, u"--secret"_s, u"main=env:KEY"_s},
        &ready);
    QVERIFY(ready.value(u"ready"_s).toBool());
    QCOMPARE(ready.value(u"address"_s), u"127.0.0.1"_s);
    QCOMPARE(ready.value(u"store"_s), m_store);
    QCOMPARE(ready.value(u"url"_s), u"http://127.0.0.1:%1"_s.arg(m_port));
    QVERIFY(m_port > 0);

    const Outcome sent = run({u"send"_s, u"http://127.0.0.1:%1/hooks/a"_s.arg(m_port), u"--scheme"_s,
                              u"socwarden"_s, u"--secret"_s, u"main=env:KEY"_s});
    QVERIFY2(sent.code == 0, sent.err.constData());
    QJsonObject row = QJsonDocument::fromJson(readLine(*process)).object();
    for (const QString &member :
         {u"id"_s, u"endpoint"_s, u"method"_s, u"target"_s, u"verdict"_s, u"scheme"_s, u"secret"_s,
          u"event"_s, u"severity"_s, u"attempt"_s, u"size"_s, u"received_at"_s})
        QVERIFY2(row.contains(member), qPrintable(member));
    QCOMPARE(row.value(u"verdict"_s), u"valid"_s);
    QCOMPARE(row.value(u"secret"_s), u"main"_s);
    QCOMPARE(row.value(u"endpoint"_s), u"alerts"_s);
    QCOMPARE(row.value(u"target"_s), u"/hooks/a"_s);

    RawClient(m_port).ask(post("/elsewhere", "x"));
    row = QJsonDocument::fromJson(readLine(*process)).object();
    QCOMPARE(row.value(u"verdict"_s), u"unsigned"_s);
    QCOMPARE(row.value(u"endpoint"_s), u"catch-all"_s);
    QCOMPARE(stop(*process), 0);
}

void CliTest::answersByRules()
{
    QFile rules(m_folder->filePath(u"rules.json"_s));
    QVERIFY(rules.open(QFile::WriteOnly));
    rules.write(R"({"rules":[{"name":"never","enabled":false,"answer":{}},)"
                R"({"name":"flaky","when":{"methods":["POST"]},"answer":{"status":202,"failFirst":1}}]})");
    rules.close();
    const auto process = listen({u"--json"_s, u"--endpoint"_s, u"a:/a"_s, u"--endpoint"_s, u"b:/b"_s,
                                 u"--rules"_s, u"a="_s + rules.fileName()});
    QCOMPARE(RawClient(m_port).ask(post("/a", "x")).status, 503);
    QCOMPARE(RawClient(m_port).ask(post("/a", "x")).status, 202); // the sender tries again
    QCOMPARE(RawClient(m_port).ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
    QCOMPARE(RawClient(m_port).ask(post("/b", "x")).status, 200);
    for (const int attempt : {1, 2}) {
        const QJsonObject row = QJsonDocument::fromJson(readLine(*process)).object();
        const QJsonObject ruled = row.value(u"rules"_s).toObject();
        QCOMPARE(ruled.value(u"rule"_s), u"flaky"_s);
        QCOMPARE(ruled.value(u"attempt"_s), attempt);
        QCOMPARE(ruled.value(u"trace"_s).toArray().size(), 2);
    }
    const QJsonObject unmatched = QJsonDocument::fromJson(readLine(*process)).object();
    QVERIFY(unmatched.value(u"rules"_s).toObject().value(u"rule"_s).isNull());
    QVERIFY(!QJsonDocument::fromJson(readLine(*process)).object().contains(u"rules"_s));
    QCOMPARE(stop(*process), 0);
    const Outcome shown = run({u"deliveries"_s, u"show"_s, u"3"_s, u"--store"_s, m_store});
    QVERIFY2(shown.out.contains("the method \"GET\" is not"), shown.out.constData());
}

void CliTest::faultyRulesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("member") << QByteArray("{\"rules\":[\n{\"name\":\"a\",\"later\":1}]}") << 2
                            << QByteArray("rules.json: line 2, rules[0].later");
    QTest::newRow("no file") << QByteArray() << 3 << QByteArray("rules.json");
}

void CliTest::faultyRulesAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const QString path = m_folder->filePath(u"rules.json"_s);
    if (!text.isNull()) {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text);
    }
    const Outcome outcome = run({u"listen"_s, u"--port"_s, u"0"_s, u"--store"_s, m_store, u"--endpoint"_s,
                                 u"a:/a"_s, u"--rules"_s, u"a="_s + path});
    QCOMPARE(outcome.code, code);
    QVERIFY2(outcome.err.contains(said), outcome.err.constData());
}

void CliTest::endsAfterACount()
{
    const auto process = listen({u"--json"_s, u"--count"_s, u"3"_s});
    RawClient client(m_port);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.ask(post("/n", QByteArray::number(i))).status, 200);
    QVERIFY(process->waitForFinished());
    QCOMPARE(process->exitCode(), 0);
    QCOMPARE(process->readAllStandardOutput().count('\n'), 3);
}

void CliTest::printsTheRestWhenItIsStopped()
{
    const auto process = listen({u"--json"_s});
    QByteArray requests;
    for (int i = 0; i < 300; ++i)
        requests += post("/n", QByteArray::number(i));
    RawClient client(m_port);
    client.send(requests);
    for (int i = 0; i < 300; ++i)
        QCOMPARE(client.read().status, 200);
    QByteArray rest;
    QCOMPARE(stop(*process, &rest), 0);
    QCOMPARE(rest.count('\n'), 300);
}

void CliTest::listensWithTls()
{
    QJsonObject ready;
    const auto process = listen({u"--json"_s, u"--tls"_s, u"auto"_s}, &ready);
    QVERIFY(ready.value(u"url"_s).toString().startsWith(u"https://"_s));
    QCOMPARE(ready.value(u"fingerprint"_s).toString().size(), 95);
    const QString authority = QDir(file(u"data"_s)).filePath(u"tocsin/listener-cert.pem"_s);
    QVERIFY(QFile::exists(authority));
    const QStringList arguments = {u"send"_s, u"https://localhost:%1/"_s.arg(m_port), u"--scheme"_s,
                                   u"socmate"_s};
    QCOMPARE(run(arguments).code, 3); // not trusted
    const Outcome trusted = run(arguments + QStringList{u"--ca"_s, authority});
    QVERIFY2(trusted.code == 0, (trusted.out + trusted.err).constData());
    QCOMPARE(stop(*process), 0);
}

void CliTest::whatCannotBeIsThree_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("no such key variable")
        << u"listen --port 0 --store %1/d.db --secret a=env:NOT_SET_ANYWHERE"_s;
    QTest::newRow("no such key file") << u"listen --port 0 --store %1/d.db --secret a=file:%1/none"_s;
    QTest::newRow("a store that is none") << u"listen --port 0 --store %1/text"_s;
    QTest::newRow("an address of another machine") << u"listen --port 0 --store %1/d.db --bind 192.0.2.1"_s;
    QTest::newRow("no certificate") << u"listen --port 0 --store %1/d.db --tls %1/text,%1/text"_s;
    QTest::newRow("no store to list") << u"deliveries list --store %1/none.db"_s;
    QTest::newRow("text to list") << u"deliveries list --store %1/text"_s;
    QTest::newRow("no file to verify") << u"verify %1/none"_s;
    QTest::newRow("no scheme to write code from") << u"code %1/none --language go"_s;
    QTest::newRow("text to write code from") << u"code %1/text --language go"_s;
    QTest::newRow("no place for code") << u"code --scheme stripe --language go --output %1/none/a.go"_s;
    QTest::newRow("no request to verify") << u"verify %1/text"_s;
    QTest::newRow("nobody listens") << u"send http://127.0.0.1:1/ --scheme socmate"_s;
    QTest::newRow("no body file") << u"send http://127.0.0.1:1/ --scheme socmate --body %1/none"_s;
}

void CliTest::whatCannotBeIsThree()
{
    QFETCH(QString, line);
    QFile text(file(u"text"_s));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write(QByteArray(5000, 'x')) == 5000);
    text.close();
    const Outcome outcome = run(line.arg(m_folder->path()).split(u' '));
    QVERIFY2(outcome.code == 3, (outcome.out + outcome.err).constData());
}

void CliTest::sendTellsHowItWent()
{
    const auto process = listen({u"--json"_s, u"--strict"_s, u"--endpoint"_s, u"alerts:/a:socwarden:main"_s,
                                 u"--secret"_s, u"main=env:KEY"_s});
    const QString url = u"http://127.0.0.1:%1/a"_s.arg(m_port);
    const auto send = [&](const QString &source, const QStringList &more) {
        return run(QStringList{u"send"_s, url, u"--scheme"_s, u"socwarden"_s, u"--json"_s, u"--secret"_s,
                               u"main="_s + source} +
                   more);
    };
    const Outcome good = send(u"env:KEY"_s, {u"--count"_s, u"2"_s, u"--header"_s, u"X-Own: yes"_s});
    QCOMPARE(good.code, 0);
    QCOMPARE(good.out.count('\n'), 2);
    QCOMPARE(QJsonDocument::fromJson(good.out.split('\n').first()).object().value(u"status"_s), 200);
    // Nothing checks what comes to no endpoint: it must not pass for delivered, and is kept.
    QCOMPARE(RawClient(m_port).ask(post("/elsewhere", "{}")).status, 404);
    const Outcome refused = send(u"env:OTHER_KEY"_s, {});
    QCOMPARE(refused.code, 1);
    QCOMPARE(refused.json().value(u"status"_s), 401);
    QCOMPARE(refused.json().value(u"acknowledged"_s), false);
    QFile body(file(u"body"_s));
    QVERIFY(body.open(QIODevice::WriteOnly) && body.write("{\"own\":1}") > 0);
    body.close();
    QCOMPARE(send(u"env:KEY"_s, {u"--body"_s, body.fileName()}).code, 0);
    // The same window as the listener's: what was signed 301 s ago is genuine and too old.
    QCOMPARE(send(u"env:KEY"_s, {u"--age"_s, u"200"_s}).code, 0);
    QCOMPARE(send(u"env:KEY"_s, {u"--age"_s, u"302"_s}).json().value(u"status"_s), 401);
    const Outcome twice =
        send(u"env:KEY"_s, {u"--burst"_s, u"3"_s, u"--duplicate"_s, u"1"_s, u"--reorder"_s});
    QCOMPARE(twice.code, 0);
    QCOMPARE(twice.out.count('\n'), 6);
    const Outcome again = send(u"env:OTHER_KEY"_s, {u"--retry"_s, u"socwarden"_s, u"--speed"_s, u"100000"_s});
    QCOMPARE(again.code, 1);
    QCOMPARE(again.out.count('\n'), 6);
    QCOMPARE(QJsonDocument::fromJson(again.out.split('\n')[3]).object().value(u"next_in_ms"_s), 2.0);
    QCOMPARE(send(u"env:KEY"_s, {u"--retry"_s, u"github"_s}).code, 2); // no schedule is documented
    const Outcome samples = run({u"send"_s, u"--sample"_s, u"list"_s});
    QCOMPARE(samples.code, 0);
    QVERIFY(samples.out.count('\n') > 10);
    QCOMPARE(stop(*process), 0);
}

// A URL that is signed, a parameter, and a scheme that is found.
void CliTest::whatTheRequestDoesNotHoldIsGiven()
{
    const QString elsewhere = u"https://hooks.example.org/in?x=%7E"_s;
    QStringList arguments = {u"--json"_s, u"--secret"_s, u"main=env:KEY"_s};
    for (const QString &endpoint : {u"direct:/direct:square:main"_s, u"tunnel:/tunnel:square:main"_s,
                                    u"shop:/shop:tiktok-shop:main"_s, u"any:/any:auto:main"_s})
        arguments += {u"--endpoint"_s, endpoint};
    arguments += {u"--url"_s, u"tunnel="_s + elsewhere, u"--param"_s, u"shop:app-key=a=b:c"_s};
    const auto process = listen(arguments);
    QFile form(file(u"form"_s));
    QVERIFY(form.open(QIODevice::WriteOnly) && form.write("b=2&a=1%20x") > 0);
    form.close();
    const QStringList asForm = {u"--header"_s, u"Content-Type: application/x-www-form-urlencoded"_s,
                                u"--body"_s, form.fileName()};
    const auto sent = [&](const QString &path, const QString &scheme, const QStringList &more = {}) {
        const Outcome outcome = run(QStringList{u"send"_s, u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path),
                                                u"--scheme"_s, scheme, u"--secret"_s, u"main=env:KEY"_s} +
                                    more);
        if (outcome.code != 0)
            return QString::fromUtf8(outcome.err);
        const QJsonObject row = QJsonDocument::fromJson(readLine(*process)).object();
        return row.value(u"scheme"_s).toString() + u' ' + row.value(u"verdict"_s).toString();
    };
    QCOMPARE(sent(u"/direct"_s, u"square"_s), u"square valid"_s);
    QCOMPARE(sent(u"/direct/a%20b?x=%C3%BC"_s, u"square"_s), u"square valid"_s);
    QCOMPARE(sent(u"/tunnel"_s, u"square"_s), u"square mismatch"_s);
    QCOMPARE(sent(u"/tunnel"_s, u"square"_s, {u"--url"_s, elsewhere}), u"square valid"_s);
    QCOMPARE(sent(u"/shop"_s, u"tiktok-shop"_s, {u"--param"_s, u"app-key=other"_s}),
             u"tiktok-shop mismatch"_s);
    QCOMPARE(sent(u"/shop"_s, u"tiktok-shop"_s, {u"--param"_s, u"app-key=a=b:c"_s}), u"tiktok-shop valid"_s);
    QCOMPARE(sent(u"/any"_s, u"twilio"_s, asForm), u"twilio valid"_s);
    QCOMPARE(sent(u"/any"_s, u"square"_s), u"square valid"_s);
    QCOMPARE(sent(u"/any"_s, u"stripe"_s), u"stripe valid"_s);
    QCOMPARE(sent(u"/any"_s, u"socmate"_s), u" unsigned"_s);
    QCOMPARE(stop(*process), 0);

    // What was kept is checked alike, by the URL as it was typed.
    const QByteArray raw =
        run({u"deliveries"_s, u"export"_s, u"--store"_s, m_store, u"--format"_s, u"http"_s, u"id:4"_s}).out;
    const QStringList verify = {u"verify"_s, u"-"_s, u"--json"_s, u"--secret"_s, u"main=env:KEY"_s};
    QCOMPARE(run(verify + QStringList{u"--url"_s, elsewhere}, raw).json().value(u"verdict"_s), u"valid"_s);
    QCOMPARE(run(verify + QStringList{u"--url"_s, elsewhere + u"#part"_s}, raw).json().value(u"verdict"_s),
             u"valid"_s);
    QCOMPARE(run(verify, raw).json().value(u"verdict"_s), u"mismatch"_s);
}

void CliTest::verifies()
{
    const auto process = listen({u"--json"_s});
    QCOMPARE(run({u"send"_s, u"http://127.0.0.1:%1/a"_s.arg(m_port), u"--scheme"_s, u"socwarden"_s,
                  u"--secret"_s, u"main=env:KEY"_s})
                 .code,
             0);
    readLine(*process);
    QCOMPARE(stop(*process), 0);
    const QByteArray raw =
        run({u"deliveries"_s, u"export"_s, u"--store"_s, m_store, u"--format"_s, u"http"_s}).out;
    QFile request(file(u"a.http"_s));
    QVERIFY(request.open(QIODevice::WriteOnly) && request.write(raw) == raw.size());
    request.close();

    const auto verify = [&](const QStringList &more) {
        return run(QStringList{u"verify"_s, request.fileName(), u"--json"_s} + more);
    };
    const Outcome good = verify({u"--secret"_s, u"old=env:OTHER_KEY"_s, u"--secret"_s, u"main=env:KEY"_s});
    QCOMPARE(good.code, 0);
    QCOMPARE(good.json().value(u"verdict"_s), u"valid"_s);
    QCOMPARE(good.json().value(u"scheme"_s), u"socwarden"_s);
    QCOMPARE(good.json().value(u"secret"_s), u"main"_s);
    QVERIFY(good.json().value(u"age_s"_s).isDouble());
    const Outcome bad = verify({u"--secret"_s, u"main=env:OTHER_KEY"_s, u"--scheme"_s, u"socwarden"_s});
    QCOMPARE(bad.code, 1);
    QCOMPARE(bad.json().value(u"verdict"_s), u"mismatch"_s);
    QVERIFY(bad.json().value(u"secret"_s).isNull());
    const Outcome late = verify({u"--secret"_s, u"main=env:KEY"_s, u"--now"_s, u"4000000000"_s});
    QCOMPARE(late.code, 1);
    QCOMPARE(late.json().value(u"verdict"_s), u"valid-stale"_s);
    QCOMPARE(verify({}).json().value(u"verdict"_s), u"no-secret"_s);
    const Outcome piped = run({u"verify"_s, u"-"_s, u"--secret"_s, u"main=env:KEY"_s}, raw);
    QCOMPARE(piped.code, 0);
    QVERIFY(piped.out.contains("verdict  valid"));
}

void CliTest::verifyCannot()
{
    const Outcome cut = run({u"verify"_s, u"-"_s}, "POST / HTTP/1.1\r\nHost");
    QCOMPARE(cut.code, 3);
    QVERIFY(cut.err.contains("whole HTTP/1.1 request"));
    const Outcome plain = run({u"verify"_s, u"-"_s, u"--json"_s}, "POST / HTTP/1.1\r\n\r\n");
    QCOMPARE(plain.code, 1);
    QVERIFY(plain.json().value(u"scheme"_s).isNull());
}

void CliTest::writesVerificationCode()
{
    const Outcome printed = run({u"code"_s, u"--scheme"_s, u"stripe"_s, u"--language"_s, u"node"_s});
    QCOMPARE(printed.code, 0);
    QVERIFY2(printed.out.contains("'Stripe-Signature'") && printed.out.endsWith("main();\n"), printed.out);

    const QString path = file(u"verify.js"_s);
    const Outcome written =
        run({u"code"_s, u"--scheme"_s, u"stripe"_s, u"--language"_s, u"node"_s, u"--output"_s, path});
    QCOMPARE(written.code, 0);
    QCOMPARE(written.out, QByteArray());
    QFile code(path);
    QVERIFY(code.open(QIODevice::ReadOnly));
    QCOMPARE(code.readAll(), printed.out);

    const QByteArray scheme = R"({"id": "mine", "name": "Mine", "sources": ["me"], "evidence": "documented",
        "strength": "signed", "algorithm": "hmac-sha256", "key": {"form": "utf8"},
        "signature": {"header": "X-Mine", "encoding": "hex-lower"}, "message": [{"kind": "body"}]})";
    QFile own(file(u"mine.json"_s));
    QVERIFY(own.open(QIODevice::WriteOnly) && own.write(scheme) > 0);
    own.close();
    const Outcome mine = run({u"code"_s, own.fileName(), u"--language"_s, u"python"_s});
    QVERIFY2(mine.code == 0, mine.err);
    QVERIFY(mine.out.contains("b'X-Mine'"));

    const Outcome refused = run({u"code"_s, u"--scheme"_s, u"plaid"_s, u"--language"_s, u"shell"_s});
    QCOMPARE(refused.code, 1);
    QVERIFY(refused.err.contains("JSON"));
}

// As Socwarden signs it: the body, then written anew with blanks by something on the way.
void CliTest::explains()
{
    const QByteArray now = "1767225600";
    const QByteArray sent = R"({"id":31000000007,"name":"zo\u00eb","ok":true})";
    const QByteArray arrived = R"({"id": 31000000007, "name": "zo\u00eb", "ok": true})";
    const auto request = [&](const QByteArray &body, const QByteArray &with) {
        const QByteArray digest =
            QMessageAuthenticationCode::hash(now + '.' + sent, with, QCryptographicHash::Sha256).toHex();
        return "POST /hooks/a HTTP/1.1\r\nHost: x\r\nX-Timestamp: " + now + "\r\nX-Signature-256: " + digest +
               "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    };
    const auto explain = [&](const QByteArray &bytes, const QStringList &more) {
        return run(QStringList{u"explain"_s, u"-"_s, u"--now"_s, u"1767225601"_s} + more, bytes);
    };
    const QStringList main{u"--scheme"_s, u"socwarden"_s, u"--secret"_s, u"main=env:KEY"_s};
    const Outcome good = explain(request(sent, key), main + QStringList{u"--json"_s});
    QCOMPARE(good.code, 0);
    QCOMPARE(good.json().value(u"verdict"_s), u"valid"_s);
    QCOMPARE(good.json().value(u"causes"_s), QJsonArray());

    const Outcome anew = explain(request(arrived, key), main + QStringList{u"--json"_s});
    QCOMPARE(anew.code, 1);
    QCOMPARE(anew.out.count('\n'), 1);
    QCOMPARE(anew.json().value(u"verdict"_s), u"mismatch"_s);
    QCOMPARE(anew.json().value(u"scheme"_s), u"socwarden"_s);
    const QJsonObject cause = anew.json()[u"causes"_s][0].toObject();
    QCOMPARE(cause.value(u"id"_s), u"A2"_s);
    QCOMPARE(cause.value(u"certainty"_s), u"proved"_s);
    QCOMPARE(cause.value(u"party"_s), u"sender"_s); // no header names a hop that could have done it
    QCOMPARE(cause.value(u"secret"_s), u"main"_s);
    QCOMPARE(cause.value(u"offset"_s), 6);
    QVERIFY(!cause.value(u"change"_s).toString().isEmpty());
    QVERIFY(anew.json().value(u"tried"_s).toInt() > 0);
    const Outcome words = explain(request(arrived, key).replace("Host: x", "Host: x\r\nVia: 1.1 hop"), main);
    QCOMPARE(words.code, 1);
    QVERIFY(words.out.contains("proved   A2 on the way: "));

    // A capture that is cut off is a finding.
    const Outcome cut = explain(request(sent, key).chopped(5), main + QStringList{u"--json"_s});
    QCOMPARE(cut.code, 1);
    QCOMPARE(cut.json()[u"causes"_s][0][u"id"_s], u"A29"_s);
    // So is one that goes on behind its Content-Length.
    const Outcome goesOn =
        explain(request(sent, key).replace("Content-Length: ", "Content-Length: 2\r\nX-Was: "),
                main + QStringList{u"--json"_s});
    QCOMPARE(goesOn.json()[u"causes"_s][0][u"id"_s], u"A29"_s);
    QCOMPARE(goesOn.json()[u"causes"_s][0][u"certainty"_s], u"proved"_s);
    const Outcome without = explain(request(sent, key), {u"--scheme"_s, u"socwarden"_s, u"--json"_s});
    QCOMPARE(without.json().value(u"verdict"_s), u"no-secret"_s);
    QVERIFY(without.json()[u"capture_next"_s][0].toString().startsWith(u"the secret"_s));

    // Signed with the secret of something else; without it there is no proof, but more than one sign.
    const QStringList other{u"--other"_s, u"staging=env:KEY"_s, u"--secret"_s, u"main=env:OTHER_KEY"_s};
    const QJsonObject wrong = explain(request(sent, key), other + QStringList{u"--json"_s}).json();
    QCOMPARE(wrong[u"causes"_s][0][u"id"_s], u"B1"_s);
    QCOMPARE(wrong[u"causes"_s][0][u"secret"_s], u"staging"_s);
    const Outcome unknown = explain(request(sent, key).replace("Host: x", "Host: x\r\nVia: 1.1 hop"),
                                    {u"--secret"_s, u"main=env:OTHER_KEY"_s, u"--json"_s});
    QCOMPARE(unknown.code, 1);
    QVERIFY(unknown.json().value(u"causes"_s).toArray().size() > 1);
    QVERIFY(unknown.json()[u"causes"_s][0][u"certainty"_s] != u"proved"_s);
    QVERIFY(!unknown.json().value(u"capture_next"_s).toArray().isEmpty());
}

// A sender signs the bytes that were registered: capitals in the host and a tilde that is escaped in lower
// case are what a URL class would put right.
void CliTest::signedUrlIsTakenAsTyped()
{
    const QByteArray url = "HTTPS://Hooks.Example.ORG:443/in/../a?x=%7e";
    const QByteArray body = R"({"a":1})";
    const auto request = [&](const QByteArray &signedUrl) {
        const QByteArray digest =
            QMessageAuthenticationCode::hash(signedUrl + body, key, QCryptographicHash::Sha256).toBase64();
        return "POST /a HTTP/1.1\r\nHost: x\r\nX-Square-HmacSha256-Signature: " + digest +
               "\r\nContent-Length: 7\r\n\r\n" + body;
    };
    const QStringList given{u"--url"_s, QString::fromLatin1(url) + u"#part"_s, u"--secret"_s,
                            u"main=env:KEY"_s};
    const QStringList how = QStringList{u"-"_s, u"--scheme"_s, u"square"_s, u"--json"_s} + given;
    for (const QString &command : {u"verify"_s, u"explain"_s}) {
        QCOMPARE(run(QStringList{command} + how, request(url)).json().value(u"verdict"_s), u"valid"_s);
        QCOMPARE(run(QStringList{command} + how, request(url.toLower())).json().value(u"verdict"_s),
                 u"mismatch"_s);
    }
}

void CliTest::explainCannot()
{
    QCOMPARE(run({u"explain"_s, u"-"_s}, "POST / HTTP/1.1\r\nHost").code, 3);
    QCOMPARE(run({u"explain"_s, file(u"none"_s)}).code, 3);
    QCOMPARE(
        run({u"explain"_s, u"-"_s, u"--secret"_s, u"a=env:NOT_SET_HERE"_s}, "POST / HTTP/1.1\r\n\r\n").code,
        3);
    for (const QString &option : {u"--secret"_s, u"--other"_s})
        QCOMPARE(run({u"explain"_s, u"-"_s, option, u"novalue"_s}, "POST / HTTP/1.1\r\n\r\n").code, 2);
    const Outcome plain = run({u"explain"_s, u"-"_s, u"--json"_s}, "POST / HTTP/1.1\r\n\r\n");
    QCOMPARE(plain.code, 1);
    QVERIFY(plain.json().value(u"scheme"_s).isNull());
}

void CliTest::worksOnDeliveries()
{
    const auto process = listen({u"--json"_s});
    RawClient client(m_port);
    for (const char *path : {"/one", "/two", "/three"}) {
        QCOMPARE(client.ask(post(path, QByteArray("\0\xff", 2) + path)).status, 200);
        readLine(*process);
    }
    const auto deliveries = [this](const QStringList &arguments) {
        return run(QStringList{u"deliveries"_s} + arguments + QStringList{u"--store"_s, m_store});
    };
    // Beside a listener that runs.
    QCOMPARE(deliveries({u"list"_s}).out.count('\n'), 3);
    QCOMPARE(deliveries({u"list"_s, u"--json"_s, u"path:/two"_s}).json().value(u"id"_s), 2);
    QCOMPARE(deliveries({u"list"_s, u"-path:/two"_s}).out.count('\n'), 2);
    QCOMPARE(deliveries({u"list"_s, u"--limit"_s, u"1"_s, u"--json"_s}).json().value(u"id"_s), 3);
    QCOMPARE(deliveries({u"list"_s, u"path:/none"_s}).code, 1);
    const Outcome wrong = deliveries({u"list"_s, u"severity:hgih"_s});
    QCOMPARE(wrong.code, 2);
    QVERIFY(wrong.err.contains("character"));
    const QJsonObject shown = deliveries({u"show"_s, u"2"_s, u"--json"_s}).json();
    QCOMPARE(QByteArray::fromBase64(shown.value(u"body_base64"_s).toString().toLatin1()),
             QByteArray("\0\xff/two", 6));
    QCOMPARE(deliveries({u"show"_s, u"99"_s}).code, 1);
    QCOMPARE(deliveries({u"show"_s, u"x"_s}).code, 2);
    QCOMPARE(deliveries({u"export"_s}).out.count('\n'), 3);
    QCOMPARE(
        deliveries({u"export"_s, u"--format"_s, u"har"_s}).json()[u"log"_s][u"entries"_s].toArray().size(),
        3);
    QCOMPARE(deliveries({u"export"_s, u"--format"_s, u"http"_s, u"id:1"_s}).out,
             post("/one", QByteArray("\0\xff/one", 6)));
    QVERIFY(deliveries({u"export"_s, u"--format"_s, u"curl"_s, u"id:1"_s}).out.contains("curl "));
    QCOMPARE(deliveries({u"export"_s, u"--format"_s, u"none"_s}).code, 2);
    QCOMPARE(deliveries({u"pin"_s}).code, 2);
    QCOMPARE(deliveries({u"delete"_s}).code, 2);
    QCOMPARE(deliveries({u"pin"_s, u"path:/one"_s}).code, 0);
    QCOMPARE(deliveries({u"list"_s, u"is:pinned"_s, u"--json"_s}).json().value(u"id"_s), 1);
    QCOMPARE(deliveries({u"delete"_s, u"-is:pinned"_s, u"--json"_s}).json().value(u"changed"_s), 2);
    QCOMPARE(deliveries({u"list"_s}).out.count('\n'), 1);
    QCOMPARE(deliveries({u"unpin"_s, u"id:1"_s}).code, 0);
    QCOMPARE(deliveries({u"list"_s, u"is:pinned"_s}).code, 1);
    QCOMPARE(deliveries({u"nonsense"_s}).code, 2);
    QCOMPARE(stop(*process), 0);
}

void CliTest::keepsSecretsInAVault()
{
    const QString vault = file(u"secrets.vault"_s);
    const auto secrets = [&](const QStringList &arguments, const QString &pass = u"env:PASS"_s,
                             const QByteArray &input = {}) {
        return run(QStringList{u"secrets"_s} + arguments +
                       QStringList{u"--vault"_s, vault, u"--passphrase"_s, pass},
                   input);
    };
    const Outcome added = secrets({u"add"_s, u"main"_s, u"env:KEY"_s, u"--scheme"_s, u"socwarden"_s});
    QVERIFY2(added.code == 0, added.err.constData());
    QCOMPARE(secrets({u"add"_s, u"main"_s, u"env:KEY"_s}).code, 1);
    const QJsonObject listed = secrets({u"list"_s, u"--json"_s}).json();
    QCOMPARE(listed.value(u"label"_s), u"main"_s);
    QCOMPARE(listed.value(u"retired"_s), 0);
    QCOMPARE(secrets({u"rotate"_s, u"main"_s, u"-"_s}, u"env:PASS"_s, otherKey + '\n').code, 0);
    QCOMPARE(secrets({u"list"_s, u"--json"_s}).json().value(u"retired"_s), 1);
    QCOMPARE(secrets({u"list"_s}, u"env:OTHER_KEY"_s).code, 3);
    QCOMPARE(secrets({u"add"_s, u"b"_s, u"plain-text"_s}).code, 2);
    QCOMPARE(secrets({u"rotate"_s, u"none"_s, u"env:KEY"_s}).code, 1);
    QCOMPARE(secrets({u"remove"_s, u"none"_s}).code, 1);
    QFile bytes(vault);
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    const QByteArray content = bytes.readAll();
    QVERIFY(!content.contains(key) && !content.contains(otherKey) && !content.contains(key.toBase64()));
#ifdef Q_OS_UNIX
    QVERIFY(!(bytes.permissions() &
              (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
#endif
    QCOMPARE(secrets({u"remove"_s, u"main"_s}).code, 0);
    QCOMPARE(secrets({u"list"_s}).out, "");
}

// ESC, the one-character CSI, right-to-left override, Arabic letter mark, line separator, a new line.
void CliTest::hostileTextIsNeutralised()
{
    const QByteArray hostile = "a\xc2\x9b"
                               "2Jb\xe2\x80\xae"
                               "c\xd8\x9c"
                               "d\xe2\x80\xa8"
                               "e";
    const QByteArray body = "{\"event\":\"alert.created\",\"source\":\"socwarden\",\"alert_id\":\"1\","
                            "\"severity\":\"high\",\"summary\":\"\\u001b[2J" +
                            hostile + "\\n\\r\"}";
    const auto process = listen({});
    RawClient client(m_port);
    QCOMPARE(client.ask(post("/h", body)).status, 200);
    QCOMPARE(client.ask("POST /\x1b[2J HTTP/1.1\r\n\r\n").status, 400);
    RawClient(m_port).ask("POST /" + hostile + " HTTP/1.1\r\nHost: x\r\nX-H: \x1b[2J" + hostile + "\r\n\r\n");
    QByteArray lines = readLine(*process) + readLine(*process) + readLine(*process);
    QByteArray rest;
    QCOMPARE(stop(*process, &rest), 0);
    QByteArray all = lines + rest;
    const QStringList store = {u"--store"_s, m_store};
    for (const QStringList &arguments :
         {QStringList{u"list"_s}, QStringList{u"list"_s, u"--json"_s}, QStringList{u"show"_s, u"1"_s},
          QStringList{u"show"_s, u"2"_s}, QStringList{u"show"_s, u"3"_s},
          QStringList{u"show"_s, u"1"_s, u"--json"_s}, QStringList{u"show"_s, u"3"_s, u"--json"_s},
          QStringList{u"export"_s}, QStringList{u"export"_s, u"--format"_s, u"har"_s}}) {
        const Outcome outcome = run(QStringList{u"deliveries"_s} + arguments + store);
        QCOMPARE(outcome.code, 0);
        all += outcome.out + outcome.err;
    }
    for (const char *steering : {"\x1b", "\xc2\x9b", "\xe2\x80\xae", "\xd8\x9c", "\xe2\x80\xa8", "\r"})
        QVERIFY2(!all.contains(steering), QByteArray(steering).toHex().constData());
    // And JSON still says the same.
    const QJsonObject shown =
        run(QStringList{u"deliveries"_s, u"show"_s, u"1"_s, u"--json"_s} + store).json();
    QCOMPARE(shown.value(u"body"_s).toString().toUtf8(), body);
}

void CliTest::aSecretIsNeverInTheProcessTable()
{
#ifdef Q_OS_LINUX
    QFile keyFile(file(u"key"_s));
    QVERIFY(keyFile.open(QIODevice::WriteOnly) && keyFile.write(key) == key.size());
    keyFile.close();
    keyFile.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const auto process = listen({u"--json"_s, u"--endpoint"_s, u"a:/a:socwarden:main"_s, u"--secret"_s,
                                 u"main=file:"_s + keyFile.fileName()});
    QFile commandLine(u"/proc/%1/cmdline"_s.arg(process->processId()));
    QVERIFY(commandLine.open(QIODevice::ReadOnly));
    const QByteArray seen = commandLine.readAll();
    QVERIFY(seen.contains("main=file:"));
    QVERIFY(!seen.contains(key));
    QCOMPARE(run({u"send"_s, u"http://127.0.0.1:%1/a"_s.arg(m_port), u"--scheme"_s, u"socwarden"_s,
                  u"--secret"_s, u"main=-"_s},
                 key + '\n')
                 .code,
             0);
    QVERIFY(readLine(*process).contains("\"valid\""));
    QCOMPARE(stop(*process), 0);
    QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile one(files.next());
        if (one.fileName() != keyFile.fileName() && one.open(QIODevice::ReadOnly))
            QVERIFY2(!one.readAll().contains(key), qPrintable(one.fileName()));
    }
#else
    QSKIP("needs /proc");
#endif
}

void CliTest::goesOnAfterRunningOutOfDescriptors()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the sanitizer's own look at an object's type needs a descriptor too, and errs without one");
#elif defined(Q_OS_UNIX)
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(
        u"/bin/sh"_s,
        {u"-c"_s, u"ulimit -n 64 && exec \"$0\" listen --port 0 --json --store \"$1\""_s, program, m_store});
    m_port = quint16(QJsonDocument::fromJson(readLine(process)).object().value(u"port"_s).toInt());
    QVERIFY(m_port != 0);
    {
        std::vector<std::unique_ptr<RawClient>> crowd;
        for (int i = 0; i < 150; ++i)
            crowd.push_back(std::make_unique<RawClient>(m_port));
        QCOMPARE(crowd.front()->ask(post("/first", "x")).status, 200);
    }
    QCOMPARE(RawClient(m_port).ask(post("/after", "x")).status, 200);
    QCOMPARE(stop(process), 0);
#else
    QSKIP("needs a limit of descriptors");
#endif
}

void CliTest::anExposedListenerWarns()
{
    const auto process = listen({u"--json"_s, u"--bind"_s, u"0.0.0.0"_s});
    QCOMPARE(RawClient(m_port).ask(post("/x", "x")).status, 200);
    readLine(*process);
    process->setReadChannel(QProcess::StandardError);
    QVERIFY(process->readLine().contains("other machines"));
    QCOMPARE(stop(*process), 0);
}

// Asana's first request. That the secret itself is nowhere in the output is what cleanup() checks.
void CliTest::anOfferedSecretIsToldAndNeverPrinted()
{
    const auto process = listen({u"--endpoint"_s, u"asana:/a:asana"_s, u"--json"_s});
    const test::RawReply reply = test::RawClient(m_port).ask(
        "POST /a HTTP/1.1\r\nHost: x\r\nX-Hook-Secret: " + key + "\r\nContent-Length: 2\r\n\r\n{}");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("X-Hook-Secret"), key);
    QVERIFY(readLine(*process).contains("\"verdict\":\"unsigned\""));
    QCOMPARE(stop(*process), 0);
    QVERIFY2(m_seen.contains("header X-Hook-Secret") && m_seen.contains("tocsinctl secrets add asana -"),
             m_seen.constData());
    const Outcome shown = run({u"deliveries"_s, u"list"_s, u"--store"_s, m_store});
    QVERIFY2(shown.out.contains("unsigned"), shown.out.constData());
}

void CliTest::aSubscriptionIsTold()
{
    const QByteArray url = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=1";
    const auto process = listen({u"--endpoint"_s, u"topic:/t:aws-sns"_s, u"--json"_s});
    const QByteArray body = R"({"Type":"SubscriptionConfirmation","SubscribeURL":")" + url + "\"}";
    QCOMPARE(test::RawClient(m_port).ask(post("/t", body)).status, 200);
    QVERIFY(readLine(*process).contains("\"endpoint\":\"topic\""));
    QCOMPARE(stop(*process), 0);
    QVERIFY2(m_seen.contains("Nothing opens it by itself") && m_seen.contains(url), m_seen.constData());
}

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
