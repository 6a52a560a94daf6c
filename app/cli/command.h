// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/settings/policy.h"

#include <QCommandLineParser>
#include <QObject>
#include <QStringList>

#include <memory>

namespace tocsin::cli {

// What every command ends with.
enum Exit { Good = 0, No = 1, Usage = 2, CouldNot = 3 };

// One command of tocsinctl. main() makes it, calls start() once inside the event loop and leaves with the
// code of finish(). Lives on the main thread.
class Command : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Command)

public:
    using QObject::QObject;

    // The file of the machine's policy; given by who makes the command, before anything else.
    void setPolicyFile(const QString &path) { m_policyFile = path; }
    // Declares its options; --help and --json are already there.
    virtual void declare(QCommandLineParser &parser) const = 0;
    // Before parsing: a place to spell words that look like options and are none.
    virtual void prepare(QStringList &) const {}
    // After parsing. Ends by finish(), now or later.
    virtual void start(const QCommandLineParser &parser) = 0;
    // SIGINT or SIGTERM: end soon, and cleanly.
    virtual void interrupt() { finish(Good); }

protected:
    const QString &policyFile() const { return m_policyFile; }
    settings::Policy policy() const { return settings::readPolicy(m_policyFile); }
    void finish(int code);
    // "tocsinctl: <message>" on standard error, then finish(code).
    void fail(int code, const QString &message);
    // What is wrong with an argument, for whoever reads them.
    static tl::unexpected<Error> refuse(const QString &what)
    {
        return tocsin::fail(Error::Kind::Rejected, what);
    }

private:
    QString m_policyFile;
};

std::unique_ptr<Command> makeAttemptsCommand();
std::unique_ptr<Command> makeAuditCommand();
std::unique_ptr<Command> makeCodeCommand();
std::unique_ptr<Command> makeContractCommand();
std::unique_ptr<Command> makeDoctorCommand();
std::unique_ptr<Command> makeListenCommand();
std::unique_ptr<Command> makeVerifyCommand();
std::unique_ptr<Command> makeExplainCommand();
std::unique_ptr<Command> makeSendCommand();
std::unique_ptr<Command> makeDeliveriesCommand();
std::unique_ptr<Command> makeSecretsCommand();
std::unique_ptr<Command> makeSchemesCommand();
std::unique_ptr<Command> makeReplayCommand();
std::unique_ptr<Command> makeForwardCommand();
std::unique_ptr<Command> makeDiffCommand();
std::unique_ptr<Command> makeEvidenceCommand();
std::unique_ptr<Command> makeSandboxCommand();
std::unique_ptr<Command> makeConnectionsCommand();
std::unique_ptr<Command> makeEntityCommand();
std::unique_ptr<Command> makeIncidentsCommand();
std::unique_ptr<Command> makeIntegrationsCommand();
std::unique_ptr<Command> makeInvestigateCommand();
std::unique_ptr<Command> makeKeysCommand();
std::unique_ptr<Command> makeReportCommand();
std::unique_ptr<Command> makeSearchCommand();
std::unique_ptr<Command> makeSessionsCommand();
std::unique_ptr<Command> makeSettingsCommand();

} // namespace tocsin::cli
