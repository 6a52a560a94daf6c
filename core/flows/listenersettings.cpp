// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/listenersettings.h"

#include "core/flows/policyrules.h"
#include "core/settings/folders.h"
#include "core/settings/keys.h"

#include <QDir>

namespace tocsin::flows {

namespace keys = settings::keys;

namespace {

using Tls = DeskOptions::Tls;

Tls tlsOf(settings::TlsMode mode)
{
    switch (mode) {
    case settings::TlsMode::Generated:
        return Tls::SelfSigned;
    case settings::TlsMode::Files:
        return Tls::Files;
    case settings::TlsMode::Off:
        break;
    }
    return Tls::Off;
}

settings::TlsMode modeOf(Tls tls)
{
    switch (tls) {
    case Tls::SelfSigned:
        return settings::TlsMode::Generated;
    case Tls::Files:
        return settings::TlsMode::Files;
    case Tls::Off:
        break;
    }
    return settings::TlsMode::Off;
}

// What the file holds and cannot be used is said once, and the default stands in.
template<class T>
T take(const settings::Setting<T> &setting, const QSettings &file, QStringList &problems)
{
    const settings::Reading<T> reading = setting.read(file);
    if (!reading.message.isEmpty())
        problems.append(reading.message);
    return reading.value;
}

// The listener counts in whole seconds.
int secondsOf(qint64 milliseconds)
{
    return int(qMax<qint64>(1, milliseconds / 1000));
}

void readBounds(const QSettings &file, ListenerSettings &found)
{
    const auto read = [&](const auto &setting) { return take(setting, file, found.problems); };
    listener::Limits &limits = found.options.limits;
    limits.requestLine = read(keys::requestLineLimit);
    limits.headers = read(keys::headerLimit);
    limits.headerFields = int(read(keys::fieldLimit));
    limits.body = read(keys::bodyLimit);
    limits.headerSeconds = secondsOf(read(keys::headerTimeMs));
    limits.idleSeconds = secondsOf(read(keys::idleTimeMs));
    limits.requestSeconds = secondsOf(read(keys::requestTimeMs));
    limits.connections = int(read(keys::connectionLimit));
    limits.unfinished = read(keys::unfinishedLimit);
    limits.pipelined = int(read(keys::pipelinedLimit));
    limits.unsentBytes = read(keys::unsentLimit);
    storage::Retention &retention = found.options.retention;
    retention.days = read(keys::retentionDays);
    retention.deliveries = read(keys::retentionCount);
    retention.bytes = read(keys::retentionBytes);
}

// What nobody has changed stays the default, or what a policy says.
class Writer
{
public:
    explicit Writer(QSettings &file) : m_file(file) {}

    template<class T>
    void write(const settings::Setting<T> &setting, const T &value)
    {
        if (setting.read(m_file).value != value)
            put(setting, value);
    }

    void writeSeconds(const settings::Setting<qint64> &setting, int seconds)
    {
        if (secondsOf(setting.read(m_file).value) != seconds)
            put(setting, qint64(seconds) * 1000);
    }

    Result<void> first; // what was refused

private:
    template<class T>
    void put(const settings::Setting<T> &setting, const T &value)
    {
        if (const Result<void> done = setting.write(m_file, value); !done && first)
            first = done;
    }

    QSettings &m_file;
};

} // namespace

ListenerSettings readListenerSettings(const QSettings &file)
{
    ListenerSettings found;
    const auto read = [&](const auto &setting) { return take(setting, file, found.problems); };
    DeskOptions &l = found.options;
    l.address = read(keys::listenerAddress);
    l.port = quint16(read(keys::listenerPort));
    const settings::Policy policy = settings::attachedPolicy(file);
    l.loopbackOnly = policy.loopbackOnly;
    if (!policy.fault.isEmpty())
        found.problems.append(policy.fault);
    l.tls = tlsOf(read(keys::tlsMode));
    l.certificatePath = read(keys::tlsCertificate);
    l.keyPath = read(keys::tlsKey);
    l.clientCaPath = read(keys::tlsClientCa);
    // Whoever moves the store by hand may mean a place beside the usual one.
    if (const QString path = read(keys::storePath); !path.isEmpty())
        l.storePath = QDir::cleanPath(QDir(settings::dataFolder()).absoluteFilePath(path));
    readBounds(file, found);
    if (const auto allowed = readAllowList(read(keys::replayHosts)))
        l.allowed = *allowed;
    else
        found.problems.append(allowed.error().detail);
    l.allowed = allowedBy(policy, l.allowed);
    return found;
}

Result<void> writeListenerSettings(QSettings &file, const DeskOptions &l)
{
    Writer writer(file);
    writer.write(keys::listenerAddress, l.address);
    writer.write(keys::listenerPort, qint64(l.port));
    writer.write(keys::tlsMode, modeOf(l.tls));
    writer.write(keys::tlsCertificate, l.certificatePath);
    writer.write(keys::tlsKey, l.keyPath);
    writer.write(keys::tlsClientCa, l.clientCaPath);
    writer.write(keys::requestLineLimit, l.limits.requestLine);
    writer.write(keys::headerLimit, l.limits.headers);
    writer.write(keys::fieldLimit, qint64(l.limits.headerFields));
    writer.write(keys::bodyLimit, l.limits.body);
    writer.writeSeconds(keys::headerTimeMs, l.limits.headerSeconds);
    writer.writeSeconds(keys::idleTimeMs, l.limits.idleSeconds);
    writer.writeSeconds(keys::requestTimeMs, l.limits.requestSeconds);
    writer.write(keys::connectionLimit, qint64(l.limits.connections));
    writer.write(keys::unfinishedLimit, l.limits.unfinished);
    writer.write(keys::pipelinedLimit, qint64(l.limits.pipelined));
    writer.write(keys::unsentLimit, l.limits.unsentBytes);
    writer.write(keys::retentionDays, l.retention.days);
    writer.write(keys::retentionCount, l.retention.deliveries);
    writer.write(keys::retentionBytes, l.retention.bytes);
    writer.write(keys::replayHosts, allowListText(l.allowed));
    return writer.first;
}

} // namespace tocsin::flows
