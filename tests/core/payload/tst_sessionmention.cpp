// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/sessionmention.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

class TestSessionMention final : public QObject
{
    Q_OBJECT

private slots:
    void anEventNamesItsInvestigation_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("session");
        const auto event = [](const char *type, const char *data) {
            return QByteArray("{\"event_type\": \"") + type +
                   "\", \"timestamp\": \"2026-05-04T08:15:00Z\", \"data\": " + data + "}";
        };
        const QString id = u"sess_n44p0c"_s;
        QTest::newRow("completed") << event("investigation-completed", "{\"session_id\": \"sess_n44p0c\"}")
                                   << id;
        QTest::newRow("failed") << event("investigation-failed", "{\"session_id\": \"sess_n44p0c\"}") << id;
        QTest::newRow("after a byte order mark")
            << "\xef\xbb\xbf" + event("investigation-completed", "{\"session_id\": \"sess_n44p0c\"}") << id;
        QTest::newRow("of an incident")
            << event("incident-alert", "{\"incident_number\": 4711}") << QString();
        QTest::newRow("no text") << event("investigation-completed", "{\"session_id\": 7}") << QString();
        QTest::newRow("another sender") << QByteArray("{\"session_id\": \"sess_n44p0c\"}") << QString();
        QTest::newRow("no JSON") << QByteArray("session_id=sess_n44p0c") << QString();
        QTest::newRow("nothing") << QByteArray() << QString();
    }

    void anEventNamesItsInvestigation()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, session);
        QCOMPARE(payload::sessionNamed(body), session);
    }
};

QTEST_GUILESS_MAIN(TestSessionMention)
#include "tst_sessionmention.moc"
