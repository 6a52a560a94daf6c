// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/comingstore.h"
#include "core/secrets/fallbackstore.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using namespace tocsin::secrets;

namespace {

constexpr int patience = 30'000; // ms

StoredSecret sample(const QString &label, const char *value)
{
    StoredSecret secret;
    secret.label = label;
    secret.value = Secret::copyOf(value);
    return secret;
}

} // namespace

class ComingStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<ComingStore>();
    }

    void whatIsAskedBeforeTheStoreComesIsAnsweredThenAndInOrder()
    {
        bool isPut = false;
        QByteArray value;
        QStringList labels;
        m_store->put(sample(u"early"_s, "asked before there was a store"), this,
                     [&](const Result<void> &done) { isPut = done.has_value(); });
        m_store->get(u"early"_s, this, [&](const Result<StoredSecret> &found) {
            value = found ? found->value.reveal().toByteArray() : QByteArray("none");
        });
        m_store->list(this, [&](const Result<QList<StoredSecret>> &all) {
            for (const StoredSecret &one : *all)
                labels.append(one.label);
        });
        QCoreApplication::processEvents();
        QVERIFY(!isPut && value.isEmpty() && labels.isEmpty());
        arrive();
        QTRY_COMPARE_WITH_TIMEOUT(value, "asked before there was a store", patience);
        QTRY_COMPARE_WITH_TIMEOUT(labels, QStringList{u"early"_s}, patience);
        QVERIFY(isPut);
    }

    void anAskerThatIsGoneIsNotAnswered()
    {
        auto asker = std::make_unique<QObject>();
        bool isAnswered = false;
        m_store->list(asker.get(), [&](const Result<QList<StoredSecret>> &) { isAnswered = true; });
        asker.reset();
        arrive();
        bool isOver = false;
        m_store->list(this, [&](const Result<QList<StoredSecret>> &) { isOver = true; });
        QTRY_VERIFY_WITH_TIMEOUT(isOver, patience);
        QVERIFY(!isAnswered);
    }

    void saysWhenItHasComeAndWhatItIs()
    {
        QCOMPARE(&m_store->actual(), static_cast<SecretStore *>(m_store.get()));
        QSignalSpy changed(m_store.get(), &SecretStore::changed);
        arrive();
        QCOMPARE(changed.count(), 1);
        QVERIFY(qobject_cast<FallbackStore *>(&m_store->actual()));
        QCOMPARE(m_store->backend(), SecretStore::Backend::Memory);
        bool isGone = false;
        m_store->put(sample(u"late"_s, "kept"), this, [](const Result<void> &) {});
        m_store->remove(u"late"_s, this, [&](const Result<void> &done) { isGone = done.has_value(); });
        QTRY_VERIFY_WITH_TIMEOUT(isGone, patience);
        QVERIFY(changed.count() > 1); // of the store behind it
    }

private:
    void arrive()
    {
        m_store->arrive(std::make_unique<FallbackStore>(m_folder->filePath(u"secrets.vault"_s)));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ComingStore> m_store;
};

QTEST_GUILESS_MAIN(ComingStoreTest)
#include "tst_coming.moc"
