// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/memorystore.h"
#include "core/secrets/secretrules.h"
#include "core/secrets/vaultstore.h"
#include "tests/core/secrets/storecalls.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::secrets;
using namespace Qt::StringLiterals;

namespace {

constexpr ScryptCost quick{10, 8, 1};

StoredSecret sample(const QString &label, const char *value)
{
    return {label,      u"socotra"_s,          u"rot.2026-01"_s,
            1767225600, Secret::copyOf(value), {Secret::copyOf("older")}};
}

} // namespace

// What every backend must do alike; the keychain's own test is tst_keychain.
class StoresTest : public QObject, private StoreCalls
{
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("vault");
        QTest::newRow("memory") << false;
        QTest::newRow("vault") << true;
    }

    void init()
    {
        QFETCH_GLOBAL(bool, vault);
        if (!vault) {
            store = std::make_unique<MemoryStore>();
            return;
        }
        static int count = 0;
        auto made = VaultStore::create(m_folder.filePath(u"v%1"_s.arg(++count)),
                                       Secret::copyOf("pass phrase"), quick);
        QVERIFY(made);
        store = std::move(*made);
    }

    void keepsEverythingOfASecret()
    {
        QSignalSpy changed(store.get(), &SecretStore::changed);
        QVERIFY(put(sample(u"orders"_s, "local-test-secret-01")));
        QCOMPARE(changed.size(), 1);
        const auto found = get(u"orders"_s);
        QVERIFY(found);
        QCOMPARE(found->scheme, u"socotra"_s);
        QCOMPARE(found->tag, u"rot.2026-01"_s);
        QCOMPARE(found->addedAt, 1767225600);
        QCOMPARE(found->value.reveal().toByteArray(), "local-test-secret-01"_ba);
        QCOMPARE(found->retired.size(), 1);
        QCOMPARE(found->retired[0].reveal().toByteArray(), "older"_ba);
    }

    void listsByLabelWithoutValues()
    {
        QVERIFY(put(sample(u"b"_s, "2")));
        QVERIFY(put(sample(u"a"_s, "1")));
        const auto all = list();
        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).label, u"a"_s);
        QCOMPARE(all->at(1).tag, u"rot.2026-01"_s);
        for (const StoredSecret &secret : *all)
            QVERIFY(secret.value.isEmpty() && secret.retired.isEmpty());
    }

    void replacesUnderTheSameLabel()
    {
        QVERIFY(put(sample(u"a"_s, "1")));
        QVERIFY(put(rotated(*get(u"a"_s), Secret::copyOf("2"), u"new"_s)));
        const auto found = get(u"a"_s);
        QCOMPARE(found->value.reveal().toByteArray(), "2"_ba);
        QCOMPARE(found->tag, u"new"_s);
        QCOMPARE(found->retired.size(), 2);
        QCOMPARE(found->retired[0].reveal().toByteArray(), "1"_ba);
        QCOMPARE(list()->size(), 1);
    }

    void removesAndSaysWhenThereIsNothingToRemove()
    {
        QVERIFY(put(sample(u"a"_s, "1")));
        QVERIFY(remove(u"a"_s));
        QCOMPARE(get(u"a"_s).error().kind, Error::Kind::NotFound);
        const auto again = remove(u"a"_s);
        QCOMPARE(again.error().kind, Error::Kind::NotFound);
        QVERIFY(again.error().detail.contains("\"a\""_L1));
    }

    void refusesWhatTheRulesRefuseAndStaysAsItWas()
    {
        QSignalSpy changed(store.get(), &SecretStore::changed);
        QCOMPARE(put(sample(u"with blank"_s, "1")).error().kind, Error::Kind::Rejected);
        QCOMPARE(put(sample(u"empty"_s, "")).error().kind, Error::Kind::Rejected);
        QCOMPARE(changed.size(), 0);
        QVERIFY(list()->isEmpty());
    }

    void keepsTheNewestRetiredOnly()
    {
        StoredSecret secret = sample(u"a"_s, "0");
        for (char c = '1'; c <= '9'; ++c)
            secret = rotated(secret, Secret::copyOf(QByteArray(1, c)), {});
        QVERIFY(put(secret));
        const auto found = get(u"a"_s);
        QCOMPARE(found->retired.size(), 8);
        QCOMPARE(found->retired.first().reveal().toByteArray(), "8"_ba);
        QCOMPARE(found->retired.last().reveal().toByteArray(), "1"_ba);
    }

    void doesNotAnswerAContextThatIsGone()
    {
        bool ran = false;
        {
            QObject context;
            store->list(&context, [&](auto) { ran = true; });
        }
        QVERIFY(list()); // answered after the one above
        QVERIFY(!ran);
    }
};

QTEST_GUILESS_MAIN(StoresTest)
#include "tst_stores.moc"
