// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What one program writes the other ones learn, without asking again and again.

#include "core/secrets/fallbackstore.h"
#include "core/secrets/sharedstamp.h"
#include "core/secrets/vaultstore.h"
#include "tests/core/secrets/storecalls.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::secrets;
using namespace Qt::StringLiterals;

class SharingTest : public QObject, private StoreCalls
{
    Q_OBJECT

    QTemporaryDir m_folder;
    const Secret m_pass = Secret::copyOf("correct horse battery staple");
    static constexpr int patience = 30'000;

    QString path() const { return m_folder.filePath(u"secrets.vault"_s); }
    std::unique_ptr<VaultStore> opened() const { return VaultStore::open(path(), m_pass).value(); }
    static StoredSecret secret(const QByteArray &value)
    {
        return {u"alerts"_s, {}, {}, 0, Secret::copyOf(value), {}};
    }

private slots:
    void init()
    {
        QFile::remove(path());
        QVERIFY(VaultStore::create(path(), m_pass, {10, 8, 1}));
    }
    void cleanup() { store.reset(); }

    void aVaultTellsOfOtherPrograms()
    {
        auto listener = opened();
        listener->watch();
        QSignalSpy changed(listener.get(), &SecretStore::changed);
        store = opened();
        const QByteArray before = listener->version();
        QVERIFY(!before.isEmpty());
        for (int times = 1; times <= 3; ++times) { // also of those behind the first
            QVERIFY(put(secret(QByteArray::number(times))));
            QTRY_COMPARE_WITH_TIMEOUT(changed.size(), times, patience);
            QVERIFY(listener->version() != before);
            QCOMPARE(listener->version(), store->version());
        }
        store = std::move(listener);
        QCOMPARE(get(u"alerts"_s)->value.reveal(), "3"_ba);
    }

    void itsOwnWritesAreToldOnce()
    {
        store = opened();
        store->watch();
        QSignalSpy changed(store.get(), &SecretStore::changed);
        QVERIFY(put(secret("1")));
        QVERIFY(put(secret("2")));
        auto other = opened();
        QVERIFY(await<void>([&](auto *c, auto h) { other->put(secret("3"), c, h); }));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 3, patience);
        QVERIFY(list()); // the worker has been through all that was touched
        QCOMPARE(changed.size(), 3);
    }

    void aVaultThatIsOpenedLaterIsWatchedToo()
    {
        auto fallback = std::make_unique<FallbackStore>(path());
        fallback->watch();
        QVERIFY(await<void>([&](auto *c, auto h) { fallback->openVault(m_pass, c, h); }));
        QSignalSpy changed(fallback.get(), &SecretStore::changed);
        store = opened();
        QVERIFY(put(secret("1")));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, patience);
        QCOMPARE(fallback->version(), store->version());
    }

    void aStampTellsOfOtherPrograms()
    {
        const QString stamp = m_folder.filePath(u"place/secrets.stamp"_s);
        SharedStamp listener(stamp);
        SharedStamp other(stamp);
        listener.watch();
        QSignalSpy moved(&listener, &SharedStamp::movedOn);
        listener.renew();
        QCOMPARE(listener.word().size(), 32);
        for (int times = 1; times <= 3; ++times) {
            other.renew();
            QTRY_COMPARE_WITH_TIMEOUT(moved.size(), times, patience);
            QCOMPARE(listener.word(), other.word());
        }
#ifdef Q_OS_UNIX
        QCOMPARE(QFile::permissions(stamp) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
#endif
        SharedStamp none{QString()};
        none.watch();
        none.renew();
        QVERIFY(none.word().isEmpty());
    }
};

QTEST_GUILESS_MAIN(SharingTest)
#include "tst_sharing.moc"
