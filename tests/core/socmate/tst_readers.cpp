// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/adminreader.h"
#include "core/socmate/errorreader.h"
#include "core/socmate/graphreader.h"
#include "core/socmate/paths.h"
#include "core/socmate/searchreader.h"
#include "tests/support/socmatedata.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::socmateSample;

class ReadersTest : public QObject
{
    Q_OBJECT

private slots:
    void readsNodesAndEdges();
    void readsNeighboursOfACentre();
    void aCentreThatIsListedIsNoNodeOfItsOwn();
    void anUnknownGraphIsEmptyAndKept();
    void readsHitsOfSeveralLists();
    void readsRefusals_data();
    void readsRefusals();
    void aRefusalRepeatsNoSecret_data();
    void aRefusalRepeatsNoSecret();
    void aRefusalSaysWhatCanBeDone_data();
    void aRefusalSaysWhatCanBeDone();
    void aDateIsReadAgainstTheServersOwnClock();
    void createdSecretsAreTaken();
    void readsAdminLists();
    void readsTheTestOfAProvider();
    void readsScheduleChecks_data();
    void readsScheduleChecks();
    void aValueIsOneSegment_data();
    void aValueIsOneSegment();
    void pathsAreJoinedToAnyBase_data();
    void pathsAreJoinedToAnyBase();
};

void ReadersTest::readsNodesAndEdges()
{
    const auto graph = readGraph(socmateSample(u"graph.nodes-edges.guess.json"_s));
    QVERIFY(graph);
    QCOMPARE(graph->nodes.size(), 4);
    QCOMPARE(graph->nodes[0].entity.kind, domain::EntityKind::User);
    QCOMPARE(graph->nodes[1].label, u"VPN exit"_s);
    QCOMPARE(graph->nodes[2].entity.kindText, u"campaign"_s);
    QCOMPARE(graph->nodes[3].id, u"sess_77"_s); // only an edge names it
    QCOMPARE(graph->edges.size(), 3);
    QCOMPARE(graph->edges[0].kind, domain::RelationKind::SignedInFrom);
    QCOMPARE(graph->edges[1].to, u"sess_77"_s);
    QCOMPARE(graph->edges[2].kind, domain::RelationKind::Other);
    QCOMPARE(graph->edges[2].kindText, u"seen-with"_s);
    QVERIFY(graph->unmapped.contains(u"/nodes/0/first_seen"_s));
    QVERIFY(graph->unmapped.contains(u"/edges/0/weight"_s));
}

void ReadersTest::readsNeighboursOfACentre()
{
    const auto graph = readGraph(socmateSample(u"graph.entities.guess.json"_s));
    QVERIFY(graph);
    QCOMPARE(graph->nodes.size(), 4);
    QCOMPARE(graph->nodes[0].entity.value, u"192.0.2.7"_s);
    QCOMPARE(graph->nodes[1].entity.kind, domain::EntityKind::Host);
    QCOMPARE(graph->nodes[2].entity.value, u"mika@soc.example"_s);
    QCOMPARE(graph->nodes[3].id, u"x"_s);
    QCOMPARE(graph->nodes[3].entity.value, u"lab"_s);
    QCOMPARE(graph->edges.size(), 1);
    QCOMPARE(graph->edges[0].from, u"192.0.2.7"_s);
    QCOMPARE(graph->edges[0].to, u"FIN-LT-07"_s);
    QCOMPARE(graph->edges[0].kind, domain::RelationKind::ConnectedTo);
}

// By its value alone, as it was asked for; the edges name it by its id.
void ReadersTest::aCentreThatIsListedIsNoNodeOfItsOwn()
{
    const auto listed = readGraph(
        R"({"entity": "192.0.2.7",
            "nodes": [{"id": "host:a", "type": "host", "value": "a"},
                      {"id": "ip:192.0.2.7", "type": "ip", "value": "192.0.2.7"}],
            "edges": [{"source": "host:a", "target": "ip:192.0.2.7", "type": "CONNECTED_TO"}]})");
    QVERIFY(listed);
    QCOMPARE(listed->nodes.size(), 2);
    QCOMPARE(listed->nodes[1].entity.kind, domain::EntityKind::Ip);
    QVERIFY(listed->unmapped.isEmpty());
    const auto alone = readGraph(R"({"entity": "192.0.2.7", "nodes": [{"id": "host:a", "value": "a"}]})");
    QVERIFY(alone);
    QCOMPARE(alone->nodes.size(), 2);
    QCOMPARE(alone->nodes[0].id, u"192.0.2.7"_s); // the first, although it is listed nowhere
}

void ReadersTest::anUnknownGraphIsEmptyAndKept()
{
    const QByteArray body = R"({"matrix": [[1, 2], [3]]})";
    const auto graph = readGraph(body);
    QVERIFY(graph);
    QVERIFY(graph->nodes.isEmpty() && graph->edges.isEmpty());
    QCOMPARE(graph->raw, body);
    QCOMPARE(graph->unmapped, QStringList{u"/matrix"_s});
    for (const QByteArray &unreadable : {body, QByteArray(R"({"nodes": {"a": 1}})"), QByteArray("[[1]]"),
                                         QByteArray(R"({"nodes": [null, {}], "edges": []})")})
        QVERIFY2(!readGraph(unreadable)->isUnderstood, unreadable.constData());
    for (const QByteArray &nothing : {QByteArray("{}"), QByteArray("[]"), QByteArray("null"),
                                      QByteArray(R"({"nodes": [], "took_ms": 4})"),
                                      QByteArray(R"({"data": {"entities": [], "relationships": []}})")})
        QVERIFY2(readGraph(nothing)->isUnderstood, nothing.constData());
    QVERIFY(readGraph(socmateSample(u"graph.entities.guess.json"_s))->isUnderstood);
}

void ReadersTest::readsHitsOfSeveralLists()
{
    const auto page = readSearch(socmateSample(u"search.hits.guess.json"_s));
    QVERIFY(page);
    QCOMPARE(page->items.size(), 4);
    QCOMPARE(page->items[0].sessionId, u"sess_1"_s);
    QCOMPARE(page->items[0].title, u"who is it"_s);
    const auto more = readSearch(R"({"results": [{"title": "a", "cluster": {"id": 7}, "score": 1}]})");
    QCOMPARE(more->items[0].unmapped, QStringList{u"/cluster"_s});
    QCOMPARE(page->items[0].kindText, u"sessions"_s);
    QCOMPARE(page->items[0].score, std::optional(0.91));
    QVERIFY(page->items[0].at.isValid());
    QCOMPARE(page->items[1].sessionId, u"sess_2"_s);
    QCOMPARE(page->items[1].kindText, u"investigation"_s);
    QCOMPARE(page->items[2].sessionId, QString());
    QCOMPARE(page->items[2].title, u"192.0.2.7"_s);
    QCOMPARE(page->items[3].title, u"bare"_s);
    QCOMPARE(page->items[3].raw, "\"bare\"");
}

void ReadersTest::readsRefusals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("detail") << QByteArray(R"({"detail": "no such incident"})") << u"no such incident"_s;
    QTest::newRow("validation, older")
        << QByteArray(
               R"({"detail": [{"loc": ["body", "query"], "msg": "field required", "type": "value_error.missing"}]})")
        << u"query: field required"_s;
    QTest::newRow("validation, newer")
        << QByteArray(
               R"({"detail": [{"type": "missing", "loc": ["body", "items", 2, "x"], "msg": "Field required", "input": {}, "url": "u"}, {"loc": ["query", "limit"], "msg": "too large"}]})")
        << u"items.2.x: Field required; limit: too large"_s;
    QTest::newRow("body alone") << QByteArray(R"({"detail": [{"loc": ["body"], "msg": "no"}]})")
                                << u"body: no"_s;
    QTest::newRow("an object") << QByteArray(R"({"detail": {"code": 7}})") << u"{\"code\": 7}"_s;
    QTest::newRow("an object with a message") << QByteArray(R"({"detail": {"message": "m"}})") << u"m"_s;
    QTest::newRow("OAuth2") << QByteArray(
                                   R"({"error": "invalid_client", "error_description": "wrong secret"})")
                            << u"wrong secret (invalid_client)"_s;
    QTest::newRow("OAuth2, short") << QByteArray(R"({"error": "invalid_client"})") << u"invalid_client"_s;
    QTest::newRow("a gateway's page")
        << QByteArray("<html><head><title>502 Bad Gateway</title><style>a{b}</style></head><body><h1>Bad "
                      "Gateway</h1><script>alert(1)</script></body></html>")
        << u"502 Bad Gateway Bad Gateway"_s;
    QTest::newRow("text") << QByteArray("  upstream\n down ") << u"upstream down"_s;
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("broken JSON") << QByteArray("{\"detail\": ") << u"{\"detail\":"_s;
}

void ReadersTest::readsRefusals()
{
    QFETCH(QByteArray, body);
    QTEST(refusalText(body), "text");
}

void ReadersTest::aRefusalRepeatsNoSecret_data()
{
    QTest::addColumn<QByteArray>("body"); // %: the secret
    QTest::newRow("detail") << QByteArray(R"({"detail": "Invalid key %"})");
    QTest::newRow("the whole body") << QByteArray(R"({"detail": {"input": {"client_secret": "%"}}})");
    QTest::newRow("no detail") << QByteArray(R"({"you_sent": "%"})");
    QTest::newRow("a page") << QByteArray("<p>Header X-API-Key: %</p>");
    QTest::newRow("at the cut of a page") << QByteArray(195, 'x') + "%";
    QTest::newRow("at the cut of a text") << "{\"detail\": \"" + QByteArray(595, 'x') + "%\"}";
    QTest::newRow("text") << QByteArray("% % %");
}

void ReadersTest::aRefusalRepeatsNoSecret()
{
    QFETCH(QByteArray, body);
    const QByteArray secret = "sk_live_k+/=7 end";
    for (const QByteArray &form : {secret, secret.toPercentEncoding()}) {
        const QString text = refusalText(QByteArray(body).replace('%', form), {Secret::copyOf(secret)});
        QVERIFY2(!text.contains(u"sk_l"_s), qPrintable(text));
        QVERIFY(text.contains(u"(hid"_s));
    }
    QCOMPARE(refusalText("not a number", {Secret("a")}), u"not a number"_s); // no secret at all
}

void ReadersTest::aRefusalSaysWhatCanBeDone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("says");
    using Kind = Error::Kind;
    QTest::newRow("400") << 400 << Kind::Rejected << u"400"_s;
    QTest::newRow("401") << 401 << Kind::Unauthorised << u"not signed in"_s;
    QTest::newRow("403") << 403 << Kind::Forbidden << u"scope graph:read"_s;
    QTest::newRow("404") << 404 << Kind::NotFound << u"not found"_s;
    QTest::newRow("405") << 405 << Kind::Rejected << u"405"_s;
    QTest::newRow("409") << 409 << Kind::Rejected << u"conflict"_s;
    QTest::newRow("422") << 422 << Kind::Rejected << u"q: too short"_s;
    QTest::newRow("429") << 429 << Kind::Limited << u"too many"_s;
    QTest::newRow("500") << 500 << Kind::Transient << u"server error"_s;
    QTest::newRow("503") << 503 << Kind::Transient << u"SIEM"_s;
    QTest::newRow("599") << 599 << Kind::Transient << u"599"_s;
    QTest::newRow("300") << 300 << Kind::Rejected << u"300"_s;
}

void ReadersTest::aRefusalSaysWhatCanBeDone()
{
    QFETCH(int, status);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, says);
    http::HttpReply reply;
    reply.status = status;
    reply.url = QUrl(u"https://api.example/api/v1/graph?q=private"_s);
    reply.headers = {{"retry-after", "7"}};
    reply.body = R"({"detail": [{"loc": ["query", "q"], "msg": "too short"}]})";
    const Error error = refusalOf(reply, u"graph:read"_s, 1'790'000'000 * microsPerSecond);
    QCOMPARE(error.kind, kind);
    QVERIFY2(error.detail.contains(says), qPrintable(error.detail));
    QVERIFY(!error.detail.contains(u"private"_s));
    const bool waits = kind == Error::Kind::Limited || kind == Error::Kind::Transient;
    QCOMPARE(error.retryAfter, waits ? 7s : 0s);
}

void ReadersTest::aDateIsReadAgainstTheServersOwnClock()
{
    http::HttpReply reply;
    reply.status = 429;
    reply.headers = {{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"},
                     {"Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT"}};
    QCOMPARE(refusalOf(reply, {}, 1'790'000'000 * microsPerSecond).retryAfter, 30s);
}

void ReadersTest::createdSecretsAreTaken()
{
    const auto key = readCreatedApiKey(
        R"({"id": "65aa", "key_id": "k_z9", "api_key": "sk_live_x", "name": "Desk", "scopes": ["incidents:read"],
            "expires_at": "2027-01-31T00:00:00Z", "header_name": "X-API-Key"})");
    QVERIFY(key);
    QCOMPARE(key->apiKey.reveal(), "sk_live_x");
    QCOMPARE(key->keyId, u"k_z9"_s);
    QCOMPARE(key->scopes, QStringList{u"incidents:read"_s});
    QVERIFY(key->expires.isValid());
    QCOMPARE(readCreatedApiKey(R"({"id": "65aa"})").error().kind, Error::Kind::Malformed);
    const auto client = readCreatedApiClient(
        R"({"id": "1", "client_id": "c", "client_secret": "s", "token_endpoint": "https://auth.example/oauth/token"})");
    QVERIFY(client);
    QCOMPARE(client->clientSecret.reveal(), "s");
    QCOMPARE(client->tokenEndpoint, u"https://auth.example/oauth/token"_s);
}

void ReadersTest::readsAdminLists()
{
    const auto models = readModels(
        R"({"models": [{"model_name": "fast", "model_info": {"id": "m1", "provider": "azure", "model": "x"}}], "total": 1})");
    QVERIFY(models);
    QCOMPARE(models->items[0].name, u"fast"_s);
    QCOMPARE(models->items[0].provider, u"azure"_s);
    QCOMPARE(models->items[0].id, u"m1"_s);
    const auto users = readUsers(
        R"({"users": [{"id": "u1", "email": "mika@soc.example", "display_name": "Mika", "roles": ["admin"], "is_active": true}]})");
    QVERIFY(users);
    QCOMPARE(users->items[0].name, u"Mika"_s);
    QCOMPARE(users->items[0].roles, QStringList{u"admin"_s});
    QCOMPARE(users->items[0].active, std::optional(true));
}

void ReadersTest::readsTheTestOfAProvider()
{
    const auto test = readSiemTest(R"({"status": "Healthy", "message": "ok", "latency_ms": 12.5})");
    QVERIFY(test);
    QVERIFY(test->isHealthy());
    QCOMPARE(test->latencyMs, std::optional(12.5));
    QVERIFY(!readSiemTest(R"({"status": "error", "message": "no"})")->isHealthy());
    QCOMPARE(readSiemTest("{}").error().kind, Error::Kind::Malformed);
}

void ReadersTest::readsScheduleChecks_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("accepted"); // -1: it does not say
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("valid") << QByteArray(R"({"valid": true})") << 1 << QStringList();
    QTest::newRow("with reasons")
        << QByteArray(R"({"is_valid": false, "issues": ["no time", {"why": "no entity"}]})") << 0
        << QStringList{u"no time"_s, u"no entity"_s};
    QTest::newRow("unreadable") << QByteArray("<p>") << -1 << QStringList{u"<p>"_s};
    QTest::newRow("nothing") << QByteArray() << -1 << QStringList();
}

void ReadersTest::readsScheduleChecks()
{
    QFETCH(QByteArray, body);
    QFETCH(int, accepted);
    const ScheduleCheck check = readScheduleCheck(body);
    QCOMPARE(check.accepted ? int(*check.accepted) : -1, accepted);
    QTEST(check.texts, "texts");
}

void ReadersTest::aValueIsOneSegment_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("segment");
    QTest::newRow("mail") << u"mika@soc.example"_s << QByteArray("mika%40soc.example");
    QTest::newRow("IPv6") << u"2001:db8::1"_s << QByteArray("2001%3Adb8%3A%3A1");
    QTest::newRow("URL") << u"https://x.example/a?b=c#d"_s
                         << QByteArray("https%3A%2F%2Fx.example%2Fa%3Fb%3Dc%23d");
    QTest::newRow("traversal") << u"../../admin"_s << QByteArray("..%2F..%2Fadmin");
    QTest::newRow("blank and umlaut") << u"a \u00e4%"_s << QByteArray("a%20%C3%A4%25");
    QTest::newRow("backslash") << u"CONTOSO\\mika"_s << QByteArray("CONTOSO%5Cmika");
}

void ReadersTest::aValueIsOneSegment()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, segment);
    QCOMPARE(pathSegment(value), segment);
    const QUrl url = joined(QUrl(u"https://x.example/base/"_s), "/api/v1/graph/entity/" + pathSegment(value));
    QCOMPARE(url.path(QUrl::FullyEncoded).toLatin1(), "/base/api/v1/graph/entity/" + segment);
    QVERIFY(!url.hasQuery() && !url.hasFragment());
}

void ReadersTest::pathsAreJoinedToAnyBase_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("whole");
    QTest::newRow("host") << u"https://x.example"_s << u"https://x.example/a?q=b%20%26"_s;
    QTest::newRow("slash") << u"https://x.example/"_s << u"https://x.example/a?q=b%20%26"_s;
    QTest::newRow("path") << u"https://x.example/soc"_s << u"https://x.example/soc/a?q=b%20%26"_s;
    QTest::newRow("path and slashes")
        << u"https://x.example/soc//"_s << u"https://x.example/soc/a?q=b%20%26"_s;
    QTest::newRow("port") << u"http://127.0.0.1:81"_s << u"http://127.0.0.1:81/a?q=b%20%26"_s;
    QTest::newRow("query of its own") << u"https://x.example/?k=v#f"_s << u"https://x.example/a?q=b%20%26"_s;
    QTest::newRow("user") << u"https://u:p@x.example/"_s << u"https://x.example/a?q=b%20%26"_s;
}

void ReadersTest::pathsAreJoinedToAnyBase()
{
    QFETCH(QString, base);
    QFETCH(QString, whole);
    const QUrl url = joined(QUrl(base), "/a", {{u"q"_s, u"b &"_s}, {u"none"_s, QString()}});
    QCOMPARE(QString::fromLatin1(url.toEncoded()), whole);
}

QTEST_GUILESS_MAIN(ReadersTest)
#include "tst_readers.moc"
