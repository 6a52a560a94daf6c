// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QFile>
#include <QStringList>

#include <functional>

namespace tocsin::logs {

// The log on the disk: a file that is followed by the next when it is full, and a few of those before. 0600
// in a folder made 0700. One thread at a time.
class LogFile
{
public:
    explicit LogFile(const QString &folder, qint64 largest = 1024 * 1024, int kept = 4);

    // A whole line. Storage; the line is lost then, and the next one tries anew.
    Result<void> write(const QByteArray &line);
    // Takes out the lines that the function names. Storage, and then all of them stay.
    Result<void> removeLines(const std::function<bool(const QByteArray &line)> &isGone);
    QStringList paths() const; // that are there, the newest first

private:
    QString path(int age) const; // 0 = the one that is written
    Result<void> open();
    void rotate();

    const QString m_folder;
    const qint64 m_largest;
    const int m_kept; // besides the one that is written
    QFile m_file;
};

} // namespace tocsin::logs
