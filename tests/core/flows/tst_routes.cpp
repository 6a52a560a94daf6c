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
}

QTEST_GUILESS_MAIN(RoutesTest)
#include "tst_routes.moc"
