// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "core/signature/crypto.h"
#include "core/signature/learn.h"
#include "core/signature/schemewriter.h"
#include "tests/support/signaturevectors.h"

#include <QtTest>

#include <QCryptographicHash>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

const std::atomic<bool> goOn = false;

// What one sender signed with one secret in one way.
struct Lesson
{
    QString name;
    LearnRequest request;
    std::vector<Micros> times;
};

// Whether the learner looks for such constructions: up to four values in a row, and nothing that only the
// sender's documents could tell.
bool isLearnable(const Recipe &recipe)
{
    const Family family = familyOf(recipe.algorithm);
    if ((family != Family::Hmac && family != Family::Digest) || recipe.each)
        return false;
    int values = 0;
    for (const PartSpec &part : recipe.message) {
        values += part.kind == PartSpec::Kind::Literal ? 0 : 1;
        if (part.kind == PartSpec::Kind::SignedHeaders || part.kind == PartSpec::Kind::Parameter ||
            part.optional)
            return false;
    }
    return values <= 4;
}

// The good vectors of all HMACs and plain digests.
std::vector<Lesson> lessons(const Catalogue &catalogue)
{
    std::map<QString, Lesson> lessons;
    const auto files = test::vectorFiles();
    for (auto file = files.begin(); file != files.end(); ++file) {
        const Scheme &scheme = *catalogue.find(file.key());
        for (const QJsonValue &value : file.value()["vectors"_L1].toArray()) {
            const QJsonObject vector = value.toObject();
            if (vector["kind"_L1].toString() != u"good" || vector["verdict"_L1].toString() != u"valid")
                continue;
            const auto message = test::messageOf(vector["request"_L1].toObject());
            const auto circumstances = test::circumstancesOf(vector);
            const Micros now = test::nowOf(file.value(), vector);
            for (const NamedSecret &secret : test::secretsOf(vector["secrets"_L1])) {
                const auto found = verify(scheme, message, {&secret, 1}, now, circumstances);
                if (found.verdict != domain::Verdict::Valid || !isLearnable(scheme.recipe(found.variant)))
                    continue;
                const QByteArray key =
                    QCryptographicHash::hash(secret.value.reveal(), QCryptographicHash::Md5);
                Lesson &lesson =
                    lessons[scheme.id + u' ' + found.variant + u' ' + QString::fromLatin1(key.toHex())];
                lesson.name = scheme.id + u' ' + found.variant;
                lesson.request.secret = secret.value;
                lesson.request.deliveries.push_back(message);
                lesson.request.circumstances.push_back(circumstances);
                lesson.times.push_back(now);
                break;
            }
        }
    }
    std::vector<Lesson> all;
    for (auto &[key, lesson] : lessons)
        all.push_back(std::move(lesson));
    return all;
}

domain::HttpMessage delivery(const QByteArray &target, const QByteArray &time, const QByteArray &body)
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = target;
    message.body = body;
    message.headers = {{"Host", "hooks.example.org"},        {"User-Agent", "curl/8.0"},
                       {"Content-Type", "application/json"}, {"X-Event-Id", "evt_" + time},
                       {"X-Event-Type", "alert.created"},    {"Accept", "*/*"}};
    return message;
}

QByteArray hmac256(const QByteArray &key, const QByteArray &text)
{
    const QByteArrayView whole = text;
    return hmac(Hash::Sha256, key, {&whole, 1}).view().toByteArray();
}

// method, target, time and body in lines; X-Sig: t=...,v1=...
LearnRequest fourParts(int deliveries)
{
    LearnRequest request;
    request.secret = Secret(QByteArray("four parts and a secret"));
    for (int i = 0; i < deliveries; ++i) {
        const QByteArray time = QByteArray::number(1767225600 + i * 17);
        auto message =
            delivery("/hooks/a?n=" + QByteArray::number(i), time, "{\"n\":" + QByteArray::number(i) + "}");
        const QByteArray text = message.method + '\n' + message.target + '\n' + time + '\n' + message.body;
        message.headers.append(
            {"X-Sig", "t=" + time + ",v1=" + hmac256("four parts and a secret", text).toHex()});
        request.deliveries.push_back(message);
    }
    return request;
}

} // namespace

class LearnTest : public QObject
{
    Q_OBJECT

private slots:
    void learnsWhatBuiltInSchemesSign();
    void learnsFourParts();
    void laterDeliveriesDecide();
    void learnsAPlainDigest();
    void learnsATokenThatTravels();
    void proposesNothingForAWrongSecret();
    void saysWhatTheShapesRuleOut();
    void endsWhenItIsCancelled();
    void tellsItsProgress();
    void keepsToItsLimits();
    void hostileDeliveriesStayBounded_data();
    void hostileDeliveriesStayBounded();
    void refusesWhatIsNoRequest();
};

void LearnTest::learnsWhatBuiltInSchemesSign()
{
    const auto catalogue = Catalogue::load();
    QVERIFY(catalogue);
    auto all = lessons(*catalogue);
    QStringList missed;
    quint64 most = 0;
    for (Lesson &lesson : all) {
        lesson.request.mostTries = 600'000; // of those that are learned none needs more
        const auto learned = learn(lesson.request, goOn);
        QVERIFY(learned);
        if (!learned->scheme) {
            missed.append(lesson.name);
            continue;
        }
        most = std::max(most, learned->tried);
        const auto read = readScheme(writeScheme(*learned->scheme));
        QVERIFY(read && *read == *learned->scheme);
        QVERIFY(learned->why.contains(u"verifies"_s));
        const NamedSecret secret{u"s"_s, lesson.request.secret, {}, false};
        for (size_t i = 0; i < lesson.request.deliveries.size(); ++i) {
            const auto found = verify(*read, lesson.request.deliveries[i], {&secret, 1}, lesson.times[i],
                                      lesson.request.circumstances[i]);
            const bool genuine =
                found.verdict == domain::Verdict::Valid || found.verdict == domain::Verdict::ValidStale;
            QVERIFY2(genuine, qPrintable(lesson.name + u": "_s + found.reason));
        }
    }
    const size_t found = all.size() - size_t(missed.size());
    qInfo().noquote() << found << "of" << all.size() << "learned, after at most" << most
                      << "digests; not:" << missed.join(u", "_s);
    QVERIFY(found >= 189);
}

void LearnTest::learnsFourParts()
{
    const auto learned = learn(fourParts(2), goOn);
    QVERIFY(learned && learned->scheme);
    const Recipe &recipe = learned->scheme->recipe();
    QCOMPARE(recipe.algorithm, Algorithm::HmacSha256);
    QCOMPARE(recipe.signature.key, "v1");
    QCOMPARE(recipe.timestamp.field.key, "t");
    QCOMPARE(recipe.timestamp.windowSeconds, 300);
    QList<PartSpec::Kind> kinds;
    for (const PartSpec &part : recipe.message) {
        if (part.kind != PartSpec::Kind::Literal)
            kinds.append(part.kind);
        else
            QCOMPARE(part.text, "\n");
    }
    QCOMPARE(kinds, (QList{PartSpec::Kind::Method, PartSpec::Kind::Target, PartSpec::Kind::Timestamp,
                           PartSpec::Kind::Body}));
    QCOMPARE(learned->scheme->id, u"learned"_s);
    QCOMPARE(learned->scheme->sources, QStringList{u"learned from 2 deliveries"_s});
    QCOMPARE(learned->scheme->evidence, Scheme::Evidence::Confirmed);
    QCOMPARE(learned->scheme->strength, Scheme::Strength::Signed);
}

// In the first one the path and the target are the same, and so are the body and its compact form.
void LearnTest::laterDeliveriesDecide()
{
    LearnRequest request;
    request.secret = Secret(QByteArray("a secret of ours"));
    for (const QByteArray &query : {QByteArray(), QByteArray("?n=2")}) {
        auto message = delivery("/hooks" + query, "1767225600", "{\"a\":1}");
        const QByteArray text = "/hooks|" + message.body;
        message.headers.append({"X-Sig", hmac256("a secret of ours", text).toBase64()});
        request.deliveries.push_back(message);
    }
    request.deliveries[1].body = "{ \"a\": 1 }";
    request.deliveries[1].headers.last().value = hmac256("a secret of ours", "/hooks|{\"a\":1}").toBase64();
    const auto learned = learn(request, goOn);
    QVERIFY(learned && learned->scheme);
    const auto &message = learned->scheme->recipe().message;
    QCOMPARE(message.size(), size_t(3));
    QCOMPARE(message[0].kind, PartSpec::Kind::Path);
    QCOMPARE(message[2].kind, PartSpec::Kind::Canonical);
    // One delivery alone is explained by the plainer parts.
    request.deliveries.pop_back();
    const auto plainer = learn(request, goOn);
    QVERIFY(plainer && plainer->scheme);
    QCOMPARE(plainer->scheme->recipe().message[0].kind, PartSpec::Kind::Target);
    QCOMPARE(plainer->scheme->recipe().message[2].kind, PartSpec::Kind::Body);
}

void LearnTest::learnsAPlainDigest()
{
    LearnRequest request;
    request.secret = Secret(QByteArray("plain"));
    auto message = delivery("/", "1767225600", "{\"a\":1}");
    message.headers.append(
        {"X-Check", QCryptographicHash::hash("plain:" + message.body, QCryptographicHash::Sha1).toHex()});
    request.deliveries = {message};
    const auto learned = learn(request, goOn);
    QVERIFY(learned && learned->scheme);
    QCOMPARE(learned->scheme->recipe().algorithm, Algorithm::Sha1);
    QCOMPARE(learned->scheme->recipe().message[0].kind, PartSpec::Kind::Secret);
}

void LearnTest::learnsATokenThatTravels()
{
    LearnRequest request;
    request.secret = Secret(QByteArray("token-that-travels"));
    auto message = delivery("/", "1767225600", "{}");
    message.headers.append(domain::HeaderField{"Authorization", "Bearer token-that-travels"});
    request.deliveries = {message};
    const auto learned = learn(request, goOn);
    QVERIFY(learned && learned->scheme);
    QCOMPARE(learned->scheme->recipe().algorithm, Algorithm::Token);
    QCOMPARE(learned->scheme->strength, Scheme::Strength::Token);
    QVERIFY(!writeScheme(*learned->scheme).contains("travels"));
}

void LearnTest::proposesNothingForAWrongSecret()
{
    const auto catalogue = Catalogue::load();
    QVERIFY(catalogue);
    int asked = 0;
    for (Lesson &lesson : lessons(*catalogue)) {
        lesson.request.secret = Secret(QByteArray("whsec_d3Jvbmcgc2VjcmV0IG9mIG5vYm9keQ=="));
        lesson.request.mostTries = 5'000;
        const auto learned = learn(lesson.request, goOn);
        QVERIFY2(learned && !learned->scheme, qPrintable(lesson.name));
        QVERIFY(learned->why.size() > 40);
        ++asked;
    }
    QVERIFY(asked > 100);
}

void LearnTest::saysWhatTheShapesRuleOut()
{
    LearnRequest request = fourParts(1);
    request.secret = Secret(QByteArray("another"));
    request.mostTries = 1000;
    auto learned = learn(request, goOn);
    QVERIFY(learned && !learned->scheme);
    QVERIFY2(learned->why.contains(u"X-Sig: v1= holds 32 bytes, so its hash could only be SHA-256"_s),
             qPrintable(learned->why));
    QVERIFY(learned->why.contains(u"limit"_s));

    request.deliveries[0].headers.last().value = QByteArray(256, 's').toBase64();
    learned = learn(request, goOn);
    QVERIFY(learned && !learned->scheme);
    QCOMPARE(learned->tried, quint64(0));
    QVERIFY2(learned->why.contains(u"RSA"_s), qPrintable(learned->why));
}

void LearnTest::endsWhenItIsCancelled()
{
    LearnRequest request = fourParts(1);
    request.secret = Secret(QByteArray("another"));
    std::atomic<bool> cancelled = false;
    quint64 seen = 0;
    const auto learned = learn(request, cancelled, [&](const LearnProgress &progress) {
        seen = progress.tried;
        cancelled = progress.tried > 0;
    });
    QVERIFY(learned && learned->cancelled && !learned->scheme);
    QCOMPARE(learned->tried, seen);
    QVERIFY(learned->why.contains(u"ended"_s));
}

void LearnTest::tellsItsProgress()
{
    LearnRequest request = fourParts(1);
    request.secret = Secret(QByteArray("another"));
    request.mostTries = 100'000;
    std::vector<quint64> tried;
    const auto learned = learn(request, goOn, [&](const LearnProgress &progress) {
        QVERIFY(progress.tried <= progress.planned);
        tried.push_back(progress.tried);
    });
    QVERIFY(learned && tried.size() > 5);
    QVERIFY(std::is_sorted(tried.begin(), tried.end()));
    QCOMPARE(tried.back(), learned->tried);
}

void LearnTest::keepsToItsLimits()
{
    LearnRequest request = fourParts(1);
    request.secret = Secret(QByteArray("another"));
    request.mostTries = 777;
    QCOMPARE(learn(request, goOn)->tried, quint64(777));
    request.deliveries[0].body = QByteArray(1'000'000, 'b');
    request.mostTries = 1'000'000;
    request.mostBytes = 20'000'000;
    QVERIFY(learn(request, goOn)->tried < 1000);
}

void LearnTest::hostileDeliveriesStayBounded_data()
{
    QTest::addColumn<domain::HttpMessage>("message");
    const QByteArray digest(64, 'a');
    auto message = delivery("/", "1767225600", "{}");
    for (int i = 0; i < 5000; ++i)
        message.headers.append({"X-" + QByteArray::number(i), QByteArray::number(i).rightJustified(64, '0')});
    QTest::newRow("thousands of headers") << message;
    message = delivery("/", "1767225600", "{}");
    message.headers.append({"X-Sig", QByteArray("v1=" + digest + ",").repeated(200'000)});
    message.headers.append({"X-List", QByteArray("v1=" + digest + ", ").repeated(29)});
    message.headers.append({"X-Split", QByteArray("a=b,c;d e&f|g:h.i/j%41").repeated(20)});
    QTest::newRow("huge values") << message;
    QByteArray pairs;
    for (int i = 0; i < 50'000; ++i)
        pairs += "k" + QByteArray::number(i) + '=' + digest + '&';
    message = delivery("/?" + pairs, "1767225600", pairs);
    message.headers[2].value = "application/x-www-form-urlencoded";
    QTest::newRow("thousands of fields") << message;
    QByteArray members;
    for (int i = 0; i < 20'000; ++i)
        members += "\"k" + QByteArray::number(i) + "\":{\"s\":\"" + digest + "\"},";
    QTest::newRow("thousands of members") << delivery("/", "1767225600", '{' + members + "\"last\":1}");
    QTest::newRow("a deep body") << delivery("/", "1767225600", QByteArray("{\"a\":").repeated(100'000));
    message = delivery("/", "1767225600", QByteArray("\0\xff\x80", 3).repeated(1000));
    message.headers.append({"X-Sig", digest});
    message.headers.append({QByteArray("\xff\0\x1b", 3), QByteArray("\xff\0=\x1b,", 5)});
    QTest::newRow("no text") << message;
}

void LearnTest::hostileDeliveriesStayBounded()
{
    QFETCH(domain::HttpMessage, message);
    LearnRequest request;
    request.deliveries = {message, message};
    request.secret = Secret(QByteArray("secret of nobody"));
    request.mostTries = 20'000;
    request.mostBytes = 50'000'000;
    const auto learned = learn(request, goOn);
    QVERIFY(learned && !learned->scheme);
    QVERIFY(learned->tried <= 20'000);
    QVERIFY(learned->why.size() < 5000);
}

void LearnTest::refusesWhatIsNoRequest()
{
    LearnRequest request = fourParts(1);
    request.secret = Secret();
    QCOMPARE(learn(request, goOn).error().kind, Error::Kind::Rejected);
    request = fourParts(21);
    QCOMPARE(learn(request, goOn).error().kind, Error::Kind::Limited);
    request.deliveries.clear();
    QCOMPARE(learn(request, goOn).error().kind, Error::Kind::Rejected);
    request = fourParts(3);
    request.circumstances.resize(2);
    QCOMPARE(learn(request, goOn).error().kind, Error::Kind::Rejected);
}

QTEST_GUILESS_MAIN(LearnTest)
#include "tst_learn.moc"
