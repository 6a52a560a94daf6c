// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/jumptargets.h"
#include "tests/support/sampleincident.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

class JumpTargetsTest : public QObject
{
    Q_OBJECT

private slots:
    void pastedIdsAndLinksAreKnown_data()
    {
        QTest::addColumn<QString>("webApp");
        QTest::addColumn<qint64>("incident");
        QTest::addColumn<QString>("session");
        const auto row = [](const char *text, const char *webApp, qint64 incident, const char *session) {
            QTest::newRow(text) << QString::fromLatin1(webApp) << incident << QString::fromLatin1(session);
        };
        const char *app = "https://app.example/soc/";
        row("sess_9f2", app, 0, "sess_9f2");
        row("sess_9f2 and more", app, 0, "");
        row("sess_<b>", app, 0, "");
        row("https://app.example/soc/investigations/sess_9f2?tab=1#x", app, 0, "sess_9f2");
        row("https://app.example:443/soc/incidents/40217/", app, 40217, "");
        row("https://app.example/other/incidents/40217", app, 0, "");
        row("https://evil.example/soc/incidents/40217", app, 0, "");
        row("https://any.example/incidents/7", "", 7, "");
        row("https://any.example/incidents/-7", "", 0, "");
        row("https://any.example/incidents/seven", "", 0, "");
        row("https://any.example/schedules/7", "", 0, "");
        row("https://any.example/investigations/..%2f", "", 0, "");
        row("file:///incidents/7", "", 0, "");
        row("203.0.113.9", "", 0, "");
    }
    void pastedIdsAndLinksAreKnown()
    {
        QFETCH(QString, webApp);
        QFETCH(qint64, incident);
        QFETCH(QString, session);
        const PastedId found = pastedId(QString::fromLatin1(QTest::currentDataTag()), QUrl(webApp));
        QCOMPARE(found.incident, incident);
        QCOMPARE(found.session, session);
    }

    void namesAreFoundInWhatIsKeptHere()
    {
        QTemporaryDir folder;
        const auto stores = *storage::AnalystStores::open(folder.filePath(u"a.db"_s));
        QVERIFY(stores->views.add({u"Night shift"_s, u"is:open"_s, {}, {}}));
        domain::Incident beacon = test::sampleIncident(7);
        beacon.title = u"Beacon to a rare domain"_s;
        domain::Incident other = test::sampleIncident(8);
        other.title = u"Mailbox rule"_s;
        other.description = u"a beacon is named here"_s; // not its name
        QVERIFY(stores->incidents.upsert(u"c"_s, {beacon, other}, storage::IncidentForm::List, 1));
        storage::StoredSession session;
        session.connection = u"c"_s;
        session.asked = 5;
        session.session.id = u"sess_1"_s;
        session.session.query = u"Is the beacon of FIN-01 real?"_s;
        QVERIFY(stores->sessions.save(session));

        const auto found = jumpTargets(*stores, u"c"_s, u"rare BEACON"_s, 10);
        QVERIFY(found);
        QCOMPARE(found->views.size(), 1);
        QCOMPARE(found->incidents.size(), 1);
        QCOMPARE(found->incidents[0].key.number, 7);
        QVERIFY(found->investigations.isEmpty());
        QCOMPARE(jumpTargets(*stores, u"c"_s, u"beacon"_s, 10)->investigations.size(), 1);
        QVERIFY(jumpTargets(*stores, u"c"_s, u"be"_s, 10)->incidents.isEmpty());
        QVERIFY(jumpTargets(*stores, u"d"_s, u"beacon"_s, 10)->incidents.isEmpty());
        QCOMPARE(jumpTargets(*stores, {}, u"beacon"_s, 10)->views.size(), 1); // no connection is open
    }
};

QTEST_GUILESS_MAIN(JumpTargetsTest)
#include "tst_jumptargets.moc"
