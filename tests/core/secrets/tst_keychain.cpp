// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Runs as two tests: secrets/keychain inside a session of its own with a real GNOME Keyring, and
// secrets/nokeychain where there is none. TOCSIN_KEYCHAIN says which.

#include "core/secrets/keychainstore.h"
#include "core/secrets/secretrules.h"
#include "tests/core/secrets/storecalls.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::secrets;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
const bool hasKeychain = qgetenv("TOCSIN_KEYCHAIN") == "real";
} // namespace

class KeychainTest : public QObject, private StoreCalls
{
    Q_OBJECT

    static Result<void> probe(std::chrono::milliseconds patience)
    {
        return await<void>([&](auto *c, auto h) { KeychainStore::probe(c, h, patience); });
    }

private slots:
    void init() { store = std::make_unique<KeychainStore>(QString(), 20s); }

    void answersTheProbe()
    {
        if (!hasKeychain)
            QSKIP("runs in the session with a keychain");
        const auto result = probe(10s);
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    }

    void keepsSecretsAcrossStores()
    {
        if (!hasKeychain)
            QSKIP("runs in the session with a keychain");
        QSignalSpy changed(store.get(), &SecretStore::changed);
        StoredSecret secret{u"orders"_s, u"socotra"_s, u"täg"_s, 1767225600, Secret::copyOf("a\0\xffz"_ba),
                            {}};
        const auto stored = put(rotated(secret, Secret::copyOf("local-test-secret-01"), u"t2"_s));
        QVERIFY2(stored, stored ? "" : qPrintable(stored.error().detail));
        QVERIFY(put({u"alerts"_s, {}, {}, 0, Secret::copyOf("x"), {}}));
        QCOMPARE(changed.size(), 2);

        store = std::make_unique<KeychainStore>(QString(), 20s);
        const auto found = get(u"orders"_s);
        QVERIFY(found);
        QCOMPARE(found->value.reveal().toByteArray(), "local-test-secret-01"_ba);
        QCOMPARE(found->tag, u"t2"_s);
        QCOMPARE(found->addedAt, 1767225600);
        QCOMPARE(found->retired.value(0).reveal().toByteArray(), "a\0\xffz"_ba);
        const auto all = list();
        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).label, u"alerts"_s);
        QCOMPARE(all->at(1).scheme, u"socotra"_s);
        QVERIFY(all->at(1).value.isEmpty());
    }

    void tellsOtherProgramsOfItsWrites()
    {
        if (!hasKeychain)
            QSKIP("runs in the session with a keychain");
        QTemporaryDir folder;
        const QString stamp = folder.filePath(u"secrets.stamp"_s);
        KeychainStore listener(stamp, 20s);
        listener.watch();
        QSignalSpy changed(&listener, &SecretStore::changed);
        store = std::make_unique<KeychainStore>(stamp, 20s);
        QVERIFY(put({u"shared"_s, {}, {}, 0, Secret::copyOf("x"), {}}));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 20000);
        QCOMPARE(listener.version(), store->version());
        QVERIFY(remove(u"shared"_s));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, 20000);
    }

    void answersQuestionsInTheirOrder()
    {
        if (!hasKeychain)
            QSKIP("runs in the session with a keychain");
        QList<int> order;
        for (int i = 0; i < 5; ++i) {
            store->put({u"n%1"_s.arg(i), {}, {}, 0, Secret::copyOf("x"), {}}, this,
                       [&order, i](const Result<void> &result) {
                           QVERIFY(result);
                           order.append(i);
                       });
        }
        QTRY_COMPARE_WITH_TIMEOUT(order, (QList<int>{0, 1, 2, 3, 4}), 20000);
        QStringList labels;
        const auto all = list();
        QVERIFY(all);
        for (const StoredSecret &secret : *all)
            labels.append(secret.label);
        QVERIFY(labels.contains(u"n0"_s) && labels.contains(u"n4"_s));
    }

    void removesItemAndIndexLine()
    {
        if (!hasKeychain)
            QSKIP("runs in the session with a keychain");
        QVERIFY(put({u"gone"_s, {}, {}, 0, Secret::copyOf("x"), {}}));
        QVERIFY(remove(u"gone"_s));
        QCOMPARE(get(u"gone"_s).error().kind, Error::Kind::NotFound);
        QCOMPARE(remove(u"gone"_s).error().kind, Error::Kind::NotFound);
        const auto all = list();
        QVERIFY(all);
        for (const StoredSecret &secret : *all)
            QVERIFY(secret.label != u"gone"_s);
    }

    void saysThatThereIsNoneInsteadOfHanging()
    {
        if (hasKeychain)
            QSKIP("runs where there is no keychain");
        QElapsedTimer timer;
        timer.start();
        const auto probed = probe(3s);
        QVERIFY(!probed);
        QCOMPARE(probed.error().kind, Error::Kind::NoKeychain);
        QVERIFY(probed.error().detail.contains("passphrase vault"_L1));
        QVERIFY(timer.elapsed() < 10000);
        store = std::make_unique<KeychainStore>(QString(), 3s);
        QCOMPARE(put({u"a"_s, {}, {}, 0, Secret::copyOf("x"), {}}).error().kind, Error::Kind::NoKeychain);
        QCOMPARE(get(u"a"_s).error().kind, Error::Kind::NoKeychain);
        QCOMPARE(list().error().kind, Error::Kind::NoKeychain);
        QCOMPARE(remove(u"a"_s).error().kind, Error::Kind::NoKeychain);
    }

    void refusesABadLabelWithoutAskingTheKeychain()
    {
        QCOMPARE(put({u"a b"_s, {}, {}, 0, Secret::copyOf("x"), {}}).error().kind, Error::Kind::Rejected);
    }
};

QTEST_GUILESS_MAIN(KeychainTest)
#include "tst_keychain.moc"
