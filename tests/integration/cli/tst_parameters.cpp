// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Parameters of a scheme on the command line, and what commands tell of themselves: the real program.

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

const QByteArray paypal = "POST / HTTP/1.1\r\nHost: x\r\nPaypal-Transmission-Id: 1\r\n"
                          "Paypal-Transmission-Time: 2026-01-01T00:00:00Z\r\n"
                          "Paypal-Transmission-Sig: AAAA\r\nContent-Length: 2\r\n\r\n{}";

} // namespace

class ParametersTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void anUnknownParameterIsRefused_data();
    void anUnknownParameterIsRefused();
    void aMissingParameterIsNamedAsASetting();
    void helpNamesTheCommand();
    void codeIsJsonWhenAsked();

private:
    Outcome run(const QStringList &arguments, const QByteArray &input = {});

    std::unique_ptr<QTemporaryDir> m_folder;
};

Outcome ParametersTest::run(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_folder->filePath(u"data"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder->filePath(u"config"_s));
    environment.insert(u"KEY"_s, u"A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TOCSINCTL), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

void ParametersTest::anUnknownParameterIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const QString &line, const char *said) {
        QTest::newRow(qPrintable(line)) << line.split(u' ') << QByteArray(said);
    };
    row(u"verify - --scheme paypal --param webhookid=1"_s,
        "--param: the scheme paypal has no parameter \"webhookid\"; it has webhook-id");
    row(u"explain - --scheme github --param webhook-id=1"_s,
        "the scheme github has no parameter \"webhook-id\"; it has no parameters");
    row(u"send http://127.0.0.1:1/ --scheme github --secret a=env:KEY --param x=1"_s,
        "the scheme github has no parameter \"x\"");
}

void ParametersTest::anUnknownParameterIsRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    const Outcome outcome = run(arguments, paypal);
    QVERIFY2(outcome.code == 2, outcome.err.constData());
    QVERIFY2(outcome.err.contains(said), outcome.err.constData());
}

void ParametersTest::aMissingParameterIsNamedAsASetting()
{
    const Outcome outcome =
        run({u"verify"_s, u"-"_s, u"--scheme"_s, u"paypal"_s, u"--secret"_s, u"a=env:KEY"_s}, paypal);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(
        outcome.out.contains("the signature covers the parameter webhook-id, which is a setting: give it"),
        outcome.out.constData());
}

void ParametersTest::helpNamesTheCommand()
{
    const Outcome outcome = run({u"verify"_s, u"--help"_s});
    QVERIFY2(outcome.out.startsWith("Usage: tocsinctl verify [options] FILE\n"), outcome.out.constData());
    const Outcome wrong = run({u"verify"_s, u"--jsno"_s});
    QVERIFY2(!wrong.err.contains(".."), wrong.err.constData());
}

void ParametersTest::codeIsJsonWhenAsked()
{
    const Outcome outcome =
        run({u"code"_s, u"--scheme"_s, u"stripe"_s, u"--language"_s, u"python"_s, u"--json"_s});
    QCOMPARE(outcome.code, 0);
    const QJsonObject object = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(object["scheme"_L1].toString(), u"stripe"_s);
    QCOMPARE(object["language"_L1].toString(), u"python"_s);
    QVERIFY(object["code"_L1].toString().contains(u"import hmac"_s));
}

QTEST_GUILESS_MAIN(ParametersTest)

#include "tst_parameters.moc"
