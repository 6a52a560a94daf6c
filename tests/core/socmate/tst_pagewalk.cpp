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

// Pages numbers as a server might.
struct Server
{
    QList<int> items;
    int cap = mostLimit;
    bool ignoresOffset = false;
    enum class Total { None, Right, OfThePage } total = Total::None;
    int insertedBetween = 0;
    int removedBetween = 0; // of the first ones
    int next = 1'000'000;
    int requests = 0;

    Page<int> page(int offset, int limit)
    {
        ++requests;
        Page<int> page;
        page.limit = limit;
        page.offset = offset;
        page.items = items.mid(ignoresOffset ? 0 : offset, std::min(limit, cap));
        if (total == Total::Right)
            page.total = items.size();
        if (total == Total::OfThePage)
            page.total = page.items.size();
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
    void itemsWithoutAKeyAreAllKept();
    void aPageSaysWhetherThereMayBeMore_data();
    void aPageSaysWhetherThereMayBeMore();
};

void PageWalkTest::readsEveryItemOnce_data()
{
    QTest::addColumn<Server>("server");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("requests"); // at most
    using Total = Server::Total;
    const Server all{numbers(250)};
    const auto with = [&all](auto change) {
        Server server = all;
        change(server);
        return server;
    };
    QTest::newRow("plain") << all << 100 << 3;
    QTest::newRow("with a total") << with([](Server &s) { s.total = Total::Right; }) << 100 << 3;
    QTest::newRow("a total of the page") << with([](Server &s) { s.total = Total::OfThePage; }) << 100 << 5;
    QTest::newRow("capped below the limit") << with([](Server &s) { s.cap = 50; }) << 100 << 7;
    QTest::newRow("capped, with a total") << with([](Server &s) {
        s.cap = 50;
        s.total = Total::Right;
    }) << 100 << 6;
    QTest::newRow("capped to one") << with([](Server &s) { s.cap = 1; }) << 100 << 251;
    QTest::newRow("one page that is full") << Server{numbers(100)} << 100 << 2;
    QTest::newRow("one page that is short") << Server{numbers(30)} << 100 << 2;
    QTest::newRow("short, with a total") << Server{numbers(30), 100, false, Total::Right} << 100 << 1;
    QTest::newRow("nothing") << Server{} << 100 << 1;
    QTest::newRow("some come in between") << with([](Server &s) { s.insertedBetween = 7; }) << 100 << 4;
    QTest::newRow("as many as a page come in once per page") << with([](Server &s) {
        s.insertedBetween = 5;
        s.total = Total::Right;
    }) << 20 << 25;
    QTest::newRow("the first ones go") << with([](Server &s) { s.removedBetween = 8; }) << 100 << 4;
    QTest::newRow("the first ones go, with a total") << with([](Server &s) {
        s.removedBetween = 8;
        s.total = Total::Right;
    }) << 100 << 5;
    QTest::newRow("no offset, all in one") << Server{numbers(60), 100, true} << 100 << 3;
}

void PageWalkTest::readsEveryItemOnce()
{
    QFETCH(Server, server);
    QFETCH(int, limit);
    QList<int> expected = server.items;
    PageWalk<int> pages = walk(limit);
    QList<int> found;
    while (!pages.isDone())
        found += pages.take(server.page(pages.offset(), pages.limit()));
    found.removeIf([](int number) { return number >= 1'000'000; }); // came in while we read
    std::ranges::sort(found);
    QCOMPARE(found, expected);
    QFETCH(int, requests);
    QVERIFY2(server.requests <= requests, qPrintable(QString::number(server.requests)));
}

void PageWalkTest::endsWhateverTheServerSends_data()
{
    QTest::addColumn<Server>("server");
    using Total = Server::Total;
    QTest::newRow("no offset, full pages") << Server{numbers(200), 100, true};
    QTest::newRow("no offset, a total beyond it") << Server{numbers(200), 100, true, Total::Right};
    QTest::newRow("more come in than are read") << Server{numbers(50), 10, false, Total::Right, 10};
    QTest::newRow("new ones at each look") << Server{numbers(50), 10, true, Total::None, 10};
}

void PageWalkTest::endsWhateverTheServerSends()
{
    QFETCH(Server, server);
    PageWalk<int> pages = walk();
    while (!pages.isDone())
        pages.take(server.page(pages.offset(), pages.limit()));
    QVERIFY(server.requests <= PageWalk<int>::mostPages);
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
