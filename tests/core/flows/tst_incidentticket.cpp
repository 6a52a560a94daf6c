// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/incidentticket.h"
#include "tests/support/sampleincident.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

class IncidentTicketTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_stores.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_stores = *storage::AnalystStores::open(m_folder->filePath(u"a.db"_s));
    }

    void theNewestReportGoesIntoIt()
    {
        domain::Incident incident = test::sampleIncident(7);
        incident.description = u"Sign-in from 203.0.113.7"_s;
        const auto added = m_stores->incidents.upsert(u"work"_s, {incident}, storage::IncidentForm::List, 1);
        QVERIFY(added);
        keep(u"old"_s, 7, 1, true);
        keep(u"new"_s, 7, 2, true);
        keep(u"without"_s, 7, 3, false); // it failed: the report before it is what is known
        keep(u"other"_s, 8, 4, true);
        const auto ticket = flows::ticketFor(*m_stores, added->added.constFirst(), 5);
        QVERIFY(ticket);
        QCOMPARE(ticket->incident.number, 7);
        QCOMPARE(ticket->session, u"new"_s);
        QVERIFY(ticket->report && ticket->report->summary == u"new"_s);
        QCOMPARE(ticket->entities.size(), 1);
        QCOMPARE(ticket->entities.constFirst().value, u"203.0.113.7"_s);
    }

    void oneThatIsGoneIsSaid()
    {
        const auto ticket = flows::ticketFor(*m_stores, 99, 5);
        QVERIFY(!ticket && ticket.error().kind == Error::Kind::NotFound);
    }

private:
    void keep(const QString &name, qint64 incident, Micros asked, bool hasReport)
    {
        storage::StoredSession stored;
        stored.connection = u"work"_s;
        stored.incident = incident;
        stored.asked = asked;
        stored.session.id = name;
        stored.session.state = hasReport ? domain::SessionState::Completed : domain::SessionState::Failed;
        if (hasReport) {
            stored.session.report.emplace();
            stored.session.report->shape = domain::Report::Shape::Object;
            stored.session.report->summary = name;
            stored.session.raw =
                "{\"id\":\"" + name.toUtf8() + "\",\"report\":{\"summary\":\"" + name.toUtf8() + "\"}}";
        }
        QVERIFY(m_stores->sessions.save(stored));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::AnalystStores> m_stores;
};

QTEST_GUILESS_MAIN(IncidentTicketTest)
#include "tst_incidentticket.moc"
