// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"

#include "app/cli/secretstorearguments.h"
#include "app/cli/terminal.h"
#include "app/cli/writesrecord.h"
#include "core/flows/policyrules.h"
#include "core/settings/folders.h"

#include <QDir>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::Connection;

namespace {

constexpr qsizetype longestDetail = 1000; // of what a server has to say

QString namesOf(const QList<Connection> &all)
{
    QStringList names;
    for (const Connection &connection : all)
        names.append(u'"' + visible(connection.name, 80) + u'"');
    return names.join(u", "_s);
}

} // namespace

QString analystFilePath()
{
    return settings::dataFolder() + u"/analyst.db"_s;
}

Result<std::unique_ptr<storage::AnalystStores>> openAnalystFile(const settings::Policy &policy)
{
    QDir().mkpath(settings::dataFolder());
    return storage::AnalystStores::open(analystFilePath(), flows::analystRules(policy));
}

Result<Connection> chosenConnection(const QList<Connection> &all, const QString &wanted)
{
    if (all.isEmpty())
        return fail(Error::Kind::NotFound,
                    u"there is no connection yet; tocsinctl connections add --help tells how to make one"_s);
    if (wanted.isEmpty()) {
        if (all.size() == 1)
            return all.first();
        return fail(Error::Kind::Rejected,
                    u"there are several connections: choose one with --connection: "_s + namesOf(all));
    }
    for (const Connection &connection : all) {
        if (connection.id == wanted || connection.name == wanted)
            return connection;
    }
    return fail(Error::Kind::NotFound,
                u"there is no connection \"%1\"; there is %2"_s.arg(visible(wanted, 80), namesOf(all)));
}

Result<storage::StoredSession> keptSession(storage::AnalystStores &stores, const Connection &connection,
                                           const QString &session)
{
    const auto id = stores.sessions.idOf(connection.id, session);
    if (!id)
        return tl::unexpected(id.error());
    if (*id == 0)
        return fail(Error::Kind::NotFound, u"no session \"%1\" is kept here"_s.arg(visible(session, 80)));
    return stores.sessions.load(*id);
}

QString sentenceOf(const Error &error, const Connection &connection)
{
    const QString detail = visible(error.detail, longestDetail);
    switch (error.kind) {
    case Error::Kind::Unauthorised:
        return u"not signed in: %1. See tocsinctl connections test \"%2\""_s.arg(
            detail, visible(connection.name, 80));
    case Error::Kind::Forbidden:
        return u"signed in, but not allowed: %1"_s.arg(detail);
    case Error::Kind::Rejected:
        return u"refused: %1"_s.arg(detail);
    case Error::Kind::Limited: {
        const auto pause = std::chrono::ceil<std::chrono::seconds>(error.retryAfter).count();
        const QString again = pause > 0 ? u"; again in %1 s"_s.arg(pause) : QString();
        return u"a limit is reached: %1%2"_s.arg(detail, again);
    }
    case Error::Kind::Transient:
        return u"cannot be reached now: %1"_s.arg(detail);
    case Error::Kind::Unanswered:
        return u"the answer was lost, so it may have been carried out or not, and it is not repeated: %1"_s
            .arg(detail);
    case Error::Kind::NoKeychain:
        return u"%1 --passphrase SOURCE opens the window's vault instead, --vault FILE another one"_s.arg(
            detail.endsWith(u'.') ? detail : detail + u'.');
    default:
        return detail;
    }
}

void AnalystCommand::declareConnection(QCommandLineParser &parser)
{
    parser.addOption({u"connection"_s, u"The connection; needed when there are several."_s, u"NAME|ID"_s});
    declareSecretStore(parser);
}

void AnalystCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    if (const auto good = read(parser); !good)
        return fail(Usage, visible(good.error().detail, longestDetail));
    if (const auto opened = open(parser); !opened) {
        const bool isUsage = opened.error().kind == Error::Kind::Rejected;
        return fail(isUsage ? Usage : CouldNot, opened.error().detail);
    }
    run();
}

Result<void> AnalystCommand::open(const QCommandLineParser &parser)
{
    auto opened = openAnalystFile(policy());
    if (!opened)
        return tl::unexpected(opened.error());
    m_stores = *std::move(opened);
    const auto all = m_stores->connections.connections();
    if (!all)
        return tl::unexpected(all.error());
    const auto chosen = chosenConnection(*all, parser.value(u"connection"_s));
    if (!chosen)
        return tl::unexpected(chosen.error());
    m_connection = *chosen;
    if (!asksServer())
        return {};
    auto secrets = openSecretStore(parser, false);
    if (!secrets)
        return tl::unexpected(secrets.error());
    m_secrets = *std::move(secrets);
    m_budget = std::make_unique<http::RequestBudget>(m_connection.requestsPerMinute);
    m_api = std::make_unique<socmate::SocmateApi>(m_connection, secretSourceOf(*m_secrets), *m_budget);
    m_auditing = recordWrites();
    m_auditing->watch(*m_api);
    if (m_connection.production) {
        connect(m_api.get(), &socmate::SocmateApi::wrote, this, [this](const http::SentWrite &write) {
            printError(u"this went to the production system \"%1\": %2 %3"_s.arg(
                visible(m_connection.name, 80), QString::fromLatin1(write.method),
                visible(write.target, 200)));
        });
    }
    return {};
}

void AnalystCommand::failBy(const Error &error)
{
    fail(error.kind == Error::Kind::NotFound ? No : CouldNot, sentenceOf(error, m_connection));
}

} // namespace tocsin::cli
