// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/privatefile.h"
#include "core/secrets/vaultfile.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace tocsin;
using namespace tocsin::secrets;
using namespace Qt::StringLiterals;

namespace {

constexpr ScryptCost quick{10, 8, 1};
constexpr auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;

Secret passphrase()
{
    return Secret::copyOf("correct horse battery");
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwriteWith(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

std::function<Result<void>(Entries &)> adding(const QString &label)
{
    return [label](Entries &entries) -> Result<void> {
        entries.insert(label, {label, {}, {}, 0, Secret::copyOf("local-test-secret-01"), {}});
        return {};
    };
}

} // namespace

class VaultTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"new/folder/secrets.vault"_s);
        auto vault = VaultFile::create(m_path, passphrase(), quick);
        QVERIFY(vault);
        QVERIFY(vault->change(adding(u"orders"_s)));
    }

    void changesItsPassphrase()
    {
        const Secret fresh = Secret::copyOf("another one, longer");
        auto vault = VaultFile::open(m_path, passphrase());
        QVERIFY(vault);
        const QByteArray before = contentOf(m_path);
        QVERIFY(vault->changePassphrase(fresh));
        QVERIFY(contentOf(m_path) != before);
        QCOMPARE(QFile::permissions(m_path), mine);
        const auto former = VaultFile::open(m_path, passphrase());
        QVERIFY(!former);
        QCOMPARE(former.error().kind, Error::Kind::Unauthorised);
        auto anew = VaultFile::open(m_path, fresh);
        QVERIFY(anew && (*anew->entries())->contains(u"orders"_s));
        QVERIFY(vault->change(adding(u"later"_s))); // the one that changed it goes on
        QVERIFY(anew && (*anew->entries())->contains(u"later"_s));
    }

    void keepsItsPassphraseWhenTheChangeFails()
    {
        auto vault = VaultFile::open(m_path, passphrase());
        QVERIFY(vault);
        QVERIFY(!vault->changePassphrase(Secret()));
        QVERIFY(QFile::rename(m_path, m_path + u".away"_s)); // it cannot be read anew
        QVERIFY(!vault->changePassphrase(Secret::copyOf("another one")));
        QVERIFY(QFile::rename(m_path + u".away"_s, m_path));
        QVERIFY(vault->change(adding(u"later"_s)));
        QVERIFY(VaultFile::open(m_path, passphrase()));
    }

#ifdef Q_OS_UNIX
    // A program that changes the passphrase to and fro is killed in the middle, again and again.
    void aKillDuringTheChangeLosesNothing()
    {
        const Secret both[] = {passphrase(), Secret::copyOf("the other passphrase")};
        for (int round = 0; round < 12; ++round) {
            int told[2];
            QCOMPARE(::pipe(told), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                auto vault = VaultFile::open(m_path, both[0]);
                int which = 0;
                if (!vault)
                    vault = VaultFile::open(m_path, both[which = 1]);
                while (vault && vault->changePassphrase(both[which = 1 - which]) &&
                       ::write(told[1], "x", 1) == 1) {
                }
                ::_exit(1);
            }
            ::close(told[1]);
            char byte = 0;
            for (int i = 0; i <= round % 4; ++i)
                QCOMPARE(::read(told[0], &byte, 1), 1); // so many are done, the next is under way
            QCOMPARE(::kill(child, SIGKILL), 0);
            QCOMPARE(::waitpid(child, nullptr, 0), child);
            ::close(told[0]);
            auto vault = VaultFile::open(m_path, both[0]);
            if (!vault)
                vault = VaultFile::open(m_path, both[1]);
            QVERIFY2(vault, vault ? "" : qPrintable(vault.error().detail));
            QVERIFY((*vault->entries())->contains(u"orders"_s));
            // One that was killed before it could write its name into the lock is waited for for half a
            // minute; that is no part of this.
            if (const QFileInfo lock(m_path + u".lock"_s); lock.exists() && lock.size() == 0)
                QVERIFY(QFile::remove(lock.filePath()));
            for (const QFileInfo &file : QFileInfo(m_path).dir().entryInfoList(QDir::Files))
                QVERIFY2(file.fileName().endsWith(u".lock"_s) || file.permissions() == mine,
                         qPrintable(file.fileName()));
        }
    }
#endif

    void opensWithItsPassphrase()
    {
        auto vault = VaultFile::open(m_path, passphrase());
        QVERIFY(vault);
        const auto entries = vault->entries();
        QVERIFY(entries);
        QCOMPARE((*entries)->value(u"orders"_s).value.reveal().toByteArray(), "local-test-secret-01"_ba);
    }

    void isReadableByItsOwnerOnly()
    {
#ifndef Q_OS_UNIX
        QSKIP("permissions are those of the folder here");
#endif
        QCOMPARE(QFileInfo(m_path).permissions(), mine);
        QCOMPARE(QFileInfo(QFileInfo(m_path).absolutePath()).permissions(),
                 mine | QFile::ExeOwner | QFile::ExeUser);
        // Nothing is left beside it.
        QCOMPARE(QFileInfo(m_path).dir().entryList(QDir::Files | QDir::Hidden),
                 QStringList{u"secrets.vault"_s});
    }

    void holdsNothingReadable()
    {
        const QByteArray bytes = contentOf(m_path);
        QVERIFY(!bytes.contains("orders") && !bytes.contains("local-test-secret"));
        QVERIFY(bytes.startsWith("TOCSINVT"));
    }

    void drawsSaltAndNonceAtEveryWrite()
    {
        const QByteArray before = contentOf(m_path);
        auto vault = VaultFile::open(m_path, passphrase());
        QVERIFY(vault->change(adding(u"orders"_s)));
        const QByteArray after = contentOf(m_path);
        QCOMPARE(after.size(), before.size());
        QVERIFY(after.sliced(20, 32) != before.sliced(20, 32));
        QVERIFY(after.sliced(52, 12) != before.sliced(52, 12));
    }

    void saysBothWhenThePassphraseDoesNotFit()
    {
        const auto vault = VaultFile::open(m_path, Secret::copyOf("wrong"));
        QVERIFY(!vault);
        QCOMPARE(vault.error().kind, Error::Kind::Unauthorised);
        QVERIFY(vault.error().detail.contains("passphrase is wrong"_L1));
        QVERIFY(vault.error().detail.contains("damaged"_L1));
    }

    void refusesAnEmptyPassphraseAndAFileThatIsThere()
    {
        const auto empty = VaultFile::create(m_folder->filePath(u"other"_s), Secret(), quick);
        QCOMPARE(empty.error().kind, Error::Kind::Rejected);
        QVERIFY(!QFileInfo::exists(m_folder->filePath(u"other"_s)));
        const QByteArray before = contentOf(m_path);
        QCOMPARE(VaultFile::create(m_path, passphrase(), quick).error().kind, Error::Kind::Rejected);
        QCOMPARE(contentOf(m_path), before);
    }

    void noticesEveryChangedByte()
    {
        const QByteArray whole = contentOf(m_path);
        for (qsizetype i = 0; i < whole.size(); ++i) {
            QByteArray changed = whole;
            changed[i] = char(changed[i] ^ (1 << (i % 8)));
            overwriteWith(m_path, changed);
            const auto vault = VaultFile::open(m_path, passphrase());
            QVERIFY2(!vault, qPrintable(u"byte %1 was changed unnoticed"_s.arg(i)));
            const auto kind = vault.error().kind;
            QVERIFY(kind == Error::Kind::Unauthorised || kind == Error::Kind::Malformed);
        }
    }

    void noticesEveryLength()
    {
        const QByteArray whole = contentOf(m_path);
        for (qsizetype size = 0; size < whole.size(); size += 7) {
            overwriteWith(m_path, whole.first(size));
            QVERIFY(!VaultFile::open(m_path, passphrase()));
        }
        overwriteWith(m_path, whole + 'x');
        QVERIFY(!VaultFile::open(m_path, passphrase()));
    }

    void refusesAHostileCostBeforePayingIt_data()
    {
        QTest::addColumn<int>("log2N");
        QTest::addColumn<quint32>("r");
        QTest::addColumn<quint32>("p");
        QTest::newRow("huge N") << 63 << 8U << 1U;
        QTest::newRow("N overflows") << 255 << 8U << 1U;
        QTest::newRow("N is 1") << 0 << 8U << 1U;
        QTest::newRow("512 MiB") << 19 << 8U << 1U;
        QTest::newRow("huge r") << 15 << 0xffffffffU << 1U;
        QTest::newRow("huge p") << 15 << 8U << 0xffffffffU;
        QTest::newRow("a minute of work") << 18 << 8U << 16U;
        QTest::newRow("no r") << 15 << 0U << 1U;
        QTest::newRow("no p") << 15 << 8U << 0U;
    }
    void refusesAHostileCostBeforePayingIt()
    {
        QFETCH(int, log2N);
        QFETCH(quint32, r);
        QFETCH(quint32, p);
        QByteArray bytes = contentOf(m_path);
        bytes[11] = char(log2N);
        qToLittleEndian(r, bytes.data() + 12);
        qToLittleEndian(p, bytes.data() + 16);
        overwriteWith(m_path, bytes);
        const auto vault = VaultFile::open(m_path, passphrase());
        QVERIFY(!vault);
        QCOMPARE(vault.error().kind, Error::Kind::Malformed);
        QVERIFY(vault.error().detail.contains("scrypt cost"_L1));
    }

    void acceptsTheLargestAllowedAndTheDefaultCost()
    {
        QVERIFY(checkCost({18, 8, 1})); // 256 MiB
        QVERIFY(!checkCost({18, 9, 1}));
        const QString path = m_folder->filePath(u"default.vault"_s);
        QVERIFY(VaultFile::create(path, passphrase(), {}));
        QCOMPARE(contentOf(path).at(11), char(15));
        QVERIFY(VaultFile::open(path, passphrase()));
    }

    void keepsTheOldEntriesWhenTheEditFails()
    {
        auto vault = VaultFile::open(m_path, passphrase());
        const QByteArray before = contentOf(m_path);
        const auto result = vault->change([](Entries &entries) -> Result<void> {
            entries.clear();
            return fail(Error::Kind::Rejected, u"no"_s);
        });
        QVERIFY(!result);
        QCOMPARE((*vault->entries())->size(), 1);
        QCOMPARE(contentOf(m_path), before);
    }

    void seesWhatAnotherProgramAddedAndDoesNotLoseIt()
    {
        auto window = VaultFile::open(m_path, passphrase());
        auto commandLine = VaultFile::open(m_path, passphrase());
        QVERIFY(commandLine->change(adding(u"fromCommandLine"_s)));
        QVERIFY(window->change(adding(u"fromWindow"_s)));
        QCOMPARE((*commandLine->entries())->keys(),
                 (QStringList{u"fromCommandLine"_s, u"fromWindow"_s, u"orders"_s}));
    }

    void replacingAFailedFileLeavesTheOldOneAndNoRest()
    {
        // A folder in the file's place cannot be replaced by a file, not even by root.
        const QString taken = m_folder->filePath(u"taken"_s);
        QVERIFY(QDir().mkpath(taken + u"/inside"_s));
        const auto result = replacePrivateFile(taken, "new");
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Storage);
        QVERIFY(result.error().detail.contains(taken));
        QVERIFY(QFileInfo(taken + u"/inside"_s).isDir());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList());

        // A file in the folder's place.
        const QString below = m_path + u"/deeper/file"_s;
        const QByteArray before = contentOf(m_path);
        QVERIFY(!replacePrivateFile(below, "new"));
        QCOMPARE(contentOf(m_path), before);
    }

    void namesAMissingFileAndOneThatIsNoVault()
    {
        const QString missing = m_folder->filePath(u"missing"_s);
        QCOMPARE(VaultFile::open(missing, passphrase()).error().kind, Error::Kind::NotFound);
        overwriteWith(m_path,
                      "just some text that is longer than the header of a vault file would ever be, really");
        const auto vault = VaultFile::open(m_path, passphrase());
        QCOMPARE(vault.error().kind, Error::Kind::Malformed);
        QVERIFY(vault.error().detail.contains("not a vault"_L1));
    }
};

QTEST_GUILESS_MAIN(VaultTest)
#include "tst_vault.moc"
