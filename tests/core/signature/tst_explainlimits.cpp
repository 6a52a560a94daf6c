// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/layouts.h"
#include "core/signature/crypto.h"
#include "core/signature/explain/explain.h"
#include "tests/support/explaincase.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

// A delivery of GitHub's with that body, whose signature is that of another.
domain::HttpMessage delivery(const QByteArray &body, const QByteArray &wasSigned, const QByteArray &key)
{
    const QByteArrayView whole = wasSigned;
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/github";
    message.headers = {{"Content-Type", "application/json"},
                       {"X-GitHub-Event", "push"},
                       {"X-Hub-Signature-256",
                        "sha256=" + hmac(Hash::Sha256, key, {&whole, 1}).view().toByteArray().toHex()}};
    message.body = body;
    return message;
}

ExplainRequest requestOf(const domain::HttpMessage &message)
{
    const Catalogue &known = test::builtInSchemes();
    return {message, known.all(), known.find(u"github"_s)};
}

} // namespace

// How long a search goes on, and what it says when it did not see everything.
class ExplainLimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void stopsWhenItIsTold();
    void aMebibyteWithTenSecretsIsProved_data();
    void aMebibyteWithTenSecretsIsProved();
    void saysThatFormsWereLeftOut();
    void readsBeyondTheAnnouncedLength();
    void asksForTheSecretThatIsMissing();
};

void ExplainLimitsTest::stopsWhenItIsTold()
{
    const test::Situation situation(test::explainCase(u"a1-express-json-socwarden.json"_s),
                                    test::builtInSchemes());
    std::stop_source stop;
    stop.request_stop();
    ExplainControl control;
    control.stop = stop.get_token();
    const Explanation found = explain(situation.request(), control);
    QVERIFY(!found.isProved());
    QVERIFY(!found.isComplete);
}

void ExplainLimitsTest::aMebibyteWithTenSecretsIsProved_data()
{
    QTest::addColumn<QByteArray>("layout"); // that was signed
    QTest::addColumn<QByteArray>("cause");
    QTest::addColumn<bool>("elsewhere"); // by a secret that is stored for something else
    QTest::newRow("A1, signed with blanks") << QByteArray("spaced") << QByteArray("A1") << false;
    QTest::newRow("A1, signed in lines") << QByteArray("indent-tab") << QByteArray("A1") << false;
    QTest::newRow("A1, by another secret") << QByteArray("spaced") << QByteArray("A1") << true;
    QTest::newRow("A10, signed with escapes") << QByteArray("ascii") << QByteArray("A10") << false;
    QTest::newRow("A10, as Jackson writes") << QByteArray("jackson-ascii") << QByteArray("A10") << false;
    QTest::newRow("A6, signed in order") << QByteArray("jcs") << QByteArray("A6") << false;
}

// The budget that ends a search must not end this one: nothing is more frequent.
void ExplainLimitsTest::aMebibyteWithTenSecretsIsProved()
{
    QFETCH(QByteArray, layout);
    QFETCH(bool, elsewhere);
    QByteArray body = R"({"event":"x","items":[)";
    for (int number = 0; body.size() < 1024 * 1024; ++number)
        body += R"({"id":)" + QByteArray::number(number) + R"(,"path":"/a","name":"Zürich","n":null},)";
    body.back() = ']';
    body += R"(,"data":{"k":"v"}})";
    const QByteArray own = "own-secret-0000000000000001";
    const QByteArray other = "other-secret-5";
    const auto wasSigned = json::reformat(body, *json::layout(layout), 16 * 1024 * 1024);
    QVERIFY(wasSigned);
    const domain::HttpMessage message = delivery(body, *wasSigned, elsewhere ? other : own);
    ExplainRequest request = requestOf(message);
    request.secrets = {{u"first"_s, Secret::copyOf("own-secret-2222222222"), {}, false},
                       {u"own"_s, Secret::copyOf(own), {}, false}};
    for (int i = 0; i < 8; ++i)
        request.others += NamedSecret{
            u"other %1"_s.arg(i), Secret::copyOf("other-secret-" + QByteArray::number(i)), {}, false};
    const Explanation found = explain(request);
    QVERIFY2(found.isProved(), qPrintable(u"tried %1"_s.arg(found.tried)));
    QTEST(found.causes.first().id, "cause");
    QCOMPARE(found.causes.first().with, elsewhere ? "B1" : "");
    QCOMPARE(found.causes.first().secretLabel, elsewhere ? u"other 5"_s : u"own"_s);
}

// More members than are looked at: what was signed may have been one of the rest.
void ExplainLimitsTest::saysThatFormsWereLeftOut()
{
    QByteArray body = "{";
    for (int i = 0; i < 200; ++i)
        body += "\"m" + QByteArray::number(i) + "\":{\"n\":" + QByteArray::number(i) + "},";
    body.back() = '}';
    const domain::HttpMessage many = delivery(body, "{\"n\":180}", "the key");
    ExplainRequest request = requestOf(many);
    request.secrets = {{u"own"_s, Secret::copyOf("the key"), {}, false}};
    const Explanation found = explain(request);
    QVERIFY(!found.isProved());
    QVERIFY(!found.isComplete);
    QVERIFY(found.leftOutForms);
    const domain::HttpMessage few = delivery("{\"n\":1}", "something else", "the key");
    ExplainRequest small = requestOf(few);
    small.secrets = request.secrets;
    const Explanation whole = explain(small);
    QVERIFY(!whole.isProved());
    QVERIFY(whole.isComplete);
    QVERIFY(!whole.leftOutForms);
}

// A Content-Length that is too small cuts off what was signed; one that a hop left too large of a longer body
// does not.
void ExplainLimitsTest::readsBeyondTheAnnouncedLength()
{
    domain::HttpMessage message = delivery("{\"i", "{\"id\":1}", "the key");
    message.headers += domain::HeaderField{"Content-Length", "3"};
    ExplainRequest request = requestOf(message);
    request.secrets = {{u"own"_s, Secret::copyOf("the key"), {}, false}};
    QVERIFY(!explain(request).isProved());
    request.beyond = "d\":1}";
    const Explanation found = explain(request);
    QVERIFY(found.isProved());
    QCOMPARE(found.causes.first().id, "A29");
    QCOMPARE(found.causes.first().offset, 3);
    domain::HttpMessage longer = delivery("{\"id\":1}{\"id\":2}", "{\"id\":1}", "the key");
    longer.headers += domain::HeaderField{"Content-Length", "8"};
    ExplainRequest second = requestOf(longer);
    second.secrets = request.secrets;
    QCOMPARE(explain(second).causes.value(0).id, "A29");
    QVERIFY(explain(second).isProved());
}

void ExplainLimitsTest::asksForTheSecretThatIsMissing()
{
    const domain::HttpMessage message = delivery("{\"id\":9007199254740992,\"n\":null}", "x", "the key");
    const Explanation found = explain(requestOf(message));
    QCOMPARE(found.verification.verdict, domain::Verdict::NoSecret);
    QVERIFY2(found.verification.reason.contains(u"secret"), qPrintable(found.verification.reason));
    QVERIFY(found.captureNext.value(0).startsWith(u"the secret"));
    QVERIFY2(found.causes.isEmpty(), "nothing has failed that these could be a reason of");
}

QTEST_GUILESS_MAIN(ExplainLimitsTest)
#include "tst_explainlimits.moc"
