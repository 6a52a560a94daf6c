// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/targetarguments.h"
#include "app/cli/terminal.h"
#include "core/flows/sandboxsenders.h"

#include <cmath>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// Runs the stand-in SoCMate of docs/sandbox.md in the foreground.
class SandboxCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override;

private:
    Result<sandbox::ServerOptions> options(const QCommandLineParser &parser) const;
    Result<void> startSenders(const QString &listener);
    void printReady();
    void print(const QString &sender, const QString &kind, const flows::TestAnswer &answer);

    std::unique_ptr<sandbox::Server> m_server;
    std::unique_ptr<flows::SandboxSenders> m_senders;
    QHash<QString, Secret> m_secrets; // of the senders that sign, made up at each start
    bool m_json = false;
};

void SandboxCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Runs a stand-in SoCMate on this machine, with a made-up world, until Ctrl+C.\n"
        "Prints its address and a key that is good for this run alone.\n\n"
        "Words in an investigation's question choose how it goes: [quick] straight to its report, [loop] "
        "from "
        "stage 6 back to 4, [long] more than two minutes, [fail] an error, [never] no end. Otherwise it is "
        "drawn "
        "from the seed.\n\n"
        "With --listener, notification events of SoCMate go to URL/hooks/socmate, signed alerts of SOCWarden "
        "to "
        "URL/hooks/alerts and signed events of Socotra to URL/hooks/socotra; the secrets are printed. Events "
        "of "
        "Socotra\n"
        "also go to where the integrations of its tenant point, on this machine, signed with what they hold."_s);
    parser.addOptions({
        {u"port"_s, u"Port on loopback; 0 picks a free one."_s, u"N"_s, u"0"_s},
        {u"seed"_s, u"The world of this number; the same number is the same world."_s, u"N"_s, u"1"_s},
        {u"profile"_s,
         u"How to answer what is not documented: %1."_s.arg(sandbox::Profile::names().join(u", "_s)),
         u"NAME"_s, u"default"_s},
        {u"speed"_s, u"Investigations, new incidents and repeated deliveries come N times faster."_s, u"N"_s,
         u"1"_s},
        {u"ca"_s, u"Trust the certificates of this PEM file where an integration points."_s, u"FILE"_s},
        {u"listener"_s, u"Deliver events to this listener of this machine."_s, u"URL"_s},
    });
}

Result<sandbox::ServerOptions> SandboxCommand::options(const QCommandLineParser &parser) const
{
    sandbox::ServerOptions options;
    bool good = false;
    options.port = parser.value(u"port"_s).toUShort(&good);
    if (!good)
        return refuse(u"--port takes a number from 0 to 65535"_s);
    options.seed = parser.value(u"seed"_s).toULongLong(&good);
    if (!good)
        return refuse(u"--seed takes a number, 0 or more"_s);
    options.speed = parser.value(u"speed"_s).toDouble(&good);
    if (!good || !std::isfinite(options.speed) || options.speed < 0.001 || options.speed > 10'000)
        return refuse(u"--speed takes a number from 0.001 to 10000"_s);
    const auto profile = sandbox::Profile::load(parser.value(u"profile"_s));
    if (!profile)
        return refuse(u"--profile: "_s + profile.error().detail);
    options.profile = *profile;
    return options;
}

void SandboxCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    if (!parser.positionalArguments().isEmpty())
        return fail(Usage, u"sandbox takes options only; see tocsinctl sandbox --help"_s);
    auto options = this->options(parser);
    if (!options)
        return fail(Usage, options.error().detail);
    m_server = std::make_unique<sandbox::Server>(*options);
    if (auto bound = m_server->listen(); !bound)
        return fail(CouldNot, bound.error().detail);
    if (parser.isSet(u"listener"_s)) {
        auto started = startSenders(parser.value(u"listener"_s));
        const auto trusted = started ? trustedAuthorities(parser) : tl::unexpected(started.error());
        if (!trusted)
            started = tl::unexpected(trusted.error());
        else
            m_senders->deliverToIntegrations(*trusted);
        if (!started)
            return fail(Usage, u"--listener: "_s + visible(started.error().detail));
    }
    printReady();
}

Result<void> SandboxCommand::startSenders(const QString &listener)
{
    QString base = listener;
    while (base.endsWith(u'/'))
        base.chop(1);
    auto catalogue = signature::Catalogue::load();
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    const auto schemes = std::make_shared<const signature::Catalogue>(std::move(*catalogue));
    QList<flows::SandboxTarget> targets;
    const std::pair<QString, QString> places[] = {{u"socmate"_s, u"/hooks/socmate"_s},
                                                  {u"socwarden"_s, u"/hooks/alerts"_s},
                                                  {u"socotra"_s, u"/hooks/socotra"_s}};
    for (const auto &[sender, path] : places) {
        flows::SandboxTarget target = {sender, QUrl(base + path, QUrl::StrictMode), std::nullopt};
        const signature::Scheme *scheme = schemes->find(sender);
        if (scheme && sender != u"socmate"_s) { // it does not sign
            const Secret secret(sandbox::randomHex(48));
            m_secrets.insert(sender, secret);
            target.secret = signature::NamedSecret{u"sandbox-"_s + sender, secret, {}, false};
        }
        targets.append(target);
    }
    m_senders = std::make_unique<flows::SandboxSenders>(*m_server);
    connect(m_senders.get(), &flows::SandboxSenders::sent, this, &SandboxCommand::print);
    connect(m_senders.get(), &flows::SandboxSenders::leftOut, this,
            [](const QString &sender, const QString &kind, const QString &why) {
                printError(u"%1 %2 was not sent: %3"_s.arg(sender, kind, why));
            });
    return m_senders->start(targets, schemes);
}

// The one place where these are shown: they are worth nothing beyond this run and this machine.
void SandboxCommand::printReady()
{
    const auto text = [](const Secret &secret) { return QString::fromLatin1(secret.reveal()); };
    if (m_json) {
        QJsonObject line = {{u"url"_s, m_server->baseUrl().toString()},
                            {u"web_app"_s, m_server->webApp().toString()},
                            {u"token_endpoint"_s, m_server->tokenEndpoint().toString()},
                            {u"sandbox_key"_s, text(m_server->apiKey())},
                            {u"sandbox_admin_token"_s, text(m_server->adminToken())},
                            {u"tenant_host_name"_s, m_server->options().tenant.hostName},
                            {u"tenant_user"_s, m_server->options().tenant.userName},
                            {u"sandbox_tenant_password"_s, text(m_server->tenantPassword())},
                            {u"profile"_s, m_server->options().profile.name},
                            {u"seed"_s, QString::number(m_server->options().seed)}};
        for (auto it = m_secrets.cbegin(); it != m_secrets.cend(); ++it)
            line[u"sandbox_secret_"_s + it.key()] = text(*it);
        printJson(line);
    } else {
        printLine(u"Sandbox SoCMate (made up, this machine only): %1"_s.arg(m_server->baseUrl().toString()));
        printLine(u"sandbox key          %1"_s.arg(text(m_server->apiKey())));
        printLine(u"sandbox admin token  %1"_s.arg(text(m_server->adminToken())));
        const sandbox::TenantOptions &tenant = m_server->options().tenant;
        printLine(u"Socotra tenant       %1, user %2, password %3"_s.arg(tenant.hostName, tenant.userName,
                                                                         text(m_server->tenantPassword())));
        for (auto it = m_secrets.cbegin(); it != m_secrets.cend(); ++it)
            printLine(u"sandbox secret       %1 (%2)"_s.arg(text(*it), it.key()));
        printLine(u"profile %1, seed %2. Ctrl+C stops."_s.arg(m_server->options().profile.name)
                      .arg(m_server->options().seed));
    }
    flushOutput();
}

void SandboxCommand::print(const QString &sender, const QString &kind, const flows::TestAnswer &answer)
{
    if (m_json) {
        printJson({{u"sender"_s, sender},
                   {u"kind"_s, kind},
                   {u"attempt"_s, answer.attempt},
                   {u"status"_s, answer.status != 0 ? QJsonValue(answer.status) : QJsonValue()},
                   {u"next_in_ms"_s, answer.nextInMs ? QJsonValue(double(*answer.nextInMs)) : QJsonValue()}});
    } else {
        QString line = u"%1 %2, attempt %3: "_s.arg(sender, kind).arg(answer.attempt);
        line += answer.status != 0 ? u"answered %1"_s.arg(answer.status) : visible(answer.error, 200);
        if (answer.nextInMs)
            line += u"; again in %1 s"_s.arg(double(*answer.nextInMs) / 1000);
        printLine(line);
    }
    flushOutput();
}

void SandboxCommand::interrupt()
{
    m_senders.reset();
    m_server.reset();
    finish(Good);
}

} // namespace

std::unique_ptr<Command> makeSandboxCommand()
{
    return std::make_unique<SandboxCommand>();
}

} // namespace tocsin::cli
