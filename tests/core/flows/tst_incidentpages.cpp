// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/incidentpages.h"

#include <QtTest>

#include <numeric>

using namespace tocsin;
using flows::IncidentPages;

namespace {

// A list of a server, and how it cuts pages from it.
struct List
{
    QList<qint64> numbers;
    int most = 1000; // that it gives, whatever is asked for
    bool knowsOffset = true;
    bool knowsLimit = true;
    bool counts = false;
    qint64 miscounts = 0;
    std::function<void(QList<qint64> &)> between{}; // pages

    socmate::Page<domain::Incident> page(int limit, int offset)
    {
        const QList<qint64> rest = knowsOffset ? numbers.mid(offset) : numbers;
        socmate::Page<domain::Incident> page;
        page.limit = limit;
        page.offset = offset;
        for (const qint64 number : knowsLimit ? rest.mid(0, std::min(limit, most)) : rest) {
            domain::Incident incident;
            incident.number = number;
            page.items.append(incident);
        }
        if (counts)
            page.total = numbers.size() + miscounts;
        if (between)
            between(numbers);
        return page;
    }
};

QList<qint64> descending(qint64 from, qint64 to)
{
    QList<qint64> all;
    for (qint64 n = from; n >= to; --n)
        all.append(n);
    return all;
}

} // namespace

class IncidentPagesTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEachOnceToTheEnd_data();
    void readsEachOnceToTheEnd();
    void stopsAtItsBoundAndSaysSo();
    void recordsWithoutNumberAreHandedOn();
};

void IncidentPagesTest::readsEachOnceToTheEnd_data()
{
    QTest::addColumn<List>("list");
    QTest::addColumn<int>("mostAsked"); // pages
    const QList<qint64> many = descending(1250, 1001);
    const auto row = [](const char *name, const List &list, int mostAsked) {
        QTest::newRow(name) << list << mostAsked;
    };
    row("nothing", {}, 1);
    row("one page", {descending(7, 1)}, 1);
    row("exactly one page", {descending(100, 1)}, 2);
    row("three pages", {many}, 4);
    List list{many};
    list.counts = true;
    row("counted", list, 3);
    list.miscounts = 1000;
    row("counts more than there are", list, 5);
    list.miscounts = -200;
    row("counts fewer than there are", list, 3);
    list = {many};
    list.most = 50;
    row("gives at most 50", list, 8);
    list.counts = true;
    row("gives at most 50 and counts", list, 6);
    list = {many};
    list.knowsOffset = false;
    list.numbers = descending(100, 1);
    row("ignores the offset", list, 2);
    list = {many};
    list.knowsLimit = false;
    row("ignores the limit", list, 2);
    list.knowsOffset = false;
    row("ignores both", list, 2);
    list = {many};
    list.between = [](QList<qint64> &numbers) { numbers.prepend(numbers.first() + 1); };
    row("one arrives between pages, newest first", list, 6);
    list.between = [](QList<qint64> &numbers) {
        for (int i = 0; i < 60; ++i)
            numbers.prepend(numbers.first() + 1);
    };
    row("many arrive between pages", list, 12);
    list = {many};
    std::ranges::reverse(list.numbers);
    list.between = [](QList<qint64> &numbers) { numbers.removeFirst(); };
    row("the oldest drops out of the window, oldest first", list, 6);
    list.between = [](QList<qint64> &numbers) { numbers.remove(0, std::min<qsizetype>(30, numbers.size())); };
    row("thirty drop out at once", list, 9);
}

void IncidentPagesTest::readsEachOnceToTheEnd()
{
    QFETCH(List, list);
    QFETCH(int, mostAsked);
    const QList<qint64> there = list.numbers;
    QSet<qint64> dropped;
    QList<qint64> read;
    IncidentPages pages;
    int asked = 0;
    while (pages.hasNext() && asked < 100) {
        ++asked;
        const auto page = list.page(pages.limit(), pages.offset());
        for (const domain::Incident &incident : pages.take(page))
            read.append(incident.number);
        for (const qint64 number : there) {
            if (!list.numbers.contains(number))
                dropped.insert(number);
        }
    }
    const QSet<qint64> distinct(read.begin(), read.end());
    QCOMPARE(distinct.size(), read.size());
    for (const qint64 number : there)
        QVERIFY2(distinct.contains(number) || dropped.contains(number), QByteArray::number(number));
    QVERIFY2(asked <= mostAsked, QByteArray::number(asked));
    QVERIFY(!pages.isCut());
}

void IncidentPagesTest::stopsAtItsBoundAndSaysSo()
{
    List list{descending(100'000, 1)};
    IncidentPages pages;
    int asked = 0;
    for (; pages.hasNext(); ++asked)
        pages.take(list.page(pages.limit(), pages.offset()));
    QCOMPARE(asked, IncidentPages::mostPages);
    QVERIFY(pages.isCut());
}

void IncidentPagesTest::recordsWithoutNumberAreHandedOn()
{
    List list{{3, 0, 0, 1}};
    IncidentPages pages;
    QCOMPARE(pages.take(list.page(100, 0)).size(), 4);
    QVERIFY(!pages.hasNext());
}

QTEST_GUILESS_MAIN(IncidentPagesTest)
#include "tst_incidentpages.moc"
