// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences.h"

#include "core/flows/policyrules.h"
#include "core/settings/keys.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace keys = settings::keys;

namespace {

using Tls = flows::DeskOptions::Tls;

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

Theme::Choice choiceOf(settings::Theme theme)
{
    switch (theme) {
    case settings::Theme::Light:
        return Theme::Choice::Light;
    case settings::Theme::Dark:
        return Theme::Choice::Dark;
    case settings::Theme::System:
        break;
    }
    return Theme::Choice::System;
}

settings::Theme themeOf(Theme::Choice choice)
{
    switch (choice) {
    case Theme::Choice::Light:
        return settings::Theme::Light;
    case Theme::Choice::Dark:
        return settings::Theme::Dark;
    case Theme::Choice::System:
        break;
    }
    return settings::Theme::System;
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

void readBounds(const QSettings &file, Preferences &p)
{
    const auto read = [&](const auto &setting) { return take(setting, file, p.problems); };
    listener::Limits &limits = p.listener.limits;
    limits.requestLine = read(keys::requestLineLimit);
    limits.headers = read(keys::headerLimit);
    limits.headerFields = int(read(keys::fieldLimit));
    limits.body = read(keys::bodyLimit);
    limits.headerSeconds = int(qMax<qint64>(1, read(keys::headerTimeMs) / 1000));
    limits.idleSeconds = int(qMax<qint64>(1, read(keys::idleTimeMs) / 1000));
    limits.connections = int(read(keys::connectionLimit));
    storage::Retention &retention = p.listener.retention;
    retention.days = read(keys::retentionDays);
    retention.deliveries = read(keys::retentionCount);
    retention.bytes = read(keys::retentionBytes);
}

} // namespace

Preferences readPreferences(const QSettings &file)
{
    Preferences p;
    const auto read = [&](const auto &setting) { return take(setting, file, p.problems); };
    p.theme = choiceOf(read(keys::theme));
    flows::DeskOptions &l = p.listener;
    l.address = read(keys::listenerAddress);
    l.port = quint16(read(keys::listenerPort));
    const settings::Policy policy = settings::attachedPolicy(file);
    l.loopbackOnly = policy.loopbackOnly;
    if (!policy.fault.isEmpty())
        p.problems.append(policy.fault);
    l.tls = tlsOf(read(keys::tlsMode));
    l.certificatePath = read(keys::tlsCertificate);
    l.keyPath = read(keys::tlsKey);
    l.clientCaPath = read(keys::tlsClientCa);
    l.storePath = read(keys::storePath);
    readBounds(file, p);
    if (const auto allowed = flows::readAllowList(read(keys::replayHosts)))
        l.allowed = *allowed;
    else
        p.problems.append(allowed.error().detail);
    l.allowed = flows::allowedBy(policy, l.allowed);
    return p;
}

Result<void> writePreferences(QSettings &file, const Preferences &p)
{
    const flows::DeskOptions &l = p.listener;
    Result<void> first;
    const auto write = [&](const auto &setting, const auto &value) {
        if (setting.read(file).value == value)
            return; // what nobody has changed stays the default, or what a policy says
        if (const Result<void> done = setting.write(file, value); !done && first)
            first = done;
    };
    write(keys::theme, themeOf(p.theme));
    write(keys::listenerAddress, l.address);
    write(keys::listenerPort, qint64(l.port));
    write(keys::tlsMode, modeOf(l.tls));
    write(keys::tlsCertificate, l.certificatePath);
    write(keys::tlsKey, l.keyPath);
    write(keys::tlsClientCa, l.clientCaPath);
    write(keys::requestLineLimit, l.limits.requestLine);
    write(keys::headerLimit, l.limits.headers);
    write(keys::fieldLimit, qint64(l.limits.headerFields));
    write(keys::bodyLimit, l.limits.body);
    write(keys::headerTimeMs, qint64(l.limits.headerSeconds) * 1000);
    write(keys::idleTimeMs, qint64(l.limits.idleSeconds) * 1000);
    write(keys::connectionLimit, qint64(l.limits.connections));
    write(keys::retentionDays, l.retention.days);
    write(keys::retentionCount, l.retention.deliveries);
    write(keys::retentionBytes, l.retention.bytes);
    write(keys::replayHosts, flows::allowListText(l.allowed));
    return first;
}

} // namespace tocsin::ui
