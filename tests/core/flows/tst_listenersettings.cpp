// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// How the listener is to be run, as the settings file and the policy of the machine say it.

#include "core/flows/listenersettings.h"
#include "core/settings/keys.h"
#include "core/settings/layers.h"
#include "core/settings/settingsfile.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

namespace keys = settings::keys;

class ListenerSettingsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_file;

private slots:
    void init()
    {
        m_file.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = *settings::openSettings(m_folder->filePath(u"tocsin.conf"_s));
    }

    void anEmptyFileGivesTheDefaultsOfTheListener()
    {
        const ListenerSettings found = readListenerSettings(*m_file);
        QCOMPARE(found.options.limits, listener::Limits());
        QCOMPARE(found.options.retention, storage::Retention());
        QCOMPARE(found.options.address, DeskOptions().address);
        QCOMPARE(found.options.port, DeskOptions().port);
        QVERIFY(found.problems.isEmpty());
    }

    void whatIsWrittenIsRead()
    {
        DeskOptions chosen;
        chosen.address = u"::1"_s;
        chosen.port = 9100;
        chosen.limits = {1000, 2000, 30, 4000, 5, 6, 7, 8, 9 * 1024 * 1024, 10, 11'000};
        chosen.retention = {0, 12, 13};
        QVERIFY(writeListenerSettings(*m_file, chosen));
        const ListenerSettings found = readListenerSettings(*m_file);
        QCOMPARE(found.options.address, chosen.address);
        QCOMPARE(found.options.port, chosen.port);
        QCOMPARE(found.options.limits, chosen.limits);
        QCOMPARE(found.options.retention, chosen.retention);
    }

    void whatNobodyChangedIsNotWritten()
    {
        QVERIFY(keys::headerTimeMs.write(*m_file, 1500)); // the listener takes it as one second
        const ListenerSettings found = readListenerSettings(*m_file);
        QCOMPARE(found.options.limits.headerSeconds, 1);
        QVERIFY(writeListenerSettings(*m_file, found.options));
        QCOMPARE(m_file->allKeys(), QStringList{QString(keys::headerTimeMs.key)});
        QCOMPARE(keys::headerTimeMs.read(*m_file).value, 1500);
    }

    void aPolicyCountsMost()
    {
        QVERIFY(keys::retentionDays.write(*m_file, 0));
        QFile policy(m_folder->filePath(u"policy.ini"_s));
        QVERIFY(policy.open(QIODevice::WriteOnly));
        policy.write("[policy]\nloopbackOnly=true\n[retention]\ndays=7\n[limits]\npipelined=3\n");
        policy.close();
        QVERIFY(policy.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        const settings::LayeredSettings layers(*m_file, policy.fileName());
        ListenerSettings found = readListenerSettings(*m_file);
        QVERIFY(found.problems.isEmpty());
        QVERIFY(found.options.loopbackOnly);
        QCOMPARE(found.options.retention.days, 7);
        QCOMPARE(found.options.limits.pipelined, 3);
        found.options.limits.pipelined = 4;
        const Result<void> refused = writeListenerSettings(*m_file, found.options);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Forbidden);
    }

    void whatCannotBeUsedIsSaid()
    {
        m_file->setValue(u"limits/unfinished"_s, u"plenty"_s);
        const ListenerSettings found = readListenerSettings(*m_file);
        QCOMPARE(found.options.limits.unfinished, listener::Limits().unfinished);
        QCOMPARE(found.problems.size(), 1);
        QVERIFY2(found.problems[0].contains(u"limits/unfinished"_s), qPrintable(found.problems[0]));
    }
};

QTEST_GUILESS_MAIN(ListenerSettingsTest)
#include "tst_listenersettings.moc"
