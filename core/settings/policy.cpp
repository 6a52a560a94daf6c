// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/policy.h"

#include "core/settings/keys.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QUrl>

namespace tocsin::settings {

using namespace Qt::StringLiterals;

namespace {

Policy faulty(Policy policy, const QString &what)
{
    policy.fault =
        u"The policy of this machine, %1, cannot be used: %2. Until its administrator has mended it, "
        "nothing here listens for other machines, nothing that servers tell is kept in a file, no captured "
        "request leaves this machine, and every connection has the proxy of the system or of the policy."_s
            .arg(policy.path, what);
    policy.loopbackOnly = true;
    policy.cache = false;
    if (policy.proxy.isEmpty())
        policy.proxy = u"system"_s;
    policy.pinned.insert(QString(keys::replayHosts.key), QString());
    policy.pinned.insert(QString(keys::exportTlp.key), u"red"_s);
    policy.pinned.insert(QString(keys::exportDefang.key), SettingText<bool>::write(true));
    return policy;
}

bool isProxy(const QString &text)
{
    if (text.isEmpty() || text == "system"_L1 || text == "none"_L1)
        return true;
    const QUrl url(text, QUrl::StrictMode);
    const bool scheme = url.scheme() == "http"_L1 || url.scheme() == "socks5"_L1;
    return url.isValid() && scheme && !url.host().isEmpty() && url.password().isEmpty();
}

// The fault of it; empty = none.
QString takeRule(Policy &policy, const QString &key, const QString &text)
{
    const bool isFlag = key == "policy/loopbackOnly"_L1 || key == "policy/cache"_L1;
    const std::optional<bool> flag = SettingText<bool>::read(text);
    if (isFlag && !flag)
        return u"%1 is neither true nor false"_s.arg(key);
    if (key == "policy/loopbackOnly"_L1)
        policy.loopbackOnly = *flag;
    else if (key == "policy/cache"_L1)
        policy.cache = *flag;
    else if (key == "policy/proxy"_L1 && isProxy(text))
        policy.proxy = text;
    else if (key == "policy/proxy"_L1)
        return u"policy/proxy is neither system nor none nor http://host:port nor socks5://host:port"_s;
    else
        return u"%1 is no rule that is known"_s.arg(key);
    return {};
}

// The first fault; what can be read beside it is taken nevertheless.
QString takeRules(Policy &policy, const QSettings &file)
{
    QString first;
    for (const QString &key : file.allKeys()) {
        const QString text = textOf(file.value(key)).trimmed();
        if (!key.startsWith("policy/"_L1))
            policy.pinned.insert(key, text);
        else if (const QString fault = takeRule(policy, key, text); first.isEmpty())
            first = fault;
    }
    return first;
}

} // namespace

QString policyPath()
{
#if defined(Q_OS_WIN)
    return u"C:/ProgramData/Tocsin/policy.ini"_s;
#elif defined(Q_OS_MACOS)
    return u"/Library/Application Support/Tocsin/policy.ini"_s;
#else
    return u"/etc/tocsin/policy.ini"_s;
#endif
}

Policy readPolicy(const QString &path)
{
    Policy policy;
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return policy;
    policy.path = path;
    QFile readable(path);
    if (!info.isFile() || !readable.open(QIODevice::ReadOnly))
        return faulty(policy, u"it cannot be read"_s);
    readable.close();
#ifdef Q_OS_UNIX
    if (info.permissions() & (QFile::WriteGroup | QFile::WriteOther))
        return faulty(policy, u"others than its owner may write it"_s);
#endif
    const QSettings file(path, QSettings::IniFormat);
    if (file.status() != QSettings::NoError)
        return faulty(policy, u"it is no INI file"_s);
    const QString fault = takeRules(policy, file);
    return fault.isEmpty() ? policy : faulty(policy, fault);
}

} // namespace tocsin::settings
