// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl audit: what the other commands have written to a server stands in the record, and its chain is
// checked.

#include "tests/support/analystcli.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class AuditCliTest : public QObject, private test::AnalystCli
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void withoutAWriteThereIsNoRecord();
    void aWriteIsListedAndAReadIsNot();
    void theHeadThatWasNotedIsFoundAgain();
    void exportsEveryEntryInOrder();
    void warnsOfAWriteThatIsNotRecorded();
    void wrongUsageIsNamed_data();
    void wrongUsageIsNamed();
};

void AuditCliTest::withoutAWriteThereIsNoRecord()
{
    QCOMPARE(run({u"audit"_s, u"list"_s}).code, 1);
    connectTo();
    QCOMPARE(ask({u"incidents"_s, u"list"_s}).code, 0);
    QCOMPARE(run({u"audit"_s, u"list"_s}).code, 1);
}

void AuditCliTest::aWriteIsListedAndAReadIsNot()
{
    connectTo();
    QCOMPARE(ask({u"incidents"_s, u"list"_s}).code, 0);
    QCOMPARE(ask({u"investigate"_s, u"what is behind 203.0.113.7?"_s}).code, 0);
    const Outcome listed = run({u"audit"_s, u"list"_s, u"--json"_s});
    QCOMPARE(listed.code, 0);
    QCOMPARE(listed.lines().size(), 1);
    const QJsonObject entry = listed.json();
    QCOMPARE(entry[u"number"_s].toInt(), 1);
    QCOMPARE(entry[u"what"_s].toString(), u"POST"_s);
    QVERIFY(entry[u"answer"_s].toString().startsWith(u'2'));
    QVERIFY(entry[u"target"_s].toString().startsWith(m_server->baseUrl().toString()));
    QVERIFY(!listed.out.contains("203.0.113.7")); // no body
    QVERIFY(run({u"audit"_s, u"list"_s}).out.contains("POST"));
}

void AuditCliTest::theHeadThatWasNotedIsFoundAgain()
{
    connectTo();
    QCOMPARE(ask({u"investigate"_s, u"one"_s}).code, 0);
    const Outcome first = run({u"audit"_s, u"verify"_s, u"--json"_s});
    QCOMPARE(first.code, 0);
    QVERIFY(first.json()[u"good"_s].toBool());
    const QString head = first.json()[u"head"_s].toString();
    QVERIFY(head.startsWith(u"1:"_s));
    QCOMPARE(ask({u"investigate"_s, u"two"_s}).code, 0);
    QCOMPARE(run({u"audit"_s, u"verify"_s, u"--head"_s, head}).code, 0);
    const QString other = u"1:"_s + QString(64, u'a');
    QCOMPARE(run({u"audit"_s, u"verify"_s, u"--head"_s, other}).code, 1);
    const QString later = u"9:"_s + QString(64, u'a'); // it was longer once
    const Outcome cut = run({u"audit"_s, u"verify"_s, u"--json"_s, u"--head"_s, later});
    QCOMPARE(cut.code, 1);
    QVERIFY(!cut.json()[u"good"_s].toBool());
}

void AuditCliTest::exportsEveryEntryInOrder()
{
    connectTo();
    for (const QString &question : {u"one"_s, u"two"_s, u"three"_s})
        QCOMPARE(ask({u"investigate"_s, question}).code, 0);
    const Outcome all = run({u"audit"_s, u"export"_s});
    QCOMPARE(all.code, 0);
    QCOMPARE(all.lines().size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(all.lines()[i][u"number"_s].toInt(), i + 1);
    QCOMPARE(run({u"audit"_s, u"export"_s, u"-o"_s, file(u"audit.jsonl"_s)}).code, 0);
    QCOMPARE(read(u"audit.jsonl"_s).count('\n'), 3);
#ifdef Q_OS_UNIX
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(file(u"audit.jsonl"_s)) & others));
#endif
    QCOMPARE(run({u"audit"_s, u"export"_s, u"-o"_s, file(u"none/audit.jsonl"_s)}).code, 3);
    QCOMPARE(run({u"audit"_s, u"export"_s, u"--csv"_s, u"-o"_s, file(u"audit.csv"_s)}).code, 0);
    QCOMPARE(read(u"audit.csv"_s).count('\n'), 4); // with the titles
    QVERIFY(read(u"audit.csv"_s).startsWith("number,at,who,what,target,answer,hash"));
    QCOMPARE(run({u"audit"_s, u"list"_s, u"--limit"_s, u"2"_s, u"--json"_s}).lines().size(), 2);
}

// Something else stands where the record is to be: the write is sent all the same, and that is said.
void AuditCliTest::warnsOfAWriteThatIsNotRecorded()
{
    connectTo();
    QVERIFY(QDir().mkpath(file(u"data/tocsin/audit.db"_s)));
    const Outcome asked = ask({u"investigate"_s, u"one"_s});
    QCOMPARE(asked.code, 0);
    QVERIFY2(asked.err.contains("is not in the record"), asked.err.constData());
}

void AuditCliTest::wrongUsageIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("another word") << QStringList{u"show"_s};
    QTest::newRow("limit") << QStringList{u"list"_s, u"--limit"_s, u"0"_s};
    QTest::newRow("head without hash") << QStringList{u"verify"_s, u"--head"_s, u"3"_s};
    QTest::newRow("head of another length") << QStringList{u"verify"_s, u"--head"_s, u"3:abcd"_s};
}

void AuditCliTest::wrongUsageIsNamed()
{
    QFETCH(const QStringList, arguments);
    const Outcome refused = run(QStringList{u"audit"_s} + arguments);
    QCOMPARE(refused.code, 2);
    QVERIFY(!refused.err.isEmpty());
}

QTEST_GUILESS_MAIN(AuditCliTest)
#include "tst_auditcli.moc"
