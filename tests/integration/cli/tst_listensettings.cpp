// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What the user has set in the window holds for `tocsinctl listen` as well, unless an option says otherwise.

#include "core/storage/deliverystore.h"
#include "tests/support/clilistener.h"
#include "tests/support/sampledelivery.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;
using test::post;
using test::RawClient;

class ListenSettingsTest : public QObject, private test::CliListener
{
    Q_OBJECT

    void set(const QString &name, const QString &value)
    {
        const Outcome done = run({u"settings"_s, u"set"_s, name, value});
        QVERIFY2(done.code == 0, done.err.constData());
    }

    QList<int> stored()
    {
        QList<int> ids;
        const Outcome listed = run({u"deliveries"_s, u"list"_s, u"--json"_s, u"--store"_s, m_store});
        for (const QJsonObject &row : listed.lines())
            ids.append(row.value(u"id"_s).toInt());
        std::sort(ids.begin(), ids.end());
        return ids;
    }

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void aStoredRetentionHolds();
    void storedBoundsHold();
    void storedTlsHoldsUnlessAnOptionSaysOtherwise();
    void theStoredPortIsTheDefault();
    void anEntryThatCannotBeUsedIsTold();
    void theStoreMayBeElsewhere();
    void aSettingsFileThatCannotBeReadLeadsToNoOtherStore();
};

// The second is older than the default keeps, and younger than what the user has chosen.
void ListenSettingsTest::aStoredRetentionHolds()
{
    constexpr Micros day = 86'400 * microsPerSecond;
    {
        auto store = storage::DeliveryStore::open(m_store);
        QVERIFY(store);
        for (const int days : {120, 60}) {
            domain::NewDelivery old = test::sampleDelivery();
            old.capture.firstByte = old.capture.headRead = old.capture.lastByte = wallClock() - days * day;
            QVERIFY((*store)->append(std::span(&old, 1)));
        }
    }
    QCOMPARE(stored(), (QList<int>{1, 2}));
    set(u"retention/days"_s, u"90"_s);
    const auto process = listen({u"--json"_s});
    QTRY_COMPARE_WITH_TIMEOUT(stored(), QList<int>{2}, 30'000);
    QCOMPARE(stop(*process), 0);
    QCOMPARE(stored(), QList<int>{2});
}

void ListenSettingsTest::storedBoundsHold()
{
    set(u"limits/body"_s, u"100"_s);
    set(u"limits/pipelined"_s, u"2"_s);
    set(u"limits/unfinished"_s, u"2097152"_s);
    set(u"limits/unsent"_s, u"65536"_s);
    set(u"limits/requestTimeMs"_s, u"60000"_s);
    const auto process = listen({u"--json"_s});
    QCOMPARE(RawClient(m_port).ask(post("/a", QByteArray(100, 'x'))).status, 200);
    QCOMPARE(RawClient(m_port).ask(post("/a", QByteArray(101, 'x'))).status, 413);
    QCOMPARE(stop(*process), 0);
}

void ListenSettingsTest::storedTlsHoldsUnlessAnOptionSaysOtherwise()
{
    set(u"listener/tls"_s, u"auto"_s);
    QJsonObject ready;
    const auto safe = listen({u"--json"_s}, &ready);
    QVERIFY(ready.value(u"url"_s).toString().startsWith(u"https://"_s));
    QCOMPARE(stop(*safe), 0);
    const auto plain = listen({u"--json"_s, u"--tls"_s, u"off"_s}, &ready);
    QVERIFY(ready.value(u"url"_s).toString().startsWith(u"http://"_s));
    QCOMPARE(stop(*plain), 0);
}

void ListenSettingsTest::theStoredPortIsTheDefault()
{
    set(u"listener/port"_s, u"0"_s);
    set(u"listener/address"_s, u"::1"_s);
    const auto process = begin({u"listen"_s, u"--json"_s, u"--store"_s, m_store});
    const QJsonObject ready = readRow(*process);
    QCOMPARE(ready.value(u"address"_s), u"::1"_s);
    QVERIFY(ready.value(u"port"_s).toInt() > 0);
    QCOMPARE(stop(*process), 0);
}

void ListenSettingsTest::anEntryThatCannotBeUsedIsTold()
{
    write(u"config/tocsin/tocsin.conf"_s, "[limits]\nbody=plenty\n");
    const auto process = listen({u"--json"_s});
    process->terminate();
    QVERIFY(process->waitForFinished(30'000));
    const QByteArray said = process->readAllStandardError();
    QVERIFY2(said.contains("limits/body") && said.contains("plenty"), said.constData());
}

// Every command has the same one, and an option still names another.
void ListenSettingsTest::theStoreMayBeElsewhere()
{
    const QString elsewhere = file(u"elsewhere/mine.db"_s);
    QDir(m_folder->path()).mkdir(u"elsewhere"_s);
    set(u"store/path"_s, elsewhere);
    set(u"listener/port"_s, u"0"_s);
    const auto process = begin({u"listen"_s, u"--json"_s, u"--endpoint"_s, u"a:/"_s});
    const QJsonObject ready = readRow(*process);
    QCOMPARE(ready.value(u"store"_s), elsewhere);
    QCOMPARE(RawClient(quint16(ready.value(u"port"_s).toInt())).ask(post("/a", "{}")).status, 200);
    readRow(*process);
    QCOMPARE(stop(*process), 0);
    QVERIFY(!QFile::exists(file(u"data/tocsin/deliveries.db"_s)));
    QCOMPARE(run({u"deliveries"_s, u"list"_s}).out.count('\n'), 1);
    QCOMPARE(run({u"attempts"_s, u"1"_s}).code, 0);
    QCOMPARE(run({u"contract"_s, u"infer"_s, u"--endpoint"_s, u"a"_s}).code, 0);
    QCOMPARE(run({u"diff"_s, u"1"_s, u"1"_s}).code, 0);
    QCOMPARE(run({u"deliveries"_s, u"list"_s, u"--store"_s, m_store}).code, 3); // there is none

    set(u"store/path"_s, u"beside.db"_s); // in the data folder
    const auto beside = begin({u"listen"_s, u"--json"_s});
    QCOMPARE(readRow(*beside).value(u"store"_s), file(u"data/tocsin/beside.db"_s));
    QCOMPARE(stop(*beside), 0);
}

void ListenSettingsTest::aSettingsFileThatCannotBeReadLeadsToNoOtherStore()
{
    QVERIFY(QDir().mkpath(file(u"config/tocsin/tocsin.conf"_s))); // a folder in its place
    for (const QString &command : {u"listen"_s, u"deliveries"_s}) {
        const Outcome refused =
            run(command == u"listen"_s ? QStringList{command} : QStringList{command, u"list"_s});
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.err.contains("settings file"), refused.err.constData());
    }
    QVERIFY(!QFile::exists(file(u"data/tocsin/deliveries.db"_s)));
}

QTEST_GUILESS_MAIN(ListenSettingsTest)
#include "tst_listensettings.moc"
