// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Secrets of a passphrase vault, with every command that signs or verifies: on a machine without a keychain
// there are no others that are kept.

#include "core/storage/deliverystore.h"
#include "tests/support/clilistener.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class VaultSecretsTest : public QObject, private test::CliListener
{
    Q_OBJECT

    QStringList m_vault;

    void makeVault()
    {
        m_vault = {u"--vault"_s, file(u"own.vault"_s), u"--passphrase"_s, u"env:PASS"_s};
        const Outcome added = run(QStringList{u"secrets"_s, u"add"_s, u"main"_s, u"env:KEY"_s} + m_vault);
        QVERIFY2(added.code == 0, added.err.constData());
    }

    // As the window keeps it: the label, not the secret.
    void saveStrictEndpoint()
    {
        auto store = storage::DeliveryStore::open(m_store);
        QVERIFY(store);
        domain::Endpoint endpoint;
        endpoint.name = u"alerts"_s;
        endpoint.pathPrefix = "/a";
        endpoint.scheme = u"socwarden"_s;
        endpoint.secretLabels = {u"main"_s};
        endpoint.mode = domain::Endpoint::Mode::Strict;
        QVERIFY((*store)->saveEndpoints({endpoint}));
    }

    Outcome send(const QStringList &store)
    {
        return run(QStringList{u"send"_s, u"http://127.0.0.1:%1/a"_s.arg(m_port), u"--scheme"_s,
                               u"socwarden"_s, u"--secret"_s, u"main=keychain:main"_s} +
                   store);
    }

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void theSavedEndpointsHaveThem();
    void theEndpointsOfTheCommandLineHaveThem();
    void theVaultOfTheWindowNeedsNoPath();
    void theyVerifyExplainAndSignAnew();
    void aVaultThatDoesNotOpenIsSaid();
};

void VaultSecretsTest::theSavedEndpointsHaveThem()
{
    makeVault();
    saveStrictEndpoint();
    const auto process = listen(QStringList{u"--json"_s} + m_vault);
    const Outcome sent = send(m_vault);
    QVERIFY2(sent.code == 0, (sent.out + sent.err).constData());
    const QJsonObject row = readRow(*process);
    QCOMPARE(row.value(u"verdict"_s), u"valid"_s);
    QCOMPARE(row.value(u"secret"_s), u"main"_s);
    QCOMPARE(stop(*process), 0);
}

void VaultSecretsTest::theEndpointsOfTheCommandLineHaveThem()
{
    makeVault();
    const auto process = listen(
        QStringList{u"--json"_s, u"--strict"_s, u"--endpoint"_s, u"alerts:/a:socwarden:main"_s} + m_vault);
    QCOMPARE(send(m_vault).code, 0);
    QCOMPARE(readRow(*process).value(u"verdict"_s), u"valid"_s);
    QCOMPARE(stop(*process), 0);
}

void VaultSecretsTest::theVaultOfTheWindowNeedsNoPath()
{
    makeVault();
    QVERIFY(QDir().mkpath(file(u"data/tocsin"_s)));
    QVERIFY(QFile::copy(file(u"own.vault"_s), file(u"data/tocsin/secrets.vault"_s)));
    saveStrictEndpoint();
    const QStringList pass = {u"--passphrase"_s, u"env:PASS"_s};
    const auto process = listen(QStringList{u"--json"_s} + pass);
    QCOMPARE(send(pass).code, 0);
    QCOMPARE(readRow(*process).value(u"verdict"_s), u"valid"_s);
    QCOMPARE(stop(*process), 0);
}

void VaultSecretsTest::theyVerifyExplainAndSignAnew()
{
    makeVault();
    const QStringList secret = {u"--secret"_s, u"main=keychain:main"_s};
    const auto process = listen(QStringList{u"--json"_s});
    QCOMPARE(send(m_vault).code, 0);
    readRow(*process);
    const QByteArray raw =
        run({u"deliveries"_s, u"export"_s, u"--store"_s, m_store, u"--format"_s, u"http"_s, u"id:1"_s}).out;
    const QString request = write(u"request.http"_s, raw);
    const Outcome verified = run(QStringList{u"verify"_s, request, u"--json"_s} + secret + m_vault);
    QVERIFY2(verified.code == 0, (verified.out + verified.err).constData());
    QCOMPARE(verified.json().value(u"secret"_s), u"main"_s);
    // Its passphrase comes by standard input and is read once, for both lists.
    const Outcome explained =
        run(QStringList{u"explain"_s, request, u"--json"_s, u"--other"_s, u"spare=keychain:main"_s,
                        u"--vault"_s, file(u"own.vault"_s), u"--passphrase"_s, u"-"_s} +
                secret,
            passphrase + '\n');
    QVERIFY2(explained.code == 0, (explained.out + explained.err).constData());
    QCOMPARE(explained.json().value(u"verdict"_s), u"valid"_s);
    const Outcome replayed =
        run(QStringList{u"replay"_s, u"--id"_s, u"1"_s, u"--to"_s, u"http://127.0.0.1:%1/again"_s.arg(m_port),
                        u"--resign"_s, u"socwarden"_s, u"--store"_s, m_store} +
            secret + m_vault);
    QVERIFY2(replayed.code == 0, (replayed.out + replayed.err).constData());
    QCOMPARE(readRow(*process).value(u"target"_s), u"/again"_s);
    QCOMPARE(stop(*process), 0);
}

void VaultSecretsTest::aVaultThatDoesNotOpenIsSaid()
{
    makeVault();
    const QStringList wrong = {u"--vault"_s, file(u"own.vault"_s), u"--passphrase"_s, u"env:OTHER_KEY"_s};
    const QStringList none = {u"--vault"_s, file(u"none.vault"_s), u"--passphrase"_s, u"env:PASS"_s};
    const QStringList without = {u"--vault"_s, file(u"own.vault"_s)};
    m_port = 9; // nobody is asked
    QCOMPARE(send(wrong).code, 3);
    QCOMPARE(send(none).code, 3);
    QCOMPARE(send(without).code, 2);
    for (const auto &[options, code] : {std::pair(wrong, 3), std::pair(none, 3), std::pair(without, 2)}) {
        const Outcome refused =
            run(QStringList{u"listen"_s, u"--port"_s, u"0"_s, u"--store"_s, m_store} + options);
        QCOMPARE(refused.code, code);
    }
    QVERIFY(!QFile::exists(file(u"none.vault"_s)));
}

QTEST_GUILESS_MAIN(VaultSecretsTest)
#include "tst_vaultsecrets.moc"
