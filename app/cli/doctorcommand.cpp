// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/connectionarguments.h"
#include "app/cli/connectiontest.h"
#include "app/cli/secretstorearguments.h"
#include "app/cli/terminal.h"

#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// Examines one connection and says what to do about whatever is not well. The window's doctor is the same.
class DoctorCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override { finish(CouldNot); }

private:
    Result<void> open(const QCommandLineParser &parser);
    void examine();
    void note(const flows::CheckedStep &step);
    void conclude(bool isGood);

    bool m_json = false;
    domain::Connection m_connection;
    QStringList m_failed; // steps
    std::unique_ptr<storage::AnalystStores> m_stores;
    std::unique_ptr<secrets::SecretStore> m_secrets;
    std::unique_ptr<http::RequestBudget> m_budget;
    std::unique_ptr<flows::ConnectionCheck> m_check;
};

void DoctorCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Examines a connection step by step: name, port, proxy, TLS and the days that its certificate has "
        u"left,\n"
        "the two clocks, the sign-in, each scope by a cheap read, and the shape of what is read. Changes "
        "nothing\n"
        "at the server. Ends with 0 when every step was good, with 1 when one was not."_s);
    parser.addPositionalArgument(u"connection"_s,
                                 u"Name or id of the connection; needed when there are several."_s,
                                 u"[CONNECTION]"_s);
    declareSecretStore(parser);
}

void DoctorCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    if (parser.positionalArguments().size() > 1)
        return fail(Usage, u"use: doctor [CONNECTION] [--json]"_s);
    if (const auto opened = open(parser); !opened) {
        const Error::Kind kind = opened.error().kind;
        const int code = kind == Error::Kind::Rejected   ? Usage
                         : kind == Error::Kind::NotFound ? No
                                                         : CouldNot;
        return fail(code, visible(opened.error().detail, 1000));
    }
    examine();
}

Result<void> DoctorCommand::open(const QCommandLineParser &parser)
{
    auto opened = openAnalystFile(policy());
    if (!opened)
        return tl::unexpected(opened.error());
    m_stores = *std::move(opened);
    const auto all = m_stores->connections.connections();
    if (!all)
        return tl::unexpected(all.error());
    const auto chosen = chosenConnection(*all, parser.positionalArguments().value(0));
    if (!chosen)
        return tl::unexpected(chosen.error());
    m_connection = *chosen;
    auto secrets = openSecretStore(parser, false);
    if (!secrets)
        return tl::unexpected(secrets.error());
    m_secrets = *std::move(secrets);
    return {};
}

void DoctorCommand::examine()
{
    if (!m_json)
        printLine(connectionLine(m_connection));
    m_budget = std::make_unique<http::RequestBudget>(m_connection.requestsPerMinute);
    m_check = std::make_unique<flows::ConnectionCheck>(m_connection, secretSourceOf(*m_secrets), *m_budget);
    connect(m_check.get(), &flows::ConnectionCheck::stepped, this,
            [this](const flows::CheckedStep &step) { note(step); });
    connect(m_check.get(), &flows::ConnectionCheck::finished, this,
            [this](bool isGood) { conclude(isGood); });
    m_check->start();
}

void DoctorCommand::note(const flows::CheckedStep &step)
{
    if (step.error)
        m_failed.append(stepLabel(step));
    printStep(step, m_connection, m_json);
}

void DoctorCommand::conclude(bool isGood)
{
    if (m_json) {
        printJson({{u"connection"_s, m_connection.name},
                   {u"production"_s, m_connection.production},
                   {u"role"_s, m_connection.role},
                   {u"colour"_s, QString(storage::colourWord(m_connection.colour))},
                   {u"good"_s, isGood},
                   {u"failed"_s, QJsonArray::fromStringList(m_failed)}});
    } else {
        printLine(isGood ? u"all is well"_s : u"not well: "_s + m_failed.join(u", "_s));
    }
    finish(isGood ? Good : No);
}

} // namespace

std::unique_ptr<Command> makeDoctorCommand()
{
    return std::make_unique<DoctorCommand>();
}

} // namespace tocsin::cli
