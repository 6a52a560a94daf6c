// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/connectionarguments.h"
#include "app/cli/connectiontest.h"
#include "app/cli/secretstorearguments.h"
#include "app/cli/terminal.h"
#include "core/secrets/secretsource.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::Connection;

namespace {

// The servers that the analyst works with, in the window and here.
class ConnectionsCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override { finish(CouldNot); }

private:
    Result<int> list();
    void add(const QCommandLineParser &parser);
    Result<void> storeSecret(const QCommandLineParser &parser);
    void save();
    Result<int> remove();
    void test(const QCommandLineParser &parser);
    void failBy(const Error &error);

    bool m_json = false;
    QString m_name;
    Connection m_connection;
    QList<Connection> m_all;
    std::unique_ptr<storage::AnalystStores> m_stores;
    std::unique_ptr<secrets::SecretStore> m_secrets;
    std::unique_ptr<http::RequestBudget> m_budget;
    std::unique_ptr<flows::ConnectionCheck> m_check;
};

void ConnectionsCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Keeps the SoCMate servers that are worked with; the window has the same ones.\n"
        "test tries one step by step, from its name to a read, and says what to do about the step that fails."_s);
    parser.addPositionalArgument(u"action"_s, u"list | add NAME | test [NAME|ID] | remove NAME|ID"_s);
    parser.addPositionalArgument(u"name"_s, u"Name of a connection."_s, u"[NAME]"_s);
    declareConnectionOptions(parser);
    declareSecretStore(parser);
}

void ConnectionsCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    const QStringList words = parser.positionalArguments();
    const QString action = words.value(0);
    m_name = words.value(1);
    const bool lists = action == u"list"_s && words.size() == 1;
    const bool adds = action == u"add"_s && words.size() == 2;
    const bool tests = action == u"test"_s && words.size() <= 2;
    const bool removes = action == u"remove"_s && words.size() == 2 && !m_name.isEmpty();
    if (!lists && !adds && !tests && !removes)
        return fail(Usage, u"use: connections list | add NAME --api URL --key SOURCE | test [NAME|ID] | "
                           "remove NAME|ID"_s);
    if (adds) {
        const auto read = readConnectionOptions(parser, m_name);
        if (!read)
            return fail(Usage, visible(read.error().detail, 400));
        m_connection = *read;
    }
    auto opened = openAnalystFile(policy());
    if (!opened)
        return failBy(opened.error());
    m_stores = *std::move(opened);
    const auto all = m_stores->connections.connections();
    if (!all)
        return failBy(all.error());
    m_all = *all;
    if (adds)
        return add(parser);
    if (tests)
        return test(parser);
    const auto code = lists ? list() : remove();
    if (!code)
        return failBy(code.error());
    finish(*code);
}

void ConnectionsCommand::failBy(const Error &error)
{
    const int code = error.kind == Error::Kind::Rejected   ? Usage
                     : error.kind == Error::Kind::NotFound ? No
                                                           : CouldNot;
    fail(code, visible(error.detail, 1000));
}

Result<int> ConnectionsCommand::list()
{
    for (const Connection &connection : std::as_const(m_all))
        m_json ? printJson(connectionJson(connection)) : printLine(connectionLine(connection));
    if (m_all.isEmpty())
        printError(u"there is no connection yet; tocsinctl connections add --help tells how to make one"_s);
    return int(m_all.isEmpty() ? No : Good);
}

void ConnectionsCommand::add(const QCommandLineParser &parser)
{
    const bool isKnown = std::any_of(m_all.cbegin(), m_all.cend(),
                                     [this](const Connection &one) { return one.name == m_connection.name; });
    if (isKnown)
        return fail(No,
                    u"there is a connection \"%1\" already: remove it first, or choose another name"_s.arg(
                        visible(m_connection.name, 80)));
    if (!parser.isSet(u"key"_s))
        return save();
    if (const auto stored = storeSecret(parser); !stored)
        failBy(stored.error());
}

// Goes on with save() when it is stored. A label that is in use is left alone: others may rely on it.
Result<void> ConnectionsCommand::storeSecret(const QCommandLineParser &parser)
{
    const auto source = secrets::parseSource(parser.value(u"key"_s));
    if (!source)
        return tocsin::fail(Error::Kind::Rejected, u"--key: "_s + source.error().detail);
    if (source->kind == secrets::SecretSource::Kind::Keychain)
        return tocsin::fail(Error::Kind::Rejected,
                            u"--key: what is in the keychain already is named by --label"_s);
    const auto value = secrets::readSource(*source);
    if (!value)
        return tocsin::fail(Error::Kind::Storage, u"--key: "_s + value.error().detail);
    auto opened = openSecretStore(parser, true);
    if (!opened)
        return tl::unexpected(opened.error());
    m_secrets = *std::move(opened);
    m_secrets->get(m_connection.secretLabel, this, [this, value = *value](const auto &known) {
        const QString label = m_connection.secretLabel;
        if (known)
            return fail(No, u"there is a secret \"%1\" already: use it with --label alone, or choose "
                            "another --label"_s.arg(visible(label, 80)));
        if (known.error().kind != Error::Kind::NotFound)
            return fail(CouldNot, sentenceOf(known.error(), m_connection));
        m_secrets->put({label, {}, {}, wallClock() / microsPerSecond, value, {}}, this,
                       [this](const Result<void> &put) {
                           if (!put)
                               return failBy(put.error());
                           save();
                       });
    });
    return {};
}

void ConnectionsCommand::save()
{
    const auto id = m_stores->connections.save(m_connection);
    if (!id) {
        const QString kept =
            m_secrets ? u"; its secret is stored already: try again with --label %1 and without --key"_s.arg(
                            m_connection.secretLabel)
                      : QString();
        return fail(CouldNot, visible(id.error().detail, 400) + kept);
    }
    m_connection.id = *id;
    m_json ? printJson(connectionJson(m_connection)) : printLine(connectionLine(m_connection));
    finish(Good);
}

Result<int> ConnectionsCommand::remove()
{
    const auto chosen = chosenConnection(m_all, m_name);
    if (!chosen)
        return tl::unexpected(chosen.error());
    if (auto removed = m_stores->connections.remove(chosen->id); !removed)
        return tl::unexpected(removed.error());
    if (auto forgotten = m_stores->forget(chosen->id); !forgotten)
        return tl::unexpected(forgotten.error());
    if (m_json)
        printJson({{u"removed"_s, chosen->id}, {u"secret_label"_s, chosen->secretLabel}});
    else
        printLine(u"removed, with what was kept of it; its secret \"%1\" stays in the store"_s.arg(
            visible(chosen->secretLabel, 80)));
    return int(Good);
}

void ConnectionsCommand::test(const QCommandLineParser &parser)
{
    const auto chosen = chosenConnection(m_all, m_name);
    if (!chosen)
        return failBy(chosen.error());
    m_connection = *chosen;
    auto secrets = openSecretStore(parser, false);
    if (!secrets)
        return fail(secrets.error().kind == Error::Kind::Rejected ? Usage : CouldNot, secrets.error().detail);
    m_secrets = *std::move(secrets);
    m_budget = std::make_unique<http::RequestBudget>(m_connection.requestsPerMinute);
    m_check = std::make_unique<flows::ConnectionCheck>(m_connection, secretSourceOf(*m_secrets), *m_budget);
    connect(m_check.get(), &flows::ConnectionCheck::stepped, this,
            [this](const flows::CheckedStep &step) { printStep(step, m_connection, m_json); });
    connect(m_check.get(), &flows::ConnectionCheck::finished, this,
            [this](bool isGood) { finish(isGood ? Good : No); });
    m_check->start();
}

} // namespace

std::unique_ptr<Command> makeConnectionsCommand()
{
    return std::make_unique<ConnectionsCommand>();
}

} // namespace tocsin::cli
