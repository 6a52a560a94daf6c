// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: bench_start [ROUNDS [IDLE_SECONDS]]. From the start of the process to a window that can be used: an
// empty window of Qt beside the program with a cached queue of 5 000 incidents, by turns; then what the
// program takes of the processor when nobody touches it and it polls the sandbox. Prints the medians and
// their ratio; judges nothing. Its children are itself.

#include "app/desktop/application.h"
#include "core/storage/analyststores.h"
#include "tests/bench/madeincident.h"
#include "ui/incidents/incidenttablemodel.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QPointer>
#include <QProcess>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 cached = 5'000;

double processorMs()
{
    return double(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

// Says "ready" after the first paint and ends; or stays for so long and says what it took meanwhile.
void end(QApplication &app, int idleSeconds)
{
    std::printf("ready %.1f\n", processorMs());
    std::fflush(stdout);
    if (idleSeconds == 0)
        std::_Exit(0);
    constexpr int settleMs = 10'000;
    QTimer::singleShot(settleMs, &app, [&app, idleSeconds] {
        const double before = processorMs();
        QTimer::singleShot(idleSeconds * 1000, &app, [before, idleSeconds] {
            std::printf("idle %.2f\n", (processorMs() - before) / (idleSeconds * 10.0));
            std::fflush(stdout);
            std::_Exit(0);
        });
    });
}

int runEmpty(QApplication &app)
{
    QWidget window;
    window.resize(1360, 860);
    window.show();
    QTimer::singleShot(0, &window, [&] {
        window.repaint();
        end(app, 0);
    });
    return QApplication::exec();
}

bool isFilled(const QTableView &queue)
{
    const QAbstractItemModel &model = *queue.model();
    const QModelIndex title = model.index(0, ui::IncidentTableModel::Title);
    return title.isValid() && !title.data().toString().isEmpty();
}

int runTocsin(QApplication &app, int idleSeconds)
{
    Arguments arguments;
    arguments.port = 0;
    Application application(app, arguments);
    application.start();
    // The first painting of a table with rows that have their texts. What looks for it must weigh nothing: it
    // is measured as well.
    QPointer<QTableView> queue;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (!queue && widget->isVisible())
                queue = widget->findChild<QTableView *>(u"incidentTable"_s);
        }
        if (!queue || !queue->isVisible() || !isFilled(*queue))
            return;
        look.stop();
        queue->window()->repaint();
        end(app, idleSeconds);
    });
    look.start(1);
    return QApplication::exec();
}

// Both folders of a profile are <home>/tocsin; the window begins with the queue.
bool makeProfile(const QString &home, const QString &connection = {})
{
    QDir(home).mkpath(u"tocsin"_s);
    QSettings settings(home + u"/tocsin/tocsin.conf"_s, QSettings::IniFormat);
    settings.setValue(u"window/page"_s, 0);
    settings.setValue(u"analyst/connection"_s, connection);
    settings.sync();
    return settings.status() == QSettings::NoError;
}

// One whose connection leads nowhere: the queue that is seen is the cached one.
bool makeCachedProfile(const QString &home)
{
    QDir(home).mkpath(u"tocsin"_s);
    auto stores = storage::AnalystStores::open(home + u"/tocsin/analyst.db"_s);
    if (!stores)
        return false;
    domain::Connection connection;
    connection.name = u"Nowhere"_s;
    connection.api = QUrl(u"http://127.0.0.1:9"_s);
    connection.proxy = domain::ProxyMode::None;
    const auto id = (*stores)->connections.save(connection);
    for (qint64 n = 1; id && n <= cached;) {
        QList<domain::Incident> page;
        for (; page.size() < 1000 && n <= cached; ++n)
            page.append(bench::made(n));
        if (!(*stores)->incidents.upsert(*id, page, storage::IncidentForm::List, bench::now, false))
            return false;
    }
    return id && makeProfile(home, *id);
}

struct Run
{
    double wall = 0;      // ms from the start of the process
    double processor = 0; // ms
    double idle = 0;      // % of one core
};

std::optional<Run> child(const QStringList &words, const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.insert(name, home);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer clock;
    clock.start();
    process.start(QCoreApplication::applicationFilePath(), words);
    Run run;
    QByteArray said;
    constexpr int longest = 120'000;
    while (process.waitForReadyRead(longest)) {
        if (run.wall == 0)
            run.wall = double(clock.nsecsElapsed()) / 1e6;
        said += process.readAll();
    }
    process.waitForFinished(longest);
    for (const QByteArray &line : (said + process.readAll()).split('\n')) {
        const QList<QByteArray> parts = line.split(' ');
        if (parts.first() == "ready")
            run.processor = parts.last().toDouble();
        else if (parts.first() == "idle")
            run.idle = parts.last().toDouble();
    }
    return run.processor > 0 ? std::optional(run) : std::nullopt;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

int measure(int rounds, int idleSeconds)
{
    const QTemporaryDir home;
    if (!makeCachedProfile(home.path()))
        return 1;
    std::vector<double> empty;
    std::vector<double> whole;
    std::vector<double> emptyProcessor;
    std::vector<double> wholeProcessor;
    for (int round = 0; round < rounds; ++round) {
        const auto one = child({u"--empty"_s}, home.path());
        const auto other = child({u"--tocsin"_s, u"0"_s}, home.path());
        if (!one || !other)
            return 1;
        empty.push_back(one->wall);
        whole.push_back(other->wall);
        emptyProcessor.push_back(one->processor);
        wholeProcessor.push_back(other->processor);
    }
    std::printf("%-34s %8.1f ms, processor %8.1f ms\n", "empty window", median(empty),
                median(emptyProcessor));
    std::printf("%-34s %8.1f ms, processor %8.1f ms\n", "Tocsin with a cached queue", median(whole),
                median(wholeProcessor));
    std::printf("%-34s %8.2f, processor %8.2f\n", "ratio", median(whole) / median(empty),
                median(wholeProcessor) / median(emptyProcessor));
    if (idleSeconds == 0)
        return 0;
    const QTemporaryDir fresh;
    if (!makeProfile(fresh.path()))
        return 1;
    const auto idle = child({u"--tocsin"_s, QString::number(idleSeconds)}, fresh.path());
    if (!idle)
        return 1;
    std::printf("%-34s %8.2f %% of one core over %d s\n", "idle, polling the sandbox", idle->idle,
                idleSeconds);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"tocsin"_s);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == "--empty"_L1)
        return runEmpty(app);
    if (words.value(1) == "--tocsin"_L1)
        return runTocsin(app, words.value(2).toInt());
    return measure(qMax(1, words.value(1, u"9"_s).toInt()), words.value(2, u"0"_s).toInt());
}
