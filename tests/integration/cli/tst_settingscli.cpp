// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl settings: what counts, where it comes from, and how it gets to another machine.

#include "tests/support/analystcli.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class SettingsCliTest : public QObject, private test::AnalystCli
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { close(); }
    void whatIsSetIsReadAgain();
    void whatCannotBeIsRefused_data();
    void whatCannotBeIsRefused();
    void whereTellsOfEach();
    void aConnectionHasItsOwn();
    void exportAndImport();
    void theFileIsTheUsersAlone();

private:
    Outcome settings(const QStringList &words) { return run(QStringList{u"settings"_s} + words); }
};

void SettingsCliTest::whatIsSetIsReadAgain()
{
    QCOMPARE(settings({u"get"_s, u"listener/port"_s}).out.trimmed(), QByteArray("9000"));
    QCOMPARE(settings({u"set"_s, u"listener/port"_s, u"9100"_s}).code, 0);
    QCOMPARE(settings({u"get"_s, u"listener/port"_s}).out.trimmed(), QByteArray("9100"));
    QCOMPARE(settings({u"get"_s, u"listener/port"_s, u"--json"_s}).json()[u"value"_s].toString(), u"9100"_s);
    QCOMPARE(settings({u"unset"_s, u"listener/port"_s}).code, 0);
    QCOMPARE(settings({u"get"_s, u"listener/port"_s}).out.trimmed(), QByteArray("9000"));
}

void SettingsCliTest::whatCannotBeIsRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("no such key") << QStringList{u"get"_s, u"no/such"_s};
    QTest::newRow("no such key to tell of") << QStringList{u"where"_s, u"no/such"_s};
    QTest::newRow("no value") << QStringList{u"set"_s, u"listener/port"_s};
    QTest::newRow("out of range") << QStringList{u"set"_s, u"listener/port"_s, u"70000"_s};
    QTest::newRow("no word of it") << QStringList{u"set"_s, u"window/theme"_s, u"purple"_s};
}

void SettingsCliTest::whatCannotBeIsRefused()
{
    QFETCH(QStringList, words);
    const Outcome refused = settings(words);
    QCOMPARE(refused.code, 2);
    QVERIFY(!refused.err.isEmpty());
}

void SettingsCliTest::whereTellsOfEach()
{
    QCOMPARE(settings({u"set"_s, u"export/author"_s, u"Mika"_s}).code, 0);
    const QList<QJsonObject> all = settings({u"where"_s, u"--json"_s}).lines();
    QVERIFY(all.size() > 30);
    for (const QJsonObject &one : all) {
        const bool isOwn = one[u"key"_s].toString() == u"export/author"_s;
        QCOMPARE(one[u"source"_s].toString(), isOwn ? u"user"_s : u"default"_s);
        QVERIFY(!one[u"pinned"_s].toBool());
    }
    const Outcome one = settings({u"where"_s, u"export/author"_s});
    QVERIFY(one.out.contains("Mika") && one.out.contains("user") && one.out.contains("tocsin.conf"));
}

void SettingsCliTest::aConnectionHasItsOwn()
{
    connectTo();
    QCOMPARE(settings({u"set"_s, u"export/tlp"_s, u"red"_s, u"--connection"_s, u"lab"_s}).code, 0);
    QCOMPARE(settings({u"get"_s, u"export/tlp"_s}).out.trimmed(), QByteArray("amber"));
    const Outcome own = settings({u"where"_s, u"export/tlp"_s, u"--connection"_s, u"lab"_s, u"--json"_s});
    QCOMPARE(own.json()[u"value"_s].toString(), u"red"_s);
    QCOMPARE(own.json()[u"source"_s].toString(), u"connection"_s);
    // The listener is the machine's.
    QCOMPARE(settings({u"set"_s, u"listener/port"_s, u"9100"_s, u"--connection"_s, u"lab"_s}).code, 2);
    QCOMPARE(settings({u"unset"_s, u"export/tlp"_s, u"--connection"_s, u"lab"_s}).code, 0);
    QCOMPARE(settings({u"get"_s, u"export/tlp"_s, u"--connection"_s, u"lab"_s}).out.trimmed(),
             QByteArray("amber"));
}

void SettingsCliTest::exportAndImport()
{
    QCOMPARE(settings({u"set"_s, u"export/author"_s, u"Mika"_s}).code, 0);
    QCOMPARE(settings({u"export"_s, u"-o"_s, file(u"out.json"_s)}).code, 0);
#ifdef Q_OS_UNIX
    QVERIFY(!(QFile::permissions(file(u"out.json"_s)) & (QFile::ReadGroup | QFile::ReadOther)));
#endif
    QCOMPARE(settings({u"set"_s, u"export/author"_s, u"Nadia"_s}).code, 0);
    const Outcome taken = settings({u"import"_s, file(u"out.json"_s)});
    QCOMPARE(taken.code, 0);
    QVERIFY(taken.out.contains("Nadia -> Mika"));
    QCOMPARE(settings({u"get"_s, u"export/author"_s}).out.trimmed(), QByteArray("Mika"));
    write(u"bad.json"_s, R"({"tocsin": "settings", "settings": {"no/such": "1", "retention/days": "12"}})");
    QCOMPARE(settings({u"import"_s, file(u"bad.json"_s)}).code, 1);
    QCOMPARE(settings({u"get"_s, u"retention/days"_s}).out.trimmed(), QByteArray("12")); // the rest is taken
    QCOMPARE(settings({u"import"_s, file(u"none.json"_s)}).code, 3);
}

void SettingsCliTest::theFileIsTheUsersAlone()
{
    QCOMPARE(settings({u"set"_s, u"export/author"_s, u"Mika"_s}).code, 0);
#ifdef Q_OS_UNIX
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(file(u"config/tocsin/tocsin.conf"_s)) & others));
#endif
}

QTEST_GUILESS_MAIN(SettingsCliTest)
#include "tst_settingscli.moc"
