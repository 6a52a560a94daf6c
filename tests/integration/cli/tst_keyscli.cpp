// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl keys: the real program against the sandbox. A value is printed where that is asked for, and
// stands otherwise in the vault alone.

#include "tests/support/analystcli.h"

#include <QDirIterator>
#include <QRegularExpression>

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class KeysCliTest : public QObject, private test::AnalystCli
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { makeFolder(); }
    void cleanup() { close(); }
    void makesListsAndDisablesAKey();
    void aKeyBecomesAConnection();
    void rotatesWhatAConnectionUses();
    void byHandItWaitsUntilItIsSaidToBeSwapped();
    void withoutAListItTellsWhatWasMadeHere();
    void clientsLikewise();
    void tellsWhatACredentialMayDo();
    void wrongUsageIsNamed_data();
    void wrongUsageIsNamed();

private:
    // A sandbox, and the connection "admin" with its administrator's token.
    void administer(const QString &profile = u"default"_s)
    {
        serve(hasty(profile));
        const Outcome added =
            add(u"admin"_s, m_server->baseUrl(), m_server->adminToken().reveal().toByteArray(),
                {u"--sign-in"_s, u"bearer"_s});
        QVERIFY2(added.code == 0, added.err.constData());
    }
    Outcome keys(const QStringList &words)
    {
        return ask(QStringList{u"keys"_s} + words + QStringList{u"--json"_s, u"--connection"_s, u"admin"_s});
    }
    bool opens(const QByteArray &value) const
    {
        return test::ask(*m_server,
                         {"GET", "/api/v1/incidents?limit=1", test::keyField(Secret::copyOf(value)), {}})
                   .status() == 200;
    }
    bool isInAFile(const QByteArray &secret) const
    {
        QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile one(files.next());
            if (one.open(QIODevice::ReadOnly) && one.readAll().contains(secret))
                return true;
        }
        return false;
    }
};

// Whatever the program has to say of itself is in what is looked through.
void KeysCliTest::initTestCase()
{
    qputenv("QT_LOGGING_RULES", "*=true;qt.*=false;qt.network.*=true");
}

void KeysCliTest::makesListsAndDisablesAKey()
{
    administer();
    const Outcome made = keys({u"create"_s, u"XSOAR"_s, u"--for"_s, u"xsoar"_s, u"--days"_s, u"30"_s,
                               u"--description"_s, u"playbooks"_s, u"--show"_s});
    QVERIFY2(made.code == 0, made.err.constData());
    const QByteArray value = made.json()[u"api_key"_s].toString().toUtf8();
    QVERIFY(value.startsWith("sk_live_"));
    QVERIFY(opens(value));
    QVERIFY(!isInAFile(value));
    const Outcome listed = keys({u"list"_s});
    QCOMPARE(listed.code, 0);
    QCOMPARE(listed.lines().size(), 2); // with the sandbox's own
    const QJsonObject row =
        listed.lines().first()[u"name"_s] == u"XSOAR"_s ? listed.lines().first() : listed.lines().last();
    QCOMPARE(row[u"id"_s], made.json()[u"id"_s]);
    QCOMPARE(row[u"days_left"_s].toInt(), 29);
    QCOMPARE(row[u"scopes"_s].toArray().size(), 3);
    QCOMPARE(row[u"state"_s].toString(), u"active"_s);
    QCOMPARE(row[u"made_here"_s], QJsonValue(true));
    QVERIFY(!listed.out.contains(value));
    QVERIFY(ask({u"keys"_s, u"list"_s}).out.contains("XSOAR"));
    QCOMPARE(keys({u"disable"_s, u"XSOAR"_s}).code, 0);
    QVERIFY(!opens(value));
    QCOMPARE(keys({u"disable"_s, u"XSOAR"_s}).code, 1); // none of that name is active
    const Outcome audit = run({u"audit"_s, u"list"_s, u"--json"_s});
    QCOMPARE(audit.lines().size(), 2);
    QVERIFY(!audit.out.contains(value));
    QVERIFY(!isInAFile(value));
}

void KeysCliTest::aKeyBecomesAConnection()
{
    administer();
    const Outcome made =
        keys({u"create"_s, u"Desk"_s, u"--scopes"_s, u"incidents:read"_s, u"--into"_s, u"desk"_s});
    QVERIFY2(made.code == 0, made.err.constData());
    QVERIFY(!made.out.contains("sk_live_"));
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--connection"_s, u"desk"_s}).code, 0);
    const QStringList taken = {u"create"_s, u"Other"_s, u"--for"_s, u"console"_s, u"--into"_s, u"admin"_s};
    const Outcome refused = keys(taken);
    QCOMPARE(refused.code, 3);
    QVERIFY(refused.err.contains("disable"));
}

void KeysCliTest::rotatesWhatAConnectionUses()
{
    administer();
    QCOMPARE(keys({u"create"_s, u"Desk"_s, u"--for"_s, u"console"_s, u"--into"_s, u"desk"_s}).code, 0);
    const Outcome rotated = keys({u"rotate"_s, u"Desk"_s});
    QVERIFY2(rotated.code == 0, rotated.err.constData());
    QStringList steps;
    for (const QJsonObject &line : rotated.lines())
        steps.append(line[u"step"_s].toString());
    QCOMPARE(steps,
             (QStringList{u"planned"_s, u"asked"_s, u"created"_s, u"tested"_s, u"swapped"_s, u"disabled"_s}));
    QVERIFY(!rotated.out.contains("sk_live_"));
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--connection"_s, u"desk"_s}).code, 0);
    QCOMPARE(keys({u"rotate"_s, u"Desk"_s}).code, 1); // it is disabled
    QVERIFY(!m_seen.contains("sk_live_"));
}

void KeysCliTest::byHandItWaitsUntilItIsSaidToBeSwapped()
{
    administer();
    const QByteArray old = keys({u"create"_s, u"XSOAR"_s, u"--for"_s, u"xsoar"_s, u"--show"_s})
                               .json()[u"api_key"_s]
                               .toString()
                               .toUtf8();
    const Outcome begun = keys({u"rotate"_s, u"XSOAR"_s, u"--store"_s, u"xsoar-next"_s, u"--show"_s});
    QVERIFY2(begun.code == 0, begun.err.constData());
    QVERIFY(begun.err.contains("--swapped"));
    const QByteArray fresh = begun.lastLine()[u"api_key"_s].toString().toUtf8();
    QVERIFY(opens(old) && opens(fresh));
    QVERIFY(ask({u"secrets"_s, u"list"_s}).out.contains("xsoar-next"));
    const Outcome ended = keys({u"rotate"_s, u"XSOAR"_s, u"--swapped"_s});
    QVERIFY2(ended.code == 0, ended.err.constData());
    QVERIFY(!opens(old) && opens(fresh));
    QVERIFY(!isInAFile(old) && !isInAFile(fresh));
}

void KeysCliTest::withoutAListItTellsWhatWasMadeHere()
{
    administer(u"bare-array"_s);
    const Outcome none = keys({u"list"_s});
    QCOMPARE(none.code, 1);
    QVERIFY(none.err.contains("no list"));
    QCOMPARE(keys({u"create"_s, u"Desk"_s, u"--for"_s, u"console"_s, u"--into"_s, u"desk"_s}).code, 0);
    const Outcome listed = keys({u"list"_s});
    QCOMPARE(listed.lines().size(), 1);
    QCOMPARE(listed.json()[u"used_by"_s].toArray(), QJsonArray{u"desk"_s});
    QCOMPARE(listed.json()[u"state"_s].toString(), u"not told"_s);
    const Outcome kept = keys({u"disable"_s, u"Desk"_s});
    QCOMPARE(kept.code, 1);
    QVERIFY(kept.err.contains("web app"));
    const Outcome rotated = keys({u"rotate"_s, u"Desk"_s});
    QCOMPARE(rotated.code, 1); // the old one is left over
    QCOMPARE(rotated.lastLine()[u"step"_s].toString(), u"left-over"_s);
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--connection"_s, u"desk"_s}).code, 0);
}

void KeysCliTest::clientsLikewise()
{
    administer();
    const Outcome made = keys({u"create"_s, u"Robot"_s, u"--clients"_s, u"--scopes"_s, u"incidents:read"_s,
                               u"--into"_s, u"robot"_s});
    QVERIFY2(made.code == 0, made.err.constData());
    QVERIFY(made.json()[u"token_endpoint"_s].toString().endsWith(u"/oauth/token"_s));
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--connection"_s, u"robot"_s}).code, 0);
    QCOMPARE(keys({u"list"_s, u"--clients"_s}).lines().size(), 2);
    QCOMPARE(keys({u"rotate"_s, u"Robot"_s, u"--clients"_s}).code, 2); // where the secret goes is not said
    QCOMPARE(keys({u"rotate"_s, u"Robot"_s, u"--clients"_s, u"--into"_s, u"robot"_s}).code, 0);
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--connection"_s, u"robot"_s}).code, 0);
    QCOMPARE(keys({u"disable"_s, u"Robot"_s, u"--clients"_s}).code, 0);
    QCOMPARE(ask({u"incidents"_s, u"list"_s, u"--connection"_s, u"robot"_s}).code, 3);
    static const QRegularExpression secret(u"\\bcs_[0-9a-f]{20}"_s);
    QVERIFY(!QString::fromUtf8(m_seen).contains(secret));
}

void KeysCliTest::tellsWhatACredentialMayDo()
{
    administer();
    QCOMPARE(keys({u"create"_s, u"Desk"_s, u"--scopes"_s, u"search:read"_s, u"--into"_s, u"desk"_s}).code, 0);
    const Outcome may = ask({u"keys"_s, u"may"_s, u"--json"_s, u"--connection"_s, u"desk"_s});
    QCOMPARE(may.code, 0);
    QHash<QString, QString> standing;
    for (const QJsonObject &line : may.lines())
        standing.insert(line[u"scope"_s].toString(), line[u"standing"_s].toString());
    QCOMPARE(standing.value(u"search:read"_s), u"may"_s);
    QCOMPARE(standing.value(u"incidents:read"_s), u"may-not"_s);
    QCOMPARE(standing.value(u"investigations:write"_s), u"not-tried"_s);
    QCOMPARE(standing.value(u"admin"_s), u"may-not"_s);
    const Outcome refused = ask({u"keys"_s, u"list"_s, u"--connection"_s, u"desk"_s});
    QCOMPARE(refused.code, 3);
    QVERIFY(refused.err.contains("not allowed"));
}

void KeysCliTest::wrongUsageIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("nothing") << QStringList{} << QByteArray("keys list");
    QTest::newRow("no place") << QStringList{u"create"_s, u"x"_s, u"--for"_s, u"xsoar"_s}
                              << QByteArray("--store");
    QTest::newRow("no scope") << QStringList{u"create"_s, u"x"_s, u"--show"_s} << QByteArray("--scopes");
    QTest::newRow("scope") << QStringList{u"create"_s, u"x"_s, u"--show"_s, u"--scopes"_s, u"all"_s}
                           << QByteArray("incidents:read");
    QTest::newRow("use") << QStringList{u"create"_s, u"x"_s, u"--show"_s, u"--for"_s, u"all"_s}
                         << QByteArray("dashboard");
    QTest::newRow("days") << QStringList{u"rotate"_s, u"x"_s, u"--days"_s, u"0"_s} << QByteArray("--days");
    QTest::newRow("place") << QStringList{u"list"_s, u"--show"_s} << QByteArray("--show");
    QTest::newRow("label") << QStringList{u"create"_s, u"x"_s, u"--for"_s, u"xsoar"_s, u"--store"_s, u"a b"_s}
                           << QByteArray("label");
}

void KeysCliTest::wrongUsageIsNamed()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, named);
    const Outcome refused = run(QStringList{u"keys"_s} + arguments);
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains(named), refused.err.constData());
}

QTEST_GUILESS_MAIN(KeysCliTest)
#include "tst_keyscli.moc"
