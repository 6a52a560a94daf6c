// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/clifixture.h"
#include "tests/support/rawclient.h"

namespace tocsin::test {

inline QByteArray post(const QByteArray &path, const QByteArray &body)
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

// `tocsinctl listen` on a free port.
struct CliListener : CliFixture
{
    quint16 m_port = 0;

    // Started, and its ready line read.
    std::unique_ptr<QProcess> listen(const QStringList &arguments, QJsonObject *ready = nullptr)
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment());
        process->start(QStringLiteral(TOCSINCTL),
                       QStringList{u"listen"_s, u"--port"_s, u"0"_s, u"--store"_s, m_store} + arguments);
        const QByteArray line = readLine(*process);
        static const QRegularExpression port(u"(?:\"port\":|:)(\\d+)"_s);
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object.isEmpty()) {
            const auto match = port.match(QString::fromUtf8(line), line.indexOf("//"));
            m_port = match.captured(1).toUShort();
        } else {
            m_port = quint16(object.value(u"port"_s).toInt());
        }
        if (ready)
            *ready = object;
        return process;
    }

    QByteArray readLine(QProcess &process)
    {
        process.setReadChannel(QProcess::StandardOutput);
        while (!process.canReadLine() && process.waitForReadyRead(30'000)) {
        }
        const QByteArray line = process.readLine();
        m_seen += line;
        return line;
    }

    QJsonObject readRow(QProcess &process) { return QJsonDocument::fromJson(readLine(process)).object(); }

    int stop(QProcess &process, QByteArray *rest = nullptr)
    {
        process.terminate();
        const Outcome ended = outcome(process, process.waitForFinished(30'000));
        if (rest)
            *rest = ended.out;
        return ended.code;
    }
};

} // namespace tocsin::test
