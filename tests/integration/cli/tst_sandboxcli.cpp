// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// `tocsinctl sandbox`, the real program, asked over real sockets.

#include "tests/support/rawclient.h"
#include "tests/support/rawtarget.h"

#include <QProcess>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(TOCSINCTL);
constexpr int patience = 30'000;

} // namespace

class SandboxCliTest : public QObject
{
    Q_OBJECT

private slots:
    void answersUntilItIsInterrupted();
    void deliversToAListener();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void helpNamesTheWordsAndProfiles();

private:
    static QJsonObject readyLine(QProcess &process)
    {
        while (!process.canReadLine() && process.waitForReadyRead(patience)) {
        }
        return QJsonDocument::fromJson(process.readLine()).object();
    }
};

void SandboxCliTest::answersUntilItIsInterrupted()
{
    QProcess process;
    process.start(program,
                  {u"sandbox"_s, u"--json"_s, u"--seed"_s, u"7"_s, u"--profile"_s, u"sentinel-rest"_s});
    const QJsonObject ready = readyLine(process);
    QCOMPARE(ready["profile"_L1].toString(), u"sentinel-rest"_s);
    const auto port = quint16(QUrl(ready["url"_L1].toString()).port());
    const QByteArray key = ready["sandbox_key"_L1].toString().toUtf8();
    QVERIFY(port != 0 && key.startsWith("sk_live_"));
    test::RawClient client(port);
    const auto reply =
        client.ask("GET /api/v1/incidents?limit=3 HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key + "\r\n\r\n");
    QCOMPARE(reply.status, 200);
    QCOMPARE(QJsonDocument::fromJson(reply.body)["data"_L1].toArray().size(), 3);
    QCOMPARE(client.ask("GET /api/v1/incidents HTTP/1.1\r\nHost: x\r\n\r\n").status, 401);
#ifdef Q_OS_UNIX
    process.terminate();
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
#else
    process.kill();
    process.waitForFinished(patience);
#endif
}

void SandboxCliTest::deliversToAListener()
{
    test::RawTarget target;
    QProcess process;
    process.start(program, {u"sandbox"_s, u"--json"_s, u"--speed"_s, u"100"_s, u"--listener"_s,
                            u"http://127.0.0.1:%1/"_s.arg(target.port())});
    QVERIFY(!readyLine(process)["sandbox_secret_socwarden"_L1].toString().isEmpty());
    const auto told = [&target] {
        return std::any_of(target.requests.begin(), target.requests.end(), [](const QByteArray &request) {
            return request.startsWith("POST /hooks/socmate ") && request.contains("\"event_type\"");
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(told(), patience);
    process.terminate();
    process.waitForFinished(patience);
}

void SandboxCliTest::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    QTest::newRow("port") << QStringList{u"--port"_s, u"70000"_s} << u"--port"_s;
    QTest::newRow("seed") << QStringList{u"--seed"_s, u"-1"_s} << u"--seed"_s;
    QTest::newRow("speed") << QStringList{u"--speed"_s, u"0"_s} << u"--speed"_s;
    QTest::newRow("profile") << QStringList{u"--profile"_s, u"none"_s} << u"hostile"_s;
    QTest::newRow("listener elsewhere")
        << QStringList{u"--listener"_s, u"http://192.0.2.1:9000"_s} << u"--listener"_s;
    QTest::newRow("a word") << QStringList{u"now"_s} << u"options only"_s;
}

void SandboxCliTest::wrongUsageIsTwo()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, word);
    QProcess process;
    process.start(program, QStringList{u"sandbox"_s} + arguments);
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitCode(), 2);
    const QString error = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(error.contains(word), qPrintable(error));
}

void SandboxCliTest::helpNamesTheWordsAndProfiles()
{
    QProcess process;
    process.start(program, {u"sandbox"_s, u"--help"_s});
    QVERIFY(process.waitForFinished(patience));
    const QString help = QString::fromUtf8(process.readAllStandardOutput());
    for (const QString &word :
         {u"[never]"_s, u"[fail]"_s, u"[loop]"_s, u"[long]"_s, u"[quick]"_s, u"markdown-report"_s})
        QVERIFY2(help.contains(word), qPrintable(word));
}

QTEST_GUILESS_MAIN(SandboxCliTest)
#include "tst_sandboxcli.moc"
