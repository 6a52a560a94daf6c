// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/analyststores.h"
#include "tests/support/sampleincident.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::Incident;
using test::sampleIncident;

namespace {

constexpr Micros start = 1'767'225'600 * microsPerSecond;
constexpr Micros hour = 3600 * microsPerSecond;
const QString here = u"c1"_s;

filter::IncidentQuery query(const QString &text)
{
    const auto parsed = filter::parseIncidents(text);
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().message));
    return *parsed;
}

} // namespace

class IncidentQueriesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void findsByFilter_data();
    void findsByFilter();
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void countsPerView();
    void notesAndTagsAreFoundToo();
    void offersTheValuesThatOccur();

private:
    IncidentStore &incidents() { return m_stores->incidents; }
    IncidentId add(const Incident &incident, Micros now = start)
    {
        const auto done = incidents().upsert(here, {incident}, IncidentForm::List, now);
        return done && done->added.size() == 1 ? done->added.first() : 0;
    }
    QList<qint64> numbers(const QString &filter, const IncidentSort &sort = {}, Micros now = start);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AnalystStores> m_stores;
};

void IncidentQueriesTest::init()
{
    m_stores.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_stores = *AnalystStores::open(m_folder->filePath(u"a.db"_s));
}

QList<qint64> IncidentQueriesTest::numbers(const QString &filter, const IncidentSort &sort, Micros now)
{
    const auto ids = incidents().find(here, query(filter), sort, now);
    if (!ids)
        qFatal("%s", qPrintable(ids.error().detail));
    QList<qint64> all;
    const auto rows = incidents().rows(*ids);
    for (const IncidentRow &row : *rows)
        all.append(row.key.number);
    return all;
}

void IncidentQueriesTest::findsByFilter_data()
{
    QTest::addColumn<QList<qint64>>("found");
    const auto row = [](const char *filter, const QList<qint64> &found) { QTest::newRow(filter) << found; };
    row("", {4, 3, 2, 1});
    row("severity:high", {2, 1});
    row("severity>=medium", {4, 2, 1}); // 4 is critical, 3 states a word that nobody knows
    row("-severity:high", {4, 3});
    row("severity:unknown", {3});
    row("status:new", {3, 1});
    row("-status:closed", {3, 2, 1});
    row("status:closed,active", {4, 2});
    row("is:open", {3, 2, 1});
    row("owner:KIM", {2});
    row("-owner:kim", {4, 3, 1});
    row("owner:\"\"", {3, 1});
    row("owner=lee", {4});
    row("label:vip", {2});
    row("label:vi", {});
    row("label:vi*", {2});
    row("label:*b", {4});
    row("label:*i*", {2});
    row("label:*", {4, 2});
    row("label:\"\"", {3, 1});
    row("title:travel", {2, 1});
    row("title:Impossible*", {2, 1});
    row("number:3", {3});
    row("number:2..3", {3, 2});
    row("alerts>=5", {4});
    row("alerts<100", {4, 2}); // 1 and 3 state none
    row("since:2026-01-01T00:03:00Z", {4, 3});
    row("until:2026-01-01T00:02:00Z", {1});
    row("since:PT1H", {});
    row("mailbox", {3});
    row("MAILBÖX", {4});
    row("x%", {4});
    row("\"100%\"", {4});
    row("\"a\"\"b OR\"", {});
    row("kim OR mailbox", {3, 2});
    row("-(kim OR mailbox)", {4, 1});
    row("tactic:initialaccess", {2});
    row("product:*defender*", {4});
    row("provider:sentinel", {4, 3, 2, 1});
    row("classification:true*", {4});
    row("is:noted", {});
    row("is:investigated", {2});
    row("is:unseen -is:unseen", {});
}

void IncidentQueriesTest::findsByFilter()
{
    QFETCH(QList<qint64>, found);
    Incident two = sampleIncident(2);
    two.statusText = u"Active"_s;
    two.status = domain::IncidentStatus::Active;
    two.owner = u"Kim Lee"_s;
    two.labels = {u"VIP"_s};
    two.tactics = {u"InitialAccess"_s, u"Impact"_s};
    two.alerts = 2;
    Incident three = sampleIncident(3);
    three.title = u"Mailbox rule"_s;
    three.severityText = u"Severe"_s;
    three.severity = domain::Severity::Unknown;
    Incident four = sampleIncident(4);
    four.title = u"mailböx 100% full x%"_s;
    four.severity = domain::Severity::Critical;
    four.statusText = u"Closed"_s;
    four.status = domain::IncidentStatus::Closed;
    four.owner = u"lee"_s;
    four.labels = {u"a"_s, u"b"_s};
    four.products = {u"Microsoft Defender XDR"_s};
    four.classification = u"TruePositive"_s;
    four.alerts = 5;
    QVERIFY(incidents().upsert(here, {sampleIncident(1), two, three, four}, IncidentForm::List, start));
    QVERIFY(incidents().upsert(u"elsewhere"_s, {sampleIncident(1)}, IncidentForm::List, start));
    StoredSession session;
    session.connection = here;
    session.incident = 2;
    QVERIFY(m_stores->sessions.save(session));
    const QString filter = QString::fromUtf8(QTest::currentDataTag());
    QCOMPARE(numbers(filter, {IncidentColumn::Number, true}, start + 2 * hour), found);
}

void IncidentQueriesTest::sortsByEveryColumn_data()
{
    QTest::addColumn<IncidentColumn>("column");
    QTest::addColumn<QList<qint64>>("ascending");
    QTest::newRow("at") << IncidentColumn::At << QList<qint64>{1, 2, 3};
    QTest::newRow("severity") << IncidentColumn::Severity << QList<qint64>{2, 1, 3};
    QTest::newRow("status") << IncidentColumn::Status << QList<qint64>{1, 3, 2};
    QTest::newRow("number") << IncidentColumn::Number << QList<qint64>{1, 2, 3};
    QTest::newRow("title") << IncidentColumn::Title << QList<qint64>{3, 2, 1};
    QTest::newRow("owner") << IncidentColumn::Owner << QList<qint64>{2, 3, 1};
    QTest::newRow("modified") << IncidentColumn::Modified << QList<qint64>{1, 3, 2};
    QTest::newRow("changed") << IncidentColumn::Changed << QList<qint64>{1, 2, 3};
    QTest::newRow("alerts") << IncidentColumn::Alerts << QList<qint64>{3, 1, 2};
}

void IncidentQueriesTest::sortsByEveryColumn()
{
    QFETCH(IncidentColumn, column);
    QFETCH(QList<qint64>, ascending);
    QList<Incident> all{sampleIncident(1), sampleIncident(2), sampleIncident(3)};
    const QStringList titles{u"gamma"_s, u"Beta"_s, u"alpha"_s};
    const QStringList owners{u"zoe"_s, QString(), u"Anna"_s};
    for (int i = 0; i < 3; ++i) {
        all[i].title = titles[i];
        all[i].owner = owners[i];
    }
    all[1].severity = domain::Severity::Low;
    all[1].status = domain::IncidentStatus::Active;
    all[1].modified = all[1].created.addDays(5);
    all[2].modified = all[2].created.addDays(1);
    all[0].alerts = 5;
    all[1].alerts = 20;
    QVERIFY(incidents().upsert(here, all, IncidentForm::List, start));
    QCOMPARE(numbers(QString(), {column, false}), ascending);
    std::reverse(ascending.begin(), ascending.end());
    QCOMPARE(numbers(QString(), {column, true}), ascending);
}

void IncidentQueriesTest::countsPerView()
{
    for (int i = 1; i <= 5; ++i)
        add(sampleIncident(i));
    QCOMPARE(*incidents().counts(here, {query({}), query(u"number>3"_s), query(u"status:closed"_s)}, start),
             (QList<qint64>{5, 2, 0}));
    QCOMPARE(*incidents().matching({5, 1, 4, 77}, query(u"number>3"_s), start), (QList<IncidentId>{5, 4}));
}

void IncidentQueriesTest::notesAndTagsAreFoundToo()
{
    const IncidentId id = add(sampleIncident(1));
    add(sampleIncident(2));
    const auto note = m_stores->notes.add(id, u"asked the owner"_s, start);
    QVERIFY(note);
    QVERIFY(m_stores->notes.setTags(id, {u" Mine "_s, u"mine"_s, u""_s, u"later on"_s}));
    QCOMPARE(numbers(u"is:noted"_s), QList<qint64>{1});
    QCOMPARE(numbers(u"tag:mine is:tagged"_s), QList<qint64>{1});
    QCOMPARE(numbers(u"\"later on\""_s), QList<qint64>{1});
    QCOMPARE(incidents().rows({id})->first().tags, (QStringList{u"Mine"_s, u"later on"_s}));
    // The server's record comes again: what is the user's stays.
    Incident renamed = sampleIncident(1);
    renamed.title = u"Other"_s;
    QVERIFY(incidents().upsert(here, {renamed}, IncidentForm::List, start + 1));
    QCOMPARE(numbers(u"tag:mine \"later on\" is:noted"_s), QList<qint64>{1});
    QVERIFY(m_stores->notes.change(note->id, u"answered"_s));
    QCOMPARE(*m_stores->notes.notes(id), (QList<Note>{{note->id, start, u"answered"_s}}));
    QVERIFY(m_stores->notes.remove(note->id));
    QCOMPARE(numbers(u"is:noted"_s), QList<qint64>());
    QCOMPARE(m_stores->notes.add(id, u"  "_s, start).error().kind, Error::Kind::Rejected);
    QCOMPARE(m_stores->notes.add(99, u"x"_s, start).error().kind, Error::Kind::NotFound);
}

void IncidentQueriesTest::offersTheValuesThatOccur()
{
    for (int i = 1; i <= 3; ++i) {
        Incident incident = sampleIncident(i);
        incident.owner = i < 3 ? u"kim"_s : u"lee"_s;
        incident.labels = {u"a"_s, u"l%1"_s.arg(i)};
        add(incident);
    }
    QCOMPARE(*incidents().values(here, filter::IncidentField::Owner), (QStringList{u"kim"_s, u"lee"_s}));
    QStringList labels = *incidents().values(here, filter::IncidentField::Label);
    labels.sort();
    QCOMPARE(labels, (QStringList{u"a"_s, u"l1"_s, u"l2"_s, u"l3"_s}));
}

QTEST_GUILESS_MAIN(IncidentQueriesTest)
#include "tst_incidentqueries.moc"
