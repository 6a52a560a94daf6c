// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/incidentmention.h"

#include <QTest>

using tocsin::payload::incidentsNamed;

class TestIncidentMention final : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreFoundByTheNameOfTheirMember_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QList<qint64>>("numbers");
        using L = QList<qint64>;
        QTest::newRow("the vendor's")
            << QByteArray(R"({"event_type":"incident-alert","data":{"incident_number":40001}})") << L{40001};
        QTest::newRow("other spellings")
            << QByteArray(R"([{"incidentNumber":1},{"Incident-No":"2"},{"INCIDENT":3}])") << L{1, 2, 3};
        QTest::newRow("each once") << QByteArray(R"({"incident":7,"a":{"incident_number":"7"}})") << L{7};
        QTest::newRow("not a number")
            << QByteArray(R"({"incident":"abc","incident_number":-4,"incidentNumber":1.5,"incident_id":9})")
            << L{};
        QTest::newRow("an object is not its members")
            << QByteArray(R"({"incident":{"count":5,"number":6}})") << L{};
        QTest::newRow("in front of a fault") << QByteArray(R"({"incident":8,"x":)") << L{8};
        QTest::newRow("bytes") << QByteArray("\0\xff{\"incident\":1}", 16) << L{};
        QTest::newRow("nothing") << QByteArray() << L{};
    }
    void numbersAreFoundByTheNameOfTheirMember()
    {
        QFETCH(QByteArray, body);
        QFETCH(QList<qint64>, numbers);
        QCOMPARE(incidentsNamed(body), numbers);
    }

    void aBodyThatNamesThousandsIsCutShort()
    {
        QByteArray body = "[";
        for (int i = 1; i < 5000; ++i)
            body += "{\"incident\":" + QByteArray::number(i) + "},";
        QCOMPARE(incidentsNamed(body + "0]").size(), 8);
    }
};

QTEST_GUILESS_MAIN(TestIncidentMention)

#include "tst_incidentmention.moc"
