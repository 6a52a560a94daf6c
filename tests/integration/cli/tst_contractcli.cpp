// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// `tocsinctl attempts` and `tocsinctl contract`, the real program.

#include "core/storage/deliverystore.h"
#include "tests/support/attemptseries.h"
#include "tests/support/clifixture.h"
#include "tests/support/sampledelivery.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class ContractCliTest : public QObject, private test::CliFixture
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void attemptsStandBesideTheSchedule();
    void attemptsSayInWordsWhatChanged();
    void infersFromFilesAndChecksFiles();
    void takesRequestsAsPayloads();
    void infersFromTheStoreAndChecksIt();
    void whatIsAcceptedIsListedAndHeld();
    void valuesArePrintedOnlyOfFixedSets();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void whatIsNotThereIsOneOrThree();

private:
    // With the store.
    Outcome run(const QStringList &arguments)
    {
        return CliFixture::run(arguments + QStringList{u"--store"_s, m_store});
    }
    void add(const QByteArray &body, const QString &event = u"order.paid"_s);
};

void ContractCliTest::add(const QByteArray &body, const QString &event)
{
    auto store = storage::DeliveryStore::open(m_store);
    QVERIFY(store);
    domain::NewDelivery one = test::sampleDelivery(body);
    one.summary.event = event;
    QVERIFY((*store)->append({&one, 1}));
}

void ContractCliTest::attemptsStandBesideTheSchedule()
{
    {
        auto store = storage::DeliveryStore::open(m_store);
        QVERIFY(store && (*store)->append(test::attemptSeries(test::sixAttempts(), 1'767'225'600'000'000)));
    }
    const Outcome done = run({u"attempts"_s, u"4"_s, u"--json"_s});
    QCOMPARE(done.code, 1); // none was accepted
    QCOMPARE(done.lines().size(), 1);
    const QJsonObject object = done.lines()[0];
    QCOMPARE(object["state"_L1].toString(), u"given-up"_s);
    QCOMPARE(object["schedule_s"_L1].toArray(), (QJsonArray{10, 30, 90, 270, 810}));
    const QJsonArray rows = object["attempts"_L1].toArray();
    QCOMPARE(rows.size(), 6);
    QVERIFY(rows[0]["gap_s"_L1].isNull() && rows[0]["changed"_L1].isNull());
    QCOMPARE(rows[1]["changed"_L1].toArray(), QJsonArray());
    QCOMPARE(rows[2]["deviation_s"_L1].toDouble(), 12.0);
    QCOMPARE(rows[2]["on_time"_L1].toBool(true), false);
    QCOMPARE(rows[2]["changed"_L1].toArray(), (QJsonArray{u"time"_s, u"signature"_s}));
    QCOMPARE(rows[3]["changed"_L1].toArray(), (QJsonArray{u"time"_s, u"signature"_s, u"body"_s}));
    QVERIFY(rows[3]["status"_L1].isNull());
}

void ContractCliTest::attemptsSayInWordsWhatChanged()
{
    {
        auto store = storage::DeliveryStore::open(m_store);
        auto series = test::attemptSeries({{0, 500, 0, 'a'}, {42, 200, 0, 'a'}}, 1'767'225'600'000'000);
        QVERIFY(store && (*store)->append(series));
    }
    const Outcome done = run({u"attempts"_s, u"1"_s});
    QCOMPARE(done.code, 0);
    QVERIFY2(done.out.contains("+42 s") && done.out.contains("on time"), done.out.constData());
    QVERIFY2(done.out.contains("1 did not arrive"), done.out.constData()); // 42 s is 10 s and 30 s
    QVERIFY2(done.out.contains("same time, signature and body"), done.out.constData());
    QVERIFY2(done.out.contains("state: delivered"), done.out.constData());
}

void ContractCliTest::infersFromFilesAndChecksFiles()
{
    const QString one = write(u"1.json"_s, "{\"id\":1,\"tags\":[\"a\"]}");
    const QString two = write(u"2.json"_s, "{\"id\":2,\"tags\":[]}");
    const Outcome inferred = run({u"contract"_s, u"infer"_s, one, two});
    QCOMPARE(inferred.code, 0);
    const QString schema = write(u"schema.json"_s, inferred.out);
    const Outcome fits = run({u"contract"_s, u"check"_s, one, two, u"--schema"_s, schema});
    QCOMPARE(fits.code, 0);
    QCOMPARE(fits.out, "2 checked, all fit\n");
    const QString bad = write(u"3.json"_s, "{\"id\":\"3\",\"tags\":[\"x\",7]}");
    const Outcome text = run({u"contract"_s, u"check"_s, bad, u"--schema"_s, schema});
    QCOMPARE(text.code, 1);
    QVERIFY2(text.out.contains("type-change  /id  was integer  now string"), text.out.constData());
    const Outcome json = run({u"contract"_s, u"check"_s, one, bad, u"--schema"_s, schema, u"--json"_s});
    QCOMPARE(json.code, 1);
    QCOMPARE(json.lines().size(), 2);
    QCOMPARE(json.lines()[0]["drifts"_L1].toArray().size(), 0);
    const QJsonArray drifts = json.lines()[1]["drifts"_L1].toArray();
    QCOMPARE(drifts.size(), 2);
    QCOMPARE(drifts[1]["place"_L1].toString(), u"/tags/*"_s);
    QCOMPARE(drifts[1]["pointer"_L1].toString(), u"/tags/1"_s);
}

void ContractCliTest::takesRequestsAsPayloads()
{
    const QString request =
        write(u"r.http"_s, "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
    const Outcome done = run({u"contract"_s, u"infer"_s, request, u"--json"_s});
    QCOMPARE(done.code, 0);
    QCOMPARE(done.lines()[0]["schema"_L1]["properties"_L1]["a"_L1]["type"_L1].toString(), u"integer"_s);
}

void ContractCliTest::infersFromTheStoreAndChecksIt()
{
    add("{\"id\":1}");
    add("{\"id\":2}");
    add("no json", u"text"_s);
    add("{\"void\":true}", u"order.void"_s);
    const Outcome all = run({u"contract"_s, u"infer"_s, u"--endpoint"_s, u"alerts"_s, u"--json"_s});
    QCOMPARE(all.code, 0);
    QCOMPARE(all.lines().size(), 2);
    QCOMPARE(all.lines()[0]["schema"_L1]["title"_L1].toString(), u"order.paid at alerts"_s);
    QCOMPARE(all.lines()[0]["samples"_L1].toInt(), 2);
    const Outcome one =
        run({u"contract"_s, u"infer"_s, u"--endpoint"_s, u"alerts"_s, u"--event"_s, u"order.paid"_s});
    const QString schema = write(u"schema.json"_s, one.out);
    add("{\"id\":null}");
    const QStringList check{u"contract"_s,   u"check"_s,    u"--endpoint"_s, u"alerts"_s, u"--event"_s,
                            u"order.paid"_s, u"--schema"_s, schema,          u"--json"_s};
    const Outcome checked = run(check);
    QCOMPARE(checked.code, 1);
    QCOMPARE(checked.lines().size(), 1); // only what differs
    QCOMPARE(checked.lines()[0]["id"_L1].toInt(), 5);
    QCOMPARE(run(check + QStringList{u"--after"_s, u"5"_s}).code, 0);
}

void ContractCliTest::whatIsAcceptedIsListedAndHeld()
{
    add("{\"id\":1}");
    QCOMPARE(run({u"contract"_s, u"list"_s}).code, 1);
    QCOMPARE(run({u"contract"_s, u"check"_s}).code, 1);
    QCOMPARE(run({u"contract"_s, u"infer"_s, u"--endpoint"_s, u"alerts"_s, u"--accept"_s}).code, 0);
    const Outcome listed = run({u"contract"_s, u"list"_s, u"--json"_s});
    QCOMPARE(listed.code, 0);
    QCOMPARE(listed.lines()[0]["event"_L1].toString(), u"order.paid"_s);
    QCOMPARE(run({u"contract"_s, u"check"_s}).code, 0);
    add("{\"id\":1,\"more\":1}");
    const Outcome checked = run({u"contract"_s, u"check"_s});
    QCOMPARE(checked.code, 1);
    QVERIFY2(checked.out.contains("#2  new-member  /more  now integer"), checked.out.constData());
}

void ContractCliTest::valuesArePrintedOnlyOfFixedSets()
{
    const QString sample = write(u"1.json"_s, "{\"token\":\"tok-first\",\"note\":\"hunter2 hunter2\"}");
    const Outcome inferred = run({u"contract"_s, u"infer"_s, sample, sample, sample, sample, sample, sample});
    QVERIFY(!inferred.out.contains("tok-first") && !inferred.out.contains("hunter2"));
    const QString schema = write(u"schema.json"_s, inferred.out);
    const QString bad =
        write(u"2.json"_s, "{\"token\":{\"a\":\"tok-second\"},\"note\":7,\"more\":\"hunter3\"}");
    const Outcome checked = run({u"contract"_s, u"check"_s, bad, u"--schema"_s, schema});
    QCOMPARE(checked.code, 1);
    QVERIFY2(!checked.out.contains("tok-second") && !checked.out.contains("hunter3"),
             checked.out.constData());
}

void ContractCliTest::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("attempts of nothing") << QStringList{u"attempts"_s};
    QTest::newRow("attempts of a word") << QStringList{u"attempts"_s, u"last"_s};
    QTest::newRow("no action") << QStringList{u"contract"_s};
    QTest::newRow("an unknown action") << QStringList{u"contract"_s, u"sign"_s};
    QTest::newRow("infer from nothing") << QStringList{u"contract"_s, u"infer"_s};
    QTest::newRow("accept of files") << QStringList{u"contract"_s, u"infer"_s, u"a.json"_s, u"--accept"_s};
    QTest::newRow("files without a schema") << QStringList{u"contract"_s, u"check"_s, u"a.json"_s};
    QTest::newRow("a limit of words") << QStringList{u"contract"_s, u"infer"_s, u"--limit"_s, u"many"_s};
}

void ContractCliTest::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    const Outcome done = run(arguments);
    QVERIFY2(done.code == 2, done.err.constData());
    QVERIFY(!done.err.isEmpty());
}

void ContractCliTest::whatIsNotThereIsOneOrThree()
{
    QCOMPARE(run({u"attempts"_s, u"1"_s}).code, 3); // no store
    add("{}");
    QCOMPARE(run({u"attempts"_s, u"99"_s}).code, 1);
    QCOMPARE(run({u"contract"_s, u"infer"_s, u"--endpoint"_s, u"nobody"_s}).code, 1);
    QCOMPARE(run({u"contract"_s, u"infer"_s, m_folder->filePath(u"gone.json"_s)}).code, 3);
    const QString schema = write(u"s.json"_s, "{\"oneOf\":[]}");
    const Outcome refused = run({u"contract"_s, u"check"_s, schema, u"--schema"_s, schema});
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.err.contains("oneOf"), refused.err.constData());
}

QTEST_GUILESS_MAIN(ContractCliTest)
#include "tst_contractcli.moc"
