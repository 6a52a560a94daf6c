// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/admindesk.h"
#include "core/flows/analystdesk.h"
#include "core/flows/webhookdesk.h"
#include "core/logs/logbook.h"
#include "core/secrets/memorystore.h"
#include "core/signature/verify.h"
#include "ui/desks.h"

#include <QSettings>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace tocsin::test {

// A desk over a real store and a real listener on a free loopback port, with the endpoint of the first start.
class DeskFixture
{
public:
    // Waits until the listener listens and the secret of the first start is in use; false = it did not.
    // `earlier` is in the store before the desk opens it, received when it says.
    bool open(const std::vector<domain::NewDelivery> &earlier = {});
    // Posts over a real socket and answers the HTTP status; 0 = no answer.
    int post(const QByteArray &path, const QByteArray &body, const QList<domain::HeaderField> &headers = {});
    // The same, signed by the endpoint "alerts"' secret as of `age` seconds ago.
    int postSigned(const QByteArray &body, qint64 ageSeconds = 0);
    // What arrives is not what was signed, or another secret than the endpoint's did it.
    int postSpoiled(const QByteArray &signedBody, const QByteArray &arrived,
                    const QList<domain::HeaderField> &more = {}, const Secret &secret = {});
    bool waitForStored(qint64 count); // deliveries since open()

    // The analyst's side in the same folder, without a connection unless a test makes one; made when it is
    // asked for first. `sandbox` is read then: with it, the sandbox is the connection.
    flows::AnalystDesk &analyst();
    std::optional<sandbox::ServerOptions> sandbox;
    std::function<Micros()> clock = wallClock; // of the analyst's side; read then
    storage::AnalystRules rules;               // likewise
    ui::Desks desks();                         // all of them; the others are made if they are not there yet

    // Called with the data folder before the desk is opened.
    std::function<void(const QString &folder)> beforeOpen;

    flows::WebhookDesk &desk() { return *m_desk; }
    QString folder() const { return m_folder.path(); }
    flows::Auditing &auditing() { return *m_auditing; }
    secrets::MemoryStore &secretStore() { return m_secrets; }
    QSettings &settings() { return *m_settings; }

private:
    int postAs(const QByteArray &signedBody, const QByteArray &arrived, Micros when,
               const QList<domain::HeaderField> &more, const Secret &given);

    QTemporaryDir m_folder;
    secrets::MemoryStore m_secrets;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<flows::WebhookDesk> m_desk;
    std::unique_ptr<logs::LogBook> m_logs;
    std::unique_ptr<flows::Auditing> m_auditing;
    std::unique_ptr<flows::AnalystDesk> m_analyst;
    std::unique_ptr<flows::AdminDesk> m_admin;
};

// Text that would do harm if any widget took it for more than text.
QString hostileText();

} // namespace tocsin::test
