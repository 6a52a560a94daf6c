// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl secrets, and where a secret must never be seen.

#include "tests/support/clilistener.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class SecretsTest : public QObject, private test::CliListener
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void keepsSecretsInAVault();
    void aSecretIsNeverInTheProcessTable();
};

void SecretsTest::keepsSecretsInAVault()
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
    write(u"data/tocsin/schemes/mine.json"_s, // the user's own scheme is one too
          R"({"id": "mine", "name": "Mine", "strength": "signed", "algorithm": "hmac-sha256",
              "key": {"form": "utf8"}, "signature": {"header": "X-Sign", "encoding": "hex-lower"},
              "message": [{"kind": "body"}]})");
    const Outcome ofMine = secrets({u"add"_s, u"c"_s, u"env:KEY"_s, u"--scheme"_s, u"mine"_s});
    QVERIFY2(ofMine.code == 0, ofMine.err.constData());
    QCOMPARE(secrets({u"remove"_s, u"c"_s}).code, 0);
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

void SecretsTest::aSecretIsNeverInTheProcessTable()
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

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
