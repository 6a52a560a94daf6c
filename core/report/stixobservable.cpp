// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/stixobservable.h"

#include "core/entities/defang.h"
#include "core/entities/shapes.h"
#include "core/entities/suffixes.h"
#include "core/report/markdowntext.h"
#include "core/report/stixids.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace tocsin::report {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

QJsonObject withValue(QLatin1StringView type, const QString &value)
{
    const QJsonObject contributing{{"value"_L1, value}};
    return {{"type"_L1, QString(type)}, {"id"_L1, observableId(type, contributing)}, {"value"_L1, value}};
}

QString hashName(const QString &hash)
{
    const bool hex = std::all_of(hash.begin(), hash.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
    if (!hex)
        return {};
    return hash.size() == 32   ? u"MD5"_s
           : hash.size() == 40 ? u"SHA-1"_s
           : hash.size() == 64 ? u"SHA-256"_s
                               : QString();
}

QJsonObject fileOf(const QJsonObject &contributing)
{
    QJsonObject file = contributing;
    file["type"_L1] = u"file"_s;
    file["id"_L1] = observableId("file"_L1, contributing);
    return file;
}

QJsonObject accountOf(const QString &value)
{
    const QJsonObject contributing{{"account_login"_L1, value}};
    QJsonObject account = contributing;
    account["type"_L1] = u"user-account"_s;
    account["id"_L1] = observableId("user-account"_L1, contributing);
    return account;
}

QJsonObject systemOf(const QString &value)
{
    return {{"type"_L1, u"identity"_s},
            {"id"_L1, objectId("identity"_L1, "system:"_L1 + value.toLower())},
            {"name"_L1, value},
            {"identity_class"_L1, u"system"_s}};
}

QLatin1StringView addressType(const QHostAddress &address)
{
    return address.protocol() == QAbstractSocket::IPv6Protocol ? "ipv6-addr"_L1 : "ipv4-addr"_L1;
}

bool isOutside(const QHostAddress &address)
{
    static const QPair<QHostAddress, int> inside[] = {
        QHostAddress::parseSubnet(u"10.0.0.0/8"_s), QHostAddress::parseSubnet(u"172.16.0.0/12"_s),
        QHostAddress::parseSubnet(u"192.168.0.0/16"_s), QHostAddress::parseSubnet(u"100.64.0.0/10"_s),
        QHostAddress::parseSubnet(u"fc00::/7"_s)};
    return address.isGlobal() && std::none_of(std::begin(inside), std::end(inside),
                                              [&](const auto &net) { return address.isInSubnet(net); });
}

// STIX patterns: a string literal in apostrophes.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\\', "\\\\"_L1).replace(u'\'', "\\'"_L1) + u'\'';
}

// Names of users, hosts and files are kept with whatever hides in them: that may be the very trick. Controls
// and halves of characters are in no name, and the latter not in JSON either (RFC 8785 section 3.2.2.2).
bool isBroken(const QString &text)
{
    return !text.isValidUtf16() || std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x20 || c.unicode() == 0x7f;
    });
}

bool hidesSomething(const QString &text)
{
    const auto points = text.toUcs4();
    return std::any_of(points.begin(), points.end(), isHidden);
}

// RFC 1035 with the underscores that are met and the letters of RFC 5890; a server may name a domain of any
// ending.
bool isDomain(QStringView name)
{
    const auto labels = name.split(u'.');
    return name.size() <= 253 && labels.size() > 1 &&
           std::any_of(labels.last().begin(), labels.last().end(), [](QChar c) { return c.isLetter(); }) &&
           std::all_of(labels.begin(), labels.end(), [](QStringView label) {
               return !label.isEmpty() && label.size() <= 63 && !label.startsWith(u'-') &&
                      !label.endsWith(u'-') && std::all_of(label.begin(), label.end(), [](QChar c) {
                          return c.unicode() > 127
                                     ? c.isLetterOrNumber()
                                     : entities::isNameChar(c) && !QStringView(u".+%$").contains(c);
                      });
           });
}

bool isUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.scheme().isEmpty() && !url.host().isEmpty() && !hidesSomething(text);
}

bool isMail(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    return at > 0 && isDomain(QStringView(text).sliced(at + 1)) &&
           std::none_of(text.begin(), text.begin() + at,
                        [](QChar c) { return c.isSpace() || QStringView(u"@<>()[],;:\\\"").contains(c); }) &&
           !hidesSomething(text);
}

bool isOutside(QStringView host)
{
    if (const QHostAddress address(host.toString()); !address.isNull())
        return isOutside(address);
    return isDomain(host) && !entities::isPrivateSuffix(entities::lastLabel(host));
}

} // namespace

QJsonObject stixObjectFor(const domain::Entity &entity)
{
    const QString value = entities::refanged(entity.value).trimmed();
    if (value.isEmpty() || isBroken(value))
        return {};
    switch (entity.kind) {
    case EntityKind::Ip: {
        const QHostAddress address(value);
        return address.isNull() ? QJsonObject() : withValue(addressType(address), address.toString());
    }
    case EntityKind::Domain:
        return isDomain(value) ? withValue("domain-name"_L1, value.toLower()) : QJsonObject();
    case EntityKind::Url:
        return isUrl(value) ? withValue("url"_L1, value) : QJsonObject();
    case EntityKind::Email:
        return isMail(value) ? withValue("email-addr"_L1, value) : QJsonObject();
    case EntityKind::User:
        return accountOf(value);
    case EntityKind::Hash: {
        const QString hash = value.toLower();
        const QString name = hashName(hash);
        return name.isEmpty() ? QJsonObject() : fileOf({{"hashes"_L1, QJsonObject{{name, hash}}}});
    }
    case EntityKind::Process:
        return fileOf({{"name"_L1, value}});
    case EntityKind::Host:
        return systemOf(value);
    case EntityKind::Other:
        break;
    }
    return {};
}

QString stixPatternFor(const domain::Entity &entity)
{
    const QJsonObject object = stixObjectFor(entity);
    const QString type = object["type"_L1].toString();
    const QString value = object["value"_L1].toString();
    const bool url = type == "url"_L1;
    if (url || type == "domain-name"_L1 || type.endsWith("-addr"_L1)) {
        if (type == "email-addr"_L1 || !isOutside(url ? QUrl(value).host() : value))
            return {};
        return u'[' + type + ":value = "_L1 + quoted(value) + u']';
    }
    if (entity.kind == EntityKind::Hash && !type.isEmpty()) {
        const QJsonObject hashes = object["hashes"_L1].toObject();
        return u"[file:hashes.'%1' = '%2']"_s.arg(hashes.keys().first(), hashes.begin()->toString());
    }
    return {};
}

} // namespace tocsin::report
