// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// One question to everything: the stand-in server over real sockets, the analyst's file and the store of
// deliveries with its full-text index, each with reasons, and each failing by itself.

#include "core/flows/search.h"
#include "tests/support/analystfixture.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using Phase = SearchPart::Phase;
using Source = SearchSource;

class SearchTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<test::AnalystFixture>(); }
    void cleanup()
    {
        m_search.reset();
        m_fixture.reset();
    }

    void everySourceAnswersWithItsReason()
    {
        open();
        const QString kept = m_fixture->keepReport();
        const domain::Entity entity = entityOf(kept);
        QVERIFY(!entity.value.isEmpty());
        deliver({"{\"summary\":\"seen " + entity.value.toUtf8() + " again\"}", "{\"summary\":\"else\"}"});
        m_search->ask(entity.value);
        QVERIFY(m_search->isAsking());
        settle();

        const SearchPart &server = m_search->part(Source::Server);
        QCOMPARE(server.phase, Phase::Done);
        QVERIFY(!server.results.isEmpty());
        bool isKept = false;
        bool isEntity = false;
        for (const SearchResult &result : server.results) {
            QVERIFY(result.source == Source::Server && !result.session.isEmpty() && result.at > 0);
            isKept |= result.isKept && result.session == kept;
            isEntity |= result.kind == SearchResult::Kind::Entity && result.entity.value == entity.value;
        }
        QVERIFY(isKept && isEntity);

        const SearchPart &reports = m_search->part(Source::Reports);
        QCOMPARE(reports.results.size(), 1);
        QCOMPARE(reports.results[0].session, kept);
        QVERIFY(!reports.results[0].excerpt.marks.isEmpty());

        const SearchPart &queue = m_search->part(Source::Queue);
        QVERIFY(!queue.results.isEmpty());
        for (const SearchResult &result : queue.results)
            QVERIFY(result.incident > 0 && !result.excerpt.marks.isEmpty());

        const SearchPart &deliveries = m_search->part(Source::Deliveries);
        QCOMPARE(deliveries.results.size(), 1);
        QCOMPARE(deliveries.results[0].delivery, 1);
        QCOMPARE(deliveries.results[0].foundIn, FoundIn::Body);
        const Excerpt excerpt = deliveries.results[0].excerpt;
        QCOMPARE(excerpt.text.mid(excerpt.marks[0].from, excerpt.marks[0].length), entity.value);
    }

    void whatIsBeingTypedStaysHere()
    {
        open();
        deliver({"{\"summary\":\"beaconing\"}"});
        Workspace &workspace = m_fixture->desk->workspace();
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.sync().state().job.running, test::AnalystFixture::patience);
        workspace.poller().remove(workspace.sync().jobName()); // nothing else asks the server any more
        const qint64 before = m_fixture->desk->sandbox()->counts().requests;
        m_search->askHere(u"beac"_s); // not a whole word yet
        settle();
        QCOMPARE(m_search->part(Source::Server).phase, Phase::Idle);
        QCOMPARE(m_search->part(Source::Deliveries).results.size(), 1);
        QCOMPARE(m_fixture->desk->sandbox()->counts().requests, before);
    }

    void allWordsMustBeThere()
    {
        open();
        deliver({"{\"a\":\"red lamp\"}", "{\"b\":\"red door and a lamp\"}", "{\"c\":\"red\"}"});
        m_search->askHere(u"lamp red"_s);
        settle();
        const QList<SearchResult> &results = m_search->part(Source::Deliveries).results;
        QCOMPARE(results.size(), 2);
        QVERIFY(results[0].delivery > results[1].delivery); // newest first
        QCOMPARE(results[0].excerpt.marks.size(), 2);
    }

    void theQuestionIsNoSyntax_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"\"", "\"a", "a OR b", "-x", "*", "NEAR(a b)", "severity:high", "%", "';--",
                                 "\xe2\x80\xae", "^a", "{}", "a\\b"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void theQuestionIsNoSyntax()
    {
        QFETCH(QString, text);
        open();
        deliver({"{}"});
        m_search->ask(text);
        settle();
        for (const Source source : searchSources)
            QVERIFY2(m_search->part(source).phase != Phase::Failed,
                     qPrintable(m_search->part(source).error.detail));
    }

    void oneThatFailsHidesNoOther()
    {
        open();
        QVERIFY(!m_fixture->keepReport().isEmpty());
        deliver({"{\"summary\":\"incident\"}"});
        m_fixture->desk->sandbox()->setOffline(true);
        m_search->ask(u"incident"_s);
        settle();
        QCOMPARE(m_search->part(Source::Server).phase, Phase::Failed);
        QVERIFY(!m_search->part(Source::Server).error.detail.isEmpty());
        QCOMPARE(m_search->part(Source::Deliveries).results.size(), 1);
        QCOMPARE(m_search->part(Source::Queue).phase, Phase::Done);
        m_fixture->desk->sandbox()->setOffline(false);
        m_search->again(Source::Server);
        settle();
        QCOMPARE(m_search->part(Source::Server).phase, Phase::Done);
    }

    void thereIsMoreAndItIsGiven()
    {
        open();
        QList<QByteArray> bodies;
        for (int i = 0; i < 30; ++i)
            bodies.append("{\"n\":" + QByteArray::number(i) + ",\"w\":\"lamp\"}");
        deliver(bodies);
        m_search->askHere(u"lamp"_s);
        settle();
        QCOMPARE(m_search->part(Source::Deliveries).results.size(), int(Search::firstResults));
        QVERIFY(m_search->part(Source::Deliveries).hasMore);
        m_search->more(Source::Deliveries);
        settle();
        QCOMPARE(m_search->part(Source::Deliveries).results.size(), 30);
        QVERIFY(!m_search->part(Source::Deliveries).hasMore);
    }

    void theNewerQuestionIsAnswered()
    {
        open();
        deliver({"{\"w\":\"lamp\"}", "{\"w\":\"door\"}"});
        m_search->ask(u"lamp"_s);
        m_search->ask(u"door"_s);
        settle();
        const SearchPart &deliveries = m_search->part(Source::Deliveries);
        QCOMPARE(deliveries.text, u"door"_s);
        QCOMPARE(deliveries.results.size(), 1);
        QCOMPARE(deliveries.results[0].delivery, 2);
        m_search->ask(u"  "_s);
        for (const Source source : searchSources)
            QCOMPARE(m_search->part(source).phase, Phase::Idle);
    }

    void whatIsMissingIsSaid()
    {
        QVERIFY(m_fixture->open());
        m_search = std::make_unique<Search>(m_fixture->desk->workspace(), QString());
        m_search->ask(u"lamp"_s);
        QCOMPARE(m_search->part(Source::Deliveries).phase, Phase::Missing);
        m_fixture->desk->workspace().close();
        QCOMPARE(m_search->part(Source::Server).phase, Phase::Idle); // its answer never comes
        m_search->ask(u"lamp"_s);
        for (const Source source : searchSources)
            QCOMPARE(m_search->part(source).phase, Phase::Missing);
    }

    void everyProfileIsRead_data()
    {
        QTest::addColumn<QString>("profile");
        for (const QString &name : sandbox::Profile::names())
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyProfileIsRead()
    {
        QFETCH(QString, profile);
        open(profile);
        m_search->ask(m_fixture->someEntity(domain::EntityKind::Ip).value);
        settle();
        const SearchPart &server = m_search->part(Source::Server);
        QVERIFY2(server.phase == Phase::Done, qPrintable(server.error.detail));
        QVERIFY(!server.results.isEmpty());
    }

private:
    void open(const QString &profile = u"default"_s)
    {
        QVERIFY(m_fixture->open(profile));
        m_search = std::make_unique<Search>(m_fixture->desk->workspace(), m_fixture->deliveryStore());
    }

    void deliver(const QList<QByteArray> &bodies) { QVERIFY(m_fixture->deliver(bodies)); }

    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!m_search->isAsking(), test::AnalystFixture::patience); }

    domain::Entity entityOf(const QString &session) const
    {
        domain::Entity found;
        m_fixture->desk->sandbox()->look([&](sandbox::World &world) {
            for (const domain::Entity &one : world.session(session)->facts.report->entities) {
                if (one.kind == domain::EntityKind::Ip || one.kind == domain::EntityKind::User)
                    found = one;
            }
        });
        return found;
    }

    std::unique_ptr<test::AnalystFixture> m_fixture;
    std::unique_ptr<Search> m_search;
};

QTEST_GUILESS_MAIN(SearchTest)

#include "tst_search.moc"
