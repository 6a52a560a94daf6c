// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/entitymentions.h"
#include "tests/support/sampleincident.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;

class EntityMentionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_stores.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_stores = *AnalystStores::open(m_folder->filePath(u"a.db"_s));
    }

    void aValueIsNamedWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("named");
        const QString address = u"10.0.0.1"_s;
        QTest::newRow("alone") << address << address << true;
        QTest::newRow("end of a sentence") << u"from 10.0.0.1."_s << address << true;
        QTest::newRow("with a port") << u"10.0.0.1:443"_s << address << true;
        QTest::newRow("longer behind") << u"10.0.0.10"_s << address << false;
        QTest::newRow("longer before") << u"110.0.0.1"_s << address << false;
        QTest::newRow("more parts") << u"10.0.0.1.5"_s << address << false;
        QTest::newRow("the second one") << u"10.0.0.11, 10.0.0.1"_s << address << true;
        QTest::newRow("other case") << u"on fin-ws-01"_s << u"FIN-WS-01"_s << true;
        QTest::newRow("host of a longer name") << u"FIN-WS-01-OLD"_s << u"FIN-WS-01"_s << false;
        QTest::newRow("dash of a sentence") << u"FIN-WS-01 - it is back"_s << u"FIN-WS-01"_s << true;
        QTest::newRow("below a domain") << u"a.evil.example"_s << u"evil.example"_s << false;
        QTest::newRow("a domain in a mail") << u"x@evil.example"_s << u"evil.example"_s << true;
        QTest::newRow("nothing") << u"anything"_s << QString() << false;
        QTest::newRow("right to left") << u"על שולחן"_s << u"שולחן"_s << true;
        QTest::newRow("right to left, a part") << u"על השולחן"_s << u"שולחן"_s << false;
    }
    void aValueIsNamedWhole()
    {
        QFETCH(QString, text);
        QFETCH(QString, value);
        QTEST(namesWhole(text, value), "named");
    }

    void whatIsTypedIsAnEntity_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("value");
        QTest::addColumn<domain::EntityKind>("kind");
        using enum domain::EntityKind;
        QTest::newRow("address") << u" 192.0.2.7\n"_s << u"192.0.2.7"_s << Ip;
        QTest::newRow("defanged") << u"hxxps://evil[.]example/a"_s << u"https://evil.example/a"_s << Url;
        QTest::newRow("as written") << u"D41D8CD98F00B204E9800998ECF8427E"_s
                                    << u"D41D8CD98F00B204E9800998ECF8427E"_s << Hash;
        QTest::newRow("mail") << u"jane@evil.com"_s << u"jane@evil.com"_s << Email;
        QTest::newRow("a sentence") << u"from 192.0.2.7 to there"_s << u"from 192.0.2.7 to there"_s << Other;
        QTest::newRow("a name") << u"Quiet Heron"_s << u"Quiet Heron"_s << Other;
        QTest::newRow("nothing") << u"  "_s << QString() << Other;
    }
    void whatIsTypedIsAnEntity()
    {
        QFETCH(QString, typed);
        const domain::Entity entity = entityFromText(typed);
        QTEST(entity.value, "value");
        QTEST(entity.kind, "kind");
    }

    void whatIsKeptIsFoundNewestFirst()
    {
        add(1, u"Sign-in from 192.0.2.7"_s);
        add(2, u"Malware"_s, u"it talked to 192.0.2.7, twice"_s);
        add(3, u"Sign-in from 192.0.2.70"_s);
        add(4, u"Mailbox rule"_s);
        save(u"sess_a"_s, u"About 192.0.2.7"_s, 10);
        save(u"sess_b"_s, u"About 192.0.2.79"_s, 20);
        save(u"sess_c"_s, u"192.0.2.7 again"_s, 30);
        QVERIFY(
            m_stores->incidents.upsert(u"elsewhere"_s, {incident(9, u"192.0.2.7"_s)}, IncidentForm::List, 1));
        const auto found = mentionsOf(*m_stores, here, u"192.0.2.7"_s, 1);
        QVERIFY(found);
        QCOMPARE(numbers(found->incidents), (QList<qint64>{2, 1}));
        QCOMPARE(sessions(found->investigations), (QStringList{u"sess_c"_s, u"sess_a"_s}));
        QVERIFY(!found->moreIncidents && !found->moreInvestigations);
        const auto cut = mentionsOf(*m_stores, here, u"192.0.2.7"_s, 1, 1);
        QVERIFY(cut);
        QCOMPARE(numbers(cut->incidents), QList<qint64>{2});
        QCOMPARE(sessions(cut->investigations), QStringList{u"sess_c"_s});
        QVERIFY(cut->moreIncidents && cut->moreInvestigations);
        QVERIFY(mentionsOf(*m_stores, here, QString(), 1)->incidents.isEmpty());
    }

    void valuesAreNoSyntax_data()
    {
        QTest::addColumn<QString>("value");
        for (const char *value : {"\"", "a\" OR \"b", "*", "NEAR(a b)", "%", "_", "'; DROP TABLE session; --",
                                  "title:x", "^", "CONTOSO\\mira", "https://x.example/a?b=c&d=\"e\""})
            QTest::newRow(value) << QString::fromUtf8(value);
    }
    void valuesAreNoSyntax()
    {
        QFETCH(QString, value);
        add(1, u"It is named: "_s + value);
        const auto found = mentionsOf(*m_stores, here, value, 1);
        QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
        if (value.size() >= 3) // the index knows three letters and more
            QCOMPARE(numbers(found->incidents), QList<qint64>{1});
    }

    void whatSeveralIncidentsNameIsNotable()
    {
        addRaw(1, R"({"ip":"192.0.2.7","DeviceName":"FIN-01"})");
        addRaw(2, R"({"ip":"192.0.2.7","again":"192.0.2.7","ProcessName":"cmd.exe"})");
        addRaw(3, R"({"host":"evil.example","ProcessName":"cmd.exe"})");
        const auto notable = notableEntities(*m_stores, here, 1, 2);
        QVERIFY(notable);
        QCOMPARE(notable->size(), 2);
        QCOMPARE(notable->at(0).value, u"192.0.2.7"_s);
        QCOMPARE(notable->at(0).kind, domain::EntityKind::Ip);
        for (const domain::Entity &one : *notable)
            QVERIFY(one.kind != domain::EntityKind::Process);
        QVERIFY(notableEntities(*m_stores, u"elsewhere"_s, 1)->isEmpty());
    }

private:
    const QString here = u"c1"_s;

    static domain::Incident incident(qint64 number, const QString &title, const QString &description = {})
    {
        domain::Incident one = test::sampleIncident(number);
        one.title = title;
        one.description = description;
        return one;
    }
    void add(qint64 number, const QString &title, const QString &description = {})
    {
        QVERIFY(
            m_stores->incidents.upsert(here, {incident(number, title, description)}, IncidentForm::List, 1));
    }
    void addRaw(qint64 number, const QByteArray &raw)
    {
        domain::Incident one = test::sampleIncident(number);
        one.raw = raw;
        QVERIFY(m_stores->incidents.upsert(here, {one}, IncidentForm::Detail, 1));
    }
    void save(const QString &id, const QString &title, Micros asked)
    {
        StoredSession stored;
        stored.connection = here;
        stored.asked = asked;
        stored.session.id = id;
        stored.session.state = domain::SessionState::Completed;
        stored.session.title = title;
        QVERIFY(m_stores->sessions.save(stored));
    }
    static QList<qint64> numbers(const QList<IncidentRow> &rows)
    {
        QList<qint64> all;
        for (const IncidentRow &row : rows)
            all.append(row.key.number);
        return all;
    }
    static QStringList sessions(const QList<SessionRow> &rows)
    {
        QStringList all;
        for (const SessionRow &row : rows)
            all.append(row.session);
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AnalystStores> m_stores;
};

QTEST_GUILESS_MAIN(EntityMentionsTest)
#include "tst_entitymentions.moc"
