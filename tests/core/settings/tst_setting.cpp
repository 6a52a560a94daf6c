// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/keys.h"
#include "core/settings/settingsfile.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::settings;
using namespace Qt::StringLiterals;

class SettingTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    void writeFile(const QByteArray &text)
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"tocsin.ini"_s);
    }

    void givesTheDocumentedDefaults()
    {
        const auto file = openSettings(m_path);
        QVERIFY(file);
        QCOMPARE(keys::listenerAddress.read(**file), (Reading<QString>{u"127.0.0.1"_s, {}}));
        QCOMPARE(keys::requestLineLimit.read(**file).value, 16 * 1024);
        QCOMPARE(keys::headerLimit.read(**file).value, 64 * 1024);
        QCOMPARE(keys::fieldLimit.read(**file).value, 200);
        QCOMPARE(keys::bodyLimit.read(**file).value, 10 * 1024 * 1024);
        QCOMPARE(keys::headerTimeMs.read(**file).value, 10000);
        QCOMPARE(keys::idleTimeMs.read(**file).value, 30000);
        QCOMPARE(keys::connectionLimit.read(**file).value, 1024);
        QCOMPARE(keys::retentionDays.read(**file).value, 30);
        QCOMPARE(keys::retentionCount.read(**file).value, 1000000);
        QCOMPARE(keys::retentionBytes.read(**file).value, 4294967296LL);
        QCOMPARE(keys::theme.read(**file).value, Theme::System);
        QCOMPARE(keys::tlsMode.read(**file).value, TlsMode::Off);
    }

    void everyDefaultIsInItsOwnRange()
    {
        for (const auto *setting :
             {&keys::listenerPort, &keys::requestLineLimit, &keys::headerLimit, &keys::fieldLimit,
              &keys::bodyLimit, &keys::headerTimeMs, &keys::idleTimeMs, &keys::connectionLimit,
              &keys::requestTimeMs, &keys::unfinishedLimit, &keys::pipelinedLimit, &keys::unsentLimit,
              &keys::retentionDays, &keys::retentionCount, &keys::retentionBytes})
            QVERIFY2(setting->accepts(setting->fallback), setting->key.data());
        QVERIFY(keys::escalateFrom.accepts(keys::escalateFrom.fallback));
    }

    void keepsFractionsWhateverTheLanguage_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("usable");
        QTest::newRow("fraction") << "7.5"_ba << 7.5 << true;
        QTest::newRow("whole") << "8"_ba << 8.0 << true;
        QTest::newRow("another scale") << "70"_ba << 70.0 << true;
        QTest::newRow("comma") << "7,5"_ba << 7.0 << false;
        QTest::newRow("endless") << "inf"_ba << 7.0 << false;
        QTest::newRow("no number") << "nan"_ba << 7.0 << false;
        QTest::newRow("negative") << "-1"_ba << 7.0 << false;
        QTest::newRow("word") << "high"_ba << 7.0 << false;
    }
    void keepsFractionsWhateverTheLanguage()
    {
        QFETCH(QByteArray, written);
        writeFile("[investigations]\nescalateFrom=" + written + "\n");
        const auto file = openSettings(m_path);
        const auto reading = keys::escalateFrom.read(**file);
        QTEST(reading.value, "value");
        QTEST(reading.message.isEmpty(), "usable");
        QVERIFY(keys::escalateFrom.write(**file, 0.1));
        QCOMPARE((*file)->value(QString(keys::escalateFrom.key)).toString(), u"0.1"_s);
        QCOMPARE(keys::escalateFrom.read(**file).value, 0.1);
        QVERIFY(!keys::escalateFrom.write(**file, -0.5));
    }

    void keepsValuesFromRunToRun()
    {
        const QString odd = u"/a,b; c/ü \"x\".db"_s;
        {
            const auto file = openSettings(m_path);
            QVERIFY(keys::listenerPort.write(**file, 0));
            QVERIFY(keys::theme.write(**file, Theme::Dark));
            QVERIFY(keys::tlsMode.write(**file, TlsMode::Generated));
            QVERIFY(keys::storePath.write(**file, odd));
            QVERIFY(saveSettings(**file));
        }
        const auto file = openSettings(m_path);
        QCOMPARE(keys::listenerPort.read(**file), (Reading<qint64>{0, {}}));
        QCOMPARE(keys::theme.read(**file).value, Theme::Dark);
        QCOMPARE(keys::tlsMode.read(**file).value, TlsMode::Generated);
        QCOMPARE(keys::storePath.read(**file), (Reading<QString>{odd, {}}));
    }

    void givesTheDefaultAndAMessageForWhatCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("port");
        QTest::newRow("too large") << "70000"_ba;
        QTest::newRow("negative") << "-1"_ba;
        QTest::newRow("text") << "http"_ba;
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("fraction") << "80.5"_ba;
        QTest::newRow("beyond 64 bits") << "99999999999999999999"_ba;
        QTest::newRow("list") << "80, 81"_ba;
    }
    void givesTheDefaultAndAMessageForWhatCannotBeUsed()
    {
        QFETCH(QByteArray, port);
        writeFile("[listener]\nport=" + port + "\n");
        const auto file = openSettings(m_path);
        QVERIFY(file);
        const auto reading = keys::listenerPort.read(**file);
        QCOMPARE(reading.value, keys::listenerPort.fallback);
        QVERIFY(reading.message.contains("listener/port"_L1));
        QVERIFY(reading.message.contains(QString::fromLatin1(port)));
        QVERIFY(reading.message.contains("from 0 to 65535"_L1));
    }

    void namesTheWordsOfAnEnumeration()
    {
        writeFile("[window]\ntheme=pink\n");
        const auto file = openSettings(m_path);
        const auto reading = keys::theme.read(**file);
        QCOMPARE(reading.value, Theme::System);
        QVERIFY(reading.message.contains("one of system, light, dark"_L1));
    }

    void refusesToWriteWhatItWouldNotRead()
    {
        const auto file = openSettings(m_path);
        const auto result = keys::listenerPort.write(**file, 65536);
        QCOMPARE(result.error().kind, Error::Kind::Rejected);
        QVERIFY(result.error().detail.contains("listener/port"_L1));
        QVERIFY(!(*file)->contains(QString(keys::listenerPort.key)));
        QVERIFY(!keys::storePath.write(**file, QString(4097, u'a')));
        QVERIFY(!keys::storePath.write(**file, u"a\nb"_s));
        QVERIFY(!keys::theme.write(**file, Theme(7)));
    }

    void readsATextWithCommasThatWasWrittenByHand()
    {
        writeFile("[store]\npath=/data/a, b.db\n");
        const auto file = openSettings(m_path);
        QCOMPARE(keys::storePath.read(**file).value, u"/data/a, b.db"_s);
    }

    void keepsTheFilePrivate()
    {
#ifndef Q_OS_UNIX
        QSKIP("permissions are those of the folder here");
#endif
        constexpr auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        const QString path = m_folder->filePath(u"fresh/tocsin.ini"_s);
        {
            const auto file = openSettings(path);
            QCOMPARE(QFileInfo(path).permissions(), mine);
            QCOMPARE(QFileInfo(QFileInfo(path).path()).permissions(),
                     mine | QFile::ExeOwner | QFile::ExeUser);
            QVERIFY(keys::listenerPort.write(**file, 1));
            QVERIFY(saveSettings(**file));
        }
        QCOMPARE(QFileInfo(path).permissions(), mine);

        QVERIFY(QFile::setPermissions(path, mine | QFile::ReadGroup | QFile::ReadOther));
        QVERIFY(openSettings(path));
        QCOMPARE(QFileInfo(path).permissions(), mine);
    }

    void namesAFileThatCannotBeUsed()
    {
        const auto before = QFileInfo(m_folder->path()).permissions();
        const auto folder = openSettings(m_folder->path());
        QCOMPARE(QFileInfo(m_folder->path()).permissions(), before);
        QCOMPARE(folder.error().kind, Error::Kind::Storage);
        QVERIFY(folder.error().detail.contains(m_folder->path()));
        writeFile("x");
        QCOMPARE(openSettings(m_path + u"/below/tocsin.ini"_s).error().kind, Error::Kind::Storage);
        writeFile("this line has no equals sign\n[broken\n=\n");
        const auto broken = openSettings(m_path);
        QVERIFY(!broken);
        QCOMPARE(broken.error().kind, Error::Kind::Malformed);
    }
};

QTEST_GUILESS_MAIN(SettingTest)
#include "tst_setting.moc"
