// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/eventsubject.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

class TestEventSubject final : public QObject
{
    Q_OBJECT

private slots:
    void anEventNamesItsIncidentOrInvestigation_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("incident");
        QTest::addColumn<QString>("session");
        const auto event = [](const char *type, const char *data) {
            return QByteArray("{\"event_type\": \"") + type +
                   "\", \"timestamp\": \"2026-05-04T08:15:00Z\", "
                   "\"data\": " +
                   data + "}";
        };
        QTest::newRow("incident-alert")
            << event("incident-alert", "{\"incident_number\": 4711}") << qint64(4711) << QString();
        QTest::newRow("number as text")
            << event("incident-alert", "{\"incident_number\": \"4711\"}") << qint64(4711) << QString();
        QTest::newRow("after a byte order mark")
            << "\xef\xbb\xbf" + event("incident-alert", "{\"incident_number\": 4711}") << qint64(4711)
            << QString();
        QTest::newRow("investigation-completed")
            << event("investigation-completed", "{\"session_id\": \"sess_n44p0c\"}") << qint64(0)
            << u"sess_n44p0c"_s;
        QTest::newRow("negative") << event("incident-alert", "{\"incident_number\": -1}") << qint64(0)
                                  << QString();
        QTest::newRow("fraction") << event("incident-alert", "{\"incident_number\": 1.5}") << qint64(0)
                                  << QString();
        QTest::newRow("beyond every number")
            << event("incident-alert", "{\"incident_number\": 1e300}") << qint64(0) << QString();
        QTest::newRow("session that is no text")
            << event("investigation-completed", "{\"session_id\": 7}") << qint64(0) << QString();
        QTest::newRow("another sender")
            << QByteArray("{\"incident_number\": 4711}") << qint64(0) << QString();
        QTest::newRow("no JSON") << QByteArray("incident_number=4711") << qint64(0) << QString();
        QTest::newRow("nothing") << QByteArray() << qint64(0) << QString();
    }

    void anEventNamesItsIncidentOrInvestigation()
    {
        QFETCH(QByteArray, body);
        QFETCH(qint64, incident);
        QFETCH(QString, session);
        QCOMPARE(payload::eventSubject(body), (payload::EventSubject{incident, session}));
    }
};

QTEST_GUILESS_MAIN(TestEventSubject)
#include "tst_eventsubject.moc"
