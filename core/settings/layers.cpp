// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/layers.h"

#include "core/settings/settingtext.h"

namespace tocsin::settings {

using namespace Qt::StringLiterals;

namespace {

// Properties of the QSettings object: nothing of them gets into the file.
enum Rule { Path, Fault, LoopbackOnly, Cache, Proxy, RuleCount };
constexpr auto pinsProperty = "tocsinPins";
constexpr auto policyProperty = "tocsinPolicy";
constexpr auto connectionProperty = "tocsinConnection";

QString connectionGroup(const QString &id)
{
    return u"connections/"_s + id;
}

QString connectionKey(const QSettings &file, QLatin1StringView key)
{
    const QString id = file.property(connectionProperty).toString();
    return id.isEmpty() || !isPerConnection(key) ? QString() : connectionGroup(id) + u'/' + key;
}

} // namespace

LayeredSettings::LayeredSettings(QSettings &user, const QString &policyFile)
    : m_file(user)
    , m_policy(readPolicy(policyFile))
{
    QVariantHash pins;
    for (auto pin = m_policy.pinned.cbegin(); pin != m_policy.pinned.cend(); ++pin)
        pins.insert(pin.key(), pin.value());
    user.setProperty(pinsProperty, pins);
    user.setProperty(policyProperty, QVariantList{m_policy.path, m_policy.fault, m_policy.loopbackOnly,
                                                  m_policy.cache, m_policy.proxy});
}

void LayeredSettings::openConnection(const QString &id)
{
    m_file.setProperty(connectionProperty, id);
}

QString LayeredSettings::connection() const
{
    return settings::openConnection(m_file);
}

Result<void> LayeredSettings::writeForConnection(QLatin1StringView key, const QString &text)
{
    if (!isPerConnection(key))
        return fail(Error::Kind::Rejected, u"%1 is the same for every connection"_s.arg(key));
    const QString place = connectionKey(m_file, key);
    if (place.isEmpty())
        return fail(Error::Kind::Rejected, u"%1: no connection is open to set it for"_s.arg(key));
    m_file.setValue(place, text);
    return {};
}

void LayeredSettings::dropForConnection(QLatin1StringView key)
{
    dropFrom(m_file, key, Source::Connection);
}

void LayeredSettings::keepConnections(QSettings &file, const QStringList &ids)
{
    file.beginGroup(u"connections"_s);
    const QStringList all = file.childGroups();
    file.endGroup();
    for (const QString &id : all) {
        if (!ids.contains(id))
            file.remove(connectionGroup(id));
    }
}

Layered layered(const QSettings &file, QLatin1StringView key)
{
    const QVariantHash pins = file.property(pinsProperty).toHash();
    if (const auto pin = pins.constFind(QString(key)); pin != pins.cend())
        return {Source::Policy, pin->toString()};
    if (const QString place = connectionKey(file, key); !place.isEmpty()) {
        if (const QVariant found = file.value(place); found.isValid())
            return {Source::Connection, textOf(found)};
    }
    const QVariant found = file.value(QString(key));
    return found.isValid() ? Layered{Source::User, textOf(found)} : Layered{};
}

Result<void> writeLayered(QSettings &file, QLatin1StringView key, const QString &text)
{
    const Layered now = layered(file, key);
    if (now.source == Source::Policy) {
        if (now.text == text)
            return {};
        return fail(Error::Kind::Forbidden,
                    u"%1 is set by the policy of this machine, %2, and cannot be changed here"_s.arg(
                        key, attachedPolicy(file).path));
    }
    file.setValue(now.source == Source::Connection ? connectionKey(file, key) : QString(key), text);
    return {};
}

QString openConnection(const QSettings &file)
{
    return file.property(connectionProperty).toString();
}

std::optional<QString> ownText(const QSettings &file, QLatin1StringView key, Source layer)
{
    const QString place = layer == Source::Connection ? connectionKey(file, key) : QString(key);
    const QVariant found = place.isEmpty() ? QVariant() : file.value(place);
    return found.isValid() ? std::optional(textOf(found)) : std::nullopt;
}

Result<void> writeInto(QSettings &file, QLatin1StringView key, const QString &text, Source layer)
{
    if (layered(file, key).source == Source::Policy)
        return writeLayered(file, key, text); // which says why not
    if (layer == Source::Connection && !isPerConnection(key))
        return fail(Error::Kind::Rejected, u"%1 is the same for every connection"_s.arg(key));
    const QString place = layer == Source::Connection ? connectionKey(file, key) : QString(key);
    if (place.isEmpty())
        return fail(Error::Kind::Rejected, u"%1: no connection is open to set it for"_s.arg(key));
    file.setValue(place, text);
    return {};
}

void dropFrom(QSettings &file, QLatin1StringView key, Source layer)
{
    const QString place = layer == Source::Connection ? connectionKey(file, key) : QString(key);
    if (!place.isEmpty())
        file.remove(place);
}

Policy attachedPolicy(const QSettings &file)
{
    Policy policy;
    const QVariantList rules = file.property(policyProperty).toList();
    if (rules.size() != RuleCount)
        return policy;
    policy.path = rules[Path].toString();
    policy.fault = rules[Fault].toString();
    policy.loopbackOnly = rules[LoopbackOnly].toBool();
    policy.cache = rules[Cache].toBool();
    policy.proxy = rules[Proxy].toString();
    const QVariantHash pins = file.property(pinsProperty).toHash();
    for (auto pin = pins.cbegin(); pin != pins.cend(); ++pin)
        policy.pinned.insert(pin.key(), pin.value().toString());
    return policy;
}

bool isPerConnection(QLatin1StringView key)
{
    return key.startsWith("investigations/"_L1) || key.startsWith("export/"_L1) ||
           key.startsWith("notices/"_L1);
}

} // namespace tocsin::settings
