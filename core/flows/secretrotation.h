// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"
#include "core/socotra/socotraapi.h"
#include "core/storage/analystbook.h"

#include <functional>
#include <optional>

namespace tocsin::flows {

// Changes the secret of one integration in steps that are each written down when they are done, so that a
// program that ends anywhere goes on from there (socotra.md 3.4: the tag exists for it). At every moment the
// secret that the tenant signs with is among those that this console verifies with, as far as it is known:
//   Planned -> Stored    a new secret and its tag go into the secret store; the old one stays behind it
//   Stored -> Written    the tenant is sent both; one that it tells in clear is kept as the old one before
//   Written -> Verified  the list shows the new tag; from now on the old one is for messages in flight
//   Verified -> Retired  nothing was verified with the old one for some days: retire()
// What a step does is looked for before it is done, by the tag, which is the rotation's own: a step that was
// taken and not written down is not taken twice. Lives on one thread.
class SecretRotation final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretRotation)

public:
    // All must outlive this.
    SecretRotation(socotra::SocotraApi &api, secrets::SecretStore &secrets, storage::AnalystBook &book,
                   QObject *parent = nullptr);

    using Rotation = storage::Rotation;
    using Handle = Handler<Rotation>;

    // What the tenant will sign with once it is told.
    struct Coming
    {
        Rotation rotation;
        QString url; // that the integration sends to
        Secret value;
    };
    // Who verifies what the tenant signs: asked before the tenant is sent a secret, and answers once that one
    // verifies too. Until then nothing that it signs would be lost, but it would be turned down.
    using Verifier =
        std::function<void(const Coming &coming, QObject *context, const Handler<void> &handler)>;
    void setVerifier(Verifier verifier) { m_verifier = std::move(verifier); }

    // Writes the plan down; nothing is changed yet. Rejected: one of that integration has not ended, or the
    // tag is empty or the old one.
    void plan(const Rotation &rotation, Micros now, QObject *context, Handle handler);
    // One step on, up to Verified, where it stays. The error leaves it where it was: call again.
    void advance(const Rotation &rotation, Micros now, QObject *context, Handle handler);
    // All the steps up to Verified.
    void run(const Rotation &rotation, Micros now, QObject *context, Handle handler);
    // Before the tenant has the new one: the old one comes back to its place, the new one is kept behind it.
    // Rejected when the tenant has it already.
    void cancel(const Rotation &rotation, Micros now, QObject *context, Handle handler);
    // Drops the old secret. Rejected while mayRetire() says no.
    void retire(const Rotation &rotation, std::optional<Micros> oldLastMatched, Micros now, QObject *context,
                Handle handler);

    // The secret that retire() would drop, from the store itself: nothing when the rotation has put none
    // aside or it is gone since. NotFound: the store does not know the label, so that nothing can be told.
    void oldSecret(const Rotation &rotation, QObject *context, Handler<std::optional<Secret>> handler);

    static constexpr int quietDays = 7; // as in the webhook page's rotation view

private:
    struct Turn;
    using TurnPtr = std::shared_ptr<Turn>;
    using Stored = secrets::StoredSecret;

    TurnPtr turn(const Rotation &rotation, Micros now, QObject *context, Handle handler) const;
    void store(const TurnPtr &turn);
    void write(const TurnPtr &turn);
    void keepTold(const TurnPtr &turn, const Stored &stored, const socotra::Integration &entry,
                  const std::function<void()> &go);
    void withVerifier(const TurnPtr &turn, const Coming &coming, const std::function<void()> &go);
    void send(const TurnPtr &turn, const socotra::Integration &entry, const Secret &value);
    void readBack(const TurnPtr &turn);
    void bringBack(const TurnPtr &turn);
    void withStored(const TurnPtr &turn, const std::function<void(const Stored &)> &go);
    void withEntry(const TurnPtr &turn, const std::function<void(const socotra::Integration &)> &go);
    void keep(const TurnPtr &turn, const Stored &stored, storage::RotationStep next);
    void note(const TurnPtr &turn, storage::RotationStep next);

    socotra::SocotraApi &m_api;
    secrets::SecretStore &m_secrets;
    storage::AnalystBook &m_book;
    Verifier m_verifier; // none: nobody verifies here
};

// Whether the old secret may go: it is verified that the tenant has the new one, and since that, and since
// the last message that the old one matched, so many days have passed.
bool mayRetire(const storage::Rotation &rotation, std::optional<Micros> oldLastMatched, Micros now,
               int quietDays = SecretRotation::quietDays);

} // namespace tocsin::flows
