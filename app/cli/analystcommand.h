// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/command.h"
#include "core/flows/auditing.h"
#include "core/secrets/secretstore.h"
#include "core/socmate/socmateapi.h"
#include "core/storage/analyststores.h"

namespace tocsin::cli {

QString analystFilePath(); // of the window
Result<std::unique_ptr<storage::AnalystStores>> openAnalystFile(const settings::Policy &policy);

// The one of that name or id; with an empty text the only one there is. NotFound when there is none of it,
// Rejected when a choice is needed; both say which there are.
Result<domain::Connection> chosenConnection(const QList<domain::Connection> &all, const QString &wanted);

// What is kept here of a session of the server. NotFound, Storage.
Result<storage::StoredSession> keptSession(storage::AnalystStores &stores,
                                           const domain::Connection &connection, const QString &session);

// A refusal as a sentence with what can be done about it, fit for a terminal.
QString sentenceOf(const Error &error, const domain::Connection &connection);

// A command that works with one of the analyst's connections: reads the arguments, opens the file of the
// connections and the store of the secrets, and then runs.
class AnalystCommand : public Command
{
public:
    using Command::Command;
    void start(const QCommandLineParser &parser) final;

protected:
    static void declareConnection(QCommandLineParser &parser); // --connection and the store of secrets

    // An error is wrong usage; nothing has been opened then.
    virtual Result<void> read(const QCommandLineParser &parser) = 0;
    virtual bool asksServer() const { return true; } // otherwise api() may not be called
    virtual void run() = 0;

    bool isJson() const { return m_json; }
    const domain::Connection &connection() const { return m_connection; }
    storage::AnalystStores &stores() { return *m_stores; }
    socmate::SocmateApi &api() { return *m_api; }
    secrets::SecretStore &secretStore() { return *m_secrets; } // these two where the server is asked
    flows::Auditing &auditing() { return *m_auditing; }

    // NotFound is "no", anything else "could not".
    void failBy(const Error &error);

private:
    Result<void> open(const QCommandLineParser &parser);

    bool m_json = false;
    domain::Connection m_connection;
    std::unique_ptr<storage::AnalystStores> m_stores;
    std::unique_ptr<secrets::SecretStore> m_secrets;
    std::unique_ptr<http::RequestBudget> m_budget;
    std::unique_ptr<flows::Auditing> m_auditing; // its end waits until everything is recorded
    std::unique_ptr<socmate::SocmateApi> m_api;  // last: it uses those before
};

} // namespace tocsin::cli
