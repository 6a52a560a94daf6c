// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: bench_incidents [INCIDENTS]. What the queue asks of a cache with so many incidents (50 000): the
// ids of a view in its order, a page of rows, counts, an upsert of a page. Prints milliseconds (the best and
// the worst of five rounds); judges nothing.

#include "core/storage/analyststores.h"
#include "tests/bench/madeincident.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;

namespace {

using bench::made;
using bench::now;

const QString here = u"bench"_s;

template<class Work>
void measure(const char *name, const Work &work)
{
    double best = 1e9;
    double worst = 0;
    qint64 count = 0;
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer timer;
        timer.start();
        count = work();
        const double took = double(timer.nsecsElapsed()) / 1e6;
        best = std::min(best, took);
        worst = std::max(worst, took);
    }
    std::printf("%-44s %8.1f .. %6.1f ms  %8lld\n", name, best, worst, static_cast<long long>(count));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const qint64 incidents = argc > 1 ? QByteArray(argv[1]).toLongLong() : 50'000;
    const QTemporaryDir folder;
    QElapsedTimer filling;
    filling.start();
    {
        auto stores = AnalystStores::open(folder.filePath(u"a.db"_s));
        if (!stores)
            return 1;
        for (qint64 n = 1; n <= incidents;) {
            QList<domain::Incident> page;
            for (; page.size() < 1000 && n <= incidents; ++n)
                page.append(made(n));
            if (!(*stores)->incidents.upsert(here, page, IncidentForm::List, now, n % 3000 == 0))
                return 1;
        }
    }
    std::printf("%lld incidents, filled in %lld ms\n", static_cast<long long>(incidents),
                static_cast<long long>(filling.elapsed()));
    auto stores = *AnalystStores::open(folder.filePath(u"a.db"_s));
    IncidentStore &store = stores->incidents;
    const auto find = [&](const QString &filter, IncidentColumn column) {
        return [&store, query = *filter::parseIncidents(filter), column] {
            const auto ids = store.find(here, query, {column, true}, now);
            return ids ? qint64(ids->size()) : -1;
        };
    };
    measure("open: all by time", find({}, IncidentColumn::At));
    measure("sort: severity", find({}, IncidentColumn::Severity));
    measure("sort: number", find({}, IncidentColumn::Number));
    measure("sort: title", find({}, IncidentColumn::Title));
    measure("sort: owner", find({}, IncidentColumn::Owner));
    measure("sort: modified", find({}, IncidentColumn::Modified));
    measure("filter: severity>=high is:open", find(u"severity>=high is:open"_s, IncidentColumn::Severity));
    measure("filter: -status:closed owner:analyst7",
            find(u"-status:closed owner:analyst7"_s, IncidentColumn::At));
    measure("filter: since:24h", find(u"since:24h"_s, IncidentColumn::At));
    measure("filter: mailbox", find(u"mailbox"_s, IncidentColumn::At));
    measure("filter: \"SRV-77\" severity:high", find(u"\"SRV-77\" severity:high"_s, IncidentColumn::At));
    measure("filter: -mailbox -tag:x is:unseen", find(u"-mailbox -tag:x is:unseen"_s, IncidentColumn::At));
    measure("filter: two characters (zz)", find(u"zz"_s, IncidentColumn::At));
    measure("filter: is:investigated", find(u"is:investigated"_s, IncidentColumn::At));
    const auto ids = store.find(here, {}, {}, now);
    measure("page of 100 rows", [&] { return qint64(store.rows(ids->mid(incidents / 2, 100))->size()); });
    const QList<filter::IncidentQuery> views{*filter::parseIncidents(u"is:open"_s),
                                             *filter::parseIncidents(u"is:unseen OR is:changed"_s),
                                             *filter::parseIncidents(u"severity>=high is:open"_s),
                                             *filter::parseIncidents(u"owner:\"\" is:open"_s)};
    measure("counts of four views", [&] { return qint64(store.counts(here, views, now)->size()); });
    QList<domain::Incident> page;
    for (qint64 n = 1; n <= 100; ++n)
        page.append(made(n));
    measure("sync: a page of 100, nothing new",
            [&] { return qint64(store.upsert(here, page, IncidentForm::List, now)->same); });
    qint64 round = 0;
    measure("sync: a page of 100, all changed", [&] {
        ++round;
        for (domain::Incident &incident : page)
            incident.owner = u"round%1"_s.arg(round);
        return qint64(store.upsert(here, page, IncidentForm::List, now)->changed.size());
    });
    return 0;
}
