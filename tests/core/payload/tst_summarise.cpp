// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/payload.h"

#include <QDir>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// "name=value" lines; a name that is not there is expected to be empty.
QMap<QString, QString> expectedOf(const QString &path)
{
    QMap<QString, QString> expected;
    for (const QString &line : QString::fromUtf8(contentOf(path)).split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype sign = line.indexOf(u'=');
        expected.insert(line.first(sign), line.sliced(sign + 1));
    }
    return expected;
}

QMap<QString, QString> asLines(const domain::PayloadSummary &summary)
{
    QMap<QString, QString> lines{{u"format"_s, summary.format},
                                 {u"event"_s, summary.event},
                                 {u"alertType"_s, summary.alertType},
                                 {u"severityText"_s, summary.severityText},
                                 {u"severity"_s, QString(domain::severityId(summary.severity))},
                                 {u"title"_s, summary.title},
                                 {u"actor"_s, summary.actor},
                                 {u"address"_s, summary.address},
                                 {u"link"_s, summary.link},
                                 {u"mitre"_s, summary.mitre},
                                 {u"key"_s, QString::fromUtf8(summary.idempotencyKey)}};
    if (summary.risk)
        lines.insert(u"risk"_s, QString::number(*summary.risk));
    if (summary.stated != 0)
        lines.insert(u"stated"_s, QString::number(summary.stated));
    lines.removeIf([](auto it) { return it->isEmpty(); });
    return lines;
}

domain::PayloadSummary summaryOf(const QByteArray &body, const QByteArray &contentType = {})
{
    domain::HttpMessage message;
    message.headers = {{"Host", "h"}, {"content-type", contentType}};
    message.body = body;
    return payload::summarise(message);
}

// JSON is written with single quotes here: moc loses its way in raw strings.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace

// Each case is a body and what is expected of it: tests/data/payload/NAME.body and NAME.expected.
class SummariseTest : public QObject
{
    Q_OBJECT

private slots:
    void reducesABodyToItsLine_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(TOCSIN_TEST_DATA "/payload"));
        const QStringList bodies = folder.entryList({u"*.body"_s});
        QVERIFY(bodies.size() >= 40);
        for (const QString &name : bodies)
            QTest::newRow(qPrintable(name)) << folder.filePath(name.chopped(5));
    }
    void reducesABodyToItsLine()
    {
        QFETCH(QString, path);
        auto expected = expectedOf(path + u".expected"_s);
        QVERIFY(!expected.isEmpty());
        const QByteArray type = expected.take(u"content-type"_s).toUtf8();
        const auto lines = asLines(summaryOf(contentOf(path + u".body"_s), type));
        for (auto it = expected.cbegin(); it != expected.cend(); ++it)
            QCOMPARE(u"%1=%2"_s.arg(it.key(), lines.value(it.key())), u"%1=%2"_s.arg(it.key(), it.value()));
        QCOMPARE(lines.keys(), expected.keys());
    }

    void survivesEveryCutOfEveryBody_data() { reducesABodyToItsLine_data(); }
    void survivesEveryCutOfEveryBody()
    {
        QFETCH(QString, path);
        const QByteArray body = contentOf(path + u".body"_s);
        const qsizetype step = std::max<qsizetype>(1, body.size() / 800);
        for (qsizetype size = 0; size <= body.size(); size += step) {
            const auto summary = summaryOf(body.first(size));
            QVERIFY(!summary.format.isEmpty() && !summary.idempotencyKey.isEmpty());
        }
    }

    void repeatsShareTheirKeyAndSendersDoNot()
    {
        const auto key = [](const QByteArray &body) { return summaryOf(body).idempotencyKey; };
        QCOMPARE(key(json("{'source':'socwarden','alert_id':'1','summary':'a'}")),
                 key(json("{'source':'socwarden', 'alert_id':'1','summary':'b'}")));
        QVERIFY(key(json("{'source':'socwarden','alert_id':'1'}")) !=
                key(json("{'transactionId':'t','type':'x','id':'1'}")));
        // One event may raise several alerts, so event_id alone is no key (socwarden.md C4).
        QVERIFY(key(json("{'source':'socwarden','event_id':'e','alert_type':'a'}")) !=
                key(json("{'source':'socwarden','event_id':'e','alert_type':'b'}")));
        // Parts do not run into each other.
        QVERIFY(key(json("{'source':'socwarden','event_id':'e','alert_type':'a:1.b'}")) !=
                key(json("{'source':'socwarden','event_id':'e:1.a','alert_type':'b'}")));
    }

    void recognisesALargeBodyByItsFirstMebibyte()
    {
        const QByteArray filler(2 * 1024 * 1024, 'x');
        const QByteArray early =
            json("{'source':'socwarden','alert_id':'1','summary':'s','more':'") + filler + "\"}";
        QCOMPARE(summaryOf(early).format, u"socwarden"_s);
        QCOMPARE(summaryOf(early).title, u"s"_s);
        const QByteArray late = json("{'more':'") + filler + json("','source':'socwarden','alert_id':'1'}");
        QCOMPARE(summaryOf(late).format, u"json"_s);
        QVERIFY(summaryOf(late).idempotencyKey.startsWith("sha256:"));
    }

    void aLargeUtf8TextIsTextWhereverTheLookEnds()
    {
        for (int shift = 0; shift < 3; ++shift) {
            const QByteArray body = QByteArray(shift, 'a') + u"€"_s.repeated(30000).toUtf8();
            QCOMPARE(summaryOf(body).format, u"text"_s);
            QVERIFY(!summaryOf(body).title.contains(QChar(QChar::ReplacementCharacter)));
        }
    }
};

QTEST_GUILESS_MAIN(SummariseTest)
#include "tst_summarise.moc"
