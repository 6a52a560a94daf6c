// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/connection.h"
#include "core/domain/endpoint.h"
#include "core/flows/evidencepack.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/secretstore.h"

#include <QMap>

class QSettings;

namespace tocsin::logs {
class LogBook;
}

namespace tocsin::flows {

class AnalystDesk;

// What this console tells of itself to who is to help.
struct SupportFacts
{
    Micros now = 0;
    QString dataFolder; // its files are told by name, size and permissions
    secrets::SecretStore::Backend backend = secrets::SecretStore::Backend::Memory;
    DeskState listener;
    DeskCounters counters;
    QList<domain::Endpoint> endpoints;
    QList<domain::Connection> connections;
    QMap<QString, QString> settings; // of the settings file; no secret is ever in there
};

SupportFacts supportFacts(const WebhookDesk &desk, const AnalystDesk &analyst,
                          const secrets::SecretStore &secrets, const QSettings &settings);

// README.txt, versions.json, settings.json, endpoints.json, connections.json, files.json, log.txt: everything
// that would be saved, to be looked at first. No payload, header, body, incident or secret is in there:
// labels of secrets only, addresses without user and query, and what the guard of the log knows is taken out
// of all of it once more. Takes a moment; any thread.
QList<EvidenceFile> supportBundle(const SupportFacts &facts, const logs::LogBook &log);

// Into an archive, or a folder where a build has no zip; over what is there. 0600. Storage.
Result<void> saveSupportBundle(const QString &path, const QList<EvidenceFile> &files, Micros now);

} // namespace tocsin::flows
