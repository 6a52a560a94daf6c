// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tests/data/listener/<name>.http is what one connection sends before it closes, <name>.expected what becomes
// of it: an array with one object per request. Bytes stand there as Latin-1; members that are left out are
// not compared.

#include "core/listener/requestparser.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::listener;
using namespace Qt::StringLiterals;

namespace {

Limits smallLimits()
{
    Limits limits;
    limits.requestLine = 200;
    limits.headers = 400;
    limits.headerFields = 10;
    limits.body = 50;
    return limits;
}

struct Outcome
{
    domain::HttpMessage message;
    QList<qint64> chunkSizes;
    Refusal refusal;
    bool failed = false;
    bool keepAlive = true;
};

// What a connection does with a parser, the bytes coming in pieces that end at these offsets.
QList<Outcome> run(const QByteArray &bytes, const QList<qsizetype> &ends, const Limits &limits)
{
    QList<Outcome> outcomes;
    RequestParser parser(limits, {});
    QByteArray waiting;
    qsizetype from = 0;
    const auto take = [&](bool failed) {
        const bool keepAlive = parser.keepAlive();
        outcomes.append({parser.takeMessage(), parser.takeChunkSizes(), parser.refusal(), failed, keepAlive});
    };
    for (const qsizetype end : ends) {
        waiting += bytes.sliced(from, end - from);
        from = end;
        while (!waiting.isEmpty()) {
            const qsizetype used = parser.feed(waiting);
            waiting.remove(0, used);
            if (parser.state() == RequestParser::State::Failed) {
                take(true);
                return outcomes;
            }
            if (parser.state() != RequestParser::State::Done)
                break;
            take(false);
            parser.reset();
        }
    }
    if (parser.giveUp(waiting, 0, u"the sender ended it"_s))
        take(true);
    return outcomes;
}

QList<qsizetype> bytewise(qsizetype size)
{
    QList<qsizetype> ends;
    for (qsizetype i = 1; i <= size; ++i)
        ends.append(i);
    return ends;
}

QByteArray readData(const QString &name)
{
    QFile file(u"" TOCSIN_TEST_DATA "/listener/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

QJsonArray fieldArray(const QList<domain::HeaderField> &fields)
{
    QJsonArray array;
    for (const domain::HeaderField &field : fields)
        array.append(QJsonArray{QString::fromLatin1(field.name), QString::fromLatin1(field.value)});
    return array;
}

// The outcome in the words of an .expected file.
QJsonObject describe(const Outcome &outcome)
{
    QJsonArray chunks;
    for (const qint64 size : outcome.chunkSizes)
        chunks.append(size);
    return {{u"state"_s, outcome.failed ? u"failed"_s : u"done"_s},
            {u"status"_s, outcome.refusal.status},
            {u"truncated"_s, outcome.refusal.truncated},
            {u"reason"_s, outcome.refusal.reason},
            {u"method"_s, QString::fromLatin1(outcome.message.method)},
            {u"target"_s, QString::fromLatin1(outcome.message.target)},
            {u"head"_s, QString::fromLatin1(outcome.message.head)},
            {u"headers"_s, fieldArray(outcome.message.headers)},
            {u"body"_s, QString::fromLatin1(outcome.message.body)},
            {u"trailers"_s, fieldArray(outcome.message.trailers)},
            {u"chunks"_s, chunks},
            {u"keepAlive"_s, outcome.keepAlive}};
}

// Empty when the outcome is as expected, else the member that is not.
QString difference(const QJsonObject &expected, const QJsonObject &actual)
{
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        const QJsonValue found = actual.value(it.key());
        const bool same =
            it.key() == "reason"_L1 ? found.toString().contains(it.value().toString()) : found == it.value();
        if (!same) {
            return u"%1: got %2"_s.arg(it.key(),
                                       QString::fromUtf8(QJsonDocument(QJsonArray{found}).toJson()));
        }
    }
    return {};
}

} // namespace

class RequestParserTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatIsOnTheWire_data();
    void readsWhatIsOnTheWire();
    void piecesGiveTheSameAsTheWhole_data() { readsWhatIsOnTheWire_data(); }
    void piecesGiveTheSameAsTheWhole();
    void keepsTheHeadAsItWas_data() { readsWhatIsOnTheWire_data(); }
    void keepsTheHeadAsItWas();
    void asksForTheBodyCapOncePerRequest();
    void saysWhenTheSenderWaitsForContinue();
    void http10NeverWaitsForContinue();
    void anEmptyLineAloneIsNoRequest();
    void keepsABodyOfTenMebibytes();
    void keepsAtMostItsBoundsOfAHeadThatNeverEnds();
};

void RequestParserTest::readsWhatIsOnTheWire_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files =
        QDir(u"" TOCSIN_TEST_DATA "/listener"_s).entryList({u"*.http"_s}, QDir::Files, QDir::Name);
    QVERIFY(files.size() > 60);
    for (const QString &file : files) {
        const QString name = file.chopped(5);
        QTest::newRow(qPrintable(name)) << name;
    }
}

void RequestParserTest::readsWhatIsOnTheWire()
{
    QFETCH(QString, name);
    const QByteArray bytes = readData(name + u".http"_s);
    const QJsonArray expected = QJsonDocument::fromJson(readData(name + u".expected"_s)).array();
    QVERIFY(!expected.isEmpty());

    const QList<Outcome> outcomes = run(bytes, {bytes.size()}, smallLimits());
    QCOMPARE(outcomes.size(), expected.size());
    for (qsizetype i = 0; i < outcomes.size(); ++i) {
        const QString wrong = difference(expected[i].toObject(), describe(outcomes[i]));
        QVERIFY2(wrong.isEmpty(), qPrintable(u"request %1, %2"_s.arg(i + 1).arg(wrong)));
        QCOMPARE(outcomes[i].refusal.reason.isEmpty(), !outcomes[i].failed);
    }
}

void RequestParserTest::piecesGiveTheSameAsTheWhole()
{
    QFETCH(QString, name);
    const QByteArray bytes = readData(name + u".http"_s);
    const QList<Outcome> whole = run(bytes, {bytes.size()}, smallLimits());

    QList<QList<qsizetype>> ways = {bytewise(bytes.size())};
    for (qsizetype i = 1; i < std::min<qsizetype>(bytes.size(), 700); ++i)
        ways.append({i, bytes.size()});
    for (const QList<qsizetype> &ends : std::as_const(ways)) {
        const QList<Outcome> pieces = run(bytes, ends, smallLimits());
        QCOMPARE(pieces.size(), whole.size());
        for (qsizetype i = 0; i < whole.size(); ++i) {
            QCOMPARE(pieces[i].failed, whole[i].failed);
            QCOMPARE(pieces[i].refusal.status, whole[i].refusal.status);
            QCOMPARE(pieces[i].refusal.truncated, whole[i].refusal.truncated);
            if (!whole[i].failed) {
                QVERIFY(pieces[i].message == whole[i].message);
                QCOMPARE(pieces[i].chunkSizes, whole[i].chunkSizes);
                QCOMPARE(pieces[i].keepAlive, whole[i].keepAlive);
            }
        }
    }
}

void RequestParserTest::keepsTheHeadAsItWas()
{
    QFETCH(QString, name);
    const QByteArray bytes = readData(name + u".http"_s);
    qsizetype from = 0;
    const QList<Outcome> outcomes = run(bytes, {bytes.size()}, smallLimits());
    for (const Outcome &outcome : outcomes) {
        while (bytes.sliced(from).startsWith("\r\n"))
            from += 2;
        const QByteArray &head = outcome.message.head;
        if (outcome.failed) {
            // As far as it was read, and never nothing.
            QVERIFY(!head.isEmpty());
            QVERIFY(bytes.sliced(from).contains(head));
            continue;
        }
        const qsizetype at = bytes.indexOf(head, from);
        QVERIFY(at >= from);
        QVERIFY(head.endsWith("\r\n\r\n"));
        QCOMPARE(head.count("\r\n\r\n"), 1);
        QCOMPARE(head, bytes.sliced(at, bytes.indexOf("\r\n\r\n", at) + 4 - at));
        from = at + head.size();
    }
}

void RequestParserTest::asksForTheBodyCapOncePerRequest()
{
    QStringList asked;
    RequestParser parser({}, [&asked](const domain::HttpMessage &message) {
        asked.append(QString::fromLatin1(message.target));
        return message.target == "/small" ? 3 : 100;
    });
    const QByteArray large = "POST /large HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd";
    qsizetype used = 0;
    for (qsizetype end = 1; end <= large.size(); ++end)
        used += parser.feed(QByteArrayView(large).sliced(used, end - used));
    QCOMPARE(parser.state(), RequestParser::State::Done);
    parser.reset();
    parser.feed("POST /small HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd");
    QCOMPARE(parser.state(), RequestParser::State::Failed);
    QCOMPARE(parser.refusal().status, 413);
    QCOMPARE(asked, QStringList({u"/large"_s, u"/small"_s}));
}

void RequestParserTest::saysWhenTheSenderWaitsForContinue()
{
    RequestParser parser({}, {});
    parser.feed("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QCOMPARE(parser.state(), RequestParser::State::Body);
    QVERIFY(parser.expectsContinue());
    parser.feed("o");
    QVERIFY(!parser.expectsContinue());
    parser.feed("k");
    QCOMPARE(parser.state(), RequestParser::State::Done);
}

void RequestParserTest::http10NeverWaitsForContinue()
{
    RequestParser parser({}, {});
    parser.feed("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QCOMPARE(parser.state(), RequestParser::State::Body);
    QVERIFY(!parser.expectsContinue());
}

void RequestParserTest::anEmptyLineAloneIsNoRequest()
{
    RequestParser parser({}, {});
    QCOMPARE(parser.feed("\r\n\r\n"), 4);
    QCOMPARE(parser.state(), RequestParser::State::Head);
    QVERIFY(!parser.giveUp({}, 408, u"too late"_s));
}

void RequestParserTest::keepsABodyOfTenMebibytes()
{
    QByteArray body(10 * 1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < body.size(); ++i)
        body[i] = char(i * 31 + i / 251);
    const QByteArray bytes = "POST / HTTP/1.1\r\nContent-Length: 10485760\r\n\r\n" + body;
    QList<qsizetype> ends;
    for (qsizetype end = 65'521; end < bytes.size(); end += 65'521)
        ends.append(end);
    ends.append(bytes.size());
    const QList<Outcome> outcomes = run(bytes, ends, {});
    QCOMPARE(outcomes.size(), 1);
    QVERIFY(!outcomes[0].failed);
    QVERIFY(outcomes[0].message.body == body);
}

void RequestParserTest::keepsAtMostItsBoundsOfAHeadThatNeverEnds()
{
    const QByteArray bytes = "GET / HTTP/1.1\r\nX: " + QByteArray(100'000, 'v');
    const QList<Outcome> outcomes = run(bytes, {bytes.size()}, smallLimits());
    QCOMPARE(outcomes.size(), 1);
    QCOMPARE(outcomes[0].refusal.status, 431);
    QCOMPARE(outcomes[0].message.head, bytes.first(600));
}

QTEST_GUILESS_MAIN(RequestParserTest)
#include "tst_requestparser.moc"
