// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What is done with keys and clients once they are there, against the sandbox under every profile of guesses:
// one of them offers none of it, and that is an answer and no failure.

#include "tests/support/socmateplace.h"

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using http::Priority;
using test::SocmateClient;

class SocmateIssuedTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listsKeys_data() { test::profileRows(); }
    void listsKeys();
    void endsAKey_data() { test::profileRows(); }
    void endsAKey();
    void renewsAKey_data() { test::profileRows(); }
    void renewsAKey();
    void clientsLikewise_data() { test::profileRows(); }
    void clientsLikewise();
    void readsALongList_data() { test::profileRows(); }
    void readsALongList();

private:
    const bool &isOffered() const { return m_place->profile().keyAdmin; }
    CreatedApiKey make(const QString &name, int days = 30)
    {
        return m_place->admin
            ->ask(&SocmateApi::createApiKey, ApiKeyDraft{name, u"for a test"_s, {u"incidents:read"_s}, days})
            .value_or(CreatedApiKey());
    }
    bool opens(const Secret &key)
    {
        SocmateClient desk(m_place->connection(), key);
        return desk.ask(&SocmateApi::incidents, IncidentQuery(), Priority::Asked).has_value();
    }

    std::unique_ptr<test::SocmatePlace> m_place;
};

void SocmateIssuedTest::init()
{
    QFETCH(QString, profile);
    m_place = std::make_unique<test::SocmatePlace>(profile);
}

void SocmateIssuedTest::listsKeys()
{
    const CreatedApiKey made = make(u"Desk"_s);
    QVERIFY(opens(made.apiKey));
    m_place->server->advance(1000 * microsPerSecond);
    TOCSIN_GET(rows, m_place->admin->ask(&SocmateApi::issued, IssuedKind::Key));
    QCOMPARE(rows.has_value(), isOffered());
    if (!rows)
        return;
    QCOMPARE(rows->size(), 2); // with the sandbox's own
    const auto row = std::find_if(rows->cbegin(), rows->cend(),
                                  [&made](const IssuedRow &one) { return one.id == made.id; });
    QVERIFY(row != rows->cend());
    QCOMPARE(row->publicId, made.keyId);
    QCOMPARE(row->name, u"Desk"_s);
    if (!m_place->profile().hostile) // which sends null for it
        QCOMPARE(row->description, u"for a test"_s);
    QCOMPARE(row->scopes, made.scopes);
    QCOMPARE(row->createdBy, u"admin"_s);
    QCOMPARE(row->expires, made.expires);
    QCOMPARE(row->lastUsed, row->created); // the clock stood still
    QCOMPARE(row->active, std::optional(true));
    const auto refused = m_place->client->ask(&SocmateApi::issued, IssuedKind::Key);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Forbidden);
}

void SocmateIssuedTest::endsAKey()
{
    const CreatedApiKey made = make(u"Desk"_s);
    TOCSIN_GET(ended, m_place->admin->ask(&SocmateApi::disable, IssuedKind::Key, made.id));
    QCOMPARE(ended == Offered::Yes, isOffered());
    QCOMPARE(opens(made.apiKey), !isOffered());
    const auto nobody = m_place->admin->ask(&SocmateApi::disable, IssuedKind::Key, QString());
    QVERIFY(!nobody);
    QCOMPARE(nobody.error().kind, Error::Kind::Rejected);
    const auto step = m_place->admin->ask(&SocmateApi::disable, IssuedKind::Key, u".."_s);
    QVERIFY(!step);
}

void SocmateIssuedTest::renewsAKey()
{
    const CreatedApiKey made = make(u"Desk"_s);
    TOCSIN_GET(renewed, m_place->admin->ask(&SocmateApi::rotateApiKey, made.id));
    QCOMPARE(renewed.has_value(), isOffered());
    if (!renewed)
        return;
    QCOMPARE(renewed->keyId, made.keyId);
    QVERIFY(renewed->apiKey.reveal() != made.apiKey.reveal());
    QVERIFY(!opens(made.apiKey));
    QVERIFY(opens(renewed->apiKey));
}

void SocmateIssuedTest::clientsLikewise()
{
    TOCSIN_GET(made, m_place->admin->ask(&SocmateApi::createApiClient,
                                         ApiClientDraft{u"Robot"_s, {}, {u"incidents:read"_s}}));
    domain::Connection connection = m_place->connection(domain::SignIn::ClientCredentials);
    connection.clientId = made.clientId;
    connection.tokenEndpoint = QUrl(made.tokenEndpoint);
    const auto opensWith = [&connection](const Secret &secret) {
        SocmateClient robot(connection, secret);
        return robot.ask(&SocmateApi::incidents, IncidentQuery(), Priority::Asked).has_value();
    };
    QVERIFY(opensWith(made.clientSecret));
    TOCSIN_GET(rows, m_place->admin->ask(&SocmateApi::issued, IssuedKind::Client));
    QCOMPARE(rows.has_value(), isOffered());
    TOCSIN_GET(renewed, m_place->admin->ask(&SocmateApi::regenerateClient, made.id));
    QCOMPARE(renewed.has_value(), isOffered());
    if (!renewed)
        return;
    QCOMPARE(rows->size(), 2);
    QVERIFY(!opensWith(made.clientSecret));
    SocmateClient robot(connection, renewed->clientSecret);
    QVERIFY(robot.ask(&SocmateApi::incidents, IncidentQuery(), Priority::Asked));
    TOCSIN_GET(ended, m_place->admin->ask(&SocmateApi::disable, IssuedKind::Client, made.id));
    QCOMPARE(ended, Offered::Yes);
    QVERIFY(!opensWith(renewed->clientSecret));
    QVERIFY(!robot.ask(&SocmateApi::incidents, IncidentQuery(), Priority::Asked)); // its token, too
}

void SocmateIssuedTest::readsALongList()
{
    QSet<QString> ids;
    for (int i = 0; i < 120; ++i)
        ids.insert(make(u"Key %1"_s.arg(i)).id);
    TOCSIN_GET(rows, m_place->admin->ask(&SocmateApi::issued, IssuedKind::Key));
    if (!isOffered())
        return;
    QCOMPARE(rows->size(), 121);
    for (const IssuedRow &row : *rows)
        ids.remove(row.id);
    QVERIFY(ids.isEmpty());
}

QTEST_GUILESS_MAIN(SocmateIssuedTest)
#include "tst_issued.moc"
