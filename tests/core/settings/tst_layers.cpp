// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Default, user, connection, policy: which of them counts, and that nobody gets around the last one.

#include "core/settings/exchange.h"
#include "core/settings/keys.h"
#include "core/settings/knownsettings.h"
#include "core/settings/settingsfile.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::settings;
using namespace Qt::StringLiterals;

class LayersTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_file;
    std::unique_ptr<LayeredSettings> m_layers;

    QString policyFile() const { return m_folder->filePath(u"policy.ini"_s); }

    void attach(const QByteArray &policy = {})
    {
        if (!policy.isEmpty()) {
            QFile file(policyFile());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(policy);
            file.close();
            QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        }
        m_layers = std::make_unique<LayeredSettings>(*m_file, policyFile());
    }

private slots:
    void init()
    {
        m_layers.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = *openSettings(m_folder->filePath(u"tocsin.conf"_s));
    }

    void withoutAPolicyNothingIsPinned()
    {
        attach();
        QVERIFY(!m_layers->policy().exists());
        QCOMPARE(m_layers->policy(), Policy());
        QCOMPARE(layered(*m_file, keys::listenerPort.key).source, Source::Default);
        QVERIFY(keys::listenerPort.write(*m_file, 9100));
        QCOMPARE(layered(*m_file, keys::listenerPort.key), (Layered{Source::User, u"9100"_s}));
    }

    void thePolicyCountsMostAndCannotBeWrittenOver()
    {
        QVERIFY(keys::listenerPort.write(*m_file, 9100));
        attach("[listener]\nport=9200\n");
        QCOMPARE(keys::listenerPort.read(*m_file).value, 9200);
        QCOMPARE(layered(*m_file, keys::listenerPort.key).source, Source::Policy);
        const Result<void> refused = keys::listenerPort.write(*m_file, 9300);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Forbidden);
        QVERIFY2(refused.error().detail.contains(policyFile()), qPrintable(refused.error().detail));
        QVERIFY(keys::listenerPort.write(*m_file, 9200));          // it is so already
        QCOMPARE(m_file->value(u"listener/port"_s).toInt(), 9100); // the user's own waits
    }

    void theOpenConnectionHasValuesOfItsOwn()
    {
        attach();
        QVERIFY(keys::persona.write(*m_file, u"soc_analyst"_s));
        QVERIFY(!m_layers->writeForConnection(keys::persona.key, u"ciso"_s)); // none is open
        m_layers->openConnection(u"a1"_s);
        QVERIFY(m_layers->writeForConnection(keys::persona.key, u"ciso"_s));
        QCOMPARE(keys::persona.read(*m_file).value, u"ciso"_s);
        QCOMPARE(layered(*m_file, keys::persona.key).source, Source::Connection);
        QVERIFY(keys::persona.write(*m_file, u"hunter"_s)); // goes to where it is read from
        m_layers->openConnection(u"b2"_s);
        QCOMPARE(keys::persona.read(*m_file).value, u"soc_analyst"_s);
        m_layers->openConnection(u"a1"_s);
        QCOMPARE(keys::persona.read(*m_file).value, u"hunter"_s);
        LayeredSettings::keepConnections(*m_file, {u"a1"_s, u"c3"_s});
        QCOMPARE(layered(*m_file, keys::persona.key).source, Source::Connection);
        LayeredSettings::keepConnections(*m_file, {u"c3"_s});
        QCOMPARE(layered(*m_file, keys::persona.key).source, Source::User);
    }

    void theListenerIsNoConnectionsBusiness()
    {
        attach();
        m_layers->openConnection(u"a1"_s);
        QVERIFY(!m_layers->writeForConnection(keys::listenerPort.key, u"1"_s));
        QVERIFY(!isPerConnection(keys::theme.key));
        QVERIFY(isPerConnection(keys::exportTlp.key));
    }

    void thePolicyIsAboveTheConnection()
    {
        attach("[export]\ntlp=red\n");
        m_layers->openConnection(u"a1"_s);
        QVERIFY(m_layers->writeForConnection(keys::exportTlp.key, u"clear"_s));
        QCOMPARE(keys::exportTlp.read(*m_file).value, u"red"_s);
    }

    void rulesAreRead()
    {
        attach("[policy]\nloopbackOnly=true\ncache=false\nproxy=http://proxy.example:3128\n");
        const Policy &policy = m_layers->policy();
        QVERIFY2(policy.fault.isEmpty(), qPrintable(policy.fault));
        QVERIFY(policy.loopbackOnly && !policy.cache);
        QCOMPARE(policy.proxy, u"http://proxy.example:3128"_s);
        QCOMPARE(attachedPolicy(*m_file), policy);
    }

    void isStrict(const Policy &policy)
    {
        QVERIFY(policy.loopbackOnly);
        QVERIFY(!policy.cache);
        QVERIFY(!policy.proxy.isEmpty()); // nobody has one of their own
        QCOMPARE(policy.pinned.value(u"replay/allowedHosts"_s, u"-"_s), QString());
        QCOMPARE(policy.pinned.value(u"export/tlp"_s), u"red"_s);
        QCOMPARE(policy.pinned.value(u"export/defang"_s), u"true"_s);
    }

    void aPolicyThatCannotBeUsedIsTheStrictOne_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no word") << QByteArray("[policy]\nloopbackOnly=perhaps\n");
        QTest::newRow("unknown rule") << QByteArray("[policy]\nlopbackOnly=true\n");
        QTest::newRow("proxy with a password") << QByteArray("[policy]\nproxy=http://a:b@proxy:1\n");
        QTest::newRow("proxy of another kind") << QByteArray("[policy]\nproxy=ftp://proxy:1\n");
    }
    void aPolicyThatCannotBeUsedIsTheStrictOne()
    {
        QFETCH(QByteArray, text);
        attach(text);
        QVERIFY(!m_layers->policy().fault.isEmpty());
        QVERIFY(m_layers->policy().fault.contains(policyFile()));
        isStrict(m_layers->policy());
        QCOMPARE(m_layers->policy().proxy, u"system"_s);
        // It holds for what is written as well.
        const Result<void> refused = keys::replayHosts.write(*m_file, u"hooks.example"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Forbidden);
        QCOMPARE(keys::exportTlp.read(*m_file).value, u"red"_s);
    }

    // A word that is wrong does not turn off what stands beside it.
    void whatCanBeReadBesideAFaultStillHolds()
    {
        attach("[policy]\nproxy=http://proxy.example:3128\ncash=false\n[listener]\nport=9200\n"
               "[replay]\nallowedHosts=hooks.example\n");
        QVERIFY(!m_layers->policy().fault.isEmpty());
        isStrict(m_layers->policy());
        QCOMPARE(m_layers->policy().proxy, u"http://proxy.example:3128"_s);
        QCOMPARE(keys::listenerPort.read(*m_file).value, 9200);
    }

#ifdef Q_OS_UNIX
    void aPolicyThatOthersMayWriteIsTheStrictOne_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QFile::Permission>("other");
        QTest::newRow("anybody") << QByteArray("[policy]\nloopbackOnly=false\n") << QFile::WriteOther;
        QTest::newRow("the group") << QByteArray("[policy]\ncache=false\n") << QFile::WriteGroup;
        QTest::newRow("with a way out") << QByteArray("[policy]\ncache=true\nproxy=http://mine.example:1\n"
                                                      "[replay]\nallowedHosts=mine.example\n")
                                        << QFile::WriteGroup;
    }
    void aPolicyThatOthersMayWriteIsTheStrictOne()
    {
        QFETCH(QByteArray, text);
        QFETCH(QFile::Permission, other);
        QFile file(policyFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | other));
        const Policy policy = readPolicy(policyFile());
        QVERIFY(policy.fault.contains(u"may write"_s));
        isStrict(policy);
        QCOMPARE(policy.proxy, u"system"_s); // and not what somebody has written into it
    }
#endif

    void noVariableOfTheEnvironmentChoosesThePolicy()
    {
        const QString before = policyPath();
        for (const char *name : {"TOCSIN_POLICY", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "HOME"})
            qputenv(name, "/tmp/mine");
        QCOMPARE(policyPath(), before);
        QVERIFY(QDir::isAbsolutePath(before));
    }

    void everySettingIsKnown()
    {
        attach();
        QSet<QString> seen;
        for (const KnownSetting &known : knownSettings()) {
            QVERIFY(!seen.contains(QString(known.key)));
            seen.insert(QString(known.key));
            QVERIFY2(known.check(known.fallback), qPrintable(QString(known.key)));
            QCOMPARE(known.text(*m_file), known.fallback);
            QVERIFY(!known.expected.isEmpty());
        }
        QVERIFY(knownSetting(u"window/theme"_s));
        QVERIFY(!knownSetting(u"window/geometry"_s));
        QFile keysFile(QStringLiteral(TOCSIN_TEST_DATA) + u"/../../core/settings/keys.h"_s);
        QVERIFY(keysFile.open(QIODevice::ReadOnly));
        QCOMPARE(keysFile.readAll().count("inline const Setting<"), knownSettings().size());
    }

    void whatIsExportedIsTakenElsewhere()
    {
        attach();
        QVERIFY(keys::listenerPort.write(*m_file, 9100));
        QVERIFY(keys::exportAuthor.write(*m_file, u"Mika"_s));
        m_file->setValue(u"window/geometry"_s, QByteArray("x"));
        const QByteArray bytes = exportSettings(*m_file);
        QCOMPARE(QJsonDocument::fromJson(bytes)[u"settings"_s].toObject().size(), 2);
        const auto other = openSettings(m_folder->filePath(u"other.conf"_s));
        QVERIFY(other);
        const auto changes = readSettingsExport(bytes, **other);
        QVERIFY(changes);
        QCOMPARE(changes->size(), 2);
        QCOMPARE(applySettings(**other, *changes), 2);
        QCOMPARE(keys::listenerPort.read(**other).value, 9100);
        QCOMPARE(readSettingsExport(bytes, **other)->size(), 0); // there is nothing to change any more
    }

    void shortcutsTravelAlong()
    {
        attach();
        m_file->setValue(u"shortcuts/palette"_s, u"Ctrl+J"_s);
        m_file->setValue(u"shortcuts/queue.4a"_s, QString()); // no key at all
        QCOMPARE(shortcutKeys(*m_file), QStringList({u"shortcuts/palette"_s, u"shortcuts/queue.4a"_s}));
        const QByteArray bytes = exportSettings(*m_file);
        const auto other = openSettings(m_folder->filePath(u"other.conf"_s));
        QVERIFY(other);
        const auto changes = readSettingsExport(bytes, **other);
        QVERIFY(changes);
        QCOMPARE(changes->size(), 2);
        QCOMPARE(changes->first(),
                 (SettingChange{u"shortcuts/palette"_s, u"default"_s, u"Ctrl+J"_s, QString()}));
        QCOMPARE(applySettings(**other, *changes), 2);
        QCOMPARE((*other)->value(u"shortcuts/palette"_s).toString(), u"Ctrl+J"_s);
        QVERIFY((*other)->contains(u"shortcuts/queue.4a"_s));
        QCOMPARE(readSettingsExport(bytes, **other)->size(), 0);
        const auto odd = readSettingsExport(R"({"tocsin": "settings", "settings": {
            "shortcuts/": "a", "shortcuts/a/b": "a", "shortcuts/about": 7}})",
                                            **other);
        QVERIFY(odd);
        QCOMPARE(odd->size(), 3);
        for (const SettingChange &change : *odd)
            QVERIFY2(!change.refusal.isEmpty(), qPrintable(change.key));
    }

    void eachLayerIsWrittenByItself()
    {
        attach("[export]\ntlp=red\n");
        const QLatin1StringView key = keys::persona.key;
        QVERIFY(!writeInto(*m_file, key, u"ciso"_s, Source::Connection)); // none is open
        m_layers->openConnection(u"a1"_s);
        QVERIFY(writeInto(*m_file, key, u"ciso"_s, Source::Connection));
        QVERIFY(writeInto(*m_file, key, u"hunter"_s, Source::User)); // below it
        QCOMPARE(keys::persona.read(*m_file).value, u"ciso"_s);
        QCOMPARE(ownText(*m_file, key, Source::User), std::optional(u"hunter"_s));
        QCOMPARE(ownText(*m_file, key, Source::Connection), std::optional(u"ciso"_s));
        dropFrom(*m_file, key, Source::Connection);
        QCOMPARE(keys::persona.read(*m_file).value, u"hunter"_s);
        dropFrom(*m_file, key, Source::User);
        QVERIFY(!ownText(*m_file, key, Source::User));
        QVERIFY(!writeInto(*m_file, keys::listenerPort.key, u"1"_s, Source::Connection));
        for (const Source layer : {Source::User, Source::Connection}) {
            const Result<void> pinned = writeInto(*m_file, keys::exportTlp.key, u"clear"_s, layer);
            QVERIFY(!pinned);
            QCOMPARE(pinned.error().kind, Error::Kind::Forbidden);
        }
    }

    void whatCannotBeTakenIsNamedAndTheRestIsTaken()
    {
        attach("[listener]\naddress=127.0.0.1\n");
        const QByteArray bytes = R"({"tocsin": "settings", "version": 1, "settings": {
            "listener/address": "0.0.0.0", "listener/port": "99999", "no/such": "1", "limits/body": 7,
            "retention/days": "12"}})";
        const auto changes = readSettingsExport(bytes, *m_file);
        QVERIFY(changes);
        QCOMPARE(changes->size(), 5);
        for (const SettingChange &change : *changes)
            QCOMPARE(change.refusal.isEmpty(), change.key == u"retention/days"_s);
        QCOMPARE(applySettings(*m_file, *changes), 1);
        QCOMPARE(keys::retentionDays.read(*m_file).value, 12);
        QCOMPARE(keys::listenerAddress.read(*m_file).value, u"127.0.0.1"_s);
    }

    void anotherFileIsRefused()
    {
        attach();
        for (const QByteArray &bytes :
             {QByteArray("{}"), QByteArray("[1]"), QByteArray("no JSON"), QByteArray(2 * 1024 * 1024, ' ')})
            QCOMPARE(readSettingsExport(bytes, *m_file).error().kind, Error::Kind::Malformed);
    }
};

QTEST_GUILESS_MAIN(LayersTest)
#include "tst_layers.moc"
