// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/integrationsaction.h"
#include "app/cli/secretstorearguments.h"
#include "app/cli/terminal.h"
#include "app/cli/writesrecord.h"
#include "core/flows/policyrules.h"
#include "core/flows/wayout.h"

#include <map>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

const std::map<QString, ActionPtr (*)()> &actions()
{
    static const std::map<QString, ActionPtr (*)()> all = {
        {u"list"_s, makeIntegrationsList},     {u"show"_s, makeIntegrationsShow},
        {u"add"_s, makeIntegrationsAdd},       {u"update"_s, makeIntegrationsUpdate},
        {u"remove"_s, makeIntegrationsRemove}, {u"rotate"_s, makeIntegrationsRotate},
        {u"probe"_s, makeIntegrationsProbe},   {u"export"_s, makeIntegrationsExport},
        {u"diff"_s, makeIntegrationsDiff},     {u"import"_s, makeIntegrationsImport},
    };
    return all;
}

// The integrations of a tenant of Socotra. Every write is recorded.
class IntegrationsCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override
    {
        fail(CouldNot,
             u"interrupted: what was written down is kept, and a rotation goes on when it is asked again"_s);
    }

private:
    Result<void> open(const QCommandLineParser &parser);
    socotra::SecretSource passwords() const;

    ChosenTenant m_chosen;
    std::unique_ptr<secrets::SecretStore> m_secrets;
    std::unique_ptr<http::RequestBudget> m_budget;
    std::unique_ptr<flows::Auditing> m_auditing; // its end waits until everything is recorded
    std::unique_ptr<socotra::SocotraApi> m_api;
    std::optional<IntegrationsPlace> m_place;
    ActionPtr m_action; // last: it uses those before
};

void IntegrationsCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Manages the integrations of a tenant of Socotra (Connected Core) and rotates their secrets.\n"
        "A secret is never an argument and never printed; every write is recorded, see tocsinctl audit."_s);
    parser.addPositionalArgument(
        u"action"_s, u"list | show NAME | add NAME | update NAME | remove NAME | rotate NAME | probe | "
                     "export [NAME...] | diff FILE | import FILE"_s);
    parser.addPositionalArgument(u"name"_s, u"An integration, or a file."_s, u"[NAME]"_s);
    declareTenant(parser);
    declareDraftOptions(parser);
    declareRotateOptions(parser);
    declareFileOptions(parser);
    declareListener(parser);
}

void IntegrationsCommand::start(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    const auto found = actions().find(words.value(0));
    if (found == actions().end())
        return fail(Usage,
                    u"use: integrations list | show | add | update | remove | rotate | probe | export | "
                    "diff | import; --help tells more"_s);
    m_action = found->second();
    if (const auto read = m_action->read(parser, words.mid(1)); !read) {
        const bool isUsage = read.error().kind == Error::Kind::Rejected;
        return fail(isUsage ? Usage : CouldNot, visible(read.error().detail, 1000));
    }
    if (const auto opened = open(parser); !opened) {
        const bool isUsage = opened.error().kind == Error::Kind::Rejected;
        return fail(isUsage ? Usage : CouldNot, sentenceOf(opened.error(), domain::Connection()));
    }
    connect(m_action.get(), &IntegrationsAction::ended, this, [this](int code, const QString &message) {
        message.isEmpty() ? finish(code) : fail(code, message);
    });
    const auto listener = chosenListener(parser, *m_secrets);
    if (!listener)
        return fail(Usage, listener.error().detail);
    m_place.emplace(IntegrationsPlace{*m_api, *m_secrets, m_chosen.id, parser.isSet(u"json"_s), *listener});
    m_action->start(*m_place);
}

socotra::SecretSource IntegrationsCommand::passwords() const
{
    if (m_chosen.password.isEmpty())
        return secretSourceOf(*m_secrets);
    return [given = m_chosen.password](const QString &, QObject *, const Handler<Secret> &handler) {
        handler(given);
    };
}

Result<void> IntegrationsCommand::open(const QCommandLineParser &parser)
{
    const auto stores = openAnalystFile(policy());
    if (!stores)
        return tl::unexpected(stores.error());
    auto chosen = chosenTenant(parser, **stores);
    if (!chosen)
        return tl::unexpected(chosen.error());
    m_chosen = *std::move(chosen);
    const QString action = parser.positionalArguments().value(0);
    const bool keeps = action == "add"_L1 || action == "update"_L1 || action == "rotate"_L1;
    auto secrets = openSecretStore(parser, keeps);
    if (!secrets)
        return tl::unexpected(secrets.error());
    m_secrets = *std::move(secrets);
    m_budget = std::make_unique<http::RequestBudget>(60);
    m_auditing = recordWrites();
    m_api = std::make_unique<socotra::SocotraApi>(
        m_chosen.tenant, passwords(),
        flows::transportTo(m_chosen.tenant.api, flows::analystRules(policy()).proxy), *m_budget);
    m_auditing->watch(*m_api);
    if (m_chosen.tenant.production) {
        connect(m_api.get(), &socotra::SocotraApi::wrote, this, [this](const http::SentWrite &write) {
            printError(u"this went to the production system \"%1\": %2 %3"_s.arg(
                visible(m_chosen.tenant.name, 80), QString::fromLatin1(write.method),
                visible(write.target, 200)));
        });
    }
    return {};
}

} // namespace

std::unique_ptr<Command> makeIntegrationsCommand()
{
    return std::make_unique<IntegrationsCommand>();
}

} // namespace tocsin::cli
