// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"
#include "core/domain/endpoint.h"
#include "core/flows/allowlist.h"
#include "core/flows/forward.h"
#include "core/flows/schemefolder.h"
#include "core/flows/subscriptions.h"
#include "core/listener/limits.h"
#include "core/signature/catalogue.h"
#include "core/signature/detect.h"
#include "core/storage/retention.h"

#include <QObject>

#include <memory>

namespace tocsin::secrets {
class SecretStore;
}
namespace tocsin::payload {
struct Sample;
}
namespace tocsin::storage {
class DeliveryBrowser;
class ReplayBook;
} // namespace tocsin::storage

namespace tocsin::flows {

class AttemptReader;
class Contracts;
class Explainer;
class Relays;
struct TestPlan;

// What the top bar shows of the listener.
struct DeskState
{
    enum class Phase { Stopped, Starting, Listening, Failed };
    Phase phase = Phase::Stopped;
    QString address;  // bound address, "127.0.0.1" or "::1"
    quint16 port = 0; // bound port
    bool tls = false;
    QString fingerprint;  // SHA-256 of the certificate, "AB:CD:..."
    bool exposed = false; // bound to something else than loopback: a lasting warning
    QString error;        // Failed: what and the remedy

    QString url(QByteArrayView path = {}) const;
    bool operator==(const DeskState &) const = default;
};

// Counters since the start of the program; read as often as you like.
struct DeskCounters
{
    qint64 captured = 0;    // stored deliveries
    qint64 refused = 0;     // requests answered 4xx/503 by a bound, also stored
    qint64 notStored = 0;   // answered 503 because the store failed
    qint64 connections = 0; // open now
    qint64 turnedAway = 0;  // connections over the limit
    QString storeError;     // empty while the store works
};

// A secret that a sender has handed over in a handshake. It is held in memory, and used for nothing, until a
// person accepts it.
struct HandshakeOffer
{
    QString endpoint;
    QString label;                   // under which it would be kept; unique
    QString place;                   // where it stood in the request: "header X-Hook-Secret"
    QString scheme;                  // id
    domain::DeliveryId delivery = 0; // that brought it
    QByteArray peer;                 // address of who sent it
    Micros received = 0;

    bool operator==(const HandshakeOffer &) const = default;
};

// What is known of a stored handshake besides how it was answered.
struct HandshakeFacts
{
    QString name;        // in its scheme
    QString recognition; // see signature::recognition()
    bool refused = false;
    std::optional<Subscription> subscription; // that waits for a person, as long as nobody has answered it
};

// How the listener is to be run. Paths and addresses come from settings or the command line.
struct DeskOptions
{
    enum class Tls { Off, SelfSigned, Files };
    QString storePath;  // empty = <data folder>/deliveries.db
    QString dataFolder; // for the self-signed identity and the search index
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = 9000;
    bool anyFreePortIfTaken = false; // first start of the window: a taken port must not spoil it
    Tls tls = Tls::Off;
    QString certificatePath;
    QString keyPath;
    QString clientCaPath; // when set, clients must show a certificate of this CA
    listener::Limits limits;
    storage::Retention retention;
    bool loopbackOnly = false; // a policy of the machine: any other address is refused
    AllowList allowed;         // hosts that replays and relays may leave this machine for
};

// The webhook debugger without a window: listener, intake, store, endpoints and secrets, joined. Lives on the
// main thread; the sockets and the database work on threads of their own.
class WebhookDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebhookDesk)

public:
    // Opens or makes the store. Errors: Storage (unreadable, newer than this program, locked by another one).
    static Result<std::unique_ptr<WebhookDesk>> open(const DeskOptions &options,
                                                     secrets::SecretStore &secrets);
    // The same in two steps, for a window that is built meanwhile: what takes its time is done on other
    // threads. Until finishOpening() has waited for it, the desk has a state, options and counters, and
    // nothing else.
    static std::unique_ptr<WebhookDesk> beginOpening(const DeskOptions &options,
                                                     secrets::SecretStore &secrets);
    Result<void> finishOpening(); // once; errors as of open()
    ~WebhookDesk() override;

    void start();
    void stop(); // in-flight requests finish; stateChanged() says when the port is free
    DeskState state() const;
    DeskCounters counters() const;

    const signature::Catalogue &schemes() const; // until schemesChanged()
    QList<OwnScheme> ownSchemes() const;         // the user's, also those that cannot be read
    // Read the user's folder again, after writing to it or not; listener and window have the schemes when the
    // handler is called. The text of a scheme takes the place of the file `previous` (empty = a new one);
    // answered is the file's name. Rejected: an endpoint would lose its scheme.
    void saveScheme(const QByteArray &text, const QString &previous, QObject *context,
                    Handler<QString> handler);
    void removeScheme(const QString &fileName, QObject *context, Handler<void> handler);
    void reloadSchemes(QObject *context, Handler<void> handler);
    storage::DeliveryBrowser &browser();
    domain::DeliveryId lastStoredId() const;  // newest that can be read
    domain::DeliveryId lastDurableId() const; // newest of this run; the one above gets there soon
    domain::DeliveryId indexedUpTo() const;   // full-text search knows the deliveries up to this one
    const QString &storePath() const;
    const DeskOptions &options() const;
    // Takes effect at the next start(), the retention and the allowed hosts at once.
    void setOptions(const DeskOptions &options);
    // What is added to the secrets of the store for this run, e.g. from the command line.
    void addSecret(const signature::NamedSecret &secret);

    QList<domain::Endpoint> endpoints() const; // catch-all last
    // Adds (previousName empty) or changes; applies to the next request. Rejected names the field and the
    // remedy.
    Result<void> saveEndpoint(const domain::Endpoint &endpoint, const QString &previousName = {});
    Result<void> removeEndpoint(const QString &name); // its deliveries stay
    // Only for this run, not saved: the command line's --endpoint.
    Result<void> useEndpoints(const QList<domain::Endpoint> &endpoints);

    QList<HandshakeOffer> handshakeOffers() const; // oldest first; the newest 8 of each endpoint
    // Keeps the secret under that label and adds it to the endpoint. NotFound when it is not offered any
    // more; a secret that could not be kept stays offered.
    void acceptHandshakeSecret(const QString &endpoint, const QString &label, QObject *context,
                               Handler<void> handler);
    void declineHandshakeSecret(const QString &endpoint, const QString &label);
    Subscriptions &subscriptions(); // URLs that wait to be opened
    // Nothing when it was no handshake, or the scheme that knew it is gone.
    std::optional<HandshakeFacts> handshake(const domain::Delivery &delivery) const;

    // Answers to replays and relays; forgotten together with their deliveries.
    storage::ReplayBook &replays();
    Relays &relays();
    // Sets or removes the relay of an endpoint and keeps it so; it runs at once and after every start of the
    // program until it is paused. Errors: Rejected, Forbidden (target), NotFound; they name the field.
    Result<void> saveForward(const QString &endpoint, const std::optional<domain::ForwardSpec> &spec,
                             Forward::From from = Forward::From::Cursor);
    // Only for this run, not saved: the command line's --forward.
    Result<void> useForwards(const QList<domain::ForwardSpec> &specs);
    // Lets captured requests leave for this host from now on.
    void allowHost(const AllowList::Entry &entry);
    void setAllowedHosts(const AllowList &allowed);
    QList<signature::NamedSecret> currentSecrets() const; // to sign with; without retired ones

    void pin(const QList<domain::DeliveryId> &ids, bool pinned);
    void setNote(domain::DeliveryId id, const QString &note);
    void remove(const QList<domain::DeliveryId> &ids); // pinned ones too: the caller asked

    // The full check, computed again from the stored bytes as of the time of receipt, by the scheme of then.
    // Where that was looked for and nothing was proved, it is looked for again: a secret may have come since.
    signature::Detection verification(const domain::Delivery &delivery) const;
    // Why it is not valid.
    Explainer &explainer();
    // What became of an event, beside its sender's schedule.
    AttemptReader &attempts();
    Contracts &contracts();
    // Posts a freshly signed sample to the endpoint through a real socket; answers with the HTTP status.
    // sampleId empty = one that fits the endpoint's scheme.
    void sendTest(const QString &endpoint, const QString &sampleId, QObject *context, Handler<int> handler);
    // What a test sender needs for the endpoint: its URL as it is reached from here, scheme, current secret
    // and an event. For schemes of public keys the secret is not one that signs. Rejected like sendTest().
    Result<TestPlan> testPlan(const QString &endpoint, const QString &sampleId = {}) const;
    const QList<payload::Sample> &samples() const;

signals:
    void stateChanged();
    void countersChanged(); // at most every 100 ms while something arrives
    void endpointsChanged();
    void secretsChanged();
    void schemesChanged();
    void allowedHostsChanged();
    void handshakeSecretOffered(const QString &endpoint, const QString &label);
    void failed(const QString &what); // something in the background did not work; show it, never as a dialog
    void deliveriesChanged(const QList<tocsin::domain::DeliveryId> &ids); // pinned, note
    void deliveriesRemoved(const QList<tocsin::domain::DeliveryId> &ids);

private:
    explicit WebhookDesk(const DeskOptions &options, secrets::SecretStore &secrets);
    class Parts;
    std::unique_ptr<Parts> m;
};

} // namespace tocsin::flows
