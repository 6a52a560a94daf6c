// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/secret.h"

#include <QList>
#include <QMutex>
#include <QString>

namespace tocsin::logs {

// Takes secrets out of what is written down: the values that it was told of, in the spellings in which they
// travel (as they are, percent, base64 and base64url, hexadecimal digits), and whatever stands where
// credentials stand (Authorization, Cookie, X-API-Key, "Bearer ...", keys that begin with sk_live_). In their
// place stands "(hidden)". Any thread.
class LogGuard
{
public:
    LogGuard() = default;
    Q_DISABLE_COPY_MOVE(LogGuard)

    // In place of those that were told by this name before: a store tells all of its own.
    void know(const QString &source, const QList<Secret> &values);
    bool knowsAny() const;

    QString guarded(const QString &text) const;
    QByteArray guarded(QByteArray bytes) const; // the same for UTF-8

    static constexpr qsizetype shortest = 4; // bytes; what is shorter is a part of many words

private:
    struct Needles
    {
        QString source;
        QList<Secret> spellings; // longest first
    };
    mutable QMutex m_mutex;
    QList<Needles> m_known;
};

} // namespace tocsin::logs
