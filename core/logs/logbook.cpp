// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/logs/logbook.h"

#include <algorithm>

namespace tocsin::logs {

using namespace Qt::StringLiterals;

namespace {

std::atomic<LogBook *> installed = nullptr; // Qt's handler is a plain function

Level levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return Level::Debug;
    case QtInfoMsg:
        return Level::Info;
    case QtWarningMsg:
        return Level::Warning;
    case QtCriticalMsg:
        return Level::Critical;
    case QtFatalMsg:
        return Level::Fatal;
    }
    return Level::Warning;
}

QString onOneLine(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return text.left(longestLine);
}

bool namesOne(const QString &text, const QStringList &words)
{
    return std::any_of(words.begin(), words.end(), [&text](const QString &word) {
        return !word.isEmpty() && text.contains(word, Qt::CaseInsensitive);
    });
}

bool namesOne(const LogLine &line, const QStringList &words)
{
    return namesOne(line.text, words);
}

} // namespace

LogBook::LogBook(const QString &folder, QObject *parent) : QObject(parent), m_file(folder) {}

LogBook::~LogBook()
{
    if (m_isInstalled) {
        qInstallMessageHandler(m_before);
        installed = nullptr;
    }
}

void LogBook::install()
{
    Q_ASSERT(!installed.load());
    installed = this;
    m_isInstalled = true;
    m_before = qInstallMessageHandler(&LogBook::handle);
}

void LogBook::handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (LogBook *book = installed.load())
        book->pass(type, context, text);
}

void LogBook::pass(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    // What is said while this is said, e.g. by the disk, does not come round again.
    static thread_local bool isBusy = false;
    if (std::exchange(isBusy, true))
        return;
    add(levelOf(type), QString::fromUtf8(context.category ? context.category : "default"), text, wallClock());
    if (m_before)
        m_before(type, context, m_guard.guarded(text));
    isBusy = false;
}

void LogBook::add(Level level, const QString &category, const QString &text, Micros at)
{
    LogLine line;
    line.at = at;
    line.level = level;
    line.category = onOneLine(category.left(100));
    line.text = onOneLine(m_guard.guarded(text));
    {
        const QMutexLocker lock(&m_mutex);
        line.number = ++m_last;
        const auto written = m_file.write(fileLine(line));
        m_fault = written ? QString() : written.error().detail;
        m_lines.push_back(line);
        if (qsizetype(m_lines.size()) > capacity)
            m_lines.pop_front();
    }
    if (m_isTold.exchange(true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isTold = false;
            emit added();
        },
        Qt::QueuedConnection);
}

QList<LogLine> LogBook::lines(qint64 after) const
{
    const QMutexLocker lock(&m_mutex);
    const auto first = std::partition_point(m_lines.begin(), m_lines.end(),
                                            [after](const LogLine &line) { return line.number <= after; });
    return {first, m_lines.end()};
}

QString LogBook::fault() const
{
    const QMutexLocker lock(&m_mutex);
    return m_fault;
}

QStringList LogBook::files() const
{
    const QMutexLocker lock(&m_mutex);
    return m_file.paths();
}

QByteArray LogBook::newestOfFiles(qint64 atMost) const
{
    QByteArray all;
    for (const QString &path : files()) {
        QFile file(path);
        if (all.size() >= atMost || !file.open(QIODevice::ReadOnly))
            break;
        all.prepend(file.readAll());
    }
    if (all.size() > atMost)
        all = all.last(atMost).sliced(all.last(atMost).indexOf('\n') + 1);
    return m_guard.guarded(all); // also what became known as a secret since it was written
}

Result<int> LogBook::forget(const QStringList &words)
{
    int gone = 0;
    Result<void> done;
    {
        const QMutexLocker lock(&m_mutex);
        done = m_file.removeLines(
            [&words](const QByteArray &line) { return namesOne(QString::fromUtf8(line), words); });
        if (done)
            gone = int(std::erase_if(m_lines, [&](const LogLine &line) { return namesOne(line, words); }));
    }
    if (!done)
        return tl::unexpected(done.error());
    emit forgotten();
    return gone;
}

int LogBook::countNaming(const QStringList &words) const
{
    int count = 0;
    for (const QString &path : files()) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        while (!file.atEnd())
            count += namesOne(QString::fromUtf8(file.readLine()), words) ? 1 : 0;
    }
    return count;
}

} // namespace tocsin::logs
