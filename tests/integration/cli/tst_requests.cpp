// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl diff and evidence, the real program.

#include "core/signature/catalogue.h"
#include "core/signature/verify.h"
#include "core/storage/deliverystore.h"
#include "tests/support/clifixture.h"
#include "tests/support/sampledelivery.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

namespace {

QByteArray post(const QByteArray &fields, const QByteArray &body)
{
    return "POST /hooks/a HTTP/1.1\r\nHost: x\r\n" + fields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

// Signed at the sample time, then changed on the way.
domain::NewDelivery signedDelivery(const signature::Scheme &scheme, const QByteArray &sent,
                                   const QByteArray &arrived)
{
    domain::NewDelivery delivery = test::sampleDelivery(sent);
    domain::HttpMessage &message = delivery.capture.message;
    const auto fields = signature::sign(
        scheme, message, {u"main"_s, Secret::copyOf(test::CliFixture::key), {}, false}, test::sampleTime);
    for (const domain::HeaderField &field : fields.value())
        message.head.insert(message.head.size() - 2, field.name + ": " + field.value + "\r\n");
    domain::readHead(message);
    message.body = arrived;
    delivery.signature = {domain::Verdict::Mismatch, scheme.id, {}, {}};
    return delivery;
}

} // namespace

class RequestsTest : public QObject, private test::CliFixture
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void whatCannotBeIsThree_data();
    void whatCannotBeIsThree();
    void diffOfFiles();
    void diffOfDeliveries();
    void diffWithWhatWasSigned();
    void diffNeutralisesHostileText();
    void evidenceOfADelivery();
    void evidenceOfAFile();
    void evidenceAsAnArchive();
    void evidenceOverwritesNothing();
    void rawKeepsTheBytes();

private:
    void fillStore();
};

// 1: as sent; 2: with a blank that a relay put in.
void RequestsTest::fillStore()
{
    const auto catalogue = signature::Catalogue::load();
    const signature::Scheme *scheme = catalogue.value().find(u"socwarden");
    auto store = storage::DeliveryStore::open(m_store);
    QVERIFY(store);
    QVERIFY((*store)->append(QList<domain::NewDelivery>{signedDelivery(*scheme, "{\"a\":1}", "{\"a\":1}"),
                                                        signedDelivery(*scheme, "{\"a\":1}", "{\"a\": 1}")}));
}

void RequestsTest::wrongUsageIsTwo_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"diff", "diff a", "diff a b c", "diff - -", "diff a b --signed",
                             "diff a b --nonsense", "diff a b --scheme none", "evidence", "evidence a",
                             "evidence --output x", "evidence a b --output x", "evidence --id x --output x",
                             "evidence --id 0 --output x", "evidence a --id 1 --output x",
                             "evidence - --output x --now soon", "evidence - --output x --scheme none"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void RequestsTest::wrongUsageIsTwo()
{
    QFETCH(QString, line);
    const Outcome outcome = run(line.split(u' '), post({}, "x"));
    QVERIFY2(outcome.code == 2, outcome.err.constData());
    QVERIFY(outcome.out.isEmpty() && outcome.err.startsWith("tocsinctl: "));
}

void RequestsTest::whatCannotBeIsThree_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"diff %1/none %1/good", "diff %1/good %1/none", "diff %1/text %1/good",
                             "diff 1 2 --store %1/none.db", "diff 1 99 --store %1/deliveries.db",
                             "diff %1/good --signed --secret a=env:KEY", "evidence %1/none --output %1/x",
                             "evidence --id 99 --store %1/deliveries.db --output %1/x",
                             "evidence %1/good --output %1/no/such/folder",
                             "evidence %1/good --output %1/x --secret a=env:NOT_SET_ANYWHERE"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void RequestsTest::whatCannotBeIsThree()
{
    QFETCH(QString, line);
    fillStore();
    write(u"good"_s, post({}, "x"));
    write(u"text"_s, "no request");
    const Outcome outcome = run(line.replace(u"%1"_s, m_folder->path()).split(u' '));
    QVERIFY2(outcome.code == 3, (outcome.out + outcome.err).constData());
    QVERIFY(!QFileInfo::exists(file(u"x"_s)));
}

void RequestsTest::diffOfFiles()
{
    const QString a = write(u"a"_s, post("X-A: 1\r\n", R"({"n":1.0,"s":"\u00e9"})"));
    const QString b = write(u"b"_s, post("x-a: 1\r\n", "{\"s\":\"\xc3\xa9\",\"n\":1}"));
    const Outcome same = run({u"diff"_s, a, a});
    QCOMPARE(same.code, 0);
    QVERIFY(same.out.contains("json      same"));
    const Outcome text = run({u"diff"_s, a, b});
    QCOMPARE(text.code, 1);
    for (const char *word : {"key order", "number spelling", "escape", "case of the name", "first at byte"})
        QVERIFY2(text.out.contains(word), text.out);
    const QJsonObject json = run({u"diff"_s, a, b, u"--json"_s}).json();
    QCOMPARE(json[u"same"_s], false);
    QCOMPARE(json[u"json"_s][u"counts"_s][u"escape"_s], 1);
    QCOMPARE(json[u"json"_s][u"differences"_s][0][u"kind"_s], u"key-order"_s);
    QCOMPARE(json[u"headers"_s][u"counts"_s][u"name-case"_s], 1);
    QCOMPARE(json[u"body"_s][u"common_prefix"_s], 2);
    const Outcome piped = run({u"diff"_s, u"-"_s, a, u"--json"_s}, post("X-A: 1\r\n", "not JSON"));
    QCOMPARE(piped.code, 1);
    QVERIFY(piped.json()[u"json"_s][u"cannot"_s].toString().contains(u"not JSON"_s));
}

void RequestsTest::diffOfDeliveries()
{
    fillStore();
    QCOMPARE(run({u"diff"_s, u"1"_s, u"1"_s, u"--store"_s, m_store}).code, 0);
    const Outcome outcome = run({u"diff"_s, u"1"_s, u"2"_s, u"--store"_s, m_store, u"--json"_s});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.json()[u"headers"_s][u"same"_s], true);
    QCOMPARE(outcome.json()[u"json"_s][u"counts"_s][u"white-space"_s], 1);
}

void RequestsTest::diffWithWhatWasSigned()
{
    fillStore();
    const QStringList common = {u"--signed"_s, u"--store"_s,      m_store,
                                u"--secret"_s, u"main=env:KEY"_s, u"--json"_s};
    QCOMPARE(run(QStringList{u"diff"_s, u"1"_s} + common).code, 0); // it verifies as it is
    const Outcome outcome = run(QStringList{u"diff"_s, u"2"_s} + common);
    QVERIFY2(outcome.code == 1, outcome.err);
    QCOMPARE(outcome.json()[u"body"_s][u"left_bytes"_s], 8);
    QCOMPARE(outcome.json()[u"body"_s][u"right_bytes"_s], 7);
    QCOMPARE(outcome.json()[u"json"_s][u"counts"_s][u"white-space"_s], 1);
}

void RequestsTest::diffNeutralisesHostileText()
{
    const QString a = write(u"a"_s, post("X: \xe2\x80\xae\r\n", R"({"\u001b[31m":"\u001b]0;x\u0007"})"));
    const QString b = write(u"b"_s, post("X: 1\r\n", "{}"));
    const Outcome outcome = run({u"diff"_s, a, b});
    QCOMPARE(outcome.code, 1);
    QVERIFY(!outcome.out.contains('\x1b') && !outcome.out.contains("\xe2\x80\xae"));
    QVERIFY(!run({u"diff"_s, a, b, u"--json"_s}).out.contains('\x1b'));
}

void RequestsTest::evidenceOfADelivery()
{
    fillStore();
    const Outcome outcome = run({u"evidence"_s, u"--id"_s, u"2"_s, u"--store"_s, m_store, u"--secret"_s,
                                 u"main=env:KEY"_s, u"--output"_s, file(u"pack"_s), u"--json"_s});
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.json()[u"verdict"_s], u"mismatch"_s);
    QVERIFY(read(u"pack/NOTE.md"_s).contains("Proved by computing it"));
    QCOMPARE(read(u"pack/body.bin"_s), "{\"a\": 1}");
    QCOMPARE(read(u"pack/body-signed.bin"_s), "{\"a\":1}");
    const QJsonObject clock = QJsonDocument::fromJson(read(u"pack/clock.json"_s)).object();
    QCOMPARE(clock[u"age_s"_s], 0); // as of its arrival
    QVERIFY(read(u"pack/attempts.json"_s).contains("\"delivery\": 2"));
}

void RequestsTest::evidenceOfAFile()
{
    const QString request = write(u"a"_s, post("Authorization: Bearer hidden\r\nX: " + key + "\r\n", "x"));
    const Outcome outcome =
        run({u"evidence"_s, request, u"--secret"_s, u"main=env:KEY"_s, u"--output"_s, file(u"pack"_s)});
    QVERIFY2(outcome.code == 0, outcome.err);
    QVERIFY(outcome.out.contains("redacted  header Authorization"));
    const QStringList names = QDir(file(u"pack"_s)).entryList(QDir::Files);
    QVERIFY(names.size() >= 9);
    for (const QString &name : names) {
        const QByteArray bytes = read(u"pack/"_s + name);
        QVERIFY2(!bytes.contains("hidden") && !bytes.contains(key), qPrintable(name));
    }
}

void RequestsTest::evidenceAsAnArchive()
{
    const QString request = write(u"a"_s, post({}, "x"));
    const Outcome outcome = run({u"evidence"_s, request, u"--output"_s, file(u"pack.zip"_s)});
    if (outcome.code == 2 && outcome.err.contains("libzip"))
        QSKIP("built without libzip");
    QVERIFY2(outcome.code == 0, outcome.err);
    QVERIFY(read(u"pack.zip"_s).startsWith("PK\x03\x04"));
}

void RequestsTest::evidenceOverwritesNothing()
{
    const QString request = write(u"a"_s, post({}, "x"));
    QVERIFY(QDir().mkdir(file(u"pack"_s)));
    write(u"pack.zip"_s, "mine");
    for (const QString &name : {u"pack"_s, u"pack.zip"_s, u"a"_s}) {
        const Outcome outcome = run({u"evidence"_s, request, u"--output"_s, file(name)});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("exists already"), outcome.err);
    }
    QVERIFY(QDir(file(u"pack"_s)).isEmpty());
    QCOMPARE(read(u"pack.zip"_s), "mine");
}

void RequestsTest::rawKeepsTheBytes()
{
    const QByteArray bytes = post("Authorization: Bearer hidden\r\n", "x");
    const Outcome outcome = run({u"evidence"_s, u"-"_s, u"--output"_s, file(u"pack"_s), u"--raw"_s}, bytes);
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(read(u"pack/request.http"_s), bytes);
    QVERIFY(outcome.out.contains("secrets in the request are still there"));
}

QTEST_GUILESS_MAIN(RequestsTest)
#include "tst_requests.moc"
