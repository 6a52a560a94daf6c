// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace tocsin::test {

using namespace Qt::StringLiterals;

// How a run of the program has ended. Code -1: not by itself.
struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    QList<QJsonObject> lines() const
    {
        QList<QJsonObject> all;
        for (const QByteArray &line : out.split('\n')) {
            if (!line.isEmpty())
                all.append(QJsonDocument::fromJson(line).object());
        }
        return all;
    }
    QJsonObject lastLine() const { return lines().value(lines().size() - 1); }
};

// The real program with a folder of its own, for a test class to derive from: makeFolder() before each test
// function. Its secrets are in the environment, KEY, OTHER_KEY and PASS, and belong into no output.
struct CliFixture
{
    inline static const QByteArray key = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
    inline static const QByteArray otherKey = "Z9y8X7w6V5u4T3s2_R1q0P9o8N7m6L5k";
    inline static const QByteArray passphrase = "correct horse battery staple";

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_store;   // not made
    QByteArray m_seen; // all output of a test

    void makeFolder()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = file(u"deliveries.db"_s);
        m_seen.clear();
    }

    bool secretSeen() const
    {
        return m_seen.contains(key) || m_seen.contains(otherKey) || m_seen.contains(passphrase);
    }

    QString file(const QString &name) const { return m_folder->filePath(name); }

    QString write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(file(name)).path());
        QFile out(file(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(out.fileName()));
        return out.fileName();
    }

    QByteArray read(const QString &name) const
    {
        QFile in(file(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_DATA_HOME"_s, file(u"data"_s));
        environment.insert(u"XDG_CONFIG_HOME"_s, file(u"config"_s));
        environment.insert(u"KEY"_s, QString::fromLatin1(key));
        environment.insert(u"OTHER_KEY"_s, QString::fromLatin1(otherKey));
        environment.insert(u"PASS"_s, QString::fromLatin1(passphrase));
        return environment;
    }

    std::unique_ptr<QProcess> begin(const QStringList &arguments, const QByteArray &input = {}) const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment());
        process->start(QStringLiteral(TOCSINCTL), arguments);
        process->write(input);
        process->closeWriteChannel();
        return process;
    }

    Outcome run(const QStringList &arguments, const QByteArray &input = {})
    {
        const auto process = begin(arguments, input);
        const bool ended = process->waitForFinished(60'000);
        return outcome(*process, ended);
    }

    // With the event loop running, for a test that has a server on its own thread.
    Outcome runBeside(const QStringList &arguments)
    {
        const auto process = begin(arguments);
        const bool ended =
            QTest::qWaitFor([&process] { return process->state() == QProcess::NotRunning; }, 60'000);
        return outcome(*process, ended);
    }

    Outcome outcome(QProcess &process, bool ended)
    {
        const bool normal = ended && process.exitStatus() == QProcess::NormalExit;
        const Outcome outcome{normal ? process.exitCode() : -1, process.readAllStandardOutput(),
                              process.readAllStandardError()};
        m_seen += outcome.out + outcome.err;
        return outcome;
    }
};

} // namespace tocsin::test
