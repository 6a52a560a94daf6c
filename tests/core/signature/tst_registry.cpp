// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "core/signature/detect.h"
#include "tests/support/signaturevectors.h"

#include <QtTest>

#include <QDir>
#include <QJsonArray>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;
using test::circumstancesOf;
using test::messageOf;
using test::nowOf;
using test::secretsOf;

namespace {

const QString folder = u"vectors"_s;

// Whether a vector of kind "stale" can be made: the time is limited, and changing it would break the
// signature.
bool limitsTime(const Scheme &scheme)
{
    return std::any_of(scheme.recipes.begin(), scheme.recipes.end(),
                       [](const Recipe &recipe) { return recipe.timestamp.windowSeconds > 0; });
}

} // namespace

// Every built-in scheme against requests that others have signed: tests/data/signature/vectors.
class RegistryTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void holdsAtLeast150Senders();
    void everySchemeSaysWhereItComesFrom_data();
    void everySchemeSaysWhereItComesFrom();
    void everySchemeHasItsVectors_data() { everySchemeSaysWhereItComesFrom_data(); }
    void everySchemeHasItsVectors();
    void vectorsGiveTheirVerdict_data();
    void vectorsGiveTheirVerdict();
    void ageIsToldWhereNoLimitIsDocumented_data() { goodVectorsAreDetected_data(); }
    void ageIsToldWhereNoLimitIsDocumented();
    void goodVectorsAreDetected_data();
    void goodVectorsAreDetected();
    void aSenderWithoutItsCompanionIsNotNamed();
    void theIndexLeavesNobodyOut_data();
    void theIndexLeavesNobodyOut();
    void aRequestWithoutASignatureIsNobodys();
    void whatIsSignedIsValid_data() { goodVectorsAreDetected_data(); }
    void whatIsSignedIsValid();

private:
    Catalogue m_catalogue;
    QMap<QString, QJsonObject> m_files; // by scheme
};

void RegistryTest::initTestCase()
{
    auto loaded = Catalogue::load();
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().detail));
    m_catalogue = *loaded;
    const QDir dir(QStringLiteral(TOCSIN_TEST_DATA "/signature/") + folder);
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files)) {
        const QJsonObject file = test::readSignatureData(folder + u'/' + name);
        QCOMPARE(file["scheme"_L1].toString() + u".json"_s, name);
        QVERIFY2(m_catalogue.find(file["scheme"_L1].toString()), qPrintable(name + u" has no scheme"_s));
        m_files.insert(file["scheme"_L1].toString(), file);
    }
}

void RegistryTest::holdsAtLeast150Senders()
{
    QVERIFY2(m_catalogue.all().size() >= 150, qPrintable(QString::number(m_catalogue.all().size())));
}

void RegistryTest::everySchemeSaysWhereItComesFrom_data()
{
    QTest::addColumn<QString>("id");
    for (const Scheme &scheme : m_catalogue.all())
        QTest::newRow(qPrintable(scheme.id)) << scheme.id;
}

void RegistryTest::everySchemeSaysWhereItComesFrom()
{
    QFETCH(QString, id);
    const Scheme &scheme = *m_catalogue.find(id);
    QVERIFY(!scheme.sources.isEmpty());
    if (scheme.evidence == Scheme::Evidence::Unsure)
        QVERIFY2(scheme.recipes.size() > 1, "what is unsure has variants");
}

void RegistryTest::everySchemeHasItsVectors()
{
    QFETCH(QString, id);
    const Scheme &scheme = *m_catalogue.find(id);
    QVERIFY2(m_files.contains(id), "has no file of vectors");
    const QJsonObject file = m_files[id];
    for (const QString &key : file.keys())
        QVERIFY2((QStringList{u"scheme"_s, u"made_by"_s, u"now"_s, u"vectors"_s}.contains(key)),
                 qPrintable(key));
    QVERIFY(!file["made_by"_L1].toString().isEmpty());
    QSet<QString> kinds;
    QSet<QString> variants;
    static const QStringList known = {u"kind"_s, u"verdict"_s, u"variant"_s,    u"secrets"_s, u"url"_s,
                                      u"now"_s,  u"note"_s,    u"parameters"_s, u"request"_s};
    for (const QJsonValue &vector : file["vectors"_L1].toArray()) {
        kinds.insert(vector["kind"_L1].toString());
        if (vector["kind"_L1].toString() == u"good")
            variants.insert(vector["variant"_L1].toString());
        for (const QString &key : vector.toObject().keys())
            QVERIFY2(known.contains(key), qPrintable(key));
    }
    if (!scheme.isSigned()) {
        QVERIFY(kinds.contains(u"good"_s));
        return;
    }
    QSet<QString> wanted{u"good"_s, u"flipped"_s, u"tampered"_s, u"missing"_s, u"garbage"_s};
    if (limitsTime(scheme))
        wanted.insert(u"stale"_s);
    wanted.subtract(kinds);
    QVERIFY2(wanted.isEmpty(), qPrintable(u"lacks "_s + QStringList(wanted.values()).join(u", "_s)));
    for (const Recipe &recipe : scheme.recipes)
        QVERIFY2(variants.contains(recipe.name), qPrintable(u"no good vector of variant "_s + recipe.name));
}

void RegistryTest::vectorsGiveTheirVerdict_data()
{
    QTest::addColumn<QJsonObject>("file");
    QTest::addColumn<QJsonObject>("vector");
    for (const QJsonObject &file : std::as_const(m_files)) {
        int number = 0;
        for (const QJsonValue &vector : file["vectors"_L1].toArray()) {
            QTest::newRow(qPrintable(u"%1 %2 %3"_s.arg(file["scheme"_L1].toString())
                                         .arg(++number)
                                         .arg(vector["kind"_L1].toString())))
                << file << vector.toObject();
        }
    }
}

void RegistryTest::vectorsGiveTheirVerdict()
{
    QFETCH(QJsonObject, file);
    QFETCH(QJsonObject, vector);
    const auto secrets = secretsOf(vector["secrets"_L1]);
    const auto found =
        verify(*m_catalogue.find(file["scheme"_L1].toString()), messageOf(vector["request"_L1].toObject()),
               secrets, nowOf(file, vector), circumstancesOf(vector));
    const QString verdict = domain::verdictId(found.verdict);
    QVERIFY2(verdict == vector["verdict"_L1].toString(),
             qPrintable(u"%1, not %2: %3"_s.arg(verdict, vector["verdict"_L1].toString(), found.reason)));
    if (vector.contains("variant"_L1))
        QCOMPARE(found.variant, vector["variant"_L1].toString());
    if (found.verdict == domain::Verdict::Valid)
        QVERIFY(!found.secretLabel.isEmpty());
    for (const SignedPart &part : found.parts)
        QVERIFY(part.kind != PartSpec::Kind::Secret || part.bytes.isEmpty());
}

// A sender that signs a time and documents no window: an old delivery is valid, and its age is told.
void RegistryTest::ageIsToldWhereNoLimitIsDocumented()
{
    QFETCH(QJsonObject, file);
    QFETCH(QJsonObject, vector);
    const Scheme &scheme = *m_catalogue.find(file["scheme"_L1].toString());
    const Recipe &recipe = scheme.recipe(vector["variant"_L1].toString());
    if (!recipe.timestamp.field.isSet() || recipe.timestamp.windowSeconds > 0 ||
        familyOf(recipe.algorithm) == Family::Jws) // a token says itself when it ends
        return;
    const auto secrets = secretsOf(vector["secrets"_L1]);
    const auto message = messageOf(vector["request"_L1].toObject());
    const auto verified = [&](Micros now) {
        return verify(scheme, message, secrets, now, circumstancesOf(vector));
    };
    const auto fresh = verified(nowOf(file, vector));
    const auto late = verified(nowOf(file, vector) + 86'400 * microsPerSecond);
    QCOMPARE(late.verdict, domain::Verdict::Valid);
    QCOMPARE(late.ageSeconds.has_value(), fresh.ageSeconds.has_value());
    if (late.ageSeconds) // whole seconds of times in milliseconds
        QVERIFY(qAbs(*late.ageSeconds - *fresh.ageSeconds - 86'400) <= 1);
}

void RegistryTest::goodVectorsAreDetected_data()
{
    QTest::addColumn<QJsonObject>("file");
    QTest::addColumn<QJsonObject>("vector");
    for (const QJsonObject &file : std::as_const(m_files)) {
        for (const QJsonValue &vector : file["vectors"_L1].toArray()) {
            if (vector["kind"_L1].toString() == u"good" && vector["verdict"_L1].toString() == u"valid")
                QTest::addRow("%s %s", qPrintable(file["scheme"_L1].toString()),
                              qPrintable(vector["variant"_L1].toString()))
                    << file << vector.toObject();
        }
    }
}

// Detection proves the vector's own scheme, or one that signs alike and then names it as another that fits:
// without signs of its own a request cannot tell them apart.
void RegistryTest::goodVectorsAreDetected()
{
    QFETCH(QJsonObject, file);
    QFETCH(QJsonObject, vector);
    const auto secrets = secretsOf(vector["secrets"_L1]);
    const auto found = detect(m_catalogue, messageOf(vector["request"_L1].toObject()), secrets,
                              nowOf(file, vector), circumstancesOf(vector));
    QVERIFY(found.scheme);
    QCOMPARE(found.verification.verdict, domain::Verdict::Valid);
    const QString own = file["scheme"_L1].toString();
    const QStringList also =
        alsoVerify(m_catalogue, *found.scheme, messageOf(vector["request"_L1].toObject()), secrets,
                   nowOf(file, vector), circumstancesOf(vector));
    QVERIFY2(found.scheme->id == own || also.contains(own), qPrintable(found.scheme->id));
    QVERIFY(!also.contains(found.scheme->id));
    QVERIFY2(m_catalogue.find(own)->signs.convention ? found.scheme->id == own : true,
             "a convention comes before a sender that shares it");
}

// Who says who it is in its requests is not named when that is missing and another signs alike.
void RegistryTest::aSenderWithoutItsCompanionIsNotNamed()
{
    const QJsonObject file = m_files[u"standard-webhooks"_s];
    const QJsonObject vector = file["vectors"_L1].toArray().first().toObject();
    const auto secrets = secretsOf(vector["secrets"_L1]);
    domain::HttpMessage message = messageOf(vector["request"_L1].toObject());
    const auto named = [&] {
        return detect(m_catalogue, message, secrets, nowOf(file, vector), circumstancesOf(vector)).scheme->id;
    };
    QCOMPARE(named(), u"standard-webhooks"_s);
    message.headers.append(domain::HeaderField{"X-Gitlab-Event", "Push Hook"});
    QCOMPARE(named(), u"gitlab-signing"_s);
}

void RegistryTest::theIndexLeavesNobodyOut_data()
{
    vectorsGiveTheirVerdict_data();
}

// Detection finds what it would find by asking every scheme there is.
void RegistryTest::theIndexLeavesNobodyOut()
{
    QFETCH(QJsonObject, file);
    QFETCH(QJsonObject, vector);
    const auto secrets = secretsOf(vector["secrets"_L1]);
    const auto message = messageOf(vector["request"_L1].toObject());
    const auto circumstances = circumstancesOf(vector);
    const auto asked = m_catalogue.index().candidates(message);
    const Scheme *best = nullptr;
    Verification closest;
    std::tuple<bool, int, bool, bool, bool> most;
    for (qsizetype i = 0; i < m_catalogue.all().size(); ++i) {
        const Scheme &scheme = m_catalogue.all()[i];
        const int like = scheme.isSigned() ? likeness(scheme, message, circumstances) : 0;
        if (like == 0)
            continue;
        QVERIFY2(asked.contains(i), qPrintable(scheme.id));
        Verification one = verify(scheme, message, secrets, nowOf(file, vector), circumstances);
        const bool genuine = one.verdict == domain::Verdict::Valid ||
                             one.verdict == domain::Verdict::ValidStale ||
                             one.verdict == domain::Verdict::ValidFuture;
        const bool known = scheme.signs.headers.isEmpty() ||
                           std::any_of(scheme.signs.headers.begin(), scheme.signs.headers.end(),
                                       [&](const QByteArray &header) { return message.countOf(header) > 0; });
        const std::tuple rank(genuine, like, known, scheme.signs.convention,
                              scheme.evidence == Scheme::Evidence::Confirmed);
        if (best && rank <= most)
            continue;
        best = &scheme;
        most = rank;
        closest = std::move(one);
    }
    const auto found = detect(m_catalogue, message, secrets, nowOf(file, vector), circumstances);
    QCOMPARE(found.scheme ? found.scheme->id : QString(), best ? best->id : QString());
    QCOMPARE(found.verification.verdict, closest.verdict);
    QCOMPARE(found.verification.variant, closest.variant);
    QCOMPARE(found.verification.secretLabel, closest.secretLabel);
    QCOMPARE(found.verification.reason, closest.reason);
}

void RegistryTest::aRequestWithoutASignatureIsNobodys()
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks";
    message.headers = {{"Host", "hooks.example.com"}, {"Content-Type", "application/json"}};
    message.body = R"({"id":1,"name":"x"})";
    const NamedSecret secret{u"main"_s, Secret::copyOf("local-test-secret-01"), {}, false};
    QVERIFY(!detect(m_catalogue, message, {&secret, 1}, 1).scheme);
}

// The request of a good vector, signed anew. Only secrets can sign, and only in headers.
void RegistryTest::whatIsSignedIsValid()
{
    QFETCH(QJsonObject, file);
    QFETCH(QJsonObject, vector);
    const Scheme &scheme = *m_catalogue.find(file["scheme"_L1].toString());
    const Recipe &recipe = scheme.recipe();
    const auto secrets = secretsOf(vector["secrets"_L1]);
    const Circumstances circumstances = circumstancesOf(vector);
    domain::HttpMessage message = messageOf(vector["request"_L1].toObject());
    const Micros now = nowOf(file, vector);
    const auto fields = sign(scheme, message, secrets.front(), now, circumstances);
    if (!fields) {
        const Family family = familyOf(recipe.algorithm);
        const bool mayRefuse = family == Family::PublicKey || family == Family::Jws ||
                               family == Family::HttpSignature || !recipe.signature.isHeader() ||
                               vector["variant"_L1].toString() != recipe.name || recipe.each ||
                               recipe.signedHeaders.field.isSet() || recipe.bodyDigest.field.isSet();
        QVERIFY2(mayRefuse, qPrintable(fields.error().detail));
        QCOMPARE(fields.error().kind, Error::Kind::Rejected);
        return;
    }
    for (const domain::HeaderField &field : *fields) {
        message.headers.removeIf(
            [&](const domain::HeaderField &old) { return domain::sameFieldName(old.name, field.name); });
        message.headers.append(field);
    }
    const auto found = verifyRecipe(recipe, message, secrets, now, circumstances);
    QVERIFY2(found.verdict == domain::Verdict::Valid, qPrintable(found.reason));
}

QTEST_GUILESS_MAIN(RegistryTest)
#include "tst_registry.moc"
