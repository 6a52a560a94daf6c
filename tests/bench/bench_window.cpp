// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What the window costs with a full store: bench_window FILE [deliveries] [seconds of load] [per second].
// Makes FILE when it is not there (1 000 000 deliveries take some minutes), opens the real window on it
// offscreen and prints milliseconds.

#include "core/filter/parse.h"
#include "core/flows/admindesk.h"
#include "core/flows/analystdesk.h"
#include "core/flows/webhookdesk.h"
#include "core/logs/logbook.h"
#include "core/secrets/memorystore.h"
#include "tests/bench/benchfill.h"
#include "tests/bench/benchsender.h"
#include "ui/mainwindow.h"
#include "ui/webhooks/deliveryfeed.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/deliverytablemodel.h"
#include "ui/webhooks/webhookspage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

// Milliseconds of processor time of this thread: what a busy machine does not add to.
double processorMs()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// Milliseconds that this thread was ready to run and had no processor: what only a busy machine adds.
double queuedMs()
{
    QFile file(u"/proc/thread-self/schedstat"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() / 1e6 : 0;
}

double ms(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

template<class Condition>
bool waitFor(Condition condition, int most = 60'000)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > most)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

double memoryMegabytes(const char *what)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf(what);
    return at < 0
               ? 0
               : text.mid(at + qsizetype(strlen(what)), 20).simplified().split(' ').first().toDouble() / 1024;
}

// The real window with what is measured of it.
class Bench
{
public:
    Bench(const ui::Desks &desks, QSettings &settings) : m_desk(desks.webhooks)
    {
        m_beat.start(1); // so that waiting never sleeps past what it waits for
        QElapsedTimer timer;
        timer.start();
        const double processor = processorMs();
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<ui::MainWindow>(*m_theme, desks, settings);
        m_window->resize(1360, 860);
        m_window->show();
        m_table = m_window->findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
        m_model = m_window->findChild<ui::DeliveryTableModel *>();
        m_feed = m_window->findChild<ui::DeliveryFeed *>();
        waitFor([this] { return pageIsThere(); });
        m_window->repaint();
        m_table->viewport()->repaint();
        std::printf("%-34s %9.1f, processor %.1f\n", "store open to painted rows", ms(timer),
                    processorMs() - processor);
        waitFor([this] { return m_feed->isComplete(); });
        std::printf("%-34s %9.1f  %d rows\n", "store open to the whole list", ms(timer), m_model->rowCount());
    }

    void scroll(int pages)
    {
        std::vector<double> whole;
        std::vector<double> painting;
        QScrollBar *bar = m_table->verticalScrollBar();
        for (int i = 0; i < pages; ++i) {
            QElapsedTimer timer;
            timer.start();
            if (i % 10 == 9) // now and then a jump, as when the thumb is dragged
                bar->setValue(int(qint64(bar->maximum()) * (i * 7919 % pages) / pages));
            else
                bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
            m_table->viewport()->repaint();
            painting.push_back(ms(timer));
            waitFor([this] { return pageIsThere(); });
            m_table->viewport()->repaint();
            whole.push_back(ms(timer));
        }
        say("page of scrolling, window busy", painting);
        say("page of scrolling, rows painted", whole);
        bar->setValue(0);
    }

    void filter(const QString &text)
    {
        const auto query = filter::parse(text);
        if (!query)
            return;
        double first = 0;
        double all = 0;
        QElapsedTimer timer;
        const auto connection =
            QObject::connect(m_feed, &ui::DeliveryFeed::loaded, m_feed, [&] { first = ms(timer); });
        bool failed = false;
        const auto failure =
            QObject::connect(m_feed, &ui::DeliveryFeed::failed, m_feed, [&](const Error &error) {
                failed = true;
                std::printf("%s: %s\n", qPrintable(text), qPrintable(error.detail));
            });
        timer.start();
        m_feed->setQuery(*query);
        waitFor([&] { return failed || (first > 0 && m_feed->isComplete()); });
        all = ms(timer);
        QObject::disconnect(connection);
        QObject::disconnect(failure);
        std::printf("%-34s %9.1f %9.1f  %d rows\n", qPrintable(text), first, all, m_model->rowCount());
    }

    void load(int seconds, int perSecond, const signature::NamedSecret &secret)
    {
        m_table->selectId(m_model->idAt(40));
        m_table->verticalScrollBar()->setValue(30);
        const domain::DeliveryId chosen = m_table->currentId();
        const domain::DeliveryId top = m_model->idAt(m_table->rowAt(0));
        const qint64 before = m_desk.counters().captured;
        std::vector<double> gaps;
        std::vector<double> busy;  // processor time in them
        std::vector<double> queue; // and time without a processor
        double last = processorMs();
        double lastQueued = queuedMs();
        QElapsedTimer since;
        QTimer beat;
        beat.setTimerType(Qt::PreciseTimer);
        QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
            gaps.push_back(ms(since));
            since.restart();
            busy.push_back(processorMs() - last);
            last = processorMs();
            queue.push_back(queuedMs() - lastQueued);
            lastQueued = queuedMs();
        });
        beat.start(1);
        QElapsedTimer whole;
        {
            bench::Sender sender(m_desk.state().port, *m_desk.schemes().find(u"socwarden"_s), secret,
                                 perSecond);
            waitFor([&] { return m_desk.counters().captured > before; });
            gaps.clear();
            busy.clear();
            queue.clear();
            since.start();
            whole.start();
            const qint64 from = m_desk.counters().captured;
            waitFor([&] { return whole.elapsed() > seconds * 1000; }, seconds * 2000 + 1000);
            std::printf("%-34s %9.0f of %d sent\n", "stored per second",
                        double(m_desk.counters().captured - from) * 1000 / double(whole.elapsed()),
                        int(sender.sent() * 1000 / whole.elapsed()));
        }
        const auto longest = std::max_element(gaps.begin(), gaps.end()) - gaps.begin();
        std::printf("%-34s %9.1f, processor %.1f, waiting for one %.1f\n", "longest gap of the event loop",
                    gaps[size_t(longest)], busy[size_t(longest)], queue[size_t(longest)]);
        say("gaps of the event loop", gaps);
        say("processor time in them", busy);
        say("waiting for a processor in them", queue);
        const bool stays = m_table->currentId() == chosen && m_table->selectedIds() == QList{chosen} &&
                           m_model->idAt(m_table->rowAt(0)) == top;
        std::printf("%-34s %s, %d rows\n", "selection and scroll position", stays ? "stay" : "MOVED",
                    m_model->rowCount());
    }

private:
    bool pageIsThere() const
    {
        const int from = m_table->rowAt(0);
        if (from < 0)
            return false;
        const int to = m_table->rowAt(m_table->viewport()->height() - 1);
        for (int row = from; row <= (to < 0 ? m_model->rowCount() - 1 : to); ++row) {
            if (!m_model->cached(row))
                return false;
        }
        return true;
    }

    static void say(const char *what, std::vector<double> &times)
    {
        std::sort(times.begin(), times.end());
        std::printf("%-34s %9.1f median %9.1f 99 %% %9.1f worst\n", what, times[times.size() / 2],
                    times[times.size() * 99 / 100], times.back());
    }

    flows::WebhookDesk &m_desk;
    QTimer m_beat;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::MainWindow> m_window;
    ui::DeliveryTable *m_table = nullptr;
    ui::DeliveryTableModel *m_model = nullptr;
    ui::DeliveryFeed *m_feed = nullptr;
};

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const QString path = words.value(1);
    if (path.isEmpty() || !bench::fillStore(path, words.value(2, u"1000000"_s).toInt()))
        return 2;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    secrets::MemoryStore secrets;
    flows::DeskOptions options;
    options.storePath = path;
    options.dataFolder = folder.path();
    options.port = 0;
    options.retention = {0, 0, 0};
    auto desk = flows::WebhookDesk::open(options, secrets);
    if (!desk) {
        std::fprintf(stderr, "%s\n", qPrintable(desk.error().detail));
        return 3;
    }
    const signature::NamedSecret secret{u"bench"_s, Secret(QByteArray(64, 'k')), {}, false};
    domain::Endpoint alerts;
    alerts.name = u"alerts"_s;
    alerts.pathPrefix = "/hooks/alerts";
    alerts.scheme = u"socwarden"_s;
    alerts.secretLabels = {secret.label};
    (*desk)->addSecret(secret);
    if (!(*desk)->useEndpoints({alerts}))
        return 3;
    (*desk)->start();
    flows::AnalystOptions analystOptions = flows::AnalystOptions::usual(folder.path());
    analystOptions.withSandbox = false; // what is measured is the webhook page
    flows::Auditing auditing(folder.filePath(u"audit.db"_s));
    flows::AnalystDesk analyst(analystOptions, secrets);
    logs::LogBook logs(folder.filePath(u"log"_s));
    flows::AdminDesk admin({auditing, logs, analyst, **desk, secrets});
    Bench bench({**desk, analyst, admin, secrets}, settings);
    bench.scroll(300);
    std::printf("\n%-34s %9s %9s\n", "filter", "first", "all");
    const QString filters[] = {u""_s,
                               u"endpoint:endpoint-3"_s,
                               u"verdict:mismatch"_s,
                               u"severity>=high"_s,
                               u"event:alert.created"_s,
                               u"event:nothing.such"_s,
                               u"endpoint:endpoint-3 verdict:mismatch severity:critical"_s,
                               u"-verdict:valid"_s,
                               u"ip:203.0.113.0/24"_s,
                               u"ip:10.0.0.0/8"_s,
                               u"since:2h"_s,
                               u"until:2h"_s,
                               u"risk>=70"_s,
                               u"risk>=70 verdict:mismatch"_s,
                               u"attempt>1"_s,
                               u"is:pinned"_s,
                               u"path:/hooks/endpoint-7"_s,
                               bench::rareWord,
                               u"alert"_s,
                               u"\"user agent\""_s,
                               u"\"impossible travel\""_s,
                               u"alert verdict:mismatch"_s,
                               u"-alert"_s};
    for (const QString &text : filters)
        bench.filter(text);
    bench.filter({});
    std::printf("\n%-34s %9.0f MB, %.0f of them files\n", "resident memory", memoryMegabytes("VmRSS:"),
                memoryMegabytes("RssFile:"));
    if (const int seconds = words.value(3, u"10"_s).toInt(); seconds > 0) {
        bench.load(seconds, words.value(4, u"20000"_s).toInt(), secret);
        std::printf("%-34s %9.0f MB, %.0f at most\n", "resident memory", memoryMegabytes("VmRSS:"),
                    memoryMegabytes("VmHWM:"));
        waitFor([&desk] { return (*desk)->lastStoredId() == (*desk)->lastDurableId(); });
        QElapsedTimer calm;
        calm.start();
        waitFor([&calm] { return calm.elapsed() > 3000; });
        std::printf("%-34s %9.0f MB\n", "resident memory, all of it filed", memoryMegabytes("VmRSS:"));
    }
    return 0;
}
