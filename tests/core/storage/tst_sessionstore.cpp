// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/analyststores.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::Session;
using domain::SessionState;

namespace {

const QString here = u"c1"_s;

StoredSession sample(const QString &id, SessionState state = SessionState::Running)
{
    StoredSession stored;
    stored.connection = here;
    stored.incident = 40'217;
    stored.asked = 5;
    stored.session.id = id;
    stored.session.state = state;
    stored.session.query = u"Check host FIN-LT-07"_s;
    stored.session.persona = u"soc_analyst"_s;
    stored.session.provider = u"sentinel"_s;
    return stored;
}

domain::Report fullReport()
{
    domain::Report report;
    report.shape = domain::Report::Shape::Object;
    report.risk = 7.5;
    report.riskText = u"7.5"_s;
    report.title = u"Beaconing"_s;
    report.question = u"q"_s;
    report.persona = u"CISO"_s;
    report.summary = u"A **host** beaconed to evil.example"_s;
    report.findings = {{u"Odd traffic"_s,
                        u"every 60 s"_s,
                        u"Severe"_s,
                        domain::Severity::Unknown,
                        {u"line 1"_s, u"line 2"_s},
                        {u"T1071"_s}}};
    report.entities = {{domain::EntityKind::Host, u"device"_s, u"FIN-LT-07"_s, 0.9},
                       {domain::EntityKind::Other, u"campaign"_s, u"Dune"_s, std::nullopt}};
    report.techniques = {u"T1071"_s};
    report.recommendations = {u"Isolate"_s};
    report.queries = {{u"q1"_s, u"KQL"_s, u"DeviceNetworkEvents"_s}};
    report.sections = {{u"Business impact"_s, u"none"_s}};
    report.raw = QByteArray("{\"r\":\0}", 7);
    report.unmapped = {u"/r"_s};
    return report;
}

} // namespace

class SessionStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
    }

    void keepsASessionAsItIs()
    {
        StoredSession stored = sample(u"sess_1"_s, SessionState::Completed);
        stored.mine = false;
        stored.started = 6;
        stored.ended = 7;
        stored.watch = "{\"x\":1}";
        Session &session = stored.session;
        session.statusText = u"COMPLETED"_s;
        session.title = u"Beaconing"_s;
        session.error = u"partly"_s;
        session.stage = domain::Stage::Execution;
        session.stageText = u"Execution"_s;
        session.messages = {{u"user"_s, u"hello"_s, QDateTime()},
                            {u"assistant"_s, u"answer"_s, QDateTime::fromSecsSinceEpoch(99, Qt::UTC)}};
        session.report = fullReport();
        session.created = QDateTime::fromSecsSinceEpoch(50, Qt::UTC);
        session.raw = "{\"status\":\"COMPLETED\"}";
        session.unmapped = {u"/a"_s, u"/b"_s};
        stored.id = *sessions().save(stored);
        QVERIFY(stored.id > 0);
        reopen(); // and offline: nobody has to be asked
        const auto kept = sessions().load(stored.id);
        QVERIFY(kept);
        QVERIFY(*kept == stored);
        const SessionRow row = sessions().page(here, 0, 10)->first();
        QCOMPARE(row.risk, std::optional(7.5));
        QCOMPARE(row.entities, 2);
        QCOMPARE(row.findings, 1);
        QCOMPARE(row.stage, std::optional(domain::Stage::Execution));
    }

    void theServersSessionIsOneRecord()
    {
        const qint64 id = *sessions().save(sample(u"sess_1"_s));
        QCOMPARE(*sessions().save(sample(u"sess_1"_s, SessionState::Completed)), id);
        QCOMPARE(*sessions().idOf(here, u"sess_1"_s), id);
        StoredSession elsewhere = sample(u"sess_1"_s);
        elsewhere.connection = u"c2"_s;
        QVERIFY(*sessions().save(elsewhere) != id);
        // Those that have no id yet are not one another.
        QVERIFY(*sessions().save(sample({})) != *sessions().save(sample({})));
        QCOMPARE(*sessions().idOf(here, {}), 0);
    }

    void knowsWhatIsUnfinishedAfterARestart_data()
    {
        QTest::addColumn<SessionState>("state");
        QTest::addColumn<bool>("unfinished");
        QTest::newRow("queued") << SessionState::Queued << true;
        QTest::newRow("starting") << SessionState::Starting << true;
        QTest::newRow("start unknown") << SessionState::StartUnknown << true;
        QTest::newRow("running") << SessionState::Running << true;
        QTest::newRow("completed") << SessionState::Completed << false;
        QTest::newRow("failed") << SessionState::Failed << false;
        QTest::newRow("not watched") << SessionState::NotWatched << false;
    }

    void knowsWhatIsUnfinishedAfterARestart()
    {
        QFETCH(SessionState, state);
        QFETCH(bool, unfinished);
        const qint64 id = *sessions().save(sample(u"s"_s, state));
        reopen();
        const auto left = sessions().unfinished(here);
        QVERIFY(left);
        QCOMPARE(left->size(), unfinished ? 1 : 0);
        if (unfinished)
            QCOMPARE(left->first().id, id);
        QVERIFY(sessions().unfinished(u"c2"_s)->isEmpty());
    }

    void pagesByKey()
    {
        for (int i = 1; i <= 7; ++i) {
            StoredSession stored = sample(u"s%1"_s.arg(i));
            stored.asked = i / 2; // some at the same moment
            stored.incident = i % 2;
            QVERIFY(sessions().save(stored));
        }
        QList<qint64> ids;
        for (qint64 before = 0;;) {
            const auto page = sessions().page(here, before, 3);
            QVERIFY(page);
            for (const SessionRow &row : *page)
                ids.append(row.id);
            if (page->size() < 3)
                break;
            before = page->last().id;
        }
        QCOMPARE(ids, (QList<qint64>{7, 6, 5, 4, 3, 2, 1}));
        QCOMPARE(sessions().ofIncident(here, 1)->size(), 4);
        QVERIFY(sessions().ofIncident(here, 0)->isEmpty());
    }

    void whatIsTickedOffStaysSo()
    {
        StoredSession stored = sample(u"s"_s, SessionState::Completed);
        stored.id = *sessions().save(stored);
        const qint64 other = *sessions().save(sample(u"t"_s));
        QVERIFY(sessions().tick(stored.id, u"Isolate the host"_s, true));
        QVERIFY(sessions().tick(stored.id, u"Isolate the host"_s, true)); // once more changes nothing
        QVERIFY(sessions().tick(stored.id, u"Reset 'x'"_s, true));
        QVERIFY(sessions().tick(stored.id, u"Reset 'x'"_s, false));
        QVERIFY(sessions().save(stored)); // the report comes anew
        reopen();
        QCOMPARE(*sessions().ticks(stored.id), QStringList{u"Isolate the host"_s});
        QCOMPARE(*sessions().ticks(other), QStringList());
        QVERIFY(sessions().tick(99, u"of none"_s, true));
        QCOMPARE(*sessions().ticks(99), QStringList());
        QVERIFY(sessions().remove(stored.id));
        QCOMPARE(*sessions().ticks(stored.id), QStringList());
    }

    void theTicksOfAConnectionGoWithIt()
    {
        const qint64 id = *sessions().save(sample(u"s"_s));
        QVERIFY(sessions().tick(id, u"Isolate"_s, true));
        QVERIFY(sessions().forget(here));
        QCOMPARE(*sessions().ticks(id), QStringList());
    }

    void aRiskThatStandsBesideTheReportIsListed()
    {
        StoredSession stored = sample(u"s"_s, SessionState::Completed);
        stored.session.risk = 8;
        QVERIFY(sessions().save(stored));
        QCOMPARE(sessions().page(here, 0, 10)->first().risk, std::optional(8.0));
        stored.session.report = fullReport(); // has one of its own
        QVERIFY(sessions().save(stored));
        QCOMPARE(sessions().page(here, 0, 10)->first().risk, std::optional(7.5));
    }

    void listsWhatAFilterWants_data()
    {
        using Show = SessionFilter::Show;
        QTest::addColumn<SessionFilter>("filter");
        QTest::addColumn<QList<qint64>>("ids");
        QTest::newRow("all") << SessionFilter() << QList<qint64>{4, 3, 2, 1};
        QTest::newRow("under way") << SessionFilter{Show::UnderWay, 0, {}} << QList<qint64>{4, 2};
        QTest::newRow("completed") << SessionFilter{Show::Completed, 0, {}} << QList<qint64>{1};
        QTest::newRow("failed") << SessionFilter{Show::Failed, 0, {}} << QList<qint64>{3};
        QTest::newRow("escalated") << SessionFilter{Show::Escalated, 7.5, {}} << QList<qint64>{1};
        QTest::newRow("below") << SessionFilter{Show::Escalated, 7.6, {}} << QList<qint64>{};
        const auto words = [](const QString &text) { return SessionFilter{Show::All, 0, text}; };
        QTest::newRow("in the report") << words(u"beaconed"_s) << QList<qint64>{1};
        QTest::newRow("of one that runs") << words(u"CHECK host"_s) << QList<qint64>{4, 3, 2, 1};
        QTest::newRow("title") << words(u"100%_sure"_s) << QList<qint64>{2};
        QTest::newRow("wildcards are letters") << words(u"100%"_s) << QList<qint64>{2};
        QTest::newRow("one letter") << words(u"100_"_s) << QList<qint64>{};
        QTest::newRow("incident") << words(u"40218"_s) << QList<qint64>{4};
        QTest::newRow("quote") << words(u"\" OR \""_s) << QList<qint64>{};
        QTest::newRow("backslash") << words(u"\\"_s) << QList<qint64>{};
        QTest::newRow("blanks") << words(u"  \n"_s) << QList<qint64>{4, 3, 2, 1};
        QTest::newRow("both") << SessionFilter{Show::Failed, 0, u"beaconed"_s} << QList<qint64>{};
    }
    void listsWhatAFilterWants()
    {
        QFETCH(SessionFilter, filter);
        QFETCH(QList<qint64>, ids);
        StoredSession completed = sample(u"s1"_s, SessionState::Completed);
        completed.session.report = fullReport();
        StoredSession running = sample(u"s2"_s);
        running.session.title = u"100%_sure"_s;
        StoredSession left = sample(u"s4"_s, SessionState::NotWatched);
        left.incident = 40'218;
        for (const StoredSession &stored : {completed, running, sample(u"s3"_s, SessionState::Failed), left})
            QVERIFY(sessions().save(stored));
        QList<qint64> found;
        for (qint64 before = 0;;) { // page by page as well
            const auto page = sessions().page(here, before, 2, filter);
            QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
            for (const SessionRow &row : *page)
                found.append(row.id);
            if (page->size() < 2)
                break;
            before = page->last().id;
        }
        QCOMPARE(found, ids);
        QVERIFY(sessions().page(u"c2"_s, 0, 9, filter)->isEmpty());
    }

    void findsWordsInReports_data()
    {
        QTest::addColumn<bool>("found");
        QTest::newRow("beaconed") << true;
        QTest::newRow("isol") << true; // the last word may go on
        QTest::newRow("FIN-LT-07") << true;
        QTest::newRow("devicenetworkevents") << true;
        QTest::newRow("T1071 dune") << true;
        QTest::newRow("dune absent") << false;
        QTest::newRow("\"") << false;
        QTest::newRow("OR AND NOT (") << false;
        QTest::newRow("title:x") << false;
        QTest::newRow("") << false;
    }

    void findsWordsInReports()
    {
        QFETCH(bool, found);
        StoredSession stored = sample(u"s"_s, SessionState::Completed);
        stored.session.report = fullReport();
        stored.id = *sessions().save(stored);
        QVERIFY(sessions().save(stored)); // again: found once
        const auto hits = sessions().search({}, QString::fromLatin1(QTest::currentDataTag()), 10);
        QVERIFY2(hits, hits ? "" : qPrintable(hits.error().detail));
        QCOMPARE(hits->size(), found ? 1 : 0);
        if (found) {
            QCOMPARE(hits->first().row.id, stored.id);
            QVERIFY(hits->first().excerpt.contains(SessionStore::markStart));
        }
        QVERIFY(sessions().search(u"c2"_s, u"beaconed"_s, 10)->isEmpty());
        QVERIFY(sessions().remove(stored.id));
        QVERIFY(sessions().search({}, u"beaconed"_s, 10)->isEmpty());
    }

private:
    SessionStore &sessions() { return m_stores->sessions; }
    void reopen()
    {
        m_stores.reset();
        m_stores = *AnalystStores::open(m_folder->filePath(u"a.db"_s));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AnalystStores> m_stores;
};

QTEST_GUILESS_MAIN(SessionStoreTest)
#include "tst_sessionstore.moc"
