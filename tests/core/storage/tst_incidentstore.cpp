// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/analyststores.h"
#include "tests/support/sampleincident.h"

#include <QFileInfo>
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

class IncidentStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keepsAnIncidentAsItIs();
    void isForItsOwnerAlone();
    void knowsAnIncidentAgain_data();
    void knowsAnIncidentAgain();
    void theDetailIsNotLostToAPoorerList();
    void theFirstDetailIsNoChange();
    void whatTheListNoLongerTellsIsCleared();
    void aForgottenProviderIsTheSameIncident();
    void knowsWhenTheQueueWasRead();
    void newSinceYouLooked();
    void eachIsToldOfOnce();
    void forgettingLeavesNothingBehind();
    void aRecordWithoutNumberIsNotKept();

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

void IncidentStoreTest::init()
{
    m_stores.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_stores = *AnalystStores::open(m_folder->filePath(u"a.db"_s));
}

QList<qint64> IncidentStoreTest::numbers(const QString &filter, const IncidentSort &sort, Micros now)
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

void IncidentStoreTest::keepsAnIncidentAsItIs()
{
    Incident incident = sampleIncident(40'217);
    incident.id = u"guid"_s;
    incident.description = u"<img src=x>\u202e"_s;
    incident.owner = u"kim@soc.example"_s;
    incident.classification = u"TruePositive"_s;
    incident.labels = {u"vip"_s, u"a b"_s};
    incident.tactics = {u"InitialAccess"_s};
    incident.products = {u"Defender"_s};
    incident.alerts = 3;
    incident.comments = 0;
    incident.modified = incident.created.addSecs(60);
    incident.firstActivity = incident.created.addSecs(-60);
    incident.lastActivity = incident.created;
    incident.url = u"https://soc.example/incidents/40217"_s;
    incident.unmapped = {u"/extra"_s, u"/more/0"_s};
    incident.raw = QByteArray("{\"a\":\"\xff\0\"}", 10);
    const IncidentId id = add(incident, start);
    const auto stored = incidents().load(id);
    QVERIFY(stored);
    QCOMPARE(stored->incident, incident);
    QCOMPARE(stored->listRaw, incident.raw);
    QCOMPARE(stored->row.firstSeen, start);
    QCOMPARE(stored->row.key, (domain::IncidentKey{here, u"sentinel"_s, 40'217}));
    QCOMPARE(*incidents().idOf({here, {}, 40'217}), id);
    QCOMPARE(*incidents().idOf({here, u"other"_s, 40'217}), 0);
    QCOMPARE(incidents().load(id + 1).error().kind, Error::Kind::NotFound);
}

void IncidentStoreTest::isForItsOwnerAlone()
{
#ifdef Q_OS_UNIX
    const auto permissions = QFileInfo(m_folder->filePath(u"a.db"_s)).permissions();
    QVERIFY(!(permissions & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
#endif
}

void IncidentStoreTest::knowsAnIncidentAgain_data()
{
    QTest::addColumn<Incident>("again");
    QTest::addColumn<QString>("outcome"); // "new", "same", or the members that changed
    Incident one = sampleIncident(1);
    QTest::newRow("the same") << one << u"same"_s;
    one.raw += ' ';
    QTest::newRow("other white space") << one << u"same"_s;
    one = sampleIncident(1);
    one.statusText = u"Closed"_s;
    one.status = domain::IncidentStatus::Closed;
    QTest::newRow("closed") << one << u"status"_s;
    one.owner = u"kim"_s;
    QTest::newRow("two members") << one << u"status,owner"_s;
    one = sampleIncident(1);
    one.title = u"Renamed"_s;
    QTest::newRow("renamed") << one << u"title"_s;
    one = sampleIncident(1);
    one.provider = u"other"_s;
    QTest::newRow("same number elsewhere") << one << u"new"_s;
    QTest::newRow("another") << sampleIncident(2) << u"new"_s;
}

void IncidentStoreTest::knowsAnIncidentAgain()
{
    QFETCH(Incident, again);
    QFETCH(QString, outcome);
    add(sampleIncident(1));
    const auto done = incidents().upsert(here, {again, again}, IncidentForm::List, start + hour);
    QVERIFY(done);
    QCOMPARE(done->added.size(), outcome == u"new"_s ? 1 : 0);
    const bool changes = outcome != u"new"_s && outcome != u"same"_s;
    QCOMPARE(done->changed.size(), changes ? 1 : 0);
    if (changes)
        QCOMPARE(done->changed.first().members.join(u','), outcome);
    QCOMPARE(done->same, outcome == u"same"_s ? 2 : 1);
    const auto row = incidents().rows({*incidents().idOf({here, again.provider, again.number})})->first();
    QCOMPARE(row.title, again.title);
    QCOMPARE(row.lastSeen, start + hour);
    QCOMPARE(row.changed, changes ? start + hour : 0);
}

void IncidentStoreTest::theDetailIsNotLostToAPoorerList()
{
    const IncidentId id = add(sampleIncident(1));
    Incident detail = sampleIncident(1);
    detail.description = u"long"_s;
    detail.owner = u"kim"_s;
    detail.raw = "{\"detail\":1}";
    detail.unmapped = {u"/detail"_s};
    QVERIFY(incidents().upsert(here, {detail}, IncidentForm::Detail, start + 1));
    QVERIFY(incidents().upsert(here, {sampleIncident(1)}, IncidentForm::List, start + 2));
    const auto stored = incidents().load(id);
    QCOMPARE(stored->incident, detail);
    QCOMPARE(stored->listRaw, sampleIncident(1).raw);
    QCOMPARE(stored->detailAt, start + 1);
    QCOMPARE(stored->row.changed, 0);
}

void IncidentStoreTest::theFirstDetailIsNoChange()
{
    const IncidentId id = add(sampleIncident(1));
    Incident detail = sampleIncident(1);
    detail.owner = u"kim"_s;
    QVERIFY(incidents().upsert(here, {detail}, IncidentForm::Detail, start + 1)->changed.isEmpty());
    detail.owner = u"lee"_s;
    const auto again = incidents().upsert(here, {detail}, IncidentForm::Detail, start + 2);
    QCOMPARE(again->changed, (QList<ChangedIncident>{{id, {u"owner"_s}}}));
}

void IncidentStoreTest::whatTheListNoLongerTellsIsCleared()
{
    Incident owned = sampleIncident(1);
    owned.owner = u"kim"_s;
    const IncidentId id = add(owned);
    const auto done = incidents().upsert(here, {sampleIncident(1)}, IncidentForm::List, start + 1);
    QCOMPARE(done->changed, (QList<ChangedIncident>{{id, {u"owner"_s}}}));
    QCOMPARE(incidents().rows({id})->first().owner, QString());
}

void IncidentStoreTest::aForgottenProviderIsTheSameIncident()
{
    Incident nameless = sampleIncident(1);
    nameless.provider.clear();
    const IncidentId first = add(nameless);
    // The first to name one gives it to the record; then it may be left out again.
    QVERIFY(incidents().upsert(here, {sampleIncident(1)}, IncidentForm::List, start)->added.isEmpty());
    QVERIFY(incidents().upsert(here, {nameless}, IncidentForm::List, start)->added.isEmpty());
    QCOMPARE(*incidents().idOf({here, u"sentinel"_s, 1}), first);
    Incident elsewhere = sampleIncident(1);
    elsewhere.provider = u"other"_s;
    QCOMPARE(incidents().upsert(here, {elsewhere}, IncidentForm::List, start)->added.size(), 1);
    QCOMPARE(*incidents().count(here), 2);
}

void IncidentStoreTest::knowsWhenTheQueueWasRead()
{
    QCOMPARE(*incidents().syncedAt(here), SyncedAt());
    QVERIFY(incidents().markSynced(here, start, true));
    QVERIFY(incidents().markSynced(here, start + 5, false));
    QCOMPARE(*incidents().syncedAt(here), (SyncedAt{start + 5, start}));
    QCOMPARE(*incidents().syncedAt(u"other"_s), SyncedAt());
    QVERIFY(m_stores->forget(here));
    // A second time there is nothing to forget, and nothing to write.
    const qint64 written = *m_stores->database().number(u"PRAGMA schema_version"_s);
    QVERIFY(m_stores->forget(here));
    QCOMPARE(*m_stores->database().number(u"PRAGMA schema_version"_s), written); // VACUUM counts it up
    QCOMPARE(*incidents().syncedAt(here), SyncedAt());
}

void IncidentStoreTest::newSinceYouLooked()
{
    // The first filling of a cache is not news.
    QVERIFY(incidents().upsert(here, {sampleIncident(1)}, IncidentForm::List, start, true));
    const IncidentId second = add(sampleIncident(2), start + 1);
    QCOMPARE(numbers(u"is:unseen"_s), QList<qint64>{2});
    QVERIFY(incidents().markLooked({second}, start + 2));
    QCOMPARE(numbers(u"is:unseen"_s), QList<qint64>());
    Incident closed = sampleIncident(2);
    closed.statusText = u"Closed"_s;
    closed.status = domain::IncidentStatus::Closed;
    QVERIFY(incidents().upsert(here, {closed}, IncidentForm::List, start + 3));
    QCOMPARE(numbers(u"is:changed"_s), QList<qint64>{2});
    QVERIFY(incidents().rows({second})->first().hasChangedSince());
    QVERIFY(incidents().markAllLooked(here, start + 4));
    QCOMPARE(numbers(u"is:changed OR is:unseen"_s), QList<qint64>());
}

void IncidentStoreTest::eachIsToldOfOnce()
{
    const IncidentId one = add(sampleIncident(1));
    const IncidentId two = add(sampleIncident(2));
    QCOMPARE(*incidents().markNoticed({one}, start), QList<IncidentId>{one});
    QCOMPARE(*incidents().markNoticed({one, two}, start), QList<IncidentId>{two});
    QCOMPARE(*incidents().markNoticed({one, two}, start), QList<IncidentId>{});
}

void IncidentStoreTest::forgettingLeavesNothingBehind()
{
    Incident incident = sampleIncident(1);
    incident.title = u"Forgettable-marker"_s;
    incident.raw = "{\"Forgettable-marker\":1}";
    const IncidentId id = add(incident);
    QVERIFY(incidents().upsert(u"other"_s, {sampleIncident(1)}, IncidentForm::List, start));
    QVERIFY(m_stores->notes.add(id, u"Forgettable-marker"_s, start));
    StoredSession session;
    session.connection = here;
    session.session.query = u"Forgettable-marker"_s;
    session.session.state = domain::SessionState::Completed;
    QVERIFY(m_stores->sessions.save(session));
    QVERIFY(m_stores->notices.append({{0, here, id, start, {}, {}, u"Forgettable-marker"_s, {}}}));
    QVERIFY(m_stores->forget(here));
    QCOMPARE(*incidents().count(here), 0);
    QCOMPARE(*incidents().count(u"other"_s), 1);
    m_stores.reset();
    for (const QFileInfo &info : QDir(m_folder->path()).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll().toLower();
        QVERIFY2(!bytes.contains("forgettable-marker"), qPrintable(info.fileName()));
    }
}

void IncidentStoreTest::aRecordWithoutNumberIsNotKept()
{
    const auto done = incidents().upsert(here, {sampleIncident(0)}, IncidentForm::List, start);
    QCOMPARE(done->unusable, 1);
    QCOMPARE(*incidents().count(here), 0);
}

QTEST_GUILESS_MAIN(IncidentStoreTest)
#include "tst_incidentstore.moc"
