// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// A list is read to its end, whatever the server does with limit, offset and total (socmate.md 13.6).

#include "core/socmate/pagewalk.h"

#include <QtTest>

#include <numeric>

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;

namespace {

constexpr int firstLater = 1'000'000; // what comes in while the list is read

// Pages numbers as a server might.
struct Server
{
    QList<int> items;
    int cap = mostLimit; // that it gives, whatever is asked for
    bool knowsOffset = true;
    bool knowsLimit = true;
    enum class Total { None, Right, OfThePage, TooMany, TooFew } total = Total::None;
    int insertedBetween = 0; // before the first one
    int removedBetween = 0;  // of the first ones
    int next = firstLater;
    int requests = 0;

    Page<int> page(int offset, int limit)
    {
        ++requests;
        Page<int> page;
        page.limit = limit;
        page.offset = offset;
        page.items = items.mid(knowsOffset ? offset : 0, knowsLimit ? std::min(limit, cap) : -1);
        if (total == Total::OfThePage)
            page.total = page.items.size();
        else if (total != Total::None)
            page.total = items.size() + (total == Total::TooMany ? 1000 : total == Total::TooFew ? -200 : 0);
        for (int i = 0; i < insertedBetween; ++i)
            items.prepend(next++);
        items.remove(0, std::min<qsizetype>(removedBetween, items.size()));
        return page;
    }
};

QList<int> numbers(int count)
{
    QList<int> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 1);
    return numbers;
}

PageWalk<int> walk(int limit = mostLimit)
{
    return PageWalk<int>([](int number) { return QByteArray::number(number); }, limit);
}

} // namespace

class PageWalkTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryItemOnce_data();
    void readsEveryItemOnce();
    void endsWhateverTheServerSends_data();
    void endsWhateverTheServerSends();
    void stopsAtItsBoundAndSaysSo();
    void itemsWithoutAKeyAreAllKept();
    void incidentsAreKnownByNumberAndProvider();
    void aPageSaysWhetherThereMayBeMore_data();
    void aPageSaysWhetherThereMayBeMore();
};

void PageWalkTest::readsEveryItemOnce_data()
{
    QTest::addColumn<Server>("server");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("requests"); // at most
    using Total = Server::Total;
    const auto row = [](const char *name, int requests, auto change, int limit = 100) {
        Server server{numbers(250)};
        change(server);
        QTest::newRow(name) << server << limit << requests;
    };
    row("plain", 3, [](Server &) {});
    row("with a total", 3, [](Server &s) { s.total = Total::Right; });
    row("a total of the page", 5, [](Server &s) { s.total = Total::OfThePage; });
    row("counts more than there are", 5, [](Server &s) { s.total = Total::TooMany; });
    row("counts fewer than there are", 3, [](Server &s) { s.total = Total::TooFew; });
    row("capped below the limit", 7, [](Server &s) { s.cap = 50; });
    row("capped, with a total", 6, [](Server &s) {
        s.cap = 50;
        s.total = Total::Right;
    });
    row("capped to a handful", 65, [](Server &s) { s.cap = 5; });
    row("one page that is full", 2, [](Server &s) { s.items = numbers(100); });
    row("one page that is short", 1, [](Server &s) { s.items = numbers(7); });
    row("one page that may be cut", 2, [](Server &s) { s.items = numbers(30); });
    row("short, with a total", 1, [](Server &s) {
        s.items = numbers(30);
        s.total = Total::Right;
    });
    row("nothing", 1, [](Server &s) { s.items.clear(); });
    row("ignores the limit", 2, [](Server &s) { s.knowsLimit = false; });
    row("ignores the offset, full", 2, [](Server &s) {
        s.items = numbers(100);
        s.knowsOffset = false;
    });
    row("ignores the offset, short", 3, [](Server &s) {
        s.items = numbers(60);
        s.knowsOffset = false;
    });
    row("ignores both", 2, [](Server &s) { s.knowsOffset = s.knowsLimit = false; });
    row("one comes in per page", 6, [](Server &s) { s.insertedBetween = 1; });
    row("some come in per page", 4, [](Server &s) { s.insertedBetween = 7; });
    row("many come in per page", 12, [](Server &s) { s.insertedBetween = 60; });
    row(
        "some come in, small pages and a total", 25,
        [](Server &s) {
            s.insertedBetween = 5;
            s.total = Total::Right;
        },
        20);
    row("the first one goes", 6, [](Server &s) { s.removedBetween = 1; });
    row("the first ones go", 4, [](Server &s) { s.removedBetween = 8; });
    row("the first ones go, with a total", 5, [](Server &s) {
        s.removedBetween = 8;
        s.total = Total::Right;
    });
    row("thirty go at once", 9, [](Server &s) { s.removedBetween = 30; });
}

void PageWalkTest::readsEveryItemOnce()
{
    QFETCH(Server, server);
    QFETCH(int, limit);
    const QList<int> expected = server.items;
    PageWalk<int> pages = walk(limit);
    QList<int> found;
    while (!pages.isDone())
        found += pages.take(server.page(pages.offset(), pages.limit()));
    found.removeIf([](int number) { return number >= firstLater; });
    std::ranges::sort(found);
    QCOMPARE(found, expected);
    QVERIFY(!pages.isCut());
    QFETCH(int, requests);
    QVERIFY2(server.requests <= requests, qPrintable(QString::number(server.requests)));
}

void PageWalkTest::endsWhateverTheServerSends_data()
{
    QTest::addColumn<Server>("server");
    const auto row = [](const char *name, int count, auto change) {
        Server server{numbers(count)};
        change(server);
        QTest::newRow(name) << server;
    };
    using Total = Server::Total;
    row("no offset, full pages", 200, [](Server &s) { s.knowsOffset = false; });
    row("no offset, a total beyond it", 200, [](Server &s) {
        s.knowsOffset = false;
        s.total = Total::Right;
    });
    row("more come in than are read", 50, [](Server &s) {
        s.cap = 10;
        s.total = Total::Right;
        s.insertedBetween = 10;
    });
    row("new ones at each look", 50, [](Server &s) {
        s.cap = 10;
        s.knowsOffset = false;
        s.insertedBetween = 10;
    });
}

void PageWalkTest::endsWhateverTheServerSends()
{
    QFETCH(Server, server);
    PageWalk<int> pages = walk();
    while (!pages.isDone())
        pages.take(server.page(pages.offset(), pages.limit()));
    QVERIFY(server.requests <= PageWalk<int>::mostPages);
}

void PageWalkTest::stopsAtItsBoundAndSaysSo()
{
    Server server{numbers(100'000)};
    PageWalk<int> pages = walk();
    while (!pages.isDone())
        pages.take(server.page(pages.offset(), pages.limit()));
    QCOMPARE(server.requests, PageWalk<int>::mostPages);
    QVERIFY(pages.isCut());
}

void PageWalkTest::itemsWithoutAKeyAreAllKept()
{
    PageWalk<int> pages([](int) { return QByteArray(); });
    Page<int> page;
    page.items = {1, 1, 2};
    page.total = 3;
    QCOMPARE(pages.take(page), (QList<int>{1, 1, 2}));
    QVERIFY(pages.isDone());
}

void PageWalkTest::incidentsAreKnownByNumberAndProvider()
{
    Page<domain::Incident> page;
    for (const auto &[number, provider] :
         {std::pair(3, u"sentinel"_s), std::pair(3, u"splunk"_s), std::pair(3, u"sentinel"_s),
          std::pair(0, QString()), std::pair(0, QString()), std::pair(31, QString())}) {
        domain::Incident incident;
        incident.number = number;
        incident.provider = provider;
        page.items.append(incident);
    }
    auto pages = incidentWalk();
    QCOMPARE(pages.limit(), mostLimit);
    const QList<domain::Incident> fresh = pages.take(page);
    QCOMPARE(fresh.size(), 5); // the third is the first again; without a number none is known
    QVERIFY(pages.isDone());
}

void PageWalkTest::aPageSaysWhetherThereMayBeMore_data()
{
    QTest::addColumn<int>("items");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("total"); // -1: none
    QTest::addColumn<bool>("more");
    QTest::newRow("empty") << 0 << 20 << 0 << -1 << false;
    QTest::newRow("empty, whatever the total") << 0 << 20 << 40 << 90 << false;
    QTest::newRow("full") << 20 << 20 << 0 << -1 << true;
    QTest::newRow("short: the server's own limit, perhaps") << 50 << 100 << 0 << -1 << true;
    QTest::newRow("short, and there are more") << 50 << 100 << 0 << 400 << true;
    QTest::newRow("short, and that is all") << 50 << 100 << 0 << 50 << false;
    QTest::newRow("the last one") << 50 << 100 << 350 << 400 << false;
    QTest::newRow("full, with a total that may be the page's") << 20 << 20 << 0 << 20 << true;
    QTest::newRow("a total of the page") << 20 << 20 << 20 << 20 << true;
}

void PageWalkTest::aPageSaysWhetherThereMayBeMore()
{
    QFETCH(int, items);
    QFETCH(int, limit);
    QFETCH(int, offset);
    QFETCH(int, total);
    Page<int> page;
    page.items = numbers(items);
    page.limit = limit;
    page.offset = offset;
    if (total >= 0)
        page.total = total;
    QTEST(page.mayHaveMore(), "more");
}

QTEST_GUILESS_MAIN(PageWalkTest)
#include "tst_pagewalk.moc"
