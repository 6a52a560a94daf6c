// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/supportbundle.h"

#include "core/flows/analystdesk.h"
#include "core/flows/copyas.h"
#include "core/flows/packwriter.h"
#include "core/http/httprequest.h"
#include "core/logs/logbook.h"
#include "core/secrets/privatefile.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSettings>
#include <QSslSocket>
#include <QSysInfo>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using logs::LogBook;

namespace {

constexpr qint64 mostOfLog = 1024 * 1024; // bytes
constexpr qsizetype longestSetting = 500; // characters; what is longer is the state of a window

const QByteArray readme =
    "This is what Tocsin knows of itself: versions, settings, endpoints, connections, its files, and its "
    "log.\n"
    "\n"
    "Secrets are named by their labels only. There is no delivery, header, body, incident or report in "
    "here.\n"
    "Names of hosts, endpoints and connections are: read the files before you pass them on.\n";

QByteArray json(const QJsonValue &value)
{
    return value.isArray() ? QJsonDocument(value.toArray()).toJson()
                           : QJsonDocument(value.toObject()).toJson();
}

QJsonArray texts(const QStringList &all)
{
    return QJsonArray::fromStringList(all);
}

QString address(const QUrl &url)
{
    return url.isEmpty() ? QString() : http::loggable(url);
}

QString backendWord(secrets::SecretStore::Backend backend)
{
    switch (backend) {
    case secrets::SecretStore::Backend::Keychain:
        return u"keychain"_s;
    case secrets::SecretStore::Backend::Vault:
        return u"vault"_s;
    case secrets::SecretStore::Backend::Memory:
        return u"memory, for this run only"_s;
    }
    return {};
}

QJsonObject versions(const SupportFacts &facts)
{
    return {{u"tocsin"_s, QStringLiteral(TOCSIN_VERSION)},
            {u"made_at"_s, isoUtc(facts.now)},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"qt_built_with"_s, QStringLiteral(QT_VERSION_STR)},
            {u"tls"_s, QSslSocket::sslLibraryVersionString()},
            {u"system"_s, QSysInfo::prettyProductName()},
            {u"kernel"_s, QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion()},
            {u"processor"_s, QSysInfo::currentCpuArchitecture()},
            {u"language"_s, QLocale::system().name()},
            {u"secrets_are_kept_in"_s, backendWord(facts.backend)},
            {u"listener"_s, QJsonObject{{u"phase"_s, int(facts.listener.phase)},
                                        {u"address"_s, facts.listener.address},
                                        {u"port"_s, facts.listener.port},
                                        {u"tls"_s, facts.listener.tls},
                                        {u"error"_s, facts.listener.error},
                                        {u"captured"_s, facts.counters.captured},
                                        {u"refused"_s, facts.counters.refused},
                                        {u"not_stored"_s, facts.counters.notStored},
                                        {u"store_error"_s, facts.counters.storeError}}}};
}

QJsonObject endpointFacts(const domain::Endpoint &endpoint)
{
    return {{u"name"_s, endpoint.name},
            {u"path"_s, QString::fromUtf8(endpoint.pathPrefix)},
            {u"scheme"_s, endpoint.scheme},
            {u"secret_labels"_s, texts(endpoint.secretLabels)},
            {u"strict"_s, endpoint.mode == domain::Endpoint::Mode::Strict},
            {u"status"_s, endpoint.response.status},
            {u"has_rules"_s, !endpoint.rules.isEmpty()},
            {u"relay"_s, endpoint.forward ? address(endpoint.forward->url) : QString()}};
}

QJsonObject connectionFacts(const domain::Connection &connection)
{
    return {{u"name"_s, connection.name},
            {u"role"_s, connection.role},
            {u"production"_s, connection.production},
            {u"sandbox"_s, connection.sandbox},
            {u"api"_s, address(connection.api)},
            {u"web_app"_s, address(connection.webApp)},
            {u"token_endpoint"_s, address(connection.tokenEndpoint)},
            {u"sign_in"_s, int(connection.signIn)},
            {u"secret_label"_s, connection.secretLabel},
            {u"proxy_mode"_s, int(connection.proxy)},
            {u"proxy"_s, address(connection.proxyUrl)},
            {u"own_authorities"_s, !connection.caFile.isEmpty()},
            {u"client_certificate"_s, !connection.clientFile.isEmpty()},
            {u"timeout_ms"_s, connection.timeoutMs},
            {u"requests_per_minute"_s, connection.requestsPerMinute}};
}

QJsonArray fileFacts(const QString &folder)
{
    QJsonArray all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext() && all.size() < 500) {
        const QFileInfo file(files.next());
        all.append(QJsonObject{{u"name"_s, file.filePath().sliced(folder.size())},
                               {u"bytes"_s, file.size()},
                               {u"permissions"_s, QString::number(int(file.permissions()), 16)},
                               {u"changed"_s, file.lastModified().toUTC().toString(Qt::ISODate)}});
    }
    return all;
}

template<class Items, class Facts>
QJsonArray each(const Items &items, const Facts &facts)
{
    QJsonArray all;
    for (const auto &item : items)
        all.append(facts(item));
    return all;
}

} // namespace

SupportFacts supportFacts(const WebhookDesk &desk, const AnalystDesk &analyst,
                          const secrets::SecretStore &secrets, const QSettings &settings)
{
    SupportFacts facts;
    facts.now = wallClock();
    facts.dataFolder = desk.options().dataFolder;
    facts.backend = secrets.backend();
    facts.listener = desk.state();
    facts.counters = desk.counters();
    facts.endpoints = desk.endpoints();
    facts.connections = analyst.connections();
    for (const QString &key : settings.allKeys()) {
        const QVariant value = settings.value(key);
        const QString text =
            value.typeId() == QMetaType::QStringList ? value.toStringList().join(u", "_s) : value.toString();
        if (value.typeId() != QMetaType::QByteArray && text.size() <= longestSetting)
            facts.settings.insert(key, text);
    }
    return facts;
}

QList<EvidenceFile> supportBundle(const SupportFacts &facts, const LogBook &log)
{
    QJsonObject settings;
    for (auto one = facts.settings.begin(); one != facts.settings.end(); ++one)
        settings.insert(one.key(), one.value());
    QList<EvidenceFile> files = {
        {u"README.txt"_s, readme},
        {u"versions.json"_s, json(versions(facts))},
        {u"settings.json"_s, json(settings)},
        {u"endpoints.json"_s, json(each(facts.endpoints, endpointFacts))},
        {u"connections.json"_s, json(each(facts.connections, connectionFacts))},
        {u"files.json"_s, json(fileFacts(facts.dataFolder))},
        {u"log.txt"_s, log.newestOfFiles(mostOfLog)},
    };
    for (EvidenceFile &file : files)
        file.bytes = log.guard().guarded(file.bytes);
    return files;
}

Result<void> saveSupportBundle(const QString &path, const QList<EvidenceFile> &files, Micros now)
{
    if (!canWriteZip())
        return writePackFolder(path, files);
    const auto archive = zipArchive(QFileInfo(path).completeBaseName(), files, now);
    if (!archive)
        return tl::unexpected(archive.error());
    return secrets::replacePrivateFile(path, *archive);
}

} // namespace tocsin::flows
