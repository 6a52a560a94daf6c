// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The Integrations API against a tenant that listens, in both editions of the update rule and with every way
// to show a secret (socotra.md sections 3, 3.4, 8 and 10).

#include "core/socotra/rules.h"
#include "tests/support/rawtarget.h"
#include "tests/support/socotradata.h"
#include "tests/support/tenantplace.h"

using namespace tocsin;
using namespace tocsin::socotra;
using namespace Qt::StringLiterals;
using test::RawTarget;
using test::TenantPlace;

namespace {

using State = WriteOutcome::State;

// As somebody who knows the secret opens it.
Draft opened(const Integration &entry)
{
    Draft draft = draftOf(entry);
    if (draft.secured && draft.from == Draft::SecretFrom::Unknown) {
        draft.from = Draft::SecretFrom::Entered;
        draft.secret = Secret::copyOf(test::sampleSecret);
    }
    return draft;
}

QJsonObject specOf(const QJsonObject &entry)
{
    return entry["securitySpec"_L1].toObject();
}

} // namespace

class SocotraTenantTest : public QObject
{
    Q_OBJECT

private slots:
    void addsReadsEditsAndDeletes_data() { test::tenantRows(); }
    void addsReadsEditsAndDeletes();
    void anEditKeepsWhatItDoesNotTouch_data() { test::tenantRows(); }
    void anEditKeepsWhatItDoesNotTouch();
    void aMaskedOrMissingSecretBlocksTheEdit_data() { test::tenantRows(); }
    void aMaskedOrMissingSecretBlocksTheEdit();
    void sendingWithoutSecretSaysWhatBecameOfIt_data() { test::tenantRows(); }
    void sendingWithoutSecretSaysWhatBecameOfIt();
    void unknownTypesAndMembersSurviveAnEdit_data() { test::tenantRows(); }
    void unknownTypesAndMembersSurviveAnEdit();
    void aTakenNameIsNotSent();
    void aBrokenRuleIsNotSent();
    void aChangeThereIsAConflict_data();
    void aChangeThereIsAConflict();
    void aConflictCanBeMerged();
    void anEntryThatIsGoneIsTold();
    void aLostAnswerIsReadBack_data();
    void aLostAnswerIsReadBack();
    void aFailureThatWasNotCarriedOutIsSeen();
    void strangeNamesAreReached_data();
    void strangeNamesAreReached();
    void refusalsNeverRepeatASecret();
    void everyWriteIsTold();
    void webhooksAreRead();
};

void SocotraTenantTest::addsReadsEditsAndDeletes()
{
    QFETCH(const QString, profile);
    TenantPlace place(profile);
    auto &client = *place.client;
    TOCSIN_GET(added, client.ask(&SocotraApi::add, test::newDraft()));
    QCOMPARE(added.state, State::Applied);
    QCOMPARE(added.differs, QStringList());
    QVERIFY(added.now);
    QCOMPARE(specOf(place.stored(u"alerts"_s))["secret"_L1].toString(),
             QString::fromLatin1(test::sampleSecret));

    Draft draft = opened(*added.now);
    draft.url = u"https://hooks.example.org/b"_s;
    draft.headers.append({u"X-Team"_s, Secret::copyOf("blue")});
    draft.tag = u"secret-2"_s;
    TOCSIN_GET(changed, client.ask(&SocotraApi::update, *added.now, draft));
    QCOMPARE(changed.state, State::Applied);
    QCOMPARE(changed.differs, QStringList());
    const QJsonObject stored = place.stored(u"alerts"_s);
    QCOMPARE(stored["url"_L1].toString(), draft.url);
    QCOMPARE(stored["type"_L1].toString(), u"webhook"_s);
    QCOMPARE(stored["headers"_L1]["X-Team"_L1].toString(), u"blue"_s);
    QCOMPARE(specOf(stored)["tag"_L1].toString(), u"secret-2"_s);
    QCOMPARE(specOf(stored)["secret"_L1].toString(), QString::fromLatin1(test::sampleSecret));

    TOCSIN_GET(removed, client.ask(&SocotraApi::remove, *changed.now));
    QCOMPARE(removed.state, State::Applied);
    QVERIFY(!removed.now);
    QVERIFY(place.stored(u"alerts"_s).isEmpty());
    QCOMPARE(place.counts().signIns, 1);
    QCOMPARE(place.counts().writes, 3);
}

// Under "replace" whatever is left out returns to its default: so nothing is.
void SocotraTenantTest::anEditKeepsWhatItDoesNotTouch()
{
    QFETCH(const QString, profile);
    TenantPlace place(profile);
    Draft draft = test::newDraft();
    draft.secureSsl = false;
    draft.headers = {{u"X-Api-Key"_s, Secret::copyOf("k-1")}, {u"X-Team"_s, Secret::copyOf("blue")}};
    TOCSIN_GET(added, place.client->ask(&SocotraApi::add, draft));
    const QJsonObject before = place.stored(u"alerts"_s);
    Draft edit = opened(*added.now);
    edit.tag = u"t2"_s;
    TOCSIN_GET(changed, place.client->ask(&SocotraApi::update, *added.now, edit));
    QCOMPARE(changed.state, State::Applied);
    QJsonObject expected = before;
    QJsonObject spec = specOf(expected);
    spec["tag"_L1] = u"t2"_s;
    expected["securitySpec"_L1] = spec;
    QCOMPARE(place.stored(u"alerts"_s), expected);
}

void SocotraTenantTest::aMaskedOrMissingSecretBlocksTheEdit()
{
    QFETCH(const QString, profile);
    TenantPlace place(profile);
    TOCSIN_GET(added, place.client->ask(&SocotraApi::add, test::newDraft()));
    const int writes = place.counts().writes;
    Draft draft = draftOf(*added.now);
    draft.tag = u"t2"_s;
    const auto changed = place.client->ask(&SocotraApi::update, *added.now, draft);
    if (place.profile().secret == sandbox::TenantProfile::Shown::Clear) {
        QVERIFY(changed);
        return;
    }
    QVERIFY(!changed);
    QCOMPARE(changed.error().kind, Error::Kind::Rejected);
    QCOMPARE(place.counts().writes, writes);
    QCOMPARE(specOf(place.stored(u"alerts"_s))["secret"_L1].toString(),
             QString::fromLatin1(test::sampleSecret));
}

void SocotraTenantTest::sendingWithoutSecretSaysWhatBecameOfIt()
{
    QFETCH(const QString, profile);
    TenantPlace place(profile);
    TOCSIN_GET(added, place.client->ask(&SocotraApi::add, test::newDraft()));
    Draft draft = draftOf(*added.now);
    draft.from = Draft::SecretFrom::Without;
    draft.secret = {};
    draft.tag.clear();
    TOCSIN_GET(changed, place.client->ask(&SocotraApi::update, *added.now, draft));
    const bool merges = place.profile().update == sandbox::TenantProfile::Update::Merge;
    QCOMPARE(specOf(place.stored(u"alerts"_s)).contains("secret"_L1), merges);
    QCOMPARE(changed.differs.contains(u"securitySpec/tag"_s), merges); // what stayed is named
}

void SocotraTenantTest::unknownTypesAndMembersSurviveAnEdit()
{
    QFETCH(const QString, profile);
    TenantPlace place(profile);
    place.changeThere(u"autofill-demo"_s, u"x-later"_s, QJsonObject{{u"a"_s, 1}});
    const Integration entry = place.client->entry(u"autofill-demo"_s);
    QCOMPARE(entry.unknown, QStringList{u"/x-later"_s});
    Draft draft = opened(entry);
    draft.url = u"https://autofill.example.com/v2"_s;
    TOCSIN_GET(changed, place.client->ask(&SocotraApi::update, entry, draft));
    QCOMPARE(changed.state, State::Applied);
    const QJsonObject stored = place.stored(u"autofill-demo"_s);
    QCOMPARE(stored["x-later"_L1]["a"_L1].toInt(), 1);
    QCOMPARE(stored["headers"_L1]["X-Team"_L1].toString(), u"underwriting"_s);
    QCOMPARE(stored["url"_L1].toString(), draft.url);
}

void SocotraTenantTest::aTakenNameIsNotSent()
{
    TenantPlace place;
    const auto refused = place.client->ask(&SocotraApi::add, test::newDraft(u"AutoFill-Demo"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Rejected);
    QVERIFY2(refused.error().detail.contains(u"autofill-demo"_s), qPrintable(refused.error().detail));
    QCOMPARE(place.counts().writes, 0);
    QVERIFY(place.client->writes.isEmpty());
}

void SocotraTenantTest::aBrokenRuleIsNotSent()
{
    TenantPlace place;
    Draft draft = test::newDraft();
    draft.url = u"http://hooks.example.org/"_s;
    QVERIFY(!place.client->ask(&SocotraApi::add, draft));
    TOCSIN_GET(added, place.client->ask(&SocotraApi::add, test::newDraft()));
    Draft edit = opened(*added.now);
    edit.url = u"http://hooks.example.org/"_s;
    const auto refused = place.client->ask(&SocotraApi::update, *added.now, edit);
    QVERIFY(!refused);
    QVERIFY(refused.error().detail.contains(u"https"_s));
    QCOMPARE(place.counts().writes, 1);
}

void SocotraTenantTest::aChangeThereIsAConflict_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("inSpec");
    QTest::newRow("url") << u"url"_s << u"https://other.example/"_s << false;
    QTest::newRow("tag") << u"tag"_s << u"theirs"_s << true;
    QTest::newRow("unknown member") << u"x-later"_s << u"1"_s << false;
}

void SocotraTenantTest::aChangeThereIsAConflict()
{
    QFETCH(const QString, member);
    QFETCH(const QString, value);
    QFETCH(const bool, inSpec);
    TenantPlace place;
    TOCSIN_GET(added, place.client->ask(&SocotraApi::add, test::newDraft()));
    place.changeThere(u"alerts"_s, member, value, inSpec);
    const QJsonObject theirs = place.stored(u"alerts"_s);
    Draft draft = opened(*added.now);
    draft.tag = u"mine"_s;
    TOCSIN_GET(changed, place.client->ask(&SocotraApi::update, *added.now, draft));
    QCOMPARE(changed.state, State::Conflict);
    QVERIFY(changed.comparison.theyChanged());
    QCOMPARE(changed.comparison.hasConflict(), member == "tag"_L1);
    QCOMPARE(place.stored(u"alerts"_s), theirs);
    TOCSIN_GET(removed, place.client->ask(&SocotraApi::remove, *added.now));
    QCOMPARE(removed.state, State::Conflict);
    QCOMPARE(place.stored(u"alerts"_s), theirs);
}

void SocotraTenantTest::aConflictCanBeMerged()
{
    TenantPlace place;
    TOCSIN_GET(added, place.client->ask(&SocotraApi::add, test::newDraft()));
    place.changeThere(u"alerts"_s, u"url"_s, u"https://other.example/"_s);
    Draft draft = opened(*added.now);
    draft.tag = u"mine"_s;
    TOCSIN_GET(conflict, place.client->ask(&SocotraApi::update, *added.now, draft));
    QCOMPARE(conflict.state, State::Conflict);
    const Draft both = merged(*added.now, draft, *conflict.now);
    TOCSIN_GET(changed, place.client->ask(&SocotraApi::update, *conflict.now, both));
    QCOMPARE(changed.state, State::Applied);
    const QJsonObject stored = place.stored(u"alerts"_s);
    QCOMPARE(stored["url"_L1].toString(), u"https://other.example/"_s);
    QCOMPARE(specOf(stored)["tag"_L1].toString(), u"mine"_s);
}

void SocotraTenantTest::anEntryThatIsGoneIsTold()
{
    TenantPlace place;
    TOCSIN_GET(added, place.client->ask(&SocotraApi::add, test::newDraft()));
    place.server->lookAtTenant([](sandbox::Tenant &tenant) { tenant.drop(u"alerts"_s); });
    const auto changed = place.client->ask(&SocotraApi::update, *added.now, opened(*added.now));
    QVERIFY(!changed);
    QCOMPARE(changed.error().kind, Error::Kind::NotFound);
}

void SocotraTenantTest::aLostAnswerIsReadBack_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"add", "update", "remove"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

// The write is carried out and the connection ends in the answer's place: it is not sent a second time.
void SocotraTenantTest::aLostAnswerIsReadBack()
{
    QFETCH(const QString, what);
    TenantPlace place;
    Integration base;
    if (what != "add"_L1) {
        TOCSIN_GET(added, place.client->ask(&SocotraApi::add, test::newDraft()));
        base = *added.now;
    }
    const int before = place.counts().writes;
    place.client->ask(&SocotraApi::integrations); // signed in
    place.server->dropNext(1, 1);                 // the list is read first: the drop falls upon the write
    Result<WriteOutcome> outcome = fail(Error::Kind::Cancelled, u"unasked"_s);
    if (what == "add"_L1)
        outcome = place.client->ask(&SocotraApi::add, test::newDraft());
    else if (what == "update"_L1) {
        Draft draft = opened(base);
        draft.tag = u"t2"_s;
        outcome = place.client->ask(&SocotraApi::update, base, draft);
    } else {
        outcome = place.client->ask(&SocotraApi::remove, base);
    }
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    QVERIFY(outcome->answerLost);
    QCOMPARE(outcome->state, State::Applied);
    QCOMPARE(outcome->differs, QStringList());
    QCOMPARE(place.counts().writes, before + 1);
}

void SocotraTenantTest::aFailureThatWasNotCarriedOutIsSeen()
{
    TenantPlace place;
    TOCSIN_GET(added, place.client->ask(&SocotraApi::add, test::newDraft()));
    Draft draft = opened(*added.now);
    draft.tag = u"t2"_s;
    place.server->failNext(1, 503, 1); // the list is read first
    TOCSIN_GET(outcome, place.client->ask(&SocotraApi::update, *added.now, draft));
    QVERIFY(outcome.answerLost);
    QCOMPARE(outcome.state, State::NotApplied);
    QCOMPARE(specOf(place.stored(u"alerts"_s))["tag"_L1].toString(), u"secret-1"_s);
}

void SocotraTenantTest::strangeNamesAreReached_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {u"a/b"_s, u"50%"_s, u"a b"_s, u"a?b#c"_s, u"zo\u00eb"_s, u".."_s, u"a%2Fb"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void SocotraTenantTest::strangeNamesAreReached()
{
    QFETCH(const QString, name);
    TenantPlace place;
    place.server->lookAtTenant([&name](sandbox::Tenant &tenant) {
        tenant.put({{u"name"_s, name}, {u"type"_s, u"webhook"_s}, {u"url"_s, u"https://x.example/"_s}});
    });
    const Integration entry = place.client->entry(name);
    QCOMPARE(entry.name, name);
    Draft draft = draftOf(entry);
    draft.url = u"https://y.example/"_s;
    TOCSIN_GET(changed, place.client->ask(&SocotraApi::update, entry, draft));
    QCOMPARE(place.stored(name)["url"_L1].toString(), draft.url);
    TOCSIN_GET(removed, place.client->ask(&SocotraApi::remove, *changed.now));
    QCOMPARE(removed.state, WriteOutcome::State::Applied);
    QVERIFY(place.stored(name).isEmpty());
}

void SocotraTenantTest::refusalsNeverRepeatASecret()
{
    RawTarget raw; // that repeats what it was sent
    raw.answer = [](const QByteArray &request) {
        if (request.startsWith("POST /account"))
            return RawTarget::reply(200, R"({"authorizationToken":"t"})");
        if (request.startsWith("GET"))
            return RawTarget::reply(200, "[]");
        return RawTarget::reply(400, request.mid(request.indexOf("\r\n\r\n") + 4));
    };
    test::TenantClient client(test::tenantAt(raw.url()), Secret(QByteArray("p")));
    Draft draft = test::newDraft();
    draft.headers.append({u"X-Api-Key"_s, Secret::copyOf("key-1234")});
    const auto refused = client.ask(&SocotraApi::add, draft);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Rejected);
    QVERIFY(refused.error().detail.contains(u"(hidden)"_s));
    for (const QByteArray &secret : {test::sampleSecret, QByteArray("key-1234")}) {
        QVERIFY(!refused.error().detail.contains(QString::fromLatin1(secret)));
        QVERIFY(!client.writes.first().answer.contains(QString::fromLatin1(secret)));
    }

    sandbox::TenantOptions options;
    options.echoes = true;
    TenantPlace place(u"default"_s, options);
    place.client->password = Secret(QByteArray("not the password"));
    place.client->api.forgetSecrets();
    const auto unsigned_ = place.client->ask(&SocotraApi::integrations);
    QVERIFY(!unsigned_);
    QVERIFY2(!unsigned_.error().detail.contains(u"not the password"_s), qPrintable(unsigned_.error().detail));
    QVERIFY(unsigned_.error().detail.contains(u"(hidden)"_s));
}

void SocotraTenantTest::everyWriteIsTold()
{
    TenantPlace place;
    TOCSIN_GET(added, place.client->ask(&SocotraApi::add, test::newDraft()));
    Draft draft = opened(*added.now);
    draft.tag = u"t2"_s;
    QVERIFY(place.client->ask(&SocotraApi::update, *added.now, draft));
    QVERIFY(place.client->ask(&SocotraApi::remove, place.client->entry(u"alerts"_s)));
    QStringList told;
    for (const http::SentWrite &write : place.client->writes) {
        told.append(QString::fromLatin1(write.method) + u' ' + QUrl(write.target).path() + u' ' +
                    write.answer);
        QVERIFY(!told.last().contains(QString::fromLatin1(test::sampleSecret)));
    }
    const QStringList expected = {u"POST /integrations 200"_s, u"PUT /integrations/alerts 200"_s,
                                  u"DELETE /integrations/alerts 204"_s};
    QCOMPARE(told, expected);
}

void SocotraTenantTest::webhooksAreRead()
{
    TenantPlace place;
    place.server->lookAtTenant([](sandbox::Tenant &tenant) {
        tenant.setWebhooks({QJsonObject{{u"name"_s, u"w"_s}, {u"integrationName"_s, u"alerts"_s}}});
    });
    TOCSIN_GET(all, place.client->ask(&SocotraApi::webhooks));
    QCOMPARE(all.size(), 1);
    QVERIFY(all.first().mayUse(u"alerts"_s));
}

QTEST_GUILESS_MAIN(SocotraTenantTest)
#include "tst_tenant.moc"
