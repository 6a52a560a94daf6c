// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl doctor: every step with its time and its result, the one that fails with what to do.

#include "tests/support/analystcli.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class DoctorCliTest : public QObject, private test::AnalystCli
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { close(); }
    void aHealthyOneIsSaidToBe();
    void asJsonEachStepIsALine();
    void aMissingScopeIsNamed();
    void wrongUsageIsNamed();
};

void DoctorCliTest::aHealthyOneIsSaidToBe()
{
    connectTo();
    const Outcome good = ask({u"doctor"_s});
    QCOMPARE(good.code, 0);
    for (const char *word : {"lab", "name", "tcp", "proxy", "tls", "answer", "clock", "sign-in",
                             "scope graph:read", "read", "all is well"})
        QVERIFY2(good.out.contains(word), word + good.out);
    QVERIFY(isPlain(good.out));
}

void DoctorCliTest::asJsonEachStepIsALine()
{
    connectTo();
    const Outcome good = ask({u"doctor"_s, u"lab"_s, u"--json"_s});
    QCOMPARE(good.code, 0);
    const QList<QJsonObject> lines = good.lines();
    QCOMPARE(lines.size(), 14); // 13 steps and what they come to
    for (const QJsonObject &line : lines.first(13))
        QVERIFY(line[u"good"_s].toBool() && line.contains(u"ms"_s) && !line[u"seen"_s].toString().isEmpty());
    QCOMPARE(lines.last()[u"connection"_s].toString(), u"lab"_s);
    QVERIFY(lines.last()[u"good"_s].toBool());
}

void DoctorCliTest::aMissingScopeIsNamed()
{
    serve();
    QCOMPARE(add(u"few"_s, m_server->baseUrl(), keyFor(u"incidents:read"_s)).code, 0);
    const Outcome bad = ask({u"doctor"_s, u"few"_s, u"--json"_s});
    QCOMPARE(bad.code, 1);
    QCOMPARE(bad.lastLine()[u"failed"_s].toArray(),
             QJsonArray({u"scope search:read"_s, u"scope graph:read"_s, u"scope investigations:read"_s}));
    const Outcome told = ask({u"doctor"_s});
    QVERIFY(told.out.contains("ask for a key with the scope graph:read"));
}

void DoctorCliTest::wrongUsageIsNamed()
{
    QCOMPARE(ask({u"doctor"_s}).code, 1); // there is no connection yet
    connectTo();
    QCOMPARE(ask({u"doctor"_s, u"a"_s, u"b"_s}).code, 2);
    QCOMPARE(ask({u"doctor"_s, u"nobody"_s}).code, 1);
}

QTEST_GUILESS_MAIN(DoctorCliTest)
#include "tst_doctorcli.moc"
