// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/endpointarguments.h"
#include "app/cli/listenarguments.h"
#include "app/cli/listenforwards.h"
#include "app/cli/secretarguments.h"
#include "app/cli/secretstorearguments.h"
#include "app/cli/terminal.h"
#include "app/cli/writesrecord.h"
#include "core/filter/query.h"
#include "core/flows/copyas.h"
#include "core/flows/ruledanswers.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/keychainstore.h"
#include "core/secrets/memorystore.h"
#include "core/settings/folders.h"
#include "core/storage/deliverybrowser.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSet>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// Runs the desk without a window and prints what it stores, read back from the store, so that a printed line
// is a stored one.
class ListenCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override;

private:
    void chooseSecrets(const QList<signature::NamedSecret> &given, const QList<domain::Endpoint> &endpoints);
    void open(const QList<signature::NamedSecret> &given, const QList<domain::Endpoint> &endpoints);
    void startWhenReady();
    void onState();
    void printReady(const flows::DeskState &state);
    void printOffer(const QString &endpoint, const QString &label);
    void printSubscriptions();
    void printNew();
    void doneAsking(domain::DeliveryId upTo, bool more);
    void printRows(const QList<domain::DeliveryRow> &rows, qsizetype at, const std::function<void()> &then);
    void printRow(const domain::DeliveryRow &row, const domain::RuledAnswer *rules);

    std::shared_ptr<ChosenSecretStore> m_chosen;
    std::unique_ptr<secrets::SecretStore> m_secrets;
    std::unique_ptr<flows::Auditing> m_auditing; // before those whose last writes it records
    std::unique_ptr<flows::WebhookDesk> m_desk;
    ListenForwards m_forwards;
    flows::DeskOptions m_options;
    QSet<QString> m_ruled; // the endpoints that answer by rules
    domain::DeliveryId m_printed = 0;
    qint64 m_left = -1;      // deliveries still to print before the end; -1 = no end
    QSet<QByteArray> m_told; // subscriptions, by URL
    bool m_usesVault = false;
    bool m_secretsKnown = false;
    bool m_forwardsReady = false;
    bool m_started = false;
    bool m_json = false;
    bool m_quiet = false;
    bool m_asking = false;
    bool m_askAgain = false; // something came in between
    bool m_stopped = false;  // nothing more comes: the rest is printed, then it ends
    bool m_stopping = false;
};

void ListenCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Captures every request byte for byte, verifies its signature and prints one "
        "line per delivery. Ctrl+C stops."_s);
    declareListenerOptions(parser);
    parser.addOptions(endpointOptions());
    parser.addOptions({
        {u"secret"_s, secretForm() + u" Repeatable."_s, u"LABEL=SOURCE"_s},
        {u"count"_s, u"End after N deliveries."_s, u"N"_s},
        {u"quiet"_s, u"Print the ready line only."_s},
    });
    declareSecretStore(parser);
    ListenForwards::declare(parser);
}

void ListenCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    m_quiet = parser.isSet(u"quiet"_s);
    if (!parser.positionalArguments().isEmpty())
        return fail(Usage, u"listen takes options only; see tocsinctl listen --help"_s);
    bool good = true;
    if (parser.isSet(u"count"_s))
        m_left = parser.value(u"count"_s).toLongLong(&good);
    if (!good || m_left == 0 || m_left < -1)
        return fail(Usage, u"--count takes a number, 1 or more"_s);
    auto options = listenerOptions(parser, policyFile());
    if (!options)
        return fail(options.error().kind == Error::Kind::Rejected ? Usage : CouldNot, options.error().detail);
    m_options = *options;
    if (auto forwards = m_forwards.read(parser, policy()); !forwards)
        return fail(forwards.error().kind == Error::Kind::Storage ? CouldNot : Usage,
                    forwards.error().detail);
    m_options.allowed = m_forwards.allowed();
    auto endpoints = readEndpoints(parser);
    if (!endpoints)
        return fail(endpoints.error().kind == Error::Kind::Storage ? CouldNot : Usage,
                    endpoints.error().detail);
    m_chosen = std::make_shared<ChosenSecretStore>(parser);
    m_usesVault = choosesVault(parser);
    resolveSecrets(parser.values(u"secret"_s), m_chosen, this,
                   [this, endpoints = *endpoints](const Result<QList<signature::NamedSecret>> &given) {
                       if (!given)
                           return fail(given.error().kind == Error::Kind::Rejected ? Usage : CouldNot,
                                       given.error().detail);
                       chooseSecrets(*given, endpoints);
                   });
}

// A vault that was named holds what endpoints ask for, whoever describes them. Else the saved endpoints name
// secrets of the keychain, and those of the command line bring their own.
void ListenCommand::chooseSecrets(const QList<signature::NamedSecret> &given,
                                  const QList<domain::Endpoint> &endpoints)
{
    if (m_usesVault) {
        if (const auto opened = m_chosen->open(); !opened)
            return fail(opened.error().kind == Error::Kind::Rejected ? Usage : CouldNot,
                        opened.error().detail);
        m_secrets = m_chosen->take();
        return open(given, endpoints);
    }
    m_secrets = std::make_unique<secrets::MemoryStore>();
    if (!endpoints.isEmpty())
        return open(given, endpoints);
    secrets::KeychainStore::probe(this, [this, given, endpoints](const Result<void> &answers) {
        if (answers)
            m_secrets = std::make_unique<secrets::KeychainStore>(settings::secretStampPath());
        else if (QFileInfo::exists(settings::dataFolder() + u"/secrets.vault"_s))
            printError(
                u"note: no keychain answers, so the secrets of the saved endpoints are not known; open the "
                "vault of the window with --passphrase env:NAME"_s);
        open(given, endpoints);
    });
}

void ListenCommand::open(const QList<signature::NamedSecret> &given, const QList<domain::Endpoint> &endpoints)
{
    auto desk = flows::WebhookDesk::open(m_options, *m_secrets);
    if (!desk)
        return fail(CouldNot, desk.error().detail);
    m_desk = std::move(*desk);
    m_auditing = recordWrites();
    m_auditing->watch(m_desk->replays());
    m_printed = m_desk->lastStoredId();
    for (const signature::NamedSecret &secret : given)
        m_desk->addSecret(secret);
    if (!endpoints.isEmpty()) {
        if (auto used = m_desk->useEndpoints(endpoints); !used)
            return fail(Usage, u"--endpoint: "_s + visible(used.error().detail));
    }
    const QList<domain::Endpoint> used = m_desk->endpoints();
    for (const domain::Endpoint &endpoint : used) {
        if (!endpoint.rules.isEmpty())
            m_ruled.insert(endpoint.name);
    }
    connect(m_desk.get(), &flows::WebhookDesk::stateChanged, this, [this] { onState(); });
    connect(m_desk.get(), &flows::WebhookDesk::failed, this,
            [](const QString &what) { printError(visible(what)); });
    connect(m_desk.get(), &flows::WebhookDesk::handshakeSecretOffered, this,
            [this](const QString &endpoint, const QString &label) { printOffer(endpoint, label); });
    connect(&m_desk->subscriptions(), &flows::Subscriptions::changed, this, [this] { printSubscriptions(); });
    printSubscriptions(); // of an earlier run
    if (!m_quiet || m_left > 0)
        connect(m_desk.get(), &flows::WebhookDesk::countersChanged, this, [this] { printNew(); });
    m_secretsKnown = m_secrets->backend() == secrets::SecretStore::Backend::Memory;
    const auto known = [this] {
        m_secretsKnown = true;
        startWhenReady();
    };
    connect(m_desk.get(), &flows::WebhookDesk::secretsChanged, this, known);
    connect(m_desk.get(), &flows::WebhookDesk::failed, this, known); // and said: nothing more will be known
    const auto ready = [this] {
        m_forwardsReady = true;
        startWhenReady();
    };
    if (auto forwards = m_forwards.start(*m_desk, ready); !forwards)
        fail(Usage, forwards.error().detail);
}

// A strict endpoint would turn down what comes before its secret is known.
void ListenCommand::startWhenReady()
{
    if (!m_secretsKnown || !m_forwardsReady || m_started || m_stopping)
        return;
    m_started = true;
    m_desk->start();
}

void ListenCommand::onState()
{
    const flows::DeskState state = m_desk->state();
    if (state.phase == flows::DeskState::Phase::Failed)
        fail(CouldNot, state.error);
    else if (state.phase == flows::DeskState::Phase::Listening)
        printReady(state);
    else if (m_stopping) {
        m_stopped = true;
        m_quiet &&m_left <= 0 ? finish(Good) : printNew();
    }
}

void ListenCommand::printReady(const flows::DeskState &state)
{
    if (m_json) {
        printJson({{u"ready"_s, true},
                   {u"address"_s, state.address},
                   {u"port"_s, state.port},
                   {u"url"_s, state.url()},
                   {u"fingerprint"_s, state.fingerprint},
                   {u"store"_s, m_desk->storePath()}});
    } else {
        printLine(u"listening on %1"_s.arg(state.url()));
        if (state.tls)
            printLine(u"certificate SHA-256 %1"_s.arg(state.fingerprint));
    }
    flushOutput();
    if (state.exposed)
        printError(u"warning: %1 can be reached from other machines"_s.arg(state.address));
}

// The secret itself is in the stored request, for who may read that, and nowhere else.
void ListenCommand::printOffer(const QString &endpoint, const QString &label)
{
    for (const flows::HandshakeOffer &offer : m_desk->handshakeOffers()) {
        if (offer.endpoint != endpoint || offer.label != label)
            continue;
        printError(
            u"endpoint \"%1\": the sender has handed over its secret in %2 of a handshake. It is not kept by "
            "itself. If you have just set this webhook up, find it with: tocsinctl deliveries list "
            "endpoint:%1 and tocsinctl deliveries show ID, store it with: tocsinctl secrets add %3 - "
            "--scheme %4 and name it in --endpoint"_s.arg(visible(endpoint), visible(offer.place), label,
                                                          offer.scheme));
    }
}

// Opening it is what a person does.
void ListenCommand::printSubscriptions()
{
    constexpr qsizetype mostTold = 200; // anybody who knows an endpoint can ask
    for (const flows::Subscription &asked : m_desk->subscriptions().all()) {
        const bool waits = !asked.dismissed && asked.state != domain::Subscription::State::Confirmed;
        if (!waits || m_told.contains(asked.url) || m_told.size() >= mostTold)
            continue;
        m_told.insert(asked.url);
        printError(u"endpoint \"%1\": %2 asks for a URL to be opened before it sends. Nothing opens it by "
                   u"itself. If "
                   "you have just subscribed this endpoint, open it once: %3"_s.arg(
                       visible(asked.endpoint), asked.scheme, visible(QString::fromUtf8(asked.url), 2048)));
    }
}

void ListenCommand::printNew()
{
    if (m_asking) {
        m_askAgain = true;
        return;
    }
    m_asking = true;
    m_askAgain = false;
    const domain::DeliveryId upTo = m_desk->lastStoredId();
    constexpr int most = 2000;
    m_desk->browser().find(
        filter::Query{}, m_printed, 0, 0, this, [this, upTo](const Result<QList<domain::DeliveryId>> &ids) {
            if (!ids || ids->isEmpty())
                return doneAsking(upTo, false);
            const QList<domain::DeliveryId> some = ids->first(std::min<qsizetype>(most, ids->size()));
            m_desk->browser().rows(some, this,
                                   [this, upTo, last = some.last(), more = ids->size() > most](
                                       const Result<QList<domain::DeliveryRow>> &rows) {
                                       if (!rows) {
                                           printError(rows.error().detail);
                                           return doneAsking(upTo, false);
                                       }
                                       printRows(*rows, 0, [this, upTo, last, more] {
                                           flushOutput();
                                           m_printed = last; // also when retention was faster
                                           doneAsking(upTo, more);
                                       });
                                   });
        });
}

void ListenCommand::doneAsking(domain::DeliveryId upTo, bool more)
{
    m_asking = false;
    if (more || m_askAgain)
        printNew();
    else if (m_stopped && (upTo >= m_desk->lastDurableId() || !m_desk->counters().storeError.isEmpty()))
        finish(Good);
}

// In their order. Which rule has answered is not in a row: where the endpoint has rules, it is looked up.
void ListenCommand::printRows(const QList<domain::DeliveryRow> &rows, qsizetype at,
                              const std::function<void()> &then)
{
    for (qsizetype i = at; i < rows.size(); ++i) {
        if (m_quiet || !m_ruled.contains(rows[i].endpoint)) {
            printRow(rows[i], nullptr);
            continue;
        }
        return m_desk->browser().load(rows[i].id, this,
                                      [this, rows, i, then](const Result<domain::Delivery> &delivery) {
                                          printRow(rows[i], delivery ? delivery->rules.get() : nullptr);
                                          printRows(rows, i + 1, then);
                                      });
    }
    then();
}

void ListenCommand::printRow(const domain::DeliveryRow &row, const domain::RuledAnswer *rules)
{
    m_printed = row.id;
    if (m_left == 0)
        return;
    if (m_left > 0 && --m_left == 0)
        interrupt();
    if (m_quiet)
        return;
    if (m_json) {
        QJsonObject object = flows::rowToJson(row);
        if (rules)
            object.insert(u"rules"_s, flows::rulesToJson(*rules));
        return printJson(object);
    }
    const QString time =
        QDateTime::fromMSecsSinceEpoch(row.received / 1000).toLocalTime().toString(u"HH:mm:ss.zzz"_s);
    QString what = row.summary.title.isEmpty() ? row.summary.event : row.summary.title;
    if (what.isEmpty())
        what = QString::fromLatin1(row.method + ' ' + row.target);
    QString line = u"%1  #%2  %3  %4"_s.arg(time)
                       .arg(row.id)
                       .arg(row.endpoint, -12)
                       .arg(QString(domain::verdictId(row.signature.verdict)), -17);
    line += u"  %1  %2"_s.arg(QString(domain::severityId(row.summary.severity)), -8).arg(visible(what, 80));
    if (row.attempt > 1)
        line += u"  (attempt %1)"_s.arg(row.attempt);
    if (rules)
        line += rules->rule.isEmpty() ? u"  no rule"_s : u"  rule \"%1\""_s.arg(visible(rules->rule, 40));
    printLine(line);
}

void ListenCommand::interrupt()
{
    if (m_stopping || !m_started)
        return finish(Good);
    m_stopping = true;
    m_desk->stop();
}

} // namespace

std::unique_ptr<Command> makeListenCommand()
{
    return std::make_unique<ListenCommand>();
}

} // namespace tocsin::cli
