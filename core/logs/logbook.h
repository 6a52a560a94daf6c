// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/logs/logfile.h"
#include "core/logs/logguard.h"
#include "core/logs/logline.h"

#include <QMutex>
#include <QObject>

#include <atomic>
#include <deque>

namespace tocsin::logs {

// What the program says of itself (Qt's categories), kept in memory for a look and on the disk for later,
// never with a secret that the guard knows. One per program, made by the application and living as long; its
// signal comes on its own thread, add() may be called on any.
class LogBook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogBook)

public:
    explicit LogBook(const QString &folder, QObject *parent = nullptr);
    ~LogBook() override; // Qt's messages go where they went before

    // From now on what Qt's categories say comes here, and without secrets to where it went before as well.
    // Once in a program.
    void install();

    LogGuard &guard() { return m_guard; }
    const LogGuard &guard() const { return m_guard; }
    void add(Level level, const QString &category, const QString &text, Micros at);

    QList<LogLine> lines(qint64 after = 0) const; // of this run, those with a higher number; the oldest first
    QString fault() const;                        // why nothing gets to the disk; empty = it does
    QStringList files() const;                    // the newest first
    QByteArray newestOfFiles(qint64 atMost) const; // bytes, whole lines, the newest at the end

    // Takes out of memory and files whatever names one of these (a host, an address, a label), in any case.
    // Answers how many lines of the memory went. Storage.
    Result<int> forget(const QStringList &words);
    int countNaming(const QStringList &words) const; // lines in memory and files that would go

    static constexpr qsizetype capacity = 5000; // lines in memory

signals:
    void added(); // at least one line, since it was emitted last
    void forgotten();

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &text);
    void pass(QtMsgType type, const QMessageLogContext &context, const QString &text);

    LogGuard m_guard;
    mutable QMutex m_mutex; // what is below
    LogFile m_file;
    std::deque<LogLine> m_lines;
    qint64 m_last = 0;
    QString m_fault;
    std::atomic_bool m_isTold = false; // added() is on its way
    QtMessageHandler m_before = nullptr;
    bool m_isInstalled = false;
};

} // namespace tocsin::logs
