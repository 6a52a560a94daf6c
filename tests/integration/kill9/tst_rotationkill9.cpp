// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// `tocsinctl integrations rotate` is killed at every moment at which it makes something last on the disk,
// and at every request, before the tenant has it and when the tenant has answered. At none of them is a
// secret known to one side only, and the next run brings the rotation to its end.

#include "tests/integration/kill9/killingrelay.h"
#include "tests/support/tenantcli.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class RotationKillTest : public QObject, private test::TenantCli
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void atEveryMomentOfTheDisk_data();
    void atEveryMomentOfTheDisk();
    void atEveryRequest_data();
    void atEveryRequest();

private:
    static void editions();
    void prepare(const QString &profile);
    void beginAnew();
    QStringList rotation(const QUrl &api) const;
    void checkNothingIsLost();
    void checkTheNextRunEndsIt(const QUrl &api);

    QJsonObject m_before; // the integration
    QByteArray m_vault;
};

void RotationKillTest::initTestCase()
{
#ifndef TOCSIN_KILLATDISK
#define TOCSIN_KILLATDISK ""
    QSKIP("nothing can be loaded before the C library here");
#endif
}

void RotationKillTest::init()
{
    makeFolder();
}

void RotationKillTest::cleanup()
{
    QVERIFY(!secretSeen());
    m_server.reset();
}

void RotationKillTest::editions()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("stride"); // every so many moments of the disk, which know nothing of editions
#ifdef __SANITIZE_ADDRESS__
    constexpr int usual = 7; // it is the plain build that looks at every one
#else
    constexpr int usual = 1;
#endif
    QTest::newRow("replace, secret not returned") << u"default"_s << usual;
    QTest::newRow("merge, secret masked") << u"table"_s << 7;
}

void RotationKillTest::prepare(const QString &profile)
{
    serveTenant(profile);
    const Outcome added = at({u"add"_s, u"alerts"_s, u"--url"_s, u"https://hooks.example.org/a"_s,
                              u"--secret"_s, u"env:KEY"_s, u"--label"_s, u"alerts"_s, u"--tag"_s, u"old"_s});
    QVERIFY2(added.code == 0, added.err.constData());
    m_before = there(u"alerts"_s);
    m_vault = read(u"secrets.vault"_s);
}

// As it was before any rotation: the tenant, the vault and the file of what was rotated.
void RotationKillTest::beginAnew()
{
    m_server->lookAtTenant([this](sandbox::Tenant &tenant) { tenant.put(m_before); });
    QVERIFY(QDir(file(u"data"_s)).removeRecursively());
    write(u"secrets.vault"_s, m_vault);
}

QStringList RotationKillTest::rotation(const QUrl &api) const
{
    QStringList all = words({u"rotate"_s, u"alerts"_s, u"--label"_s, u"alerts"_s, u"--tag"_s, u"new"_s});
    all[all.indexOf(u"--api"_s) + 1] = api.toString();
    return all;
}

// What the tenant signs with verifies here, and so does what it signed with before.
void RotationKillTest::checkNothingIsLost()
{
    const secrets::StoredSecret local = kept(u"alerts"_s);
    QList<QByteArray> known = {local.value.reveal().toByteArray()};
    for (const Secret &one : local.retired)
        known.append(one.reveal().toByteArray());
    const QByteArray used = specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8();
    QVERIFY(!used.isEmpty());
    QVERIFY2(known.contains(used), "the tenant's secret is not known here");
    QVERIFY2(known.contains(key), "the old secret is lost");
}

void RotationKillTest::checkTheNextRunEndsIt(const QUrl &api)
{
    const Outcome ended = runBeside(rotation(api));
    const bool isAlready = ended.code == 1 && ended.out.contains("verified"); // killed behind its last step
    QVERIFY2(ended.code == 0 || isAlready, ended.err.constData());
    checkNothingIsLost();
    const secrets::StoredSecret local = kept(u"alerts"_s);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), local.value.reveal());
    QCOMPARE(specThere(u"alerts"_s)[u"tag"_s].toString(), u"new"_s);
    QCOMPARE(local.tag, u"new"_s);
    QVERIFY(local.value.reveal() != key);
    QCOMPARE(local.retired.size(), 1); // one new secret was made, not two
    QVERIFY(!m_seen.contains(local.value.reveal().toByteArray()));
}

void RotationKillTest::atEveryMomentOfTheDisk_data()
{
    editions();
}

void RotationKillTest::atEveryMomentOfTheDisk()
{
    QFETCH(const QString, profile);
    QFETCH(const int, stride);
    prepare(profile);
    int moment = 1;
    int killed = 0;
    for (bool isOver = false; !isOver && !QTest::currentTestFailed();) {
        beginAnew();
        QProcess process;
        QProcessEnvironment own = environment();
        own.insert(u"LD_PRELOAD"_s, QStringLiteral(TOCSIN_KILLATDISK));
        own.insert(u"TOCSIN_KILL_AT"_s, QString::number(moment));
        // A sanitizer wants to be loaded first, and what kills must be.
        own.insert(u"ASAN_OPTIONS"_s, own.value(u"ASAN_OPTIONS"_s) + u":verify_asan_link_order=0"_s);
        process.setProcessEnvironment(own);
        process.start(QStringLiteral(TOCSINCTL), rotation(m_server->baseUrl()));
        QVERIFY(process.waitForFinished(60'000));
        isOver = process.exitStatus() == QProcess::NormalExit;
        outcome(process, true);
        QVERIFY2(!isOver || process.exitCode() == 0, qPrintable(u"moment %1"_s.arg(moment)));
        checkNothingIsLost();
        checkTheNextRunEndsIt(m_server->baseUrl());
        if (QTest::currentTestFailed())
            qWarning("killed at moment %d of the disk", moment);
        moment += stride;
        killed += isOver ? 0 : 1;
    }
    qInfo("killed at %d moments, nothing lost", killed);
    QVERIFY(moment > 12); // three writes to the file and one to the vault at the least
}

void RotationKillTest::atEveryRequest_data()
{
    editions();
}

void RotationKillTest::atEveryRequest()
{
    QFETCH(const QString, profile);
    prepare(profile);
    test::KillingRelay relay(quint16(m_server->baseUrl().port()));
    const QUrl api(u"http://127.0.0.1:%1"_s.arg(relay.serverPort()));
    QByteArrayList killed;
    bool isOver = false;
    for (int request = 1; !isOver && !QTest::currentTestFailed(); ++request) {
        for (const bool isAnswered : {false, true}) {
            beginAnew();
            const auto process = begin(rotation(api));
            relay.arm(process.get(), request, isAnswered);
            QVERIFY(QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, 60'000));
            isOver = relay.killedAt.isEmpty();
            killed.append(relay.killedAt);
            QCOMPARE(outcome(*process, true).code, isOver ? 0 : -1);
            relay.disarm();
            checkNothingIsLost();
            checkTheNextRunEndsIt(api);
            if (QTest::currentTestFailed())
                qWarning("killed at %s, %s", killed.last().constData(), isAnswered ? "answered" : "not sent");
        }
    }
    QVERIFY(killed.contains("POST /account/authenticateAdmin"));
    QCOMPARE(killed.count("PUT /integrations/alerts"), 2);
}

QTEST_GUILESS_MAIN(RotationKillTest)
#include "tst_rotationkill9.moc"
