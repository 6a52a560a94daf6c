// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/incidentsync.h"
#include "core/flows/investigations.h"
#include "core/socmate/socmateapi.h"
#include "tests/support/sandboxclient.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <map>

namespace tocsin::test {

// A clock for the server's thread and the program's: it stands still until the test moves it.
class SharedClock
{
public:
    std::function<Micros()> reader() const
    {
        return [time = m_time] { return time->load(); };
    }
    Micros now() const { return *m_time; }
    void set(Micros now) { *m_time = now; }

private:
    std::shared_ptr<std::atomic<Micros>> m_time =
        std::make_shared<std::atomic<Micros>>(Micros(1'790'000'000) * microsPerSecond);
};

// The analyst's side of the program against the sandbox, over real sockets and a real file, on a clock that
// only advance() moves: and then from one event to the next, each of them answered before time goes on.
struct AnalystDesk
{
    struct Waiting
    {
        QPointer<QObject> context;
        std::function<void()> run;
    };

    SharedClock clock;
    std::unique_ptr<sandbox::Server> server;
    QTemporaryDir folder;
    domain::Connection connection;
    std::multimap<Micros, Waiting> later;      // what was put off
    int asks = 0;                              // calls of the test that are not answered yet
    QList<std::pair<Micros, qint64>> requests; // how many the server had had, then
    bool goesFast = true;                      // the server answered all within a minute of real time

    // What a restart of the program makes anew.
    std::unique_ptr<http::RequestBudget> budget;
    std::unique_ptr<socmate::SocmateApi> api;
    std::unique_ptr<storage::AnalystBook> book;
    std::unique_ptr<poll::Poller> poller;
    std::unique_ptr<flows::IncidentSync> sync;
    std::unique_ptr<flows::Investigations> runs;

    explicit AnalystDesk(sandbox::ServerOptions options = stillOptions(), int perMinute = 60)
    {
        options.clock = clock.reader();
        server = served(options);
        connection.id = QStringLiteral("work");
        connection.api = server->baseUrl();
        connection.proxy = domain::ProxyMode::None;
        connection.secretLabel = QStringLiteral("key");
        connection.requestsPerMinute = perMinute;
        begin();
    }

    ~AnalystDesk() { end(); }
    Q_DISABLE_COPY_MOVE(AnalystDesk)

    void begin(const flows::SyncPlan &plan = {})
    {
        http::Timing timing;
        timing.now = clock.reader();
        timing.after = [this](std::chrono::milliseconds delay, QObject *context, std::function<void()> call) {
            later.emplace(clock.now() + Micros(delay.count()) * 1000, Waiting{context, std::move(call)});
        };
        budget = std::make_unique<http::RequestBudget>(connection.requestsPerMinute, timing);
        const auto secrets = [this](const QString &, QObject *, const Handler<Secret> &handler) {
            handler(server->apiKey());
        };
        api = std::make_unique<socmate::SocmateApi>(connection, secrets, *budget);
        book = std::make_unique<storage::AnalystBook>(folder.filePath(QStringLiteral("analyst.db")));
        poller = std::make_unique<poll::Poller>([] { return 0.5; });
        sync = std::make_unique<flows::IncidentSync>(*api, *poller, *book, clock.reader(), plan);
        runs = std::make_unique<flows::Investigations>(*api, *poller, *book, clock.reader());
    }

    void end()
    {
        runs.reset();
        sync.reset();
        poller.reset();
        api.reset();
        budget.reset();
        book.reset(); // after what was asked
        later.clear();
    }

    // Requests and questions to the store that are under way: every job has at most one.
    int underWay() const
    {
        const QStringList jobs = poller->names();
        const auto running =
            std::ranges::count_if(jobs, [this](const QString &name) { return poller->state(name).running; });
        const auto pausing = std::ranges::count_if(later, [this](const auto &one) {
            return one.second.context && one.second.context != budget.get();
        });
        return int(running) + asks + book->pending() - budget->waiting() - int(pausing);
    }

    static void flush()
    {
        for (int i = 0; i < 8; ++i)
            QCoreApplication::sendPostedEvents();
    }

    // Until everything that is under way is answered; time stands still.
    void settle()
    {
        const QDeadlineTimer patience(60'000);
        QTimer heart; // the loop below never waits for long
        heart.start(5);
        flush();
        while (underWay() > 0 && !patience.hasExpired()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
            flush();
        }
        goesFast = goesFast && underWay() <= 0;
        if (const qint64 had = server->counts().requests; requests.isEmpty() || requests.last().second != had)
            requests.append({clock.now(), had});
    }

    void advance(Micros by) { advanceTo(clock.now() + by); }

    void advanceTo(Micros end)
    {
        settle();
        for (auto next = nextEvent(); next && *next <= end && goesFast; next = nextEvent()) {
            clock.set(std::max(clock.now(), *next));
            while (!later.empty() && later.begin()->first <= clock.now()) {
                const Waiting one = later.begin()->second;
                later.erase(later.begin());
                if (one.context)
                    one.run();
                flush();
            }
            poller->tick(clock.now());
            settle();
        }
        clock.set(std::max(clock.now(), end));
        poller->tick(clock.now());
        settle();
    }

    std::optional<Micros> nextEvent() const
    {
        std::optional<Micros> next = poller->nextDue();
        if (!later.empty())
            next = std::min(later.begin()->first, next.value_or(later.begin()->first));
        return next;
    }

    // The most requests that reached the server within any 60 seconds.
    qint64 busiestMinute() const
    {
        qint64 most = 0;
        for (qsizetype from = 0; from < requests.size(); ++from) {
            const qint64 before = from > 0 ? requests[from - 1].second : 0;
            for (qsizetype to = from;
                 to < requests.size() && requests[to].first - requests[from].first < 60 * microsPerSecond;
                 ++to)
                most = std::max(most, requests[to].second - before);
        }
        return most;
    }

    // What a question to the store, to the API or to a flow is answered; asked by ask(handler).
    template<class T, class Asking>
    Result<T> answer(Asking asking)
    {
        std::optional<Result<T>> got;
        QObject context;
        ++asks;
        asking(&context, [this, &got](const Result<T> &result) {
            --asks;
            got = result;
        });
        settle();
        if (!got) {
            --asks;
            return fail(Error::Kind::Cancelled, QStringLiteral("not answered"));
        }
        return *got;
    }

    template<class T, class Work>
    Result<T> stored(Work work)
    {
        return answer<T>(
            [&](QObject *context, const Handler<T> &handler) { book->read<T>(context, handler, work); });
    }

    Result<qint64> start(const QString &query, qint64 incident = 0)
    {
        return answer<qint64>([&](QObject *context, const Handler<qint64> &handler) {
            flows::InvestigationDraft draft;
            draft.query = query;
            draft.incident = incident;
            runs->start(draft, context, handler);
        });
    }

    storage::StoredSession session(qint64 id)
    {
        return stored<storage::StoredSession>(
                   [id](storage::AnalystStores &stores) { return stores.sessions.load(id); })
            .value_or(storage::StoredSession());
    }
};

} // namespace tocsin::test
