// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/signaturevectors.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcessEnvironment>

namespace tocsin::test {

using namespace Qt::StringLiterals;

// One request for one program, and what it must say.
struct Job
{
    QString what;
    QString program;
    QString head;
    QString body;
    QHash<QString, QByteArray> environment;
    QByteArray expected;
    bool shapeless = false; // tokens and public keys: a garbled signature is a wrong one to some libraries
};

inline QByteArray headOf(const domain::HttpMessage &message)
{
    QByteArray head = message.method + ' ' + message.target + " HTTP/1.1\r\n";
    for (const domain::HeaderField &field : message.headers)
        head += field.name + ": " + field.value + "\r\n";
    return head + "\r\n";
}

inline bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

inline QProcessEnvironment environmentOf(const Job &job)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto it = job.environment.begin(); it != job.environment.end(); ++it)
        environment.insert(it.key(), QString::fromUtf8(*it));
    return environment;
}

inline bool same(const QByteArray &verdict, const Job &job)
{
    static const QByteArrayList wrong{"mismatch", "malformed"};
    return verdict == job.expected ||
           (job.shapeless && wrong.contains(verdict) && wrong.contains(job.expected));
}

} // namespace tocsin::test
