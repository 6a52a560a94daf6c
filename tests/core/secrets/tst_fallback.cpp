// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/fallbackstore.h"
#include "tests/core/secrets/answer.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::secrets;
using namespace Qt::StringLiterals;

namespace {

StoredSecret sample(const QString &label, const char *value)
{
    return {label, {}, {}, 1767225600, Secret::copyOf(value), {}};
}

Result<void> put(SecretStore &store, const StoredSecret &secret)
{
    return await<void>([&](auto *c, auto h) { store.put(secret, c, h); });
}

QByteArray valueOf(SecretStore &store, const QString &label)
{
    const auto found = await<StoredSecret>([&](auto *c, auto h) { store.get(label, c, h); });
    return found ? found->value.reveal().toByteArray() : QByteArray("none");
}

Result<void> openVault(FallbackStore &store, const char *passphrase)
{
    return await<void>([&](auto *c, auto h) { store.openVault(Secret::copyOf(passphrase), c, h); });
}

} // namespace

class FallbackTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsForThisRunUntilAPassphraseMakesTheFileAndThenMovesThere()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"secrets.vault"_s);
        {
            FallbackStore store(path);
            QCOMPARE(store.backend(), SecretStore::Backend::Memory);
            QVERIFY(put(store, sample(u"early"_s, "added-before-the-file")));
            QVERIFY(!store.vaultExists());
            QSignalSpy changed(&store, &SecretStore::changed);
            QVERIFY(openVault(store, "pass phrase"));
            QVERIFY(!changed.isEmpty());
            QCOMPARE(store.backend(), SecretStore::Backend::Vault);
            QVERIFY(store.vaultExists());
            QCOMPARE(valueOf(store, u"early"_s), "added-before-the-file");
            QVERIFY(put(store, sample(u"late"_s, "added-to-the-file")));
        }
        FallbackStore next(path);
        QCOMPARE(valueOf(next, u"late"_s), "none");
        QVERIFY(openVault(next, "pass phrase"));
        QCOMPARE(valueOf(next, u"early"_s), "added-before-the-file");
        QCOMPARE(valueOf(next, u"late"_s), "added-to-the-file");
    }

    void whatTheFileHoldsGoesBeforeWhatThisRunAdded()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"secrets.vault"_s);
        {
            FallbackStore store(path);
            QVERIFY(openVault(store, "pass phrase"));
            QVERIFY(put(store, sample(u"same"_s, "of-the-file")));
        }
        FallbackStore next(path);
        QVERIFY(put(next, sample(u"same"_s, "of-this-run")));
        QVERIFY(openVault(next, "pass phrase"));
        QCOMPARE(valueOf(next, u"same"_s), "of-the-file");
    }

    void aWrongPassphraseChangesNothing()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"secrets.vault"_s);
        {
            FallbackStore store(path);
            QVERIFY(openVault(store, "pass phrase"));
        }
        FallbackStore next(path);
        QVERIFY(put(next, sample(u"mine"_s, "of-this-run-only")));
        const auto refused = openVault(next, "pass phrasf");
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
        QCOMPARE(next.backend(), SecretStore::Backend::Memory);
        QCOMPARE(valueOf(next, u"mine"_s), "of-this-run-only");
    }
};

QTEST_GUILESS_MAIN(FallbackTest)
#include "tst_fallback.moc"
