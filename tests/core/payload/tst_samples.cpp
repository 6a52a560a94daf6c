// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/timetext.h"
#include "core/payload/freshen.h"
#include "core/payload/payload.h"
#include "core/payload/samples.h"

#include <QDir>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::payload;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros now = 1780000000123456; // 2026-05-28T20:26:40.123456Z

domain::PayloadSummary summaryOf(const QByteArray &body)
{
    domain::HttpMessage message;
    message.body = body;
    return summarise(message);
}

QJsonObject objectOf(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

} // namespace

Q_DECLARE_METATYPE(tocsin::payload::Sample)

class SamplesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFileIsListedAndEveryListedOneIsThere()
    {
        QStringList files = QDir(u":/samples"_s).entryList();
        QStringList listed;
        for (const Sample &sample : samples()) {
            QVERIFY2(!sample.body.isEmpty(), qPrintable(sample.id));
            const bool isForm = sample.headers.value(0).value == "application/x-www-form-urlencoded";
            listed.append(sample.id + (isForm ? u".form"_s : u".json"_s));
        }
        files.sort();
        listed.sort();
        QCOMPARE(listed, files);
    }

    void coversEverySender()
    {
        QMap<QString, int> counts;
        for (const Sample &sample : samples())
            ++counts[sample.schemeId];
        QVERIFY(counts[u"socwarden"_s] >= 6);
        QCOMPARE(counts[u"socmate"_s], 4);
        QVERIFY(counts[u"socotra"_s] >= 6);
        QVERIFY(counts[QString()] == 2); // for everybody else: JSON and a form
        QVERIFY2(counts.size() > 40, qPrintable(QString::number(counts.size())));
    }

    // A form is one with every value filled in, anything else is JSON.
    void isAWholeBodyOfItsKind_data()
    {
        QTest::addColumn<Sample>("sample");
        for (const Sample &sample : samples())
            QTest::newRow(qPrintable(sample.id)) << sample;
    }
    void isAWholeBodyOfItsKind()
    {
        QFETCH(Sample, sample);
        QRandomGenerator random(7);
        const Sample fresh = freshened(sample, now, random);
        QCOMPARE(fresh.headers.value(0).name, "Content-Type"_ba);
        if (fresh.headers[0].value == "application/x-www-form-urlencoded") {
            for (const QByteArray &pair : fresh.body.split('&'))
                QVERIFY2(pair.contains('=') && !pair.contains('{') && !pair.contains(' '), pair.constData());
        } else {
            QJsonParseError error;
            QJsonDocument::fromJson(fresh.body, &error);
            QCOMPARE(error.errorString(), QJsonParseError().errorString());
        }
        for (const domain::HeaderField &field : fresh.headers)
            QVERIFY2(!field.name.isEmpty() && !field.value.isEmpty() && !field.value.contains('{'),
                     field.value.constData());
    }

    void fillsInWhatASenderMakesAnew()
    {
        QRandomGenerator random(7);
        Sample sample;
        sample.body = "a={seconds}&b={digits}&c={other}&d=%7B";
        sample.headers = {{"X-Id", "{uuid}"}, {"X-Time", "{iso}"}};
        sample.query = "n={hex}";
        const Sample fresh = freshened(sample, now, random);
        static const QRegularExpression body(u"^a=\\d{10}&b=\\d{12}&c=\\{other\\}&d=%7B$"_s);
        QVERIFY2(body.match(QString::fromLatin1(fresh.body)).hasMatch(), fresh.body.constData());
        QCOMPARE(QUuid::fromString(QString::fromLatin1(fresh.headers[0].value)).version(), QUuid::Random);
        QCOMPARE(fresh.headers[1].value, "2026-05-28T20:26:40Z"_ba);
        QCOMPARE(fresh.query.size(), 2 + 32);
    }

    void isRecognisedAsItsSender_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QByteArray>("body");
        for (const Sample &sample : samples()) {
            if (sample.schemeId.startsWith("soc"_L1) && sample.schemeId != u"socket-dev"_s)
                QTest::newRow(qPrintable(sample.id)) << sample.schemeId << sample.body;
        }
    }
    void isRecognisedAsItsSender()
    {
        QFETCH(QString, scheme);
        QFETCH(QByteArray, body);
        const auto summary = summaryOf(body);
        QCOMPARE(summary.format, scheme);
        QVERIFY(!summary.title.isEmpty() && !summary.event.isEmpty());
        QVERIFY(summary.stated > 0);
        QVERIFY(summary.idempotencyKey.startsWith(scheme.toLatin1() + ':'));
    }

    void namesOnlyDocumentationAddressesAndHosts_data() { isRecognisedAsItsSender_data(); }
    void namesOnlyDocumentationAddressesAndHosts()
    {
        QFETCH(QByteArray, body);
        static const QRegularExpression v4(u"\\b\\d{1,3}(\\.\\d{1,3}){3}\\b"_s);
        auto found = v4.globalMatch(QString::fromUtf8(body));
        while (found.hasNext()) {
            const QHostAddress address(found.next().captured());
            QVERIFY2(address.isInSubnet(QHostAddress(u"192.0.2.0"_s), 24) ||
                         address.isInSubnet(QHostAddress(u"198.51.100.0"_s), 24) ||
                         address.isInSubnet(QHostAddress(u"203.0.113.0"_s), 24),
                     qPrintable(address.toString()));
        }
    }

    void freshensIdsAndTimesAndNothingElse_data() { isRecognisedAsItsSender_data(); }
    void freshensIdsAndTimesAndNothingElse()
    {
        QFETCH(QByteArray, body);
        QRandomGenerator random(7);
        const QByteArray fresh = freshened(body, now, random);
        const auto before = summaryOf(body);
        const auto after = summaryOf(fresh);
        QVERIFY(after.idempotencyKey != before.idempotencyKey);
        // To the second, or to the digits that the sample shows.
        QVERIFY(after.stated <= now && after.stated > now - microsPerSecond);
        QCOMPARE(after.event, before.event);
        QCOMPARE(after.severityText, before.severityText);
        QCOMPARE(after.actor, before.actor);
        QCOMPARE(fresh.size(), body.size());

        static const QRegularExpression values(
            u"(\"(alert_id|event_id|id|transactionId|incident_number|session_id|created_at|timestamp)\":)(\"[^\"]*\"|\\d+)|(incidents|investigations)/[^\"]*"_s);
        const auto masked = [](const QByteArray &bytes) {
            return QString::fromUtf8(bytes).replace(values, u"\\1*"_s);
        };
        QCOMPARE(masked(fresh), masked(body));
    }

    void keepsTheFormOfWhatItReplaces()
    {
        QRandomGenerator random(7);
        for (const Sample &sample : samples()) {
            const QJsonObject fresh = objectOf(freshened(sample.body, now, random));
            const QJsonObject data = fresh[u"data"_s].toObject();
            if (const QString id = fresh[u"alert_id"_s].toString(); !id.isEmpty())
                QCOMPARE(QUuid::fromString(id).version(), QUuid::Random);
            if (const QString id = data[u"session_id"_s].toString(); !id.isEmpty())
                QVERIFY(id.startsWith("sess_"_L1));
            if (sample.id == "socmate-investigation-completed"_L1)
                QVERIFY(data[u"url"_s].toString().endsWith(u'/' + data[u"session_id"_s].toString()));
            if (sample.id == "socmate-incident-alert"_L1)
                QVERIFY(
                    data[u"url"_s].toString().endsWith(u"/%1"_s.arg(data[u"incident_number"_s].toInteger())));
            if (sample.id == "socwarden-ip-action"_L1)
                QVERIFY(fresh[u"alert_id"_s].isNull());
            if (sample.id == "socwarden-impossible-travel"_L1)
                QCOMPARE(fresh[u"created_at"_s].toString(), u"2026-05-28T20:26:40.123Z"_s);
            if (sample.schemeId == "socotra"_L1)
                QCOMPARE(fresh[u"timestamp"_s].toInteger(), now / 1000);
        }
    }

    void givesAnotherIdEachTimeAndTheSameForTheSameSeed()
    {
        const QByteArray body = samples().constFirst().body;
        QRandomGenerator one(1);
        QRandomGenerator again(1);
        const QByteArray first = freshened(body, now, one);
        QCOMPARE(freshened(body, now, again), first);
        QVERIFY(freshened(body, now, one) != first);
    }

    void anIdThatStandsTwiceStaysOneAndItsLinkFollows()
    {
        QRandomGenerator random(7);
        const QJsonObject fresh = objectOf(
            freshened("{\"event_id\":\"t-0\",\"transactionId\":\"t-0\",\"url\":\"https://a.example/t-0\"}",
                      now, random));
        const QString id = fresh[u"event_id"_s].toString();
        QVERIFY(id != u"t-0"_s);
        QCOMPARE(fresh[u"transactionId"_s].toString(), id);
        QCOMPARE(fresh[u"url"_s].toString(), u"https://a.example/"_s + id);
    }

    void leavesAloneWhatIsNoJsonObject_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"", "text", "[1]", "{\"id\":\"1\"", "{\"id\":null,\"timestamp\":null}",
                                 "{\"id\":[\"1\"],\"timestamp\":-5,\"x\":{\"id\":\"1\"}}", "{\"id\":\"\"}"})
            QTest::newRow(body) << QByteArray(body);
    }
    void leavesAloneWhatIsNoJsonObject()
    {
        QFETCH(QByteArray, body);
        QRandomGenerator random(7);
        QCOMPARE(freshened(body, now, random), body);
    }
};

QTEST_GUILESS_MAIN(SamplesTest)
#include "tst_samples.moc"
