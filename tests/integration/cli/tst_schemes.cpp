// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl schemes: what it prints, what it ends with, and what it never prints.

#include "core/signature/crypto.h"
#include "core/signature/scheme.h"
#include "tests/support/clifixture.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

namespace {

// Signed as no built-in scheme does: method, target, time and body in lines.
QByteArray signedRequest(int number)
{
    const QByteArray time = QByteArray::number(1767225600 + number);
    const QByteArray target = "/hooks/a?n=" + QByteArray::number(number);
    const QByteArray body = "{\"n\":" + QByteArray::number(number) + '}';
    const QByteArray text = "POST\n" + target + '\n' + time + '\n' + body;
    const QByteArrayView whole = text;
    const QByteArray digest =
        signature::hmac(signature::Hash::Sha256, test::CliFixture::key, {&whole, 1}).view().toByteArray();
    return "POST " + target + " HTTP/1.1\r\nHost: hooks.example.org\r\nX-Sig: t=" + time +
           ",v1=" + digest.toHex() + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

} // namespace

class CliSchemesTest : public QObject, private test::CliFixture
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void hasHelp();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void listsAtLeast150();
    void theUsersOwnAreListed();
    void aBrokenOneOfTheUsersIsNamed();
    void showsTheFileAndWhatItMeans();
    void checksFilesAndFolders();
    void checksAgainstADelivery();
    void learnsAndWhatItLearnedVerifies();
    void learnsNothingFromAWrongSecret();
    void whatCannotBeReadIsThree();
    void anInterruptEndsTheSearch();

private:
    Outcome run(const QStringList &arguments)
    {
        return CliFixture::run(QStringList{u"schemes"_s} + arguments);
    }
};

void CliSchemesTest::hasHelp()
{
    const Outcome outcome = run({u"--help"_s});
    QCOMPARE(outcome.code, 0);
    for (const char *word : {"list", "show", "check", "learn", "--secret", "--delivery", "--url", "--output"})
        QVERIFY2(outcome.out.contains(word), word);
}

void CliSchemesTest::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const QString &line :
         {u""_s, u"nonsense"_s, u"list extra"_s, u"show"_s, u"show a b"_s, u"check"_s, u"learn"_s,
          u"learn a.http"_s, u"learn --secret a=env:KEY"_s,
          u"learn a.http --secret a=env:KEY --secret b=env:KEY"_s, u"list --secret a=env:KEY"_s,
          u"show stripe --output x"_s, u"check a.json --output x"_s, u"check a.json --secret a=env:KEY"_s,
          u"check a.json --delivery a.http"_s, u"learn a.http --secret a=env:KEY --url nowhere"_s})
        QTest::newRow(qPrintable(u"schemes "_s + line)) << line.split(u' ', Qt::SkipEmptyParts);
}

void CliSchemesTest::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QVERIFY2(outcome.code == 2, outcome.err.constData());
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.startsWith("tocsinctl: "), outcome.err.constData());
}

void CliSchemesTest::listsAtLeast150()
{
    const Outcome plain = run({u"list"_s});
    QCOMPARE(plain.code, 0);
    const QList<QByteArray> lines = plain.out.trimmed().split('\n');
    QVERIFY(lines.size() > 150);
    QCOMPARE(lines.last(), QByteArray::number(lines.size() - 1) + " schemes");

    const Outcome json = run({u"list"_s, u"--json"_s});
    QCOMPARE(json.lastLine(), (QJsonObject{{u"count"_s, lines.size() - 1}}));
    const QList<QByteArray> objects = json.out.trimmed().split('\n');
    QCOMPARE(objects.size(), lines.size());
    bool github = false;
    for (const QByteArray &line : objects.first(objects.size() - 1)) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        for (const QString &member : {u"id"_s, u"name"_s, u"strength"_s, u"evidence"_s, u"algorithm"_s})
            QVERIFY2(!object[member].toString().isEmpty(), line.constData());
        if (object["id"_L1] == u"github"_s) {
            github = true;
            QCOMPARE(object["algorithm"_L1].toString(), u"hmac-sha256"_s);
            QCOMPARE(object["variants"_L1].toArray(), (QJsonArray{u"sha256"_s, u"sha1"_s}));
        }
    }
    QVERIFY(github);
}

void CliSchemesTest::theUsersOwnAreListed()
{
    write(u"data/tocsin/schemes/mine.json"_s,
          R"({"id": "aaa-mine", "name": "\u001b[2JMine", "algorithm": "none"})");
    const Outcome outcome = run({u"list"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains("aaa-mine"));
    QVERIFY(outcome.out.contains("[your own]\n"));
    write(u"data/tocsin/schemes/github.json"_s, R"({"id": "github", "name": "Hub", "algorithm": "none"})");
    QVERIFY(run({u"list"_s}).out.contains("Hub  [your own, in place of the built-in one]\n"));
    QVERIFY(!outcome.out.contains('\x1b'));
    const Outcome shown = run({u"show"_s, u"aaa-mine"_s});
    QCOMPARE(shown.code, 0);
    QVERIFY(shown.out.contains("signs nothing"));
    QVERIFY(!shown.out.contains('\x1b'));
}

void CliSchemesTest::aBrokenOneOfTheUsersIsNamed()
{
    write(u"data/tocsin/schemes/broken.json"_s, "{\n\"id\": 3}");
    const Outcome outcome = run({u"list"_s});
    QCOMPARE(outcome.code, 0); // the others can be used
    QVERIFY2(outcome.err.contains("broken.json is left out: line 2, id"), outcome.err.constData());
    QVERIFY(outcome.out.contains("\nstripe "));
}

void CliSchemesTest::showsTheFileAndWhatItMeans()
{
    const Outcome plain = run({u"show"_s, u"stripe"_s});
    QCOMPARE(plain.code, 0);
    QVERIFY(plain.out.startsWith("Stripe\n"));
    QVERIFY(plain.out.contains("HMAC-SHA256 with the secret as text, of: the timestamp, \".\", the body."));
    const QJsonObject json = run({u"show"_s, u"stripe"_s, u"--json"_s}).json();
    const QByteArray text = json["file"_L1].toString().toUtf8();
    QVERIFY(plain.out.endsWith(text));
    const auto scheme = signature::readScheme(text);
    QVERIFY(scheme && scheme->id == u"stripe");
    QVERIFY(json["summary"_L1].toArray().size() >= 3);
    QCOMPARE(run({u"show"_s, u"none-of-that-name"_s}).code, 1);
}

void CliSchemesTest::checksFilesAndFolders()
{
    const QString good = write(u"f/good.json"_s, R"({"id": "good", "name": "Good", "algorithm": "none"})");
    Outcome outcome = run({u"check"_s, good, u"--json"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.json(), (QJsonObject{{u"file"_s, good}, {u"ok"_s, true}, {u"id"_s, u"good"_s}}));
    QCOMPARE(run({u"check"_s, m_folder->filePath(u"f"_s)}).code, 0);

    const QString bad = write(u"f/bad.json"_s, "{\n\"id\": \"bad\",\n\"nmae\": \"Bad\"}");
    outcome = run({u"check"_s, m_folder->filePath(u"f"_s)});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.out.contains("bad.json: line 3, nmae: is not a member here"), outcome.out.constData());
    QVERIFY(outcome.out.contains("good.json: good"));
    outcome = run({u"check"_s, bad, u"--json"_s});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.json()["ok"_L1].toBool(true), false);
    QVERIFY(outcome.json()["error"_L1].toString().startsWith(u"line 3, nmae"_s));

    write(u"twice/a.json"_s, R"({"id": "same", "name": "A", "algorithm": "none"})");
    write(u"twice/b.json"_s, R"({"id": "same", "name": "B", "algorithm": "none"})");
    QCOMPARE(run({u"check"_s, m_folder->filePath(u"twice"_s)}).code, 1);
    write(u"empty/note.txt"_s, "nothing");
    QCOMPARE(run({u"check"_s, m_folder->filePath(u"empty"_s)}).code, 3);
    QCOMPARE(run({u"check"_s, m_folder->filePath(u"none.json"_s)}).code, 3);
}

void CliSchemesTest::checksAgainstADelivery()
{
    const QString request = write(u"1.http"_s, signedRequest(1));
    const QString learned = m_folder->filePath(u"learned.json"_s);
    QCOMPARE(run({u"learn"_s, request, u"--secret"_s, u"a=env:KEY"_s, u"--output"_s, learned}).code, 0);
    const auto check = [&](const QString &source) {
        return run({u"check"_s, learned, u"--delivery"_s, request, u"--secret"_s, source, u"--json"_s});
    };
    QCOMPARE(check(u"a=env:KEY"_s).code, 0);
    QCOMPARE(check(u"a=env:KEY"_s).lastLine()["verdict"_L1].toString(), u"valid-stale"_s);
    QCOMPARE(check(u"a=env:OTHER_KEY"_s).code, 1);
    QCOMPARE(check(u"a=env:OTHER_KEY"_s).lastLine()["verdict"_L1].toString(), u"mismatch"_s);

    // The URL as it was typed: a URL class would write the host small and the tilde plain.
    const QByteArray url = "https://Hooks.Example.org/in?x=%7e";
    const QByteArrayView signedUrl = url;
    const QByteArray digest = signature::hmac(signature::Hash::Sha256, test::CliFixture::key, {&signedUrl, 1})
                                  .view()
                                  .toByteArray()
                                  .toHex();
    const QString byUrl = write(u"url.json"_s, R"({"id": "url", "name": "URL", "sources": ["me"],
        "evidence": "documented", "strength": "origin", "algorithm": "hmac-sha256", "key": {"form": "utf8"},
        "signature": {"header": "X-Sig", "encoding": "hex-lower"}, "message": [{"kind": "url"}]})");
    const QString sent = write(u"url.http"_s, "GET /in HTTP/1.1\r\nHost: x\r\nX-Sig: " + digest + "\r\n\r\n");
    const Outcome outcome = run({u"check"_s, byUrl, u"--delivery"_s, sent, u"--secret"_s, u"a=env:KEY"_s,
                                 u"--url"_s, QString::fromLatin1(url), u"--json"_s});
    QVERIFY2(outcome.code == 0, outcome.out.constData());
}

void CliSchemesTest::learnsAndWhatItLearnedVerifies()
{
    const QStringList requests = {write(u"1.http"_s, signedRequest(1)), write(u"2.http"_s, signedRequest(2))};
    const QStringList learn =
        QStringList{u"learn"_s} + requests + QStringList{u"--secret"_s, u"main=env:KEY"_s};
    const Outcome plain = run(learn);
    QVERIFY2(plain.code == 0, plain.err.constData());
    QVERIFY2(plain.err.contains("verifies both deliveries"), plain.err.constData());
    const auto scheme = signature::readScheme(plain.out);
    QVERIFY2(scheme.has_value(), plain.out.constData());
    QCOMPARE(scheme->sources, QStringList{u"learned from 2 deliveries"_s});

    const QJsonObject json = run(learn + QStringList{u"--json"_s}).json();
    QCOMPARE(json["found"_L1].toBool(), true);
    QVERIFY(json["tried"_L1].toInteger() > 0);
    QCOMPARE(json["file"_L1].toString().toUtf8(), plain.out);

    // In the user's folder it is a scheme like any other.
    const QString own = m_folder->filePath(u"data/tocsin/schemes/own.json"_s);
    write(u"data/tocsin/schemes/own.json"_s, plain.out);
    QVERIFY(run({u"show"_s, u"learned"_s}).out.contains("the method"));
    const Outcome again = run(learn + QStringList{u"--output"_s, own}); // nothing is overwritten
    QCOMPARE(again.code, 3);
}

void CliSchemesTest::learnsNothingFromAWrongSecret()
{
    const QString request = write(u"1.http"_s, signedRequest(1));
    const Outcome outcome = run({u"learn"_s, request, u"--secret"_s, u"main=env:OTHER_KEY"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains("X-Sig: v1= holds 32 bytes"), outcome.err.constData());
}

void CliSchemesTest::whatCannotBeReadIsThree()
{
    const QString request = write(u"1.http"_s, signedRequest(1));
    const QString text = write(u"text"_s, "no request");
    QCOMPARE(run({u"learn"_s, text, u"--secret"_s, u"a=env:KEY"_s}).code, 3);
    QCOMPARE(run({u"learn"_s, m_folder->filePath(u"none"_s), u"--secret"_s, u"a=env:KEY"_s}).code, 3);
    QCOMPARE(run({u"learn"_s, request, u"--secret"_s, u"a=env:NOT_SET_ANYWHERE"_s}).code, 3);
    QCOMPARE(run({u"learn"_s, request, u"--secret"_s, u"a=plain"_s}).code, 2);
}

// The body is so large that the search takes long.
void CliSchemesTest::anInterruptEndsTheSearch()
{
#ifdef Q_OS_UNIX
    QByteArray large = signedRequest(1);
    large = large.left(large.indexOf("Content-Length")) + "\r\n" + QByteArray(8'000'000, 'x');
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(TOCSINCTL),
                  {u"schemes"_s, u"learn"_s, write(u"large.http"_s, large), u"--secret"_s, u"a=env:KEY"_s});
    process.setReadChannel(QProcess::StandardError);
    while (!process.canReadLine() && process.waitForReadyRead(20'000)) {
    }
    QVERIFY(process.readLine().contains("digests tried, of at most"));
    process.terminate();
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 3);
    QVERIFY(process.readAllStandardError().contains("was ended after"));
#else
    QSKIP("needs signals");
#endif
}

QTEST_GUILESS_MAIN(CliSchemesTest)
#include "tst_schemes.moc"
