// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/attempts.h"
#include "core/flows/contracts.h"
#include "core/flows/deliveryintake.h"
#include "core/flows/explainer.h"
#include "core/flows/relays.h"
#include "core/flows/seensecrets.h"
#include "core/flows/subscriptions.h"
#include "core/flows/webhookdesk.h"
#include "core/http/httpclient.h"
#include "core/listener/listener.h"
#include "core/listener/tlsidentity.h"
#include "core/payload/freshen.h"
#include "core/payload/samples.h"
#include "core/secrets/secretstore.h"
#include "core/storage/deliverybrowser.h"
#include "core/storage/endpointstore.h"
#include "core/storage/groupwriter.h"
#include "core/storage/replaybook.h"
#include "core/storage/searchindex.h"

#include <QRandomGenerator>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <functional>
#include <future>

namespace tocsin::flows {

// What a desk is made of, in the order in which it may be taken apart from the end: the listener goes before
// the writer it feeds, the writer before the intake it calls.
class WebhookDesk::Parts
{
public:
    Parts(WebhookDesk &owner, DeskOptions given, secrets::SecretStore &store)
        : desk(owner)
        , options(std::move(given))
        , secretStore(store)
    {}

    struct OpenedStore
    {
        std::unique_ptr<storage::GroupWriter> writer;
        QList<domain::Endpoint> endpoints;
    };
    Result<OpenedStore> openStore();

    struct HeldOffer
    {
        HandshakeOffer offer;
        Secret value;
    };

    void beginOpening();
    Result<void> finishOpening();
    bool isLabelTaken(const QString &label) const;
    Result<void> restoreSubscriptions();
    void saveSubscriptions();
    void ask(const HandshakeAsk &asked); // a person
    void offer(const HandshakeAsk &asked);
    std::optional<HeldOffer> takeOffer(const QString &endpoint, const QString &label);
    Result<void> nameSecret(const QString &endpoint, const QString &label);
    QString endpointWithout(const QString &fileName, const QString &id) const;
    void useSchemes(const LoadedSchemes &loaded);
    void changeSchemes(std::function<Result<QString>(const SchemeFolder &)> change, QObject *context,
                       Handler<QString> handler);
    void openRelays();
    void showLiveRules();
    void noteAnswered(domain::DeliveryId id, int status);
    void rebuildRoutes();
    void sayFaultyRules();
    void reloadSecrets();
    // Of one reading of the store.
    struct SecretsRead
    {
        quint64 round = 0;
        QByteArray version; // of the store when it began
        QStringList labels; // still to be read
        QList<signature::NamedSecret> secrets;
    };
    void readSecrets(SecretsRead reading);
    void tellSeen(); // other programs, what is verified with
    void saveEndpoints();
    void setState(const DeskState &next);
    void fail(const QString &what);
    void tick();
    void wake();
    Result<listener::ListenOptions> listenOptions(DeskState &next) const;

    WebhookDesk &desk;
    DeskOptions options;
    secrets::SecretStore &secretStore;
    LoadedSchemes schemes;
    QList<domain::Endpoint> endpoints;
    bool endpointsAreSaved = true; // false while the command line's own are in use
    QList<signature::NamedSecret> storedSecrets;
    QList<signature::NamedSecret> givenSecrets; // for this run only
    quint64 secretsRound = 0;
    QByteArray secretsVersion; // of the store, as far as all of it was read
    SeenSecrets seen;          // as it was told last
    QList<HeldOffer> offers;   // oldest first
    Subscriptions subscriptions;
    QList<payload::Sample> samples = payload::samples();
    std::shared_ptr<const Routes> routes;
    DeskState state;
    QList<QSslCertificate> ownCertificates; // what the test sender trusts
    QTimer beat;
    int idleBeats = 0;
    std::atomic_bool isResting = false; // the beat does; the writer's thread wakes it
    domain::DeliveryId shownFiled = 0;
    qint64 shownNotStored = 0;
    QString shownCheckError; // of contracts
    http::HttpClient client;
    Explainer explainer;
    QRandomGenerator random = QRandomGenerator::securelySeeded();

    DeliveryIntake intake;
    std::unique_ptr<storage::SearchIndex> search;
    std::unique_ptr<storage::GroupWriter> writer;
    std::unique_ptr<storage::DeliveryBrowser> browser;
    std::unique_ptr<AttemptReader> attempts;
    std::unique_ptr<Contracts> contracts;
    std::unique_ptr<storage::ReplayBook> replays;
    std::unique_ptr<Relays> relays;
    std::unique_ptr<listener::Listener> listener;
    QThreadPool filePool;                           // one thread: its files are written one after the other
    std::future<Result<LoadedSchemes>> schemesRead; // valid while the desk is being opened
    std::future<Result<OpenedStore>> storeOpened;
};

} // namespace tocsin::flows
