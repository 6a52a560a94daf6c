// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/filewatch.h"

#include <memory>

namespace tocsin::secrets {

// Tells the programs that share a place which cannot be watched, a keychain, that one of them has written: a
// small file of the user's (0600) with a new random word after every write, and nothing else. Without a path
// it does nothing. Lives on one thread.
class SharedStamp final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SharedStamp)

public:
    explicit SharedStamp(const QString &path, QObject *parent = nullptr);

    QByteArray word() const; // as it is in the file; empty: nobody has written yet
    void renew();            // after a write
    void watch();            // movedOn() from now on

signals:
    void movedOn(); // another program has written

private:
    void look();

    const QString m_path;
    QByteArray m_known;
    std::unique_ptr<FileWatch> m_watch;
};

} // namespace tocsin::secrets
