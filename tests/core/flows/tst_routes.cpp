// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/routes.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::Endpoint;

namespace {

Endpoint endpoint(const QString &name, const QByteArray &path, const QString &scheme = {},
                  const QStringList &labels = {})
{
    Endpoint made;
    made.name = name;
    made.pathPrefix = path;
    made.scheme = scheme;
    made.secretLabels = labels;
    return made;
}

const QList<Endpoint> some = {endpoint(u"hooks"_s, "/hooks"),
                              endpoint(u"a"_s, "/hooks/a", u"socwarden"_s, {u"s1"_s}),
                              endpoint(u"slash"_s, "/slash/"), endpoint(u"ab"_s, "/hooks/a/b")};

} // namespace

class RoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theLongestPrefixWins_data();
    void theLongestPrefixWins();
    void anEditedCatchAllIsKept();
    void aRouteHasItsSchemeAndSecrets();
    void aRouteHasItsAnswers();
    void aRouteKnowsWhatTheRequestDoesNotHold();
    void aRequestIsCheckedByTheUrlItCameTo();
    void theSchemeIsFoundByTheRequest();
    void knowsWhichSchemesSignTheUrl();
    void checksAnEndpoint_data();
    void checksAnEndpoint();
    void acceptsGoodEndpoints();

private:
    signature::Catalogue m_catalogue;
};

void RoutesTest::initTestCase()
{
    auto loaded = signature::Catalogue::load();
    QVERIFY(loaded);
    m_catalogue = *loaded;
}

void RoutesTest::theLongestPrefixWins_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *path, const QString &name) {
        QTest::newRow(path) << QByteArray(path) << name;
    };
    row("/hooks", u"hooks"_s);
    row("/hooks/", u"hooks"_s);
    row("/hooks/x", u"hooks"_s);
    row("/hooksx", u"catch-all"_s);
    row("/hooks/a", u"a"_s);
    row("/hooks/a/", u"a"_s);
    row("/hooks/a/c", u"a"_s);
    row("/hooks/ab", u"hooks"_s);
    row("/hooks/a/b", u"ab"_s);
    row("/hooks/a/b/c", u"ab"_s);
    row("/hooks/a/bc", u"a"_s);
    row("/Hooks/a", u"catch-all"_s);
    row("/slash", u"slash"_s);
    row("/slash/x", u"slash"_s);
    row("/slashx", u"catch-all"_s);
    row("/", u"catch-all"_s);
    row("", u"catch-all"_s);
    row("*", u"catch-all"_s);
    row("http://example.org/hooks/a", u"a"_s);
    row("https://example.org:9000/hooks/a/b", u"ab"_s);
    row("http://example.org", u"catch-all"_s);
    row("/x/http://example.org/hooks/a", u"catch-all"_s);
}

void RoutesTest::theLongestPrefixWins()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, name);
    const Routes routes(some, m_catalogue, {});
    QCOMPARE(routes.match(path).endpoint.name, name);
}

void RoutesTest::anEditedCatchAllIsKept()
{
    Endpoint catchAll = endpoint(domain::catchAllName, "/");
    catchAll.response.status = 204;
    const Routes routes(QList<Endpoint>{catchAll} + some, m_catalogue, {});
    QCOMPARE(routes.match("/none").accepted->status(), 204);
    QCOMPARE(routes.match("/hooks/a").endpoint.name, u"a"_s);
    QCOMPARE(routes.byName(u"catch-all"_s)->endpoint, catchAll);
    QVERIFY(!routes.byName(u"none"_s));
}

void RoutesTest::aRouteHasItsSchemeAndSecrets()
{
    const QList<signature::NamedSecret> secrets = {{u"s1"_s, Secret::copyOf("one"), {}, false},
                                                   {u"s2"_s, Secret::copyOf("two"), {}, false},
                                                   {u"s1"_s, Secret::copyOf("old"), {}, true}};
    const Routes routes(some, m_catalogue, secrets);
    const Route &route = routes.match("/hooks/a");
    QVERIFY(route.scheme);
    QCOMPARE(route.scheme->id, u"socwarden"_s);
    QCOMPARE(route.secrets.size(), size_t(2));
    QCOMPARE(route.secrets[0].value.reveal(), "one");
    QVERIFY(route.secrets[1].retired);
    QVERIFY(!routes.match("/hooks").scheme);
    QVERIFY(routes.match("/hooks").secrets.empty());
}

void RoutesTest::aRouteHasItsAnswers()
{
    Endpoint own = endpoint(u"own"_s, "/own");
    own.response = {202, {{"X-A", "1"}}, "thanks"};
    const Routes routes({own}, m_catalogue, {});
    const QByteArray accepted = routes.match("/own").accepted->wire(listener::Persistence::Keep, false, {});
    QCOMPARE(accepted, "HTTP/1.1 202 Accepted\r\nX-A: 1\r\nContent-Length: 6\r\n\r\nthanks");
    QCOMPARE(routes.match("/own").unauthorised->status(), 401);
}

void RoutesTest::aRouteKnowsWhatTheRequestDoesNotHold()
{
    Endpoint own = endpoint(u"own"_s, "/own", u"paypal"_s);
    own.url = "https://example.org/own";
    own.parameters = {{"webhook-id", "1"}};
    const Routes routes({own}, m_catalogue, {});
    const Route &route = routes.match("/own");
    for (const signature::Circumstances &circumstances : {route.plain, route.overTls}) {
        QCOMPARE(circumstances.url, own.url);
        QCOMPARE(circumstances.parameters, (QHash<QByteArray, QByteArray>{{"webhook-id", "1"}}));
    }
    QVERIFY(!route.plain.overTls && route.overTls.overTls);
}

namespace {

// What Square's sender would post to this URL, captured under another one.
domain::Capture square(const signature::Catalogue &catalogue, const signature::NamedSecret &secret,
                       const QByteArray &signedUrl)
{
    domain::Capture capture;
    capture.message = {"POST", "/own?x=1", {}, {{"Host", "127.0.0.1:9000"}}, "{\"a\":1}", {}};
    signature::Circumstances at;
    at.url = signedUrl;
    capture.message.headers +=
        signature::sign(*catalogue.find(u"square"), capture.message, secret, 0, at).value();
    return capture;
}

} // namespace

void RoutesTest::aRequestIsCheckedByTheUrlItCameTo()
{
    const signature::NamedSecret secret{u"s1"_s, Secret::copyOf("one"), {}, false};
    Endpoint own = endpoint(u"own"_s, "/own", u"square"_s, {u"s1"_s});
    const auto verdict = [&](const Endpoint &given, const domain::Capture &capture) {
        const Routes routes({given}, m_catalogue, {secret});
        return check(routes.match("/own"), capture).verification.verdict;
    };
    const domain::Capture direct = square(m_catalogue, secret, "http://127.0.0.1:9000/own?x=1");
    QCOMPARE(verdict(own, direct), domain::Verdict::Valid);
    domain::Capture encrypted = square(m_catalogue, secret, "https://127.0.0.1:9000/own?x=1");
    QCOMPARE(verdict(own, encrypted), domain::Verdict::Mismatch);
    encrypted.tls.version = "TLSv1.3";
    QCOMPARE(verdict(own, encrypted), domain::Verdict::Valid);
    const domain::Capture tunnelled = square(m_catalogue, secret, "https://hooks.example.org/own");
    QCOMPARE(verdict(own, tunnelled), domain::Verdict::Mismatch);
    own.url = "https://hooks.example.org/own";
    QCOMPARE(verdict(own, tunnelled), domain::Verdict::Valid);
    QCOMPARE(verdict(own, direct), domain::Verdict::Mismatch);
}

void RoutesTest::theSchemeIsFoundByTheRequest()
{
    const signature::NamedSecret secret{u"s1"_s, Secret::copyOf("one"), {}, false};
    const signature::NamedSecret other{u"s2"_s, Secret::copyOf("two"), {}, false};
    const Routes routes(
        {endpoint(u"any"_s, "/own", domain::autoScheme, {u"s1"_s}), endpoint(u"bare"_s, "/bare")},
        m_catalogue, {secret, other});
    const Route &route = routes.match("/own");
    QVERIFY(!route.scheme && route.findAmong);
    const auto found = check(route, square(m_catalogue, secret, "http://127.0.0.1:9000/own?x=1"));
    QVERIFY(found.scheme);
    QCOMPARE(found.scheme->id, u"square"_s);
    QCOMPARE(found.verification.verdict, domain::Verdict::Valid);
    QCOMPARE(found.verification.secretLabel, u"s1"_s);
    // Another endpoint's secret proves nothing here.
    const auto forged = check(route, square(m_catalogue, other, "http://127.0.0.1:9000/own?x=1"));
    QCOMPARE(forged.verification.verdict, domain::Verdict::Mismatch);
    domain::Capture bare;
    bare.message = {"POST", "/own", {}, {{"Host", "x"}}, "{}", {}};
    QVERIFY(!check(route, bare).scheme); // though there are senders whose whole body is a token
    QCOMPARE(check(route, bare).verification.verdict, domain::Verdict::Unsigned);
    const Routes keyless({endpoint(u"any"_s, "/own", domain::autoScheme)}, m_catalogue, {});
    QVERIFY(!check(keyless.match("/own"), bare).scheme);
    const auto unknown =
        check(keyless.match("/own"), square(m_catalogue, secret, "http://127.0.0.1:9000/own?x=1"));
    QVERIFY(unknown.scheme);
    QCOMPARE(unknown.verification.verdict, domain::Verdict::NoSecret);
    QVERIFY(!check(routes.match("/bare"), bare).scheme);
}

void RoutesTest::knowsWhichSchemesSignTheUrl()
{
    for (const QString &id : {u"twilio"_s, u"square"_s, u"hubspot-v3"_s, u"woodpecker"_s})
        QVERIFY2(signsUrl(*m_catalogue.find(id)), qPrintable(id));
    for (const QString &id : {u"socwarden"_s, u"contentful"_s, u"drone"_s, u"paypal"_s})
        QVERIFY2(!signsUrl(*m_catalogue.find(id)), qPrintable(id));
}

void RoutesTest::checksAnEndpoint_data()
{
    QTest::addColumn<Endpoint>("given");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const Endpoint &given, const QString &field) {
        QTest::newRow(name) << given << field;
    };
    row("no name", endpoint({}, "/x"), u"name:"_s);
    row("a blank in the name", endpoint(u"a b"_s, "/x"), u"name:"_s);
    row("not ASCII", endpoint(u"zürich"_s, "/x"), u"name:"_s);
    row("a name too long", endpoint(QString(65, u'n'), "/x"), u"name:"_s);
    row("a name that is taken", endpoint(u"hooks"_s, "/x"), u"name:"_s);
    row("no path", endpoint(u"n"_s, ""), u"path:"_s);
    row("no slash", endpoint(u"n"_s, "x"), u"path:"_s);
    row("a query", endpoint(u"n"_s, "/x?y"), u"path:"_s);
    row("a fragment", endpoint(u"n"_s, "/x#y"), u"path:"_s);
    row("a blank in the path", endpoint(u"n"_s, "/x y"), u"path:"_s);
    row("a path too long", endpoint(u"n"_s, '/' + QByteArray(1024, 'x')), u"path:"_s);
    row("a path that is taken", endpoint(u"n"_s, "/hooks/a"), u"path:"_s);
    row("a path that is taken but for the slash", endpoint(u"n"_s, "/slash"), u"path:"_s);
    row("another path for the catch-all", endpoint(domain::catchAllName, "/x"), u"path:"_s);
    row("an unknown scheme", endpoint(u"n"_s, "/x", u"none"_s), u"scheme:"_s);
    Endpoint given = endpoint(u"n"_s, "/x");
    given.mode = Endpoint::Mode::Strict;
    row("strict without a scheme", given, u"mode:"_s);
    for (const int status : {0, 100, 199, 600}) {
        given = endpoint(u"n"_s, "/x");
        given.response.status = status;
        row(qPrintable(u"status %1"_s.arg(status)), given, u"status:"_s);
    }
    given = endpoint(u"n"_s, "/x");
    given.response.headers = {{"X A", "1"}};
    row("a blank in a header's name", given, u"response header"_s);
    given.response.headers = {{"X-A", "1\r\nX-B: 2"}};
    row("two lines in a header", given, u"response header"_s);
    given = endpoint(u"n"_s, "/x", u"twilio"_s);
    for (const char *url :
         {"example.org/a", "/a", "ftp://example.org/a", "https://", "https:///a", "https://example.org/a b",
          "https://example.org/\xc3\xbc", "https://example.org/a#b", "https://example.org/a\r\n",
          "https://user@example.org/a", "https://user:password@example.org/a",
          "https://example.org:99999/"}) {
        given.url = url;
        row(url, given, u"url:"_s);
    }
    given.url = "https://example.org/" + QByteArray(2048, 'u');
    row("a URL too long", given, u"url:"_s);
    given = endpoint(u"n"_s, "/x", u"paypal"_s);
    given.parameters = {{"webhookId", "1"}};
    row("a parameter of another name", given,
        u"parameter webhookId: the scheme has none of this name; it has webhook-id"_s);
    for (const QByteArray &value : {QByteArray(""), QByteArray("a\nb"), QByteArray(1025, 'v')}) {
        given.parameters = {{"webhook-id", value}};
        row(qPrintable(u"parameter value of %1 bytes"_s.arg(value.size())), given,
            u"parameter webhook-id:"_s);
    }
    given = endpoint(u"n"_s, "/x", u"socwarden"_s);
    given.parameters = {{"webhook-id", "1"}};
    row("a parameter of another scheme", given, u"parameter webhook-id:"_s);
    given.scheme = domain::autoScheme;
    given.parameters = {{"none", "1"}};
    row("a parameter of no scheme", given, u"parameter none:"_s);
    given = endpoint(u"n"_s, "/x");
    given.bodyCap = -1;
    row("a negative cap", given, u"body cap:"_s);
}

void RoutesTest::checksAnEndpoint()
{
    QFETCH(Endpoint, given);
    QFETCH(QString, field);
    const auto checked = checkEndpoint(given, some, m_catalogue);
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, Error::Kind::Rejected);
    QVERIFY2(checked.error().detail.startsWith(field), qPrintable(checked.error().detail));
}

void RoutesTest::acceptsGoodEndpoints()
{
    Endpoint full = endpoint(u"A-z_0.9"_s, "/x-._~!$&'()*+,;=:@%20/", u"socotra"_s, {u"s"_s});
    full.mode = Endpoint::Mode::Strict;
    full.response = {299, {{"X-A", ""}}, "body"};
    full.bodyCap = 1;
    QVERIFY(checkEndpoint(full, some, m_catalogue));
    QVERIFY(checkEndpoint(endpoint(domain::catchAllName, "/"), some, m_catalogue));
    QVERIFY(checkEndpoint(endpoint(u"root"_s, "/"), some, m_catalogue));
    Endpoint found = endpoint(u"found"_s, "/f", domain::autoScheme, {u"s"_s});
    found.mode = Endpoint::Mode::Strict;
    found.parameters = {{"webhook-id", "1"}, {"app-key", "2"}};
    found.url = "HTTPS://EXAMPLE.org:8443/a%20b?x=1&y=%C3%BC";
    QVERIFY(checkEndpoint(found, some, m_catalogue));
}

QTEST_GUILESS_MAIN(RoutesTest)
#include "tst_routes.moc"
