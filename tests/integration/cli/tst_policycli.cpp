// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl under the policy of a machine. The program is the real one but for where its policy file is.

#include "core/storage/deliverystore.h"
#include "tests/support/clilistener.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sampledelivery.h"
#include "tests/support/tunnelproxy.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class PolicyCliTest : public QObject, private test::CliListener
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void withoutAPolicyAllIsFree();
    void whatIsPinnedIsToldAndNotChanged();
    void anImportLeavesItOut();
    void theListenerStaysOnThisMachine();
    void noHostIsAllowedBesides_data();
    void noHostIsAllowedBesides();
    void whatLeavesGoesByTheProxy_data();
    void whatLeavesGoesByTheProxy();
    void integrationsAreAskedByTheProxy();
    void aFaultyPolicyIsSaidAndStrict();

private:
    // Written new each time, the owner's alone.
    void policy(const QByteArray &text, QFile::Permissions more = {});
    QStringList policed(const QStringList &words) const { return QStringList{file(u"policy.ini"_s)} + words; }
    Outcome under(const QStringList &words) { return run(policed(words)); }
    Outcome underBeside(const QStringList &words) { return runBeside(policed(words)); }
    void store();
};

void PolicyCliTest::policy(const QByteArray &text, QFile::Permissions more)
{
    QFile::setPermissions(write(u"policy.ini"_s, text), QFile::ReadOwner | QFile::WriteOwner | more);
}

void PolicyCliTest::store()
{
    auto store = storage::DeliveryStore::open(m_store);
    QVERIFY(store);
    const domain::NewDelivery one = test::sampleDelivery("{\"n\":1}");
    QVERIFY((*store)->append({&one, 1}));
}

void PolicyCliTest::withoutAPolicyAllIsFree()
{
    QCOMPARE(under({u"settings"_s, u"set"_s, u"listener/port"_s, u"9100"_s}).code, 0);
    QCOMPARE(under({u"settings"_s, u"get"_s, u"listener/port"_s}).out.trimmed(), QByteArray("9100"));
}

void PolicyCliTest::whatIsPinnedIsToldAndNotChanged()
{
    policy("[policy]\nloopbackOnly=true\nproxy=none\n[listener]\nport=9200\n");
    QCOMPARE(under({u"settings"_s, u"get"_s, u"listener/port"_s}).out.trimmed(), QByteArray("9200"));
    const Outcome where = under({u"settings"_s, u"where"_s, u"listener/port"_s, u"--json"_s});
    QCOMPARE(where.json()[u"source"_s].toString(), u"policy"_s);
    QVERIFY(where.json()[u"pinned"_s].toBool());
    const Outcome refused = under({u"settings"_s, u"set"_s, u"listener/port"_s, u"9300"_s});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("policy.ini"), refused.err.constData());
    QCOMPARE(under({u"settings"_s, u"get"_s, u"listener/port"_s}).out.trimmed(), QByteArray("9200"));
    QCOMPARE(under({u"settings"_s, u"set"_s, u"retention/days"_s, u"12"_s}).code, 0); // that one is free
    const QByteArray all = under({u"settings"_s, u"where"_s}).out;
    QVERIFY(all.contains("policy/loopbackOnly") && all.contains("policy/proxy"));
}

void PolicyCliTest::anImportLeavesItOut()
{
    policy("[listener]\nport=9200\n");
    const QString from =
        write(u"in.json"_s,
              R"({"tocsin": "settings", "settings": {"listener/port": "1", "retention/days": "12"}})");
    const Outcome taken = under({u"settings"_s, u"import"_s, from});
    QCOMPARE(taken.code, 1);
    QVERIFY((taken.out + taken.err).contains("policy"));
    QCOMPARE(under({u"settings"_s, u"get"_s, u"listener/port"_s}).out.trimmed(), QByteArray("9200"));
    QCOMPARE(under({u"settings"_s, u"get"_s, u"retention/days"_s}).out.trimmed(), QByteArray("12"));
}

void PolicyCliTest::theListenerStaysOnThisMachine()
{
    policy("[policy]\nloopbackOnly=true\n");
    const QStringList listen = {u"listen"_s, u"--port"_s,  u"0"_s,    u"--store"_s,
                                m_store,     u"--count"_s, u"1000"_s, u"--bind"_s};
    const Outcome refused = under(listen + QStringList{u"0.0.0.0"_s});
    QVERIFY(refused.code > 0);
    QVERIFY2(refused.err.contains("policy"), refused.err.constData());
    const auto here = begin(policed(listen + QStringList{u"127.0.0.1"_s}));
    const QByteArray ready = readLine(*here);
    QVERIFY2(ready.contains("127.0.0.1"), ready.constData());
    QCOMPARE(stop(*here), 0);
}

void PolicyCliTest::noHostIsAllowedBesides_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("replay") << QStringList{u"replay"_s, u"--id"_s, u"1"_s, u"--to"_s,
                                           u"http://192.0.2.1:9"_s};
    QTest::newRow("forward") << QStringList{u"forward"_s, u"--endpoint"_s, u"alerts"_s, u"--to"_s,
                                            u"http://192.0.2.1:9"_s};
    QTest::newRow("listen") << QStringList{u"listen"_s, u"--port"_s, u"0"_s, u"--forward"_s,
                                           u"a=http://192.0.2.1:9"_s};
}

void PolicyCliTest::noHostIsAllowedBesides()
{
    QFETCH(QStringList, words);
    store();
    words += QStringList{u"--store"_s, m_store};
    policy("[replay]\nallowedHosts=hooks.invalid\n");
    const Outcome refused = under(words + QStringList{u"--allow"_s, u"192.0.2.1"_s});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("--allow") && refused.err.contains("policy.ini"), refused.err.constData());
    // And the user's own settings do not say otherwise.
    write(u"config/tocsin/tocsin.conf"_s, "[replay]\nallowedHosts=192.0.2.1\n");
    const Outcome own = under(words);
    QVERIFY(own.code > 0);
    QVERIFY2(own.err.contains("policy"), own.err.constData());
    const Outcome sent = under({u"send"_s, u"http://192.0.2.1:9"_s, u"--timeout"_s, u"1"_s});
    QCOMPARE(sent.code, 2);
    QVERIFY2(sent.err.contains("policy"), sent.err.constData());
}

void PolicyCliTest::whatLeavesGoesByTheProxy_data()
{
    QTest::addColumn<QStringList>("words");
    const QString to = u"http://hooks.invalid/in"_s;
    QTest::newRow("replay") << QStringList{u"replay"_s,  u"--id"_s,         u"1"_s, u"--to"_s, to,
                                           u"--allow"_s, u"hooks.invalid"_s};
    QTest::newRow("forward") << QStringList{u"forward"_s, u"--endpoint"_s,   u"alerts"_s, u"--from"_s,
                                            u"start"_s,   u"--once"_s,       u"--to"_s,   to,
                                            u"--allow"_s, u"hooks.invalid"_s};
    QTest::newRow("send") << QStringList{u"send"_s, to};
}

void PolicyCliTest::whatLeavesGoesByTheProxy()
{
    QFETCH(QStringList, words);
    store();
    if (words.first() != u"send"_s)
        words += QStringList{u"--store"_s, m_store};
    test::RawTarget target;
    test::TunnelProxy proxy;
    proxy.target = target.port();
    policy("[policy]\nproxy=http://127.0.0.1:" + QByteArray::number(proxy.port()) + '\n');
    const Outcome sent = underBeside(words);
    QVERIFY2(sent.code == 0, sent.err.constData());
    QVERIFY(proxy.heads.value(0).startsWith("POST http://hooks.invalid/in HTTP/1.1\r\n"));
}

void PolicyCliTest::integrationsAreAskedByTheProxy()
{
    test::RawTarget target;
    target.answer = [](const QByteArray &) { return test::RawTarget::reply(500, "{}"); };
    test::TunnelProxy proxy;
    proxy.target = target.port();
    policy("[policy]\nproxy=http://127.0.0.1:" + QByteArray::number(proxy.port()) + '\n');
    const Outcome asked =
        underBeside({u"integrations"_s, u"list"_s, u"--api"_s, u"http://api.invalid"_s, u"--host-name"_s,
                     u"acme.co.socotra.invalid"_s, u"--user"_s, u"alice"_s, u"--password"_s, u"env:KEY"_s});
    QCOMPARE(asked.code, 3); // the answer was no use
    QVERIFY2(proxy.heads.value(0).contains(" http://api.invalid/"), asked.err.constData());
}

void PolicyCliTest::aFaultyPolicyIsSaidAndStrict()
{
    store();
    policy("[policy]\ncache=false\n", QFile::WriteGroup);
    const Outcome told = under({u"settings"_s, u"get"_s, u"export/tlp"_s});
    QVERIFY2(told.err.contains("cannot be used"), told.err.constData());
    QCOMPARE(told.out.trimmed(), QByteArray("red"));
    QCOMPARE(under({u"replay"_s, u"--id"_s, u"1"_s, u"--to"_s, u"http://192.0.2.1:9"_s, u"--allow"_s,
                    u"192.0.2.1"_s, u"--store"_s, m_store})
                 .code,
             2);
}

QTEST_GUILESS_MAIN(PolicyCliTest)
#include "tst_policycli.moc"
