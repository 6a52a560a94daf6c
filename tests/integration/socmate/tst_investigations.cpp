// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Investigations against the sandbox under every profile of guesses, from the start to the report.

#include "tests/support/lostvalues.h"
#include "tests/support/socmateplace.h"

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using domain::SessionState;
using http::Priority;
using test::SocmateClient;

class SocmateInvestigationsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void followsAnInvestigationToItsReport_data() { test::profileRows(); }
    void followsAnInvestigationToItsReport();
    void tellsAFailureAsOne_data() { test::profileRows(); }
    void tellsAFailureAsOne();
    void asksAgainInASession_data() { test::profileRows(); }
    void asksAgainInASession();
    void listsSessionsWhereThereIsAList_data() { test::profileRows(); }
    void listsSessionsWhereThereIsAList();

private:
    std::unique_ptr<test::SocmatePlace> m_place;
};

void SocmateInvestigationsTest::init()
{
    QFETCH(QString, profile);
    m_place = std::make_unique<test::SocmatePlace>(profile);
}

void SocmateInvestigationsTest::followsAnInvestigationToItsReport()
{
    qint64 number = 0;
    m_place->server->look(
        [&number](const sandbox::World &world) { number = world.incidents().back().facts.number; });
    const StartRequest request{u"Investigate incident %1: what happened? [loop]"_s.arg(number)};
    TOCSIN_GET(started, m_place->client->ask(&SocmateApi::start, request));
    QVERIFY(!started.sessionId.isEmpty());
    QCOMPARE(started.statusText, u"active"_s);
    domain::Session session = m_place->session(started.sessionId);
    QSet<domain::Stage> stages;
    QStringList statuses;
    for (int i = 0; i < 200 && session.state == SessionState::Running; ++i) {
        if (session.stage)
            stages.insert(*session.stage);
        statuses.append(session.statusText);
        const QStringList lost = test::lostIn(session.raw, test::keptOf(session));
        QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u' ') + QString::fromUtf8(session.raw)));
        QVERIFY(!session.report);
        m_place->server->advance(2 * microsPerSecond);
        session = m_place->session(started.sessionId);
    }
    QCOMPARE(session.state, SessionState::Completed);
    const bool tellsStages = m_place->profile().stage != sandbox::Profile::StageForm::Absent;
    QVERIFY2(tellsStages ? stages.size() >= 6 : stages.isEmpty(), qPrintable(QString::number(stages.size())));
    if (m_place->profile().hostile)
        QVERIFY(statuses.contains(u"waiting_for_siem"_s)); // no status that we know, so it runs
    QVERIFY(session.report);
    domain::Report there;
    m_place->server->look([&](sandbox::World &world) {
        const sandbox::WorldSession *done = world.session(started.sessionId);
        there = done->facts.report.value_or(domain::Report());
    });
    QVERIFY(!there.findings.isEmpty() && !there.entities.isEmpty() && !there.queries.isEmpty());
    QCOMPARE(session.report->risk, there.risk);
    test::Kept kept;
    test::keep(kept, *session.report);
    QVERIFY(session.report->findings.size() >= there.findings.size());
    for (const domain::ReportFinding &finding : there.findings)
        QVERIFY2(kept.texts.contains(finding.title) && kept.texts.contains(finding.text),
                 qPrintable(finding.title));
    for (const domain::Entity &entity : there.entities)
        QVERIFY2(kept.texts.contains(entity.value), qPrintable(entity.value));
    for (const QString &id : there.techniques)
        QVERIFY2(session.report->techniques.contains(id), qPrintable(id));
    for (const QString &one : there.recommendations)
        QVERIFY2(session.report->recommendations.contains(one), qPrintable(one));
    QVERIFY(session.report->queries.size() >= there.queries.size());
    QVERIFY(kept.texts.contains(there.summary));
    const QStringList lost = test::lostIn(session.raw, test::keptOf(session));
    QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u' ') + QString::fromUtf8(session.raw)));
}

void SocmateInvestigationsTest::tellsAFailureAsOne()
{
    TOCSIN_GET(started, m_place->client->ask(&SocmateApi::start, StartRequest{u"Anything? [fail]"_s}));
    m_place->server->advance(test::runsOut);
    const domain::Session session = m_place->session(started.sessionId);
    QCOMPARE(session.state, SessionState::Failed);
    QCOMPARE(session.statusText, m_place->profile().failure);
    QVERIFY(!session.error.isEmpty());
    QVERIFY(!session.report);
}

void SocmateInvestigationsTest::asksAgainInASession()
{
    TOCSIN_GET(started, m_place->client->ask(&SocmateApi::start, StartRequest{u"Anything odd? [quick]"_s}));
    const auto early = m_place->client->ask(&SocmateApi::message, started.sessionId, u"Too early?"_s);
    QVERIFY(!early);
    QCOMPARE(early.error().kind, Error::Kind::Rejected); // 409
    QVERIFY(early.error().detail.contains(u"still working"_s));
    m_place->server->advance(test::runsOut);
    const domain::Session first = m_place->session(started.sessionId);
    QCOMPARE(first.state, SessionState::Completed);

    domain::Connection other = m_place->connection();
    other.messageMember = u"nobody_knows_this"_s;
    SocmateClient stranger(other, m_place->server->apiKey());
    const auto refused = stranger.ask(&SocmateApi::message, started.sessionId, u"What?"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Rejected); // 422 names the member that is missing
    QVERIFY2(refused.error().detail.contains(m_place->profile().messageMember + u':'),
             qPrintable(refused.error().detail));

    TOCSIN_GET(done, m_place->client->ask(&SocmateApi::message, started.sessionId, u"And since then?"_s));
    QVERIFY(done.raw.contains(m_place->profile().followUpStatus.toUtf8()));
    QCOMPARE(m_place->session(started.sessionId).state, SessionState::Running);
    m_place->server->advance(test::runsOut);
    const domain::Session second = m_place->session(started.sessionId);
    QCOMPARE(second.state, SessionState::Completed);
    QVERIFY(second.messages.size() >= first.messages.size() + 2);
    QVERIFY(std::ranges::any_of(second.messages, [](const domain::SessionMessage &message) {
        return message.text == u"And since then?"_s;
    }));
    QVERIFY(second.report);
    QCOMPARE(second.report->risk, first.report->risk);
}

void SocmateInvestigationsTest::listsSessionsWhereThereIsAList()
{
    const auto page = m_place->client->ask(&SocmateApi::sessions, 100, 0, Priority::Asked);
    if (!m_place->profile().sessionList) {
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::Rejected); // 405
        return;
    }
    QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
    m_place->server->look([&page](const sandbox::World &world) {
        QCOMPARE(size_t(page->items.size()), world.sessions().size());
    });
    for (const domain::Session &session : page->items) {
        QVERIFY(!session.id.isEmpty());
        QVERIFY(session.created.isValid());
        const QStringList lost = test::lostIn(session.raw, test::keptOf(session));
        QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u' ') + QString::fromUtf8(session.raw)));
    }
}

QTEST_GUILESS_MAIN(SocmateInvestigationsTest)
#include "tst_investigations.moc"
