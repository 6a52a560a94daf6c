// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/tlsidentity.h"

#include <QSslCertificateExtension>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::listener;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros now = 1'790'000'000'000'000; // 2026-09
constexpr Micros day = 86'400 * microsPerSecond;

const QStringList names = {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s, u"hooks.example.org"_s};

QDateTime at(Micros time)
{
    return QDateTime::fromMSecsSinceEpoch(time / 1000);
}

} // namespace

class TlsIdentityTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void makesAP256IdentityForItsNames();
    void isValidForAYear();
    void twoAreDifferent();
    void isKeptFromRunToRun();
    void isMadeAnewForOtherNamesAndNearItsEnd();
    void aDamagedOneIsMadeAnew();
    void filesAreTheOwnersAlone();
    void readsAPair();
    void readsAnRsaKey();
    void refuses_data();
    void refuses();
    void readsAuthorities();
    void namesOfThisMachineCoverLoopback();

private:
    QString write(const QString &name, const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TlsIdentityTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString TlsIdentityTest::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    return file.fileName();
}

void TlsIdentityTest::makesAP256IdentityForItsNames()
{
    const auto made = makeTlsIdentity(names, now);
    QVERIFY(made);
    QCOMPARE(made->chain.size(), 1);
    const QSslCertificate leaf = made->chain.first();
    QCOMPARE(made->key.algorithm(), QSsl::Ec);
    QCOMPARE(made->key.length(), 256);
    QCOMPARE(leaf.publicKey().length(), 256);
    QVERIFY(leaf.isSelfSigned());
    const auto alternatives = leaf.subjectAlternativeNames();
    QCOMPARE(QSet<QString>(alternatives.begin(), alternatives.end()).size(), 4);
    QVERIFY(alternatives.contains(QSsl::DnsEntry, u"localhost"_s));
    QVERIFY(alternatives.contains(QSsl::DnsEntry, u"hooks.example.org"_s));
    QVERIFY(alternatives.contains(QSsl::IpAddressEntry, u"127.0.0.1"_s));
    QCOMPARE(alternatives.values(QSsl::IpAddressEntry).size(), 2);
    const QString print = made->fingerprint();
    QCOMPARE(print.size(), 32 * 3 - 1);
    QCOMPARE(QByteArray::fromHex(print.toLatin1().replace(":", "")), leaf.digest(QCryptographicHash::Sha256));
}

void TlsIdentityTest::isValidForAYear()
{
    const QSslCertificate leaf = makeTlsIdentity(names, now)->chain.first();
    QVERIFY(leaf.effectiveDate() <= at(now));
    QVERIFY(leaf.expiryDate() > at(now + 364 * day));
    QVERIFY(leaf.expiryDate() < at(now + 366 * day));
}

void TlsIdentityTest::twoAreDifferent()
{
    QVERIFY(makeTlsIdentity(names, now)->fingerprint() != makeTlsIdentity(names, now)->fingerprint());
}

void TlsIdentityTest::isKeptFromRunToRun()
{
    const auto first = ownTlsIdentity(m_folder->path(), names, now);
    QVERIFY(first);
    const auto second = ownTlsIdentity(m_folder->path(), names, now + 300 * day);
    QVERIFY(second);
    QCOMPARE(second->fingerprint(), first->fingerprint());
    QCOMPARE(second->key, first->key);
    const auto fewer = ownTlsIdentity(m_folder->path(), {u"LOCALHOST"_s, u"0:0::1"_s}, now);
    QCOMPARE(fewer->fingerprint(), first->fingerprint());
}

void TlsIdentityTest::isMadeAnewForOtherNamesAndNearItsEnd()
{
    const QString first = ownTlsIdentity(m_folder->path(), names, now)->fingerprint();
    const QString second =
        ownTlsIdentity(m_folder->path(), names + QStringList{u"new"_s}, now)->fingerprint();
    QVERIFY(second != first);
    const auto third = ownTlsIdentity(m_folder->path(), names, now + 360 * day);
    QVERIFY(third);
    QVERIFY(third->fingerprint() != second);
    QVERIFY(third->chain.first().expiryDate() > at(now + 700 * day));
}

void TlsIdentityTest::aDamagedOneIsMadeAnew()
{
    const QString first = ownTlsIdentity(m_folder->path(), names, now)->fingerprint();
    write(u"listener-key.pem"_s, "damaged");
    const auto second = ownTlsIdentity(m_folder->path(), names, now);
    QVERIFY(second);
    QVERIFY(second->fingerprint() != first);
    QCOMPARE(ownTlsIdentity(m_folder->path(), names, now)->fingerprint(), second->fingerprint());
}

void TlsIdentityTest::filesAreTheOwnersAlone()
{
#ifdef Q_OS_UNIX
    const QString folder = m_folder->filePath(u"made/on/the/way"_s);
    const auto made = ownTlsIdentity(folder, names, now);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
    for (const QString &file : {u"listener-cert.pem"_s, u"listener-key.pem"_s}) {
        const auto permissions = QFile::permissions(folder + u'/' + file);
        QVERIFY(permissions & QFile::ReadOwner);
        QVERIFY(!(permissions & others));
    }
#else
    QSKIP("modes are a matter of Unix");
#endif
}

void TlsIdentityTest::readsAPair()
{
    const auto made = makeTlsIdentity(names, now);
    const QString certificate = write(u"c.pem"_s, made->chain.first().toPem());
    const QString key = write(u"k.pem"_s, made->key.toPem());
    const auto read = readTlsIdentity(certificate, key, now);
    QVERIFY(read);
    QCOMPARE(read->fingerprint(), made->fingerprint());
    QCOMPARE(read->key, made->key);
    const QSslConfiguration configuration = read->configuration(made->chain);
    QCOMPARE(configuration.peerVerifyMode(), QSslSocket::VerifyPeer);
    QCOMPARE(configuration.caCertificates(), made->chain);
    QCOMPARE(read->configuration().peerVerifyMode(), QSslSocket::VerifyNone);
}

void TlsIdentityTest::readsAnRsaKey()
{
    const QString openssl = QStandardPaths::findExecutable(u"openssl"_s);
    if (openssl.isEmpty())
        QSKIP("openssl is not installed");
    const QString key = m_folder->filePath(u"rsa.key"_s);
    const QString certificate = m_folder->filePath(u"rsa.pem"_s);
    QProcess process;
    process.start(openssl, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, key,
                            u"-out"_s, certificate, u"-subj"_s, u"/CN=rsa"_s, u"-days"_s, u"2"_s});
    QVERIFY(process.waitForFinished() && process.exitCode() == 0);
    const auto read = readTlsIdentity(certificate, key, wallClock());
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->key.algorithm(), QSsl::Rsa);
    QVERIFY(!read->key.isNull());
}

void TlsIdentityTest::refuses_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<Micros>("when");
    QTest::addColumn<QStringList>("words");
    const auto made = makeTlsIdentity(names, now);
    const auto other = makeTlsIdentity(names, now);
    const QByteArray certificate = made->chain.first().toPem();
    const QByteArray key = made->key.toPem();
    QTest::newRow("another's key") << certificate << other->key.toPem() << now
                                   << QStringList{u"k.pem"_s, u"does not belong"_s, u"c.pem"_s};
    QTest::newRow("encrypted key") << certificate << made->key.toPem("passphrase") << now
                                   << QStringList{u"k.pem"_s, u"passphrase"_s};
    QTest::newRow("expired") << certificate << key << now + 400 * day
                             << QStringList{u"c.pem"_s, u"valid from"_s, u"renew"_s};
    QTest::newRow("not yet valid") << certificate << key << now - 400 * day
                                   << QStringList{u"c.pem"_s, u"valid from"_s};
    QTest::newRow("garbage certificate")
        << QByteArray("garbage\0\xff", 9) << key << now << QStringList{u"c.pem"_s, u"no PEM certificate"_s};
    QTest::newRow("empty certificate")
        << QByteArray() << key << now << QStringList{u"c.pem"_s, u"no PEM certificate"_s};
    QTest::newRow("garbage key") << certificate << QByteArray("garbage\0\xff", 9) << now
                                 << QStringList{u"k.pem"_s, u"no PEM key"_s};
    QTest::newRow("empty key") << certificate << QByteArray() << now
                               << QStringList{u"k.pem"_s, u"no PEM key"_s};
    QTest::newRow("files exchanged") << key << certificate << now
                                     << QStringList{u"c.pem"_s, u"no PEM certificate"_s};
    QTest::newRow("no PEM at all but large")
        << QByteArray(2 * 1024 * 1024, 'x') << key << now << QStringList{u"c.pem"_s, u"1 MiB"_s};
}

void TlsIdentityTest::refuses()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(Micros, when);
    QFETCH(QStringList, words);
    const auto read = readTlsIdentity(write(u"c.pem"_s, certificate), write(u"k.pem"_s, key), when);
    QVERIFY(!read);
    for (const QString &word : std::as_const(words))
        QVERIFY2(read.error().detail.contains(word), qPrintable(read.error().detail));
    const auto missing = readTlsIdentity(m_folder->filePath(u"none.pem"_s), u"none"_s, when);
    QVERIFY(!missing);
    QVERIFY(missing.error().detail.contains(u"none.pem"_s));
}

void TlsIdentityTest::readsAuthorities()
{
    const auto one = makeTlsIdentity(names, now);
    const auto two = makeTlsIdentity(names, now);
    const auto read = readAuthorities(write(u"ca.pem"_s, one->chain[0].toPem() + two->chain[0].toPem()));
    QVERIFY(read);
    QCOMPARE(*read, QList<QSslCertificate>({one->chain[0], two->chain[0]}));
    const auto none = readAuthorities(write(u"none.pem"_s, "nothing"));
    QVERIFY(!none);
    QVERIFY(none.error().detail.contains(u"none.pem"_s));
}

void TlsIdentityTest::namesOfThisMachineCoverLoopback()
{
    const QStringList own = namesOfThisMachine();
    for (const QString &name : {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s})
        QVERIFY(own.contains(name));
    QCOMPARE(QSet<QString>(own.begin(), own.end()).size(), own.size());
    const auto made = makeTlsIdentity(own, now);
    QVERIFY(made);
    QCOMPARE(made->chain[0].subjectAlternativeNames().size(), own.size());
}

QTEST_GUILESS_MAIN(TlsIdentityTest)
#include "tst_tlsidentity.moc"
