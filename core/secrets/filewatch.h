// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFileSystemWatcher>

namespace tocsin::secrets {

// Says when a file may have been written, replaced or made, by whatever program. Its folder has to be there,
// the file need not. Lives on the thread that made it.
class FileWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileWatch)

public:
    explicit FileWatch(const QString &path, QObject *parent = nullptr);

signals:
    void touched(); // also when another file of the folder was: look whether it is another one

private:
    void look();

    const QString m_path;
    QFileSystemWatcher m_watcher;
};

} // namespace tocsin::secrets
