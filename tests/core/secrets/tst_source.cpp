// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/secretsource.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::secrets;
using namespace Qt::StringLiterals;
using Kind = SecretSource::Kind;

class SourceTest : public QObject
{
    Q_OBJECT

private slots:
    void readsTheFourForms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("name");
        QTest::newRow("env") << u"env:HOOK_SECRET"_s << int(Kind::Environment) << u"HOOK_SECRET"_s;
        QTest::newRow("file") << u"file:/run/secrets/a:b"_s << int(Kind::File) << u"/run/secrets/a:b"_s;
        QTest::newRow("keychain") << u"keychain:orders"_s << int(Kind::Keychain) << u"orders"_s;
        QTest::newRow("stdin") << u"-"_s << int(Kind::StandardInput) << QString();
    }
    void readsTheFourForms()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(QString, name);
        const auto source = parseSource(text);
        QVERIFY(source);
        QCOMPARE(int(source->kind), kind);
        QCOMPARE(source->name, name);
    }

    void refusesEverythingElseWithoutRepeatingIt_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "env:", "file:", "keychain:", "keychain:a b", "env:A=B", "ENV:A",
                                 "hunter2secret", "--", " -", "http://x"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesEverythingElseWithoutRepeatingIt()
    {
        QFETCH(QString, text);
        const auto source = parseSource(text);
        QVERIFY(!source);
        QCOMPARE(source.error().kind, Error::Kind::Rejected);
        QVERIFY(!source.error().detail.contains("hunter2"_L1));
    }

    void takesAVariableAsItIs()
    {
        qputenv("TOCSIN_TEST_SECRET", " blanks count \n");
        const auto secret = readSource({Kind::Environment, u"TOCSIN_TEST_SECRET"_s});
        QVERIFY(secret);
        QCOMPARE(secret->reveal().toByteArray(), " blanks count \n"_ba);
    }

    void namesAVariableThatIsMissingOrEmpty()
    {
        qunsetenv("TOCSIN_TEST_SECRET");
        const auto missing = readSource({Kind::Environment, u"TOCSIN_TEST_SECRET"_s});
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
        QVERIFY(missing.error().detail.contains("TOCSIN_TEST_SECRET"_L1));
        qputenv("TOCSIN_TEST_SECRET", "");
        QCOMPARE(readSource({Kind::Environment, u"TOCSIN_TEST_SECRET"_s}).error().kind,
                 Error::Kind::Rejected);
    }

    void takesOffOneFinalNewlineOfAFile_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("none") << "abc"_ba
                              << "abc"_ba;
        QTest::newRow("one") << "abc\n"_ba
                             << "abc"_ba;
        QTest::newRow("Windows") << "abc\r\n"_ba
                                 << "abc"_ba;
        QTest::newRow("one of two") << "abc\n\n"_ba
                                    << "abc\n"_ba;
        QTest::newRow("blanks count") << " abc \n"_ba
                                      << " abc "_ba;
        QTest::newRow("binary") << "a\0\xff\r"_ba
                                << "a\0\xff\r"_ba;
        QTest::newRow("largest") << QByteArray(65536, 'x') << QByteArray(65536, 'x');
    }
    void takesOffOneFinalNewlineOfAFile()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, secret);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"s"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const auto read = readSource({Kind::File, file.fileName()});
        QVERIFY(read);
        QCOMPARE(read->reveal().toByteArray(), secret);
    }

    void boundsAndNamesWhatItReads()
    {
        QTemporaryDir folder;
        const auto missing = readSource({Kind::File, folder.filePath(u"missing"_s)});
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
        QVERIFY(missing.error().detail.contains("missing"_L1));
        QCOMPARE(readSource({Kind::File, folder.path()}).error().kind, Error::Kind::Storage);

        QByteArray big(65537, 'x');
        QBuffer device(&big);
        QVERIFY(device.open(QIODevice::ReadOnly));
        const auto read = readDevice(device, u"Standard input"_s);
        QCOMPARE(read.error().kind, Error::Kind::Limited);
        QVERIFY(read.error().detail.startsWith("Standard input"_L1));

        QByteArray newline("\n");
        QBuffer empty(&newline);
        QVERIFY(empty.open(QIODevice::ReadOnly));
        QCOMPARE(readDevice(empty, u"Standard input"_s).error().kind, Error::Kind::Rejected);
    }

    void readsEndlessFilesUpToTheBound()
    {
        if (!QFile::exists(u"/dev/zero"_s))
            QSKIP("no /dev/zero here");
        QCOMPARE(readSource({Kind::File, u"/dev/zero"_s}).error().kind, Error::Kind::Limited);
    }

    void leavesTheKeychainToTheStore()
    {
        QCOMPARE(readSource({Kind::Keychain, u"orders"_s}).error().kind, Error::Kind::Rejected);
    }
};

QTEST_GUILESS_MAIN(SourceTest)
#include "tst_source.moc"
