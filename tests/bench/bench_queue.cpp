// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: bench_queue [INCIDENTS]. The queue page over a cache with so many incidents (50 000): from what the
// user does to the first rows on the screen, through the book's thread and the table. Prints milliseconds
// (the best and the worst of five rounds), the processor time of all threads together (the least), and how
// long the window's thread was held (the least of the longest); judges nothing. Needs a display or
// QT_QPA_PLATFORM=offscreen.

#include "core/flows/analystdesk.h"
#include "core/secrets/memorystore.h"
#include "tests/bench/madeincident.h"
#include "ui/commands.h"
#include "ui/filter/filterbar.h"
#include "ui/incidents/incidentfeed.h"
#include "ui/incidents/incidentspage.h"
#include "ui/incidents/incidenttable.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <ctime>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

// Its events in between are what the window could not do anything else in.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth++ > 0) {
            const bool done = QApplication::notify(receiver, event);
            --m_depth;
            return done;
        }
        QElapsedTimer timer;
        timer.start();
        const bool done = QApplication::notify(receiver, event);
        longest = std::max(longest, double(timer.nsecsElapsed()) / 1e6);
        --m_depth;
        return done;
    }
    double longest = 0; // ms

private:
    int m_depth = 0;
};

void until(const std::function<bool()> &done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

struct Bench
{
    WatchedApplication &app;
    ui::IncidentFeed &feed;
    ui::IncidentTable &table;
    int loads = 0;

    ui::IncidentTableModel &model() const { return *static_cast<ui::IncidentTableModel *>(table.model()); }
    bool isShown() const
    {
        const int top = table.rowAt(1);
        return model().rowCount() == 0 || (top >= 0 && model().cached(top));
    }
    void measure(const char *name, const std::function<void()> &act, const std::function<void()> &undo)
    {
        double best = 1e9;
        double worst = 0;
        double held = 1e9;
        double cpu = 1e9;
        int rows = 0;
        for (int round = 0; round < 5; ++round) {
            const int before = loads;
            const std::clock_t used = std::clock();
            QElapsedTimer timer;
            timer.start();
            QElapsedTimer own;
            own.start();
            act();
            app.longest = double(own.nsecsElapsed()) / 1e6;
            until([&] { return loads > before && isShown(); });
            const double took = double(timer.nsecsElapsed()) / 1e6;
            best = std::min(best, took);
            worst = std::max(worst, took);
            held = std::min(held, app.longest);
            cpu = std::min(cpu, double(std::clock() - used) * 1000 / CLOCKS_PER_SEC);
            rows = model().rowCount();
            const int after = loads;
            if (undo) {
                undo();
                until([&] { return loads > after && isShown(); });
            }
        }
        std::printf("%-44s %8.1f .. %6.1f ms   cpu %6.1f ms   held %6.1f ms  %8d rows, %lld chosen\n", name,
                    best, worst, cpu, held, rows, static_cast<long long>(table.selectedIds().size()));
    }
};

bool fill(flows::AnalystDesk &desk, qint64 incidents)
{
    bool isOver = false;
    bool isGood = false;
    desk.book().write<void>(
        &desk,
        [&](const Result<void> &done) {
            isOver = true;
            isGood = done.has_value();
        },
        [connection = desk.workspace().connection().id,
         incidents](storage::AnalystStores &stores) -> Result<void> {
            for (qint64 n = 1; n <= incidents;) {
                QList<domain::Incident> page;
                for (; page.size() < 1000 && n <= incidents; ++n)
                    page.append(bench::made(n));
                const auto kept = stores.incidents.upsert(connection, page, storage::IncidentForm::List,
                                                          bench::now, n % 3000 == 0);
                if (!kept)
                    return tl::unexpected(kept.error());
            }
            return {};
        });
    until([&] { return isOver; });
    return isGood;
}

} // namespace

int main(int argc, char *argv[])
{
    WatchedApplication app(argc, argv);
    const qint64 incidents = argc > 1 ? QByteArray(argv[1]).toLongLong() : 50'000;
    const QTemporaryDir folder;
    secrets::MemoryStore secrets;
    flows::AnalystOptions options = flows::AnalystOptions::usual(folder.path());
    options.sandbox.incidents = 0;
    options.sandbox.syncInterval = 3'600 * microsPerSecond;
    options.sandbox.coldDelayMs = 0;
    flows::AnalystDesk desk(options, secrets);
    desk.start();
    until([&] { return desk.workspace().isOpen() && desk.workspace().sync().state().synced > 0; });
    if (!fill(desk, incidents))
        return 1;
    ui::Theme theme(app);
    QWidget window;
    const ui::Commands commands(theme, &window);
    QElapsedTimer opening;
    opening.start();
    ui::IncidentsPage page(theme, desk, commands);
    auto &bar = *page.findChild<ui::FilterBar *>();
    Bench bench{app, *page.findChild<ui::IncidentFeed *>(), *page.findChild<ui::IncidentTable *>()};
    QObject::connect(&bench.feed, &ui::IncidentFeed::loaded, &app, [&] { ++bench.loads; });
    page.resize(1360, 860);
    page.show();
    until([&] { return bench.model().rowCount() > 0 && bench.isShown(); });
    std::printf("%-44s %8.1f ms  %8d rows\n", "open: the page with its first view",
                double(opening.nsecsElapsed()) / 1e6, bench.model().rowCount());
    bar.setText(u"alerts<0"_s);
    until([&] { return bench.model().rowCount() <= 1; });
    bench.measure(
        "filter: everything", [&] { bar.setText({}); }, [&] { bar.setText(u"alerts<0"_s); });
    bar.setText({});
    until([&] { return bench.model().rowCount() == incidents && bench.isShown(); });
    QList<storage::IncidentId> chosen;
    for (int row = 0; row < 200; ++row)
        chosen.append(bench.model().idAt(row * 7));
    bench.table.selectIds(chosen, chosen.constFirst());
    bool descending = true;
    const auto sort = [&](storage::IncidentColumn column) {
        return [&, column] {
            descending = !descending;
            emit bench.table.sortAsked({column, descending});
        };
    };
    bench.measure("sort: severity, 200 chosen", sort(storage::IncidentColumn::Severity), {});
    bench.measure("sort: title, 200 chosen", sort(storage::IncidentColumn::Title), {});
    bench.measure("sort: number, 200 chosen", sort(storage::IncidentColumn::Number), {});
    bench.measure("refresh: nothing new, 200 chosen", [&] { bench.feed.reload(); }, {});
    qint64 next = incidents;
    bench.measure(
        "refresh: 20 new ones, 200 chosen",
        [&] {
            QList<domain::Incident> more;
            for (int i = 0; i < 20; ++i)
                more.append(bench::made(++next));
            desk.book().write<storage::Upserted>(
                &desk, [&](const Result<storage::Upserted> &) { bench.feed.reload(); },
                [more, connection = desk.workspace().connection().id](storage::AnalystStores &stores) {
                    return stores.incidents.upsert(connection, more, storage::IncidentForm::List, bench::now);
                });
        },
        {});
    for (const QString &text :
         {u"severity>=high is:open"_s, u"mailbox"_s, u"-status:closed owner:analyst7"_s}) {
        bench.measure(
            qPrintable(u"filter: "_s + text), [&] { bar.setText(text); }, [&] { bar.setText({}); });
    }
    return 0;
}
