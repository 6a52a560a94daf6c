// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/signedrequest.h"
#include "core/json/pointer.h"
#include "core/payload/freshen.h"
#include "core/signature/catalogue.h"
#include "core/signature/source.h"
#include "tests/support/freshkey.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;
using domain::Verdict;

namespace {

constexpr Micros signedAt = 1'780'000'000'250'000;
const QUrl url(u"https://hooks.example.com/hooks/in?tenant=7"_s);

struct Pair
{
    NamedSecret sender;
    NamedSecret receiver;
};

NamedSecret named(const QByteArray &text)
{
    return {u"fresh"_s, Secret::copyOf(text), {}, false};
}

bool hasPublicKey(const Recipe &recipe)
{
    return familyOf(recipe.algorithm) == Family::PublicKey || recipe.key.form == KeyForm::PublicKey;
}

PublicKey::Kind kindFor(const Recipe &recipe)
{
    const QByteArray name = recipe.jws.algorithms.value(0);
    switch (recipe.algorithm) {
    case Algorithm::Ed25519:
    case Algorithm::HttpSignature:
        return PublicKey::Kind::Ed25519;
    case Algorithm::EcdsaP256Sha256:
    case Algorithm::EcdsaP256Sha256Raw:
    case Algorithm::EcdsaP256Sha1:
        return PublicKey::Kind::EcP256;
    case Algorithm::Jws:
        return name.startsWith("ES")      ? PublicKey::Kind::EcP256
               : name.startsWith("EdDSA") ? PublicKey::Kind::Ed25519
                                          : PublicKey::Kind::Rsa;
    default:
        return PublicKey::Kind::Rsa;
    }
}

// In the form of the scheme's keys: text, hexadecimal or base64, behind the prefix that it has.
QByteArray written(const KeySpec &spec, const QByteArray &bytes)
{
    switch (spec.form) {
    case KeyForm::Hex:
        return bytes.toHex();
    case KeyForm::Base64:
        return bytes.toBase64();
    case KeyForm::PrefixedBase64:
        return spec.prefixes.value(0) + bytes.toBase64();
    default:
        return bytes.toHex();
    }
}

// Key pairs are dear: of each kind there are two, which take turns.
const test::FreshKey &nextKey(PublicKey::Kind kind)
{
    static QHash<int, QList<test::FreshKey>> keys;
    QList<test::FreshKey> &own = keys[int(kind)];
    if (own.size() < 2)
        own.append(test::freshKey(kind));
    else
        own.swapItemsAt(0, 1);
    return own.last();
}

Pair freshPair(const Scheme &scheme, const Recipe &recipe)
{
    if (hasPublicKey(recipe)) {
        const test::FreshKey key = nextKey(kindFor(recipe));
        const bool isText = recipe.key.form == KeyForm::PublicKey;
        return {named(key.privatePem), named(isText ? key.publicPem : written(recipe.key, key.publicRaw))};
    }
    QByteArray text = written(recipe.key, test::freshBytes(32));
    if (scheme.secretRule.maxLength > 0 && recipe.key.form == KeyForm::Utf8)
        text.truncate(scheme.secretRule.maxLength);
    if (familyOf(recipe.algorithm) == Family::Basic)
        text = "sender:" + text;
    return {named(text), named(text)};
}

Circumstances circumstancesFor(const Scheme &scheme)
{
    Circumstances circumstances;
    circumstances.overTls = true;
    for (const Scheme::Parameter &parameter : scheme.parameters)
        circumstances.parameters.insert(parameter.name, "example-" + parameter.name);
    return circumstances;
}

// Whether every byte of the body counts, or only the values that the recipe names.
bool coversBody(const std::vector<PartSpec> &parts)
{
    return std::any_of(parts.begin(), parts.end(), [](const PartSpec &part) {
        return part.kind == PartSpec::Kind::Body || part.kind == PartSpec::Kind::SortedForm ||
               coversBody(part.parts);
    });
}

bool coversWholeBody(const Recipe &recipe)
{
    return coversBody(recipe.message) || recipe.bodyDigest.field.isSet() || !recipe.jws.bodyClaim.isEmpty() ||
           !recipe.httpSignature.digestHeader.isEmpty() ||
           (familyOf(recipe.algorithm) == Family::Jws && (recipe.jws.payload == JwsSpec::Payload::Body ||
                                                          recipe.signature.place == FieldSpec::Place::Body));
}

// The places of the first byte of every value in the body that the signature covers.
QList<qsizetype> coveredPlaces(const Recipe &recipe, const domain::HttpMessage &message)
{
    QList<qsizetype> places;
    if (coversWholeBody(recipe))
        return {0, message.body.size() / 3, message.body.size() / 2};
    for (const PartSpec &part : recipe.message) {
        const QByteArray item = recipe.each ? *recipe.each + "/0" : QByteArray();
        if (part.kind == PartSpec::Kind::Canonical && part.text.isEmpty()) {
            places.append(message.body.indexOf('"') + 1); // blanks between the tokens do not count
        } else if (part.kind == PartSpec::Kind::Form) {
            if (const qsizetype at = message.body.indexOf(part.text + '='); at >= 0)
                places.append(at + part.text.size() + 1);
        } else if (const auto value = json::valueAt(message.body, item + part.text);
                   value && value->size() > 2 && part.text.startsWith('/')) {
            places.append(value->data() - message.body.constData() + 1);
        }
    }
    return places;
}

} // namespace

// Signed test events, for every scheme and every variant of it.
class SignedEventTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everySchemeCanBeSent_data();
    void everySchemeCanBeSent();
    void aChangedBodyIsNotValid_data() { everySchemeCanBeSent_data(); }
    void aChangedBodyIsNotValid();
    void countsThemAll();
    void anOldEventIsGenuineButTooOld();
    void anEventThatIsSentAgainKeepsItsId();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void aPublicKeyIsNotTakenForAPrivateOne();
    void aPrivateKeyIsNeverInAnError();
    void theSampleFitsItsScheme();

private:
    Result<SignedEvent> make(const Scheme &scheme, const Recipe &recipe, const NamedSecret &secret,
                             const SigningOptions &options = {}) const;
    Verification check(const Recipe &recipe, const domain::HttpMessage &message, const NamedSecret &secret,
                       const Scheme &scheme, Micros now = signedAt) const;

    Catalogue m_catalogue;
    QList<payload::Sample> m_samples;
    QSet<QString> m_sent;
};

void SignedEventTest::initTestCase()
{
    auto loaded = Catalogue::load();
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().detail));
    m_catalogue = *loaded;
    m_samples = payload::samples();
}

Result<SignedEvent> SignedEventTest::make(const Scheme &scheme, const Recipe &recipe,
                                          const NamedSecret &secret, const SigningOptions &options) const
{
    QRandomGenerator random(7);
    SigningOptions own = options;
    own.variant = recipe.name;
    const auto with = [&](const payload::Sample &sample) {
        return signedEvent(url, &scheme, &secret, payload::freshened(sample, signedAt, random), signedAt,
                           circumstancesFor(scheme), own);
    };
    auto made = with(*pickSample(m_samples, {}, &scheme));
    for (const payload::Sample &sample : m_samples) { // a variant may have a shape of its own
        if (!made && sample.schemeId == scheme.id)
            made = with(sample);
    }
    return made;
}

Verification SignedEventTest::check(const Recipe &recipe, const domain::HttpMessage &message,
                                    const NamedSecret &secret, const Scheme &scheme, Micros now) const
{
    domain::HttpMessage received = message;
    received.headers.prepend({"Host", "hooks.example.com"});
    return verifyRecipe(recipe, received, {&secret, 1}, now, circumstancesFor(scheme));
}

void SignedEventTest::everySchemeCanBeSent_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("recipe");
    for (const Scheme &scheme : m_catalogue.all()) {
        for (int i = 0; i < scheme.recipes.size(); ++i)
            QTest::addRow("%s %s", qPrintable(scheme.id), qPrintable(scheme.recipes[i].name))
                << scheme.id << i;
    }
}

void SignedEventTest::everySchemeCanBeSent()
{
    QFETCH(QString, id);
    QFETCH(int, recipe);
    const Scheme &scheme = *m_catalogue.find(id);
    const Recipe &own = scheme.recipes[recipe];
    if (!own.isSigned()) {
        QVERIFY(signedEvent(url, &scheme, nullptr, *pickSample(m_samples, {}, &scheme), signedAt));
        m_sent.insert(id);
        return;
    }
    const Pair pair = freshPair(scheme, own);
    const auto event = make(scheme, own, pair.sender);
    QVERIFY2(event, event ? "" : qPrintable(event.error().detail));
    QCOMPARE(event->variant, own.name);
    const auto found = check(own, event->message, pair.receiver, scheme);
    QVERIFY2(found.verdict == Verdict::Valid,
             qPrintable(found.reason + QString::fromUtf8(event->message.body)));
    if (found.signedAt)
        QCOMPARE(*found.signedAt / microsPerSecond, signedAt / microsPerSecond);
    // Another key does not fit, so that the verdict is worth something.
    const Pair other = freshPair(scheme, own);
    QVERIFY(check(own, event->message, other.receiver, scheme).verdict != Verdict::Valid);
    m_sent.insert(id);
}

void SignedEventTest::aChangedBodyIsNotValid()
{
    QFETCH(QString, id);
    QFETCH(int, recipe);
    const Scheme &scheme = *m_catalogue.find(id);
    const Recipe &own = scheme.recipes[recipe];
    if (scheme.strength != Scheme::Strength::Signed || !own.isSigned())
        return; // the sender does not cover its body
    const Pair pair = freshPair(scheme, own);
    const auto event = make(scheme, own, pair.sender);
    QVERIFY2(event, event ? "" : qPrintable(event.error().detail));
    const QList<qsizetype> places = coveredPlaces(own, event->message);
    QVERIFY2(!places.isEmpty(), "nothing of the body is covered");
    for (const qsizetype place : places) {
        domain::HttpMessage changed = event->message;
        changed.body[place] = char(changed.body[place] ^ 1);
        QVERIFY2(check(own, changed, pair.receiver, scheme).verdict != Verdict::Valid,
                 qPrintable(u"byte %1 of %2"_s.arg(place).arg(QString::fromUtf8(event->message.body))));
    }
}

void SignedEventTest::countsThemAll()
{
    qInfo("%lld of %lld schemes can be sent", qlonglong(m_sent.size()), qlonglong(m_catalogue.all().size()));
    QStringList missing;
    for (const Scheme &scheme : m_catalogue.all()) {
        if (!m_sent.contains(scheme.id))
            missing.append(scheme.id);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u", "_s)));
    QVERIFY(m_sent.size() >= 237);
}

void SignedEventTest::anOldEventIsGenuineButTooOld()
{
    for (const QString &id :
         {u"socwarden"_s, u"stripe"_s, u"slack"_s, u"standard-webhooks"_s, u"jira-connect"_s}) {
        const Scheme &scheme = *m_catalogue.find(id);
        const Recipe &own = scheme.recipe();
        const Pair pair = freshPair(scheme, own);
        const auto event = make(scheme, own, pair.sender);
        QVERIFY2(event, event ? "" : qPrintable(event.error().detail));
        const qint64 window = own.timestamp.windowSeconds;
        const auto at = [&](qint64 age) {
            return check(own, event->message, pair.receiver, scheme, signedAt + age * microsPerSecond)
                .verdict;
        };
        QCOMPARE(at(window), Verdict::Valid);
        QCOMPARE(at(window + 2), Verdict::ValidStale);
    }
}

void SignedEventTest::anEventThatIsSentAgainKeepsItsId()
{
    const Scheme &scheme = *m_catalogue.find(u"standard-webhooks");
    const Pair pair = freshPair(scheme, scheme.recipe());
    const auto first = make(scheme, scheme.recipe(), pair.sender);
    QVERIFY(first && !first->id.isEmpty());
    const auto other = make(scheme, scheme.recipe(), pair.sender, {{}, "msg_of_before"});
    QVERIFY(other);
    QCOMPARE(other->message.first("webhook-id"), "msg_of_before"_ba);
    QCOMPARE(check(scheme.recipe(), other->message, pair.receiver, scheme).verdict, Verdict::Valid);
}

void SignedEventTest::saysWhatIsMissing_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::newRow("a header") << u"klaviyo"_s << "{}"_ba << u"Klaviyo-Timestamp"_s;
    QTest::newRow("a member") << u"favro"_s << "{}"_ba << u"body member /payloadId"_s;
    QTest::newRow("entries") << u"adyen"_s << "{}"_ba << u"/notificationItems"_s;
    QTest::newRow("a form") << u"quoter"_s << "{}"_ba << u"form field"_s;
    QTest::newRow("JSON") << u"linear"_s << "no JSON"_ba << u"body member /webhookTimestamp"_s;
    QTest::newRow("a parameter") << u"paypal"_s << "{}"_ba << u"parameter webhook-id"_s;
    QTest::newRow("an object for a token") << u"wix"_s << "no JSON"_ba << u"must be a JSON object"_s;
}

void SignedEventTest::saysWhatIsMissing()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const Scheme &scheme = *m_catalogue.find(id);
    const Pair pair = freshPair(scheme, scheme.recipe());
    payload::Sample sample;
    sample.body = body;
    const auto event =
        signedEvent(url, &scheme, &pair.sender, sample, signedAt, {}, {scheme.recipe().name, {}});
    QVERIFY(!event);
    QCOMPARE(event.error().kind, Error::Kind::Rejected);
    QVERIFY2(event.error().detail.contains(says), qPrintable(event.error().detail));
}

void SignedEventTest::aPublicKeyIsNotTakenForAPrivateOne()
{
    const test::FreshKey key = test::freshKey(PublicKey::Kind::Ed25519);
    payload::Sample sample;
    sample.body = "{}";
    const std::pair<QString, QByteArray> rows[] = {
        {u"discord"_s, key.publicRaw.toHex()},
        {u"telnyx"_s, key.publicRaw.toBase64()},
        {u"standard-webhooks-ed25519"_s, "whpk_" + key.publicRaw.toBase64()},
        {u"keygen"_s, key.publicPem}};
    for (const auto &[id, text] : rows) {
        const NamedSecret secret = named(text);
        const auto event = signedEvent(url, m_catalogue.find(id), &secret, sample, signedAt);
        QVERIFY2(!event, qPrintable(id));
        QVERIFY2(event.error().detail.startsWith(u"this scheme signs with a private key"_s),
                 qPrintable(event.error().detail));
    }
}

void SignedEventTest::aPrivateKeyIsNeverInAnError()
{
    const Scheme &scheme = *m_catalogue.find(u"discord");
    const QByteArray wrong = test::freshKey(PublicKey::Kind::Rsa).privatePem;
    payload::Sample sample;
    sample.body = "{}";
    for (const QByteArray &text : {wrong, wrong.left(200), "no key at all"_ba}) {
        const NamedSecret secret = named(text);
        const auto event = signedEvent(url, &scheme, &secret, sample, signedAt);
        QVERIFY(!event);
        QCOMPARE(event.error().kind, Error::Kind::Rejected);
        QVERIFY2(event.error().detail.contains(u"private key"_s), qPrintable(event.error().detail));
        for (const QByteArray &line : text.split('\n'))
            QVERIFY(line.isEmpty() || !event.error().detail.toUtf8().contains(line));
    }
}

// What the sender puts beside its signature is in the sample, so that it looks like one of its own.
void SignedEventTest::theSampleFitsItsScheme()
{
    QSet<QString> senders;
    for (const payload::Sample &sample : m_samples) {
        if (!sample.schemeId.isEmpty())
            QVERIFY2(m_catalogue.find(sample.schemeId), qPrintable(sample.schemeId));
        senders.insert(sample.schemeId);
    }
    for (const char *id : {"socwarden", "socotra", "socmate", "stripe", "github", "slack", "shopify",
                           "twilio", "standard-webhooks", "discord", "aws-sns"})
        QVERIFY2(senders.contains(QLatin1StringView(id)), id);
    const Scheme &sns = *m_catalogue.find(u"aws-sns");
    QVERIFY(pickSample(m_samples, {}, &sns)
                ->headers.contains(domain::HeaderField{"Content-Type", "text/plain; charset=UTF-8"}));
    QCOMPARE(pickSample(m_samples, {}, m_catalogue.find(u"acme-none"))->id, m_samples.first().id);
    QCOMPARE(pickSample(m_samples, {}, m_catalogue.find(u"vercel"))->id, u"generic-json"_s);
    QVERIFY(!pickSample(m_samples, u"no-such"_s, &sns));
}

QTEST_GUILESS_MAIN(SignedEventTest)
#include "tst_signedevent.moc"
