// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/exports.h"
#include "core/report/stixids.h"
#include "core/report/stixobservable.h"
#include "tests/support/reportcase.h"
#include "tests/support/stixcheck.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::report;
using namespace Qt::StringLiterals;
using domain::EntityKind;

Q_DECLARE_METATYPE(tocsin::report::Source)

class StixTest : public QObject
{
    Q_OBJECT

private slots:
    void bundlesKeepTheRules_data()
    {
        QTest::addColumn<Source>("source");
        QTest::newRow("full") << test::fullSource();
        QTest::newRow("hostile") << test::hostileSource();
        QTest::newRow("messages") << test::messagesSource();
        QTest::newRow("empty") << test::emptySource();
        QTest::newRow("nothing at all") << Source();
        for (const Tlp tlp : tlps) {
            Source source = test::fullSource();
            source.tlp = tlp;
            QTest::newRow(tlpLabel(tlp).data()) << source;
        }
    }
    void bundlesKeepTheRules()
    {
        QFETCH(Source, source);
        const QByteArray bundle = stixBundle(source);
        const QStringList faults = test::StixCheck::faultsOf(bundle);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
        QCOMPARE(stixBundle(source), bundle);
    }

    // A check that finds nothing must be one that can.
    void theCheckFindsFaults_data()
    {
        QTest::addColumn<QByteArray>("good");
        QTest::addColumn<QByteArray>("bad");
        QTest::newRow("unknown property") << QByteArray("\"pattern_version\"") << QByteArray("\"pattern_v\"");
        QTest::newRow("time") << QByteArray("\"valid_from\": \"2026-05-03T")
                              << QByteArray("\"valid_from\": \"2026-05-03 ");
        QTest::newRow("dead reference") << QByteArray("\"created_by_ref\": \"identity--")
                                        << QByteArray("\"created_by_ref\": \"identity--0");
        QTest::newRow("another address")
            << QByteArray("\"value\": \"10.1.2.3\"") << QByteArray("\"value\": \"10.1.2.4\"");
        QTest::newRow("marking") << QByteArray("\"tlp_2_0\": \"amber\"")
                                 << QByteArray("\"tlp_2_0\": \"red\"");
        QTest::newRow("pattern") << QByteArray("[domain-name:value = '")
                                 << QByteArray("[domain-name:value = ''");
    }
    void theCheckFindsFaults()
    {
        QFETCH(QByteArray, good);
        QFETCH(QByteArray, bad);
        QByteArray bundle = stixBundle(test::fullSource());
        QVERIFY(bundle.contains(good));
        QVERIFY(!test::StixCheck::faultsOf(bundle.replace(good, bad)).isEmpty());
    }

    // The first two stand in the specification (2.7, with errata 01), the others are Python's uuid.uuid5.
    void identifiersAreThoseOfTheSpecification_data()
    {
        QTest::addColumn<EntityKind>("kind");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("id");
        QTest::newRow("ipv4") << EntityKind::Ip << u"198.51.100.3"_s
                              << u"ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4"_s;
        QTest::newRow("ipv6") << EntityKind::Ip << u"2001:0db8:85a3:0000:0000:8a2e:0370:7334"_s << QString();
        QTest::newRow("domain") << EntityKind::Domain << u"example.com"_s
                                << u"domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7"_s;
        QTest::newRow("mail") << EntityKind::Email << u"john@example.com"_s
                              << u"email-addr--7165e2a9-671f-585d-b1e1-ca59c671d934"_s;
        QTest::newRow("url") << EntityKind::Url << u"https://example.com/research/index.html"_s
                             << u"url--47c3cf9a-5027-5bf0-997a-017c7edc7c55"_s;
    }
    void identifiersAreThoseOfTheSpecification()
    {
        QFETCH(EntityKind, kind);
        QFETCH(QString, value);
        QFETCH(QString, id);
        const QJsonObject object = stixObjectFor({kind, {}, value, {}});
        if (id.isEmpty()) // canonical spelling, so the same address is the same object
            QCOMPARE(object["id"_L1],
                     stixObjectFor({kind, {}, u"2001:db8:85a3::8a2e:370:7334"_s, {}})["id"_L1]);
        else
            QCOMPARE(object["id"_L1].toString(), id);
    }

    void canonicalJsonIsRfc8785()
    {
        QCOMPARE(
            canonicalJson({{u"b"_s, u"\u20ac$\u000f\nA'B\"\\/"_s}, {u"a"_s, QJsonObject{{u"x"_s, true}}}}),
            QByteArray("{\"a\":{\"x\":true},\"b\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\/\"}"));
    }

    void whatIsNoSuchThingIsNoObject_data()
    {
        QTest::addColumn<EntityKind>("kind");
        QTest::addColumn<QString>("value");
        QTest::newRow("domain with a blank") << EntityKind::Domain << u"evil.com and more"_s;
        QTest::newRow("domain with markup") << EntityKind::Domain << u"<b>.com"_s;
        QTest::newRow("domain of one label") << EntityKind::Domain << u"com"_s;
        QTest::newRow("domain that turns") << EntityKind::Domain << u"a\u202emoc.com"_s;
        QTest::newRow("URL without a host") << EntityKind::Url << u"file:///etc/passwd"_s;
        QTest::newRow("URL in a text") << EntityKind::Url << u"see http://evil.com"_s;
        QTest::newRow("URL with a backslash") << EntityKind::Url << u"http://a.com/\\"_s;
        QTest::newRow("mail without a domain") << EntityKind::Email << u"john@"_s;
        QTest::newRow("mail with a name") << EntityKind::Email << u"John <john@example.com>"_s;
        QTest::newRow("user with a control") << EntityKind::User << u"a\u001bb"_s;
        QTest::newRow("half a character") << EntityKind::User << u"a"_s + QChar(0xd800);
        QTest::newRow("other") << EntityKind::Other << u"Amber Finch"_s;
    }
    void whatIsNoSuchThingIsNoObject()
    {
        QFETCH(EntityKind, kind);
        QFETCH(QString, value);
        QVERIFY(stixObjectFor({kind, {}, value, {}}).isEmpty());
    }

    // STIX 2.1 sections 3.2 and 3.6: an identifier has one time of creation, and a version one content. So
    // two bundles never contradict each other, whatever came between them.
    void bundlesAgree()
    {
        Source later = test::fullSource();
        later.session.updated = later.session.updated.addSecs(3600);
        later.session.report->summary = u"Another answer"_s;
        later.session.report->findings[0].title = u"Another title"_s;
        Source other = test::fullSource();
        other.session.id = u"sess_other"_s;
        other.session.created = other.session.created.addDays(1);
        other.session.updated = other.session.updated.addDays(1);
        Source open = test::fullSource();
        open.tlp = Tlp::Clear;
        QHash<QString, QJsonObject> known;
        int again = 0;
        for (const Source &source : {test::fullSource(), later, other, open}) {
            for (const QJsonValue value :
                 QJsonDocument::fromJson(stixBundle(source))["objects"_L1].toArray()) {
                const QJsonObject object = value.toObject();
                const QString id = object["id"_L1].toString();
                if (known.contains(id) && object.contains("modified"_L1)) {
                    ++again;
                    QCOMPARE(object["created"_L1], known[id]["created"_L1]);
                    if (object["modified"_L1] == known[id]["modified"_L1])
                        QCOMPARE(object, known[id]);
                }
                known.insert(id, object);
            }
        }
        QVERIFY(again > 10);
    }

    void patternsAreOfWhatIsOutside()
    {
        const auto pattern = [](EntityKind kind, const QString &value) {
            return stixPatternFor({kind, {}, value, {}});
        };
        QCOMPARE(pattern(EntityKind::Ip, u"8[.]8[.]8[.]8"_s), u"[ipv4-addr:value = '8.8.8.8']"_s);
        QCOMPARE(pattern(EntityKind::Url, u"http://a.com/?q='"_s), u"[url:value = 'http://a.com/?q=\\'']"_s);
        QCOMPARE(pattern(EntityKind::Domain, u"evil[.]newtld"_s), u"[domain-name:value = 'evil.newtld']"_s);
        for (const auto &[kind, value] : {std::pair(EntityKind::Ip, u"10.1.2.3"_s),
                                          {EntityKind::Ip, u"127.0.0.1"_s},
                                          {EntityKind::Ip, u"fd00::1"_s},
                                          {EntityKind::Url, u"http://10.1.2.3/a"_s},
                                          {EntityKind::Url, u"http://[fd00::1]/"_s},
                                          {EntityKind::Url, u"http://dc01.corp/"_s},
                                          {EntityKind::Url, u"http://intranet/"_s},
                                          {EntityKind::Domain, u"dc01.corp"_s},
                                          {EntityKind::User, u"j@a.com"_s},
                                          {EntityKind::Host, u"dc01"_s},
                                          {EntityKind::Email, u"j@a.com"_s},
                                          {EntityKind::Process, u"a.exe"_s},
                                          {EntityKind::Ip, u"not an address"_s},
                                          {EntityKind::Hash, u"xyz"_s}})
            QCOMPARE(pattern(kind, value), QString());
    }
};

QTEST_GUILESS_MAIN(StixTest)
#include "tst_stix.moc"
