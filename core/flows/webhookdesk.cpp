// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/webhookdesk.h"

#include "core/flows/deskparts.h"
#include "core/flows/signedrequest.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr int beatMs = 100;
// After so many beats without anything new it beats seldom, until something arrives.
constexpr int beatsBeforeRest = 20;
constexpr int restMs = 2000;

} // namespace

QString DeskState::url(QByteArrayView path) const
{
    const QString host = address.contains(u':') ? u"[%1]"_s.arg(address) : address;
    return u"%1://%2:%3%4"_s.arg(tls ? u"https"_s : u"http"_s, host, QString::number(port),
                                 QString::fromLatin1(path));
}

void WebhookDesk::Parts::setState(const DeskState &next)
{
    if (state == next)
        return;
    state = next;
    tellSeen();
    emit desk.stateChanged();
}

void WebhookDesk::Parts::fail(const QString &what)
{
    emit desk.failed(what);
}

void WebhookDesk::Parts::wake()
{
    idleBeats = 0;
    beat.start(beatMs);
}

void WebhookDesk::Parts::tick()
{
    if (const QString error = contracts->error(); error != shownCheckError) {
        shownCheckError = error;
        if (!error.isEmpty())
            fail(u"contracts are not checked: "_s + error);
    }
    const bool isHolding = intake.releaseLate(wallClock());
    const domain::DeliveryId filed = writer->lastId();
    const domain::DeliveryId durable = std::max(intake.counters().lastId.load(), filed);
    search->noteArrived(durable);
    contracts->noteArrived(durable);
    const qint64 notStored = intake.counters().notStored;
    if (filed == shownFiled && notStored == shownNotStored) {
        const bool isBehind = filed < durable;
        idleBeats = isHolding || isBehind ? 0 : idleBeats + 1;
        if (idleBeats == beatsBeforeRest) {
            beat.start(restMs);
            isResting = true;
            if (std::max(intake.counters().lastId.load(), writer->lastId()) > shownFiled)
                wake(); // it came in between
        }
        return;
    }
    idleBeats = 0;
    shownFiled = filed;
    shownNotStored = notStored;
    search->storeGrew(filed);
    contracts->storeGrew(filed);
    relays->wake();
    emit desk.countersChanged();
}

Result<listener::ListenOptions> WebhookDesk::Parts::listenOptions(DeskState &next) const
{
    listener::ListenOptions listen;
    listen.limits = options.limits;
    listen.port = options.port;
    listen.loopbackOnly = options.loopbackOnly;
    listen.address = QHostAddress(options.address);
    if (listen.address.isNull()) {
        return tocsin::fail(
            Error::Kind::Rejected,
            u"listener address: \"%1\" is no IP address; use 127.0.0.1, ::1 or one of this machine"_s.arg(
                options.address));
    }
    next.exposed = !listen.address.isLoopback();
    if (options.tls == DeskOptions::Tls::Off)
        return listen;
    const Micros now = wallClock();
    const auto identity =
        options.tls == DeskOptions::Tls::Files
            ? listener::readTlsIdentity(options.certificatePath, options.keyPath, now)
            : listener::ownTlsIdentity(options.dataFolder, listener::namesOfThisMachine(), now);
    if (!identity)
        return tl::unexpected(identity.error());
    QList<QSslCertificate> authorities;
    if (!options.clientCaPath.isEmpty()) {
        const auto read = listener::readAuthorities(options.clientCaPath);
        if (!read)
            return tl::unexpected(read.error());
        authorities = *read;
    }
    listen.tls = identity->configuration(authorities);
    next.tls = true;
    next.fingerprint = identity->fingerprint();
    return listen;
}

WebhookDesk::WebhookDesk(const DeskOptions &options, secrets::SecretStore &secrets)
    : m(std::make_unique<Parts>(*this, options, secrets))
{}

WebhookDesk::~WebhookDesk()
{
    m->filePool.waitForDone(); // what is being saved is saved
    m->intake.part();
    m->listener.reset();
    m->writer.reset();
}

Result<std::unique_ptr<WebhookDesk>> WebhookDesk::open(const DeskOptions &options,
                                                       secrets::SecretStore &secrets)
{
    std::unique_ptr<WebhookDesk> desk = beginOpening(options, secrets);
    if (auto opened = desk->finishOpening(); !opened)
        return tl::unexpected(opened.error());
    return desk;
}

std::unique_ptr<WebhookDesk> WebhookDesk::beginOpening(const DeskOptions &options,
                                                       secrets::SecretStore &secrets)
{
    std::unique_ptr<WebhookDesk> desk(new WebhookDesk(options, secrets));
    desk->m->beginOpening();
    return desk;
}

Result<void> WebhookDesk::finishOpening()
{
    return m->finishOpening();
}

void WebhookDesk::Parts::beginOpening()
{
    if (options.storePath.isEmpty())
        options.storePath = options.dataFolder + u"/deliveries.db"_s;
    schemesRead =
        std::async(std::launch::async, loadSchemes, SchemeFolder(options.dataFolder + u"/schemes"_s));
    storeOpened = std::async(std::launch::async, [this] { return openStore(); });
}

Result<WebhookDesk::Parts::OpenedStore> WebhookDesk::Parts::openStore()
{
    auto opened = storage::GroupWriter::open(
        options.storePath, options.retention,
        [this](const storage::WrittenBatch &batch) {
            intake.written(batch);
            if (isResting.exchange(false))
                QMetaObject::invokeMethod(&desk, [this] { wake(); });
        },
        [this](domain::DeliveryId first, std::span<domain::NewDelivery> batch, std::span<const int> numbers) {
            intake.prepare(first, batch, numbers);
        });
    if (!opened)
        return tl::unexpected(opened.error());
    (*opened)->onPruned([this](const QList<domain::DeliveryId> &ids) {
        QMetaObject::invokeMethod(&desk, [this, ids] { emit desk.deliveriesRemoved(ids); });
    });
    auto kept = storage::loadEndpoints(options.storePath);
    if (!kept)
        return tl::unexpected(kept.error());
    return OpenedStore{std::move(*opened), std::move(*kept)};
}

Result<void> WebhookDesk::Parts::finishOpening()
{
    auto loaded = schemesRead.get();
    auto opened = storeOpened.get();
    if (!loaded)
        return tl::unexpected(loaded.error());
    if (!opened)
        return tl::unexpected(opened.error());
    schemes = std::move(*loaded);
    filePool.setMaxThreadCount(1);
    writer = std::move(opened->writer);
    endpoints = std::move(opened->endpoints);
    if (auto restored = restoreSubscriptions(); !restored)
        return restored;
    search = std::make_unique<storage::SearchIndex>(options.storePath);
    browser = std::make_unique<storage::DeliveryBrowser>(options.storePath);
    attempts = std::make_unique<AttemptReader>(options.storePath, schemes.catalogue);
    contracts = std::make_unique<Contracts>(options.storePath);
    QObject::connect(&desk, &WebhookDesk::deliveriesRemoved, contracts.get(), &Contracts::forget);
    intake.setPersonAsked([this](const HandshakeAsk &asked) {
        QMetaObject::invokeMethod(&desk, [this, asked] { ask(asked); });
    });
    QObject::connect(&secretStore, &secrets::SecretStore::changed, &desk, [this] { reloadSecrets(); });
    QObject::connect(&beat, &QTimer::timeout, &desk, [this] { tick(); });
    secretStore.watch();
    beat.start(beatMs);
    openRelays();
    rebuildRoutes();
    sayFaultyRules();
    reloadSecrets();
    return {};
}

// Only what was checked is saved, so that this is another program's doing. Its endpoint gives its own answer;
// the whole desk need not stay shut for it. Said when there is somebody to hear it.
void WebhookDesk::Parts::sayFaultyRules()
{
    for (const domain::Endpoint &endpoint : std::as_const(endpoints)) {
        const QString fault = routes->byName(endpoint.name)->rulesFault;
        if (fault.isEmpty())
            continue;
        const QString what = u"endpoint \"%1\" answers without its rules, which cannot be read: %2"_s.arg(
            endpoint.name, fault);
        QMetaObject::invokeMethod(
            &desk, [this, what] { fail(what); }, Qt::QueuedConnection);
    }
}

void WebhookDesk::start()
{
    if (m->listener)
        return;
    DeskState next;
    auto options = m->listenOptions(next);
    const auto giveUp = [&](const Error &error) {
        next.phase = DeskState::Phase::Failed;
        next.error = error.detail;
        m->setState(next);
    };
    if (!options)
        return giveUp(options.error());
    m->listener = std::make_unique<listener::Listener>(m->intake);
    m->intake.join(*m->listener, *m->writer, options->limits.body);
    auto bound = m->listener->listen(*options);
    if (!bound && m->options.anyFreePortIfTaken && options->port != 0) {
        options->port = 0;
        bound = m->listener->listen(*options);
    }
    if (!bound) {
        m->intake.part();
        m->listener.reset();
        return giveUp(bound.error());
    }
    connect(m->listener.get(), &listener::Listener::handshakeFailed, this,
            [this](const QString &reason) { emit failed(u"TLS: "_s + reason); });
    connect(m->listener.get(), &listener::Listener::stopped, this, [this] {
        if (!m->listener)
            return;
        m->intake.part();
        m->listener.release()->deleteLater(); // it is the one that speaks
        m->setState({});
    });
    m->ownCertificates = options->tls ? options->tls->localCertificateChain() : QList<QSslCertificate>();
    next.phase = DeskState::Phase::Listening;
    next.address = m->listener->address().toString();
    next.port = m->listener->port();
    m->setState(next);
}

void WebhookDesk::stop()
{
    if (m->listener)
        m->listener->stop();
}

DeskState WebhookDesk::state() const
{
    return m->state;
}

DeskCounters WebhookDesk::counters() const
{
    const IntakeCounters &intake = m->intake.counters();
    DeskCounters counters;
    counters.captured = intake.stored;
    counters.refused = intake.refused;
    counters.notStored = intake.notStored;
    counters.storeError = m->intake.storeError();
    if (counters.storeError.isEmpty() && m->writer)
        counters.storeError = m->writer->filingError();
    if (m->listener) {
        counters.connections = m->listener->counters().open;
        counters.turnedAway = m->listener->counters().turnedAway;
    }
    return counters;
}

storage::DeliveryBrowser &WebhookDesk::browser()
{
    return *m->browser;
}

domain::DeliveryId WebhookDesk::lastStoredId() const
{
    return m->writer ? m->writer->lastId() : 0;
}

domain::DeliveryId WebhookDesk::lastDurableId() const
{
    return std::max(m->intake.counters().lastId.load(), m->writer->lastId());
}

domain::DeliveryId WebhookDesk::indexedUpTo() const
{
    return m->search ? m->search->indexedUpTo() : 0;
}

const QString &WebhookDesk::storePath() const
{
    return m->options.storePath;
}

const DeskOptions &WebhookDesk::options() const
{
    return m->options;
}

void WebhookDesk::setOptions(const DeskOptions &options)
{
    const QString storePath = m->options.storePath; // an open store stays
    const AllowList before = m->options.allowed;
    const bool loopbackOnly = m->options.loopbackOnly || options.loopbackOnly; // a policy does not go away
    m->options = options;
    m->options.loopbackOnly = loopbackOnly;
    m->options.allowed = underPolicy(options.allowed, before);
    m->options.storePath = storePath;
    m->writer->setRetention(options.retention);
    m->relays->setAllowed(m->options.allowed);
    m->subscriptions.setAllowed(m->options.allowed);
    if (options.allowed != before)
        emit allowedHostsChanged();
}

signature::Detection WebhookDesk::verification(const domain::Delivery &delivery) const
{
    const domain::Verdict verdict = delivery.row.signature.verdict;
    const bool proved = verdict == domain::Verdict::Valid || verdict == domain::Verdict::ValidStale ||
                        verdict == domain::Verdict::ValidFuture;
    const Route *route = m->routes->byName(delivery.row.endpoint);
    const signature::Scheme *scheme = m->schemes.catalogue->find(delivery.row.signature.scheme);
    const bool whole = delivery.row.completeness == domain::Completeness::Complete;
    if (route && route->findAmong && !proved && whole)
        return check(*route, delivery.capture);
    if (!route || !scheme)
        return {};
    signature::Detection found{scheme, checkBy(*scheme, *route, delivery.capture)};
    if (verdict == domain::Verdict::Unsigned && !delivery.handshake.isEmpty()) {
        found.verification.verdict = verdict; // a handshake that this sender does not sign
        found.verification.reason = delivery.handshake;
    }
    return found;
}

Explainer &WebhookDesk::explainer()
{
    return m->explainer;
}

AttemptReader &WebhookDesk::attempts()
{
    return *m->attempts;
}

Contracts &WebhookDesk::contracts()
{
    return *m->contracts;
}

} // namespace tocsin::flows
