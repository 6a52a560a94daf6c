// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl explain and code, the real program.

#include "tests/support/clifixture.h"

#include <QMessageAuthenticationCode>

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class ExplainTest : public QObject, private test::CliFixture
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void explains();
    void signedUrlIsTakenAsTyped();
    void explainCannot();
    void writesVerificationCode();
};

// As Socwarden signs it: the body, then written anew with blanks by something on the way.
void ExplainTest::explains()
{
    const QByteArray now = "1767225600";
    const QByteArray sent = R"({"id":31000000007,"name":"zo\u00eb","ok":true})";
    const QByteArray arrived = R"({"id": 31000000007, "name": "zo\u00eb", "ok": true})";
    const auto request = [&](const QByteArray &body, const QByteArray &with) {
        const QByteArray digest =
            QMessageAuthenticationCode::hash(now + '.' + sent, with, QCryptographicHash::Sha256).toHex();
        return "POST /hooks/a HTTP/1.1\r\nHost: x\r\nX-Timestamp: " + now + "\r\nX-Signature-256: " + digest +
               "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    };
    const auto explain = [&](const QByteArray &bytes, const QStringList &more) {
        return run(QStringList{u"explain"_s, u"-"_s, u"--now"_s, u"1767225601"_s} + more, bytes);
    };
    const QStringList main{u"--scheme"_s, u"socwarden"_s, u"--secret"_s, u"main=env:KEY"_s};
    const Outcome good = explain(request(sent, key), main + QStringList{u"--json"_s});
    QCOMPARE(good.code, 0);
    QCOMPARE(good.json().value(u"verdict"_s), u"valid"_s);
    QCOMPARE(good.json().value(u"causes"_s), QJsonArray());

    const Outcome anew = explain(request(arrived, key), main + QStringList{u"--json"_s});
    QCOMPARE(anew.code, 1);
    QCOMPARE(anew.out.count('\n'), 1);
    QCOMPARE(anew.json().value(u"verdict"_s), u"mismatch"_s);
    QCOMPARE(anew.json().value(u"scheme"_s), u"socwarden"_s);
    const QJsonObject cause = anew.json()[u"causes"_s][0].toObject();
    QCOMPARE(cause.value(u"id"_s), u"A2"_s);
    QCOMPARE(cause.value(u"certainty"_s), u"proved"_s);
    QCOMPARE(cause.value(u"party"_s), u"sender"_s); // no header names a hop that could have done it
    QCOMPARE(cause.value(u"secret"_s), u"main"_s);
    QCOMPARE(cause.value(u"offset"_s), 6);
    QVERIFY(!cause.value(u"change"_s).toString().isEmpty());
    QVERIFY(anew.json().value(u"tried"_s).toInt() > 0);
    const Outcome words = explain(request(arrived, key).replace("Host: x", "Host: x\r\nVia: 1.1 hop"), main);
    QCOMPARE(words.code, 1);
    QVERIFY(words.out.contains("proved   A2 on the way: "));

    // A capture that is cut off is a finding.
    const Outcome cut = explain(request(sent, key).chopped(5), main + QStringList{u"--json"_s});
    QCOMPARE(cut.code, 1);
    QCOMPARE(cut.json()[u"causes"_s][0][u"id"_s], u"A29"_s);
    // So is one that goes on behind its Content-Length.
    const Outcome goesOn =
        explain(request(sent, key).replace("Content-Length: ", "Content-Length: 2\r\nX-Was: "),
                main + QStringList{u"--json"_s});
    QCOMPARE(goesOn.json()[u"causes"_s][0][u"id"_s], u"A29"_s);
    QCOMPARE(goesOn.json()[u"causes"_s][0][u"certainty"_s], u"proved"_s);
    const Outcome without = explain(request(sent, key), {u"--scheme"_s, u"socwarden"_s, u"--json"_s});
    QCOMPARE(without.json().value(u"verdict"_s), u"no-secret"_s);
    QVERIFY(without.json()[u"capture_next"_s][0].toString().startsWith(u"the secret"_s));

    // Signed with the secret of something else; without it there is no proof, but more than one sign.
    const QStringList other{u"--other"_s, u"staging=env:KEY"_s, u"--secret"_s, u"main=env:OTHER_KEY"_s};
    const QJsonObject wrong = explain(request(sent, key), other + QStringList{u"--json"_s}).json();
    QCOMPARE(wrong[u"causes"_s][0][u"id"_s], u"B1"_s);
    QCOMPARE(wrong[u"causes"_s][0][u"secret"_s], u"staging"_s);
    const Outcome unknown = explain(request(sent, key).replace("Host: x", "Host: x\r\nVia: 1.1 hop"),
                                    {u"--secret"_s, u"main=env:OTHER_KEY"_s, u"--json"_s});
    QCOMPARE(unknown.code, 1);
    QVERIFY(unknown.json().value(u"causes"_s).toArray().size() > 1);
    QVERIFY(unknown.json()[u"causes"_s][0][u"certainty"_s] != u"proved"_s);
    QVERIFY(!unknown.json().value(u"capture_next"_s).toArray().isEmpty());
}

// A sender signs the bytes that were registered: capitals in the host and a tilde that is escaped in lower
// case are what a URL class would put right.
void ExplainTest::signedUrlIsTakenAsTyped()
{
    const QByteArray url = "HTTPS://Hooks.Example.ORG:443/in/../a?x=%7e";
    const QByteArray body = R"({"a":1})";
    const auto request = [&](const QByteArray &signedUrl) {
        const QByteArray digest =
            QMessageAuthenticationCode::hash(signedUrl + body, key, QCryptographicHash::Sha256).toBase64();
        return "POST /a HTTP/1.1\r\nHost: x\r\nX-Square-HmacSha256-Signature: " + digest +
               "\r\nContent-Length: 7\r\n\r\n" + body;
    };
    const QStringList given{u"--url"_s, QString::fromLatin1(url) + u"#part"_s, u"--secret"_s,
                            u"main=env:KEY"_s};
    const QStringList how = QStringList{u"-"_s, u"--scheme"_s, u"square"_s, u"--json"_s} + given;
    for (const QString &command : {u"verify"_s, u"explain"_s}) {
        QCOMPARE(run(QStringList{command} + how, request(url)).json().value(u"verdict"_s), u"valid"_s);
        QCOMPARE(run(QStringList{command} + how, request(url.toLower())).json().value(u"verdict"_s),
                 u"mismatch"_s);
    }
}

void ExplainTest::explainCannot()
{
    QCOMPARE(run({u"explain"_s, u"-"_s}, "POST / HTTP/1.1\r\nHost").code, 3);
    QCOMPARE(run({u"explain"_s, file(u"none"_s)}).code, 3);
    QCOMPARE(
        run({u"explain"_s, u"-"_s, u"--secret"_s, u"a=env:NOT_SET_HERE"_s}, "POST / HTTP/1.1\r\n\r\n").code,
        3);
    for (const QString &option : {u"--secret"_s, u"--other"_s})
        QCOMPARE(run({u"explain"_s, u"-"_s, option, u"novalue"_s}, "POST / HTTP/1.1\r\n\r\n").code, 2);
    const Outcome plain = run({u"explain"_s, u"-"_s, u"--json"_s}, "POST / HTTP/1.1\r\n\r\n");
    QCOMPARE(plain.code, 1);
    QVERIFY(plain.json().value(u"scheme"_s).isNull());
}

void ExplainTest::writesVerificationCode()
{
    const Outcome printed = run({u"code"_s, u"--scheme"_s, u"stripe"_s, u"--language"_s, u"node"_s});
    QCOMPARE(printed.code, 0);
    QVERIFY2(printed.out.contains("'Stripe-Signature'") && printed.out.endsWith("main();\n"), printed.out);

    const QString path = file(u"verify.js"_s);
    const Outcome written =
        run({u"code"_s, u"--scheme"_s, u"stripe"_s, u"--language"_s, u"node"_s, u"--output"_s, path});
    QCOMPARE(written.code, 0);
    QCOMPARE(written.out, QByteArray());
    QFile code(path);
    QVERIFY(code.open(QIODevice::ReadOnly));
    QCOMPARE(code.readAll(), printed.out);

    const QByteArray scheme = R"({"id": "mine", "name": "Mine", "sources": ["me"], "evidence": "documented",
        "strength": "signed", "algorithm": "hmac-sha256", "key": {"form": "utf8"},
        "signature": {"header": "X-Mine", "encoding": "hex-lower"}, "message": [{"kind": "body"}]})";
    QFile own(file(u"mine.json"_s));
    QVERIFY(own.open(QIODevice::WriteOnly) && own.write(scheme) > 0);
    own.close();
    const Outcome mine = run({u"code"_s, own.fileName(), u"--language"_s, u"python"_s});
    QVERIFY2(mine.code == 0, mine.err);
    QVERIFY(mine.out.contains("b'X-Mine'"));

    const Outcome refused = run({u"code"_s, u"--scheme"_s, u"plaid"_s, u"--language"_s, u"shell"_s});
    QCOMPARE(refused.code, 1);
    QVERIFY(refused.err.contains("JSON"));
}

QTEST_GUILESS_MAIN(ExplainTest)
#include "tst_explain.moc"
