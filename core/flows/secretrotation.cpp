// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/secretrotation.h"

#include "core/flows/integrationsecret.h"
#include "core/secrets/secretrules.h"
#include "core/signature/crypto.h"
#include "core/socotra/rules.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using socotra::Draft;
using socotra::Integration;
using socotra::WriteOutcome;
using storage::RotationStep;

// One question on its way.
struct SecretRotation::Turn
{
    Rotation rotation;
    Micros now = 0;
    QPointer<QObject> context;
    Handle handler;

    void fail(const Error &error) const
    {
        if (context)
            handler(tl::unexpected(error));
    }
    void fail(Error::Kind kind, const QString &detail) const { fail(Error{kind, detail}); }
    void done() const
    {
        if (context)
            handler(rotation);
    }
};

SecretRotation::SecretRotation(socotra::SocotraApi &api, secrets::SecretStore &secrets,
                               storage::AnalystBook &book, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_secrets(secrets)
    , m_book(book)
{}

SecretRotation::TurnPtr SecretRotation::turn(const Rotation &rotation, Micros now, QObject *context,
                                             Handle handler) const
{
    return std::make_shared<Turn>(Turn{rotation, now, context, std::move(handler)});
}

void SecretRotation::plan(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    Rotation plan = rotation;
    plan.step = RotationStep::Planned;
    plan.began = plan.changed = now;
    plan.kept = 0;
    plan.verified = 0;
    m_book.write<Rotation>(context, std::move(handler),
                           [plan](storage::AnalystStores &stores) -> Result<Rotation> {
                               if (plan.newTag.isEmpty() || plan.newTag == plan.oldTag)
                                   return fail(Error::Kind::Rejected, u"a rotation needs a tag of its own"_s);
                               return stores.rotations.begin(plan);
                           });
}

void SecretRotation::advance(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    const TurnPtr one = turn(rotation, now, context, std::move(handler));
    switch (rotation.step) {
    case RotationStep::Planned:
        return store(one);
    case RotationStep::Stored:
        return write(one);
    case RotationStep::Written:
        return readBack(one);
    case RotationStep::Verified:
    case RotationStep::Retired:
    case RotationStep::Cancelled:
        break;
    }
    QMetaObject::invokeMethod(
        this, [one] { one->done(); }, Qt::QueuedConnection);
}

void SecretRotation::run(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    advance(rotation, now, context,
            [this, now, safe = QPointer<QObject>(context), handler](const Result<Rotation> &next) {
                if (!next || next->step == RotationStep::Verified || next->isOver())
                    return handler(next);
                if (safe)
                    run(*next, now, safe, handler);
            });
}

void SecretRotation::withStored(const TurnPtr &turn, const std::function<void(const Stored &)> &go)
{
    m_secrets.get(turn->rotation.label, this, [turn, go](const Result<Stored> &stored) {
        if (!stored)
            return turn->fail(stored.error());
        go(*stored);
    });
}

void SecretRotation::withEntry(const TurnPtr &turn, const std::function<void(const Integration &)> &go)
{
    m_api.integrations(this, [turn, go](const Result<QList<Integration>> &all) {
        if (!all)
            return turn->fail(all.error());
        const Integration *entry = socotra::findNamed(*all, turn->rotation.integration);
        if (!entry)
            return turn->fail(Error::Kind::NotFound, u"the integration \"%1\" is not there any more"_s.arg(
                                                         turn->rotation.integration));
        go(*entry);
    });
}

void SecretRotation::note(const TurnPtr &turn, RotationStep next)
{
    turn->rotation.step = next;
    turn->rotation.changed = turn->now;
    if (next == RotationStep::Verified)
        turn->rotation.verified = turn->now;
    m_book.write<void>(
        this,
        [turn](const Result<void> &saved) {
            if (!saved)
                return turn->fail(saved.error());
            turn->done();
        },
        [rotation = turn->rotation](storage::AnalystStores &stores) {
            return stores.rotations.save(rotation);
        });
}

void SecretRotation::keep(const TurnPtr &turn, const Stored &stored, RotationStep next)
{
    m_secrets.put(stored, this, [this, turn, next](const Result<void> &done) {
        if (!done)
            return turn->fail(done.error());
        note(turn, next);
    });
}

// Before anything goes out: a secret that only the tenant knows would be lost with this program.
void SecretRotation::store(const TurnPtr &turn)
{
    m_secrets.get(turn->rotation.label, this, [this, turn](const Result<Stored> &found) {
        if (!found && found.error().kind != Error::Kind::NotFound)
            return turn->fail(found.error());
        Stored stored = found.value_or(Stored());
        if (found && stored.tag == turn->rotation.newTag && !stored.value.isEmpty()) {
            turn->rotation.kept = int(stored.retired.size()); // stored, and then interrupted
            return note(turn, RotationStep::Stored);
        }
        if (found) {
            stored = secrets::rotated(stored, socotra::makeSecret(), turn->rotation.newTag);
        } else {
            stored.label = turn->rotation.label;
            stored.scheme = u"socotra"_s;
            stored.tag = turn->rotation.newTag;
            stored.value = socotra::makeSecret();
        }
        stored.addedAt = turn->now / microsPerSecond;
        turn->rotation.kept = int(stored.retired.size());
        keep(turn, stored, RotationStep::Stored);
    });
}

void SecretRotation::write(const TurnPtr &turn)
{
    withStored(turn, [this, turn](const Stored &stored) {
        if (stored.tag != turn->rotation.newTag)
            return turn->fail(
                Error::Kind::Rejected,
                u"the secret \"%1\" was changed meanwhile: cancel and begin anew"_s.arg(stored.label));
        turn->rotation.kept = int(stored.retired.size());
        withEntry(turn, [this, turn, stored](const Integration &entry) {
            if (entry.security && entry.security->tag == turn->rotation.newTag)
                return note(turn, RotationStep::Written); // sent, and then interrupted
            keepTold(turn, stored, entry, [this, turn, entry, value = stored.value] {
                withVerifier(turn, {turn->rotation, entry.url, value},
                             [this, turn, entry, value] { send(turn, entry, value); });
            });
        });
    });
}

// What the tenant signs with until it is sent the new one, and what is on its way, may be known from its list
// alone.
void SecretRotation::keepTold(const TurnPtr &turn, const Stored &stored, const Integration &entry,
                              const std::function<void()> &go)
{
    const bool isTold = entry.security && entry.security->shown == socotra::SecretShown::Clear;
    Stored next = stored;
    if (!isTold || !keepBehind(next, entry.security->secret))
        return go();
    m_secrets.put(next, this, [turn, go, kept = int(next.retired.size())](const Result<void> &done) {
        if (!done)
            return turn->fail(done.error());
        turn->rotation.kept = kept;
        go();
    });
}

void SecretRotation::withVerifier(const TurnPtr &turn, const Coming &coming, const std::function<void()> &go)
{
    if (!m_verifier)
        return go();
    m_verifier(coming, this, [turn, go](const Result<void> &ready) {
        if (!ready)
            return turn->fail(ready.error());
        go();
    });
}

void SecretRotation::send(const TurnPtr &turn, const Integration &entry, const Secret &value)
{
    Draft draft = socotra::draftOf(entry);
    if (!draft.secured)
        draft.hmacEnabled = true; // it had no signature: that is what the secret is for
    draft.secured = true;
    draft.from = Draft::SecretFrom::Fresh;
    draft.secret = value;
    draft.tag = turn->rotation.newTag;
    m_api.update(entry, draft, this, [this, turn](const Result<WriteOutcome> &outcome) {
        if (!outcome)
            return turn->fail(outcome.error());
        switch (outcome->state) {
        case WriteOutcome::State::Applied:
            return note(turn, RotationStep::Written);
        case WriteOutcome::State::Conflict:
            return turn->fail(Error::Kind::Transient, u"somebody has changed the integration meanwhile"_s);
        case WriteOutcome::State::NotApplied:
            return turn->fail(Error::Kind::Transient, u"the tenant has not carried it out"_s);
        }
    });
}

void SecretRotation::readBack(const TurnPtr &turn)
{
    withStored(turn, [this, turn](const Stored &stored) {
        withEntry(turn, [this, turn, stored](const Integration &entry) {
            const socotra::SecuritySpec spec = entry.security.value_or(socotra::SecuritySpec());
            const bool isOther = spec.shown == socotra::SecretShown::Clear &&
                                 !signature::sameBytes(spec.secret.reveal(), stored.value.reveal());
            if (spec.tag == turn->rotation.newTag && !isOther)
                return note(turn, RotationStep::Verified);
            // Somebody has put another one there. Both of ours are kept; it is sent again when asked.
            turn->rotation.step = RotationStep::Stored;
            m_book.write<void>(
                this,
                [turn](const Result<void> &) {
                    turn->fail(Error::Kind::Rejected,
                               u"the tenant does not show the tag \"%1\": go on to send it again"_s.arg(
                                   turn->rotation.newTag));
                },
                [rotation = turn->rotation](storage::AnalystStores &stores) {
                    return stores.rotations.save(rotation);
                });
        });
    });
}

void SecretRotation::cancel(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    const TurnPtr one = turn(rotation, now, context, std::move(handler));
    const bool isEarly = rotation.step == RotationStep::Planned || rotation.step == RotationStep::Stored;
    m_api.integrations(this, [this, one, isEarly](const Result<QList<Integration>> &all) {
        if (!all)
            return one->fail(all.error());
        const Integration *entry = socotra::findNamed(*all, one->rotation.integration);
        if (!entry) // deleted meanwhile: nobody signs with either
            return bringBack(one);
        const bool isThere = entry->security && entry->security->tag == one->rotation.newTag;
        if (!isEarly || isThere) // also when the answer to it was lost
            return one->fail(Error::Kind::Rejected,
                             u"the tenant has the new secret already: go on, or rotate once more"_s);
        bringBack(one);
    });
}

// The new one stays behind the old one: a request that sent it may still be on its way.
void SecretRotation::bringBack(const TurnPtr &turn)
{
    m_secrets.get(turn->rotation.label, this, [this, turn](const Result<Stored> &found) {
        const bool isNothing = !found && found.error().kind == Error::Kind::NotFound;
        if (!found && !isNothing)
            return turn->fail(found.error());
        if (isNothing || found->tag != turn->rotation.newTag || found->retired.isEmpty())
            return note(turn, RotationStep::Cancelled);
        Stored stored = *found;
        std::swap(stored.value, stored.retired.first());
        stored.tag = turn->rotation.oldTag;
        keep(turn, stored, RotationStep::Cancelled);
    });
}

bool mayRetire(const storage::Rotation &rotation, std::optional<Micros> oldLastMatched, Micros now,
               int quietDays)
{
    constexpr Micros day = 24 * 3600 * microsPerSecond;
    if (rotation.step != RotationStep::Verified || rotation.verified == 0)
        return false;
    const Micros last = std::max(rotation.verified, oldLastMatched.value_or(0));
    return now - last >= quietDays * day;
}

namespace {

// Fewer than there were: dropped, and then interrupted. Another tag: rotated since, which keeps its own.
bool isAside(const secrets::StoredSecret &stored, const storage::Rotation &rotation)
{
    return stored.tag == rotation.newTag && rotation.kept > 0 && stored.retired.size() >= rotation.kept;
}

} // namespace

void SecretRotation::oldSecret(const Rotation &rotation, QObject *context,
                               Handler<std::optional<Secret>> handler)
{
    m_secrets.get(rotation.label, context,
                  [rotation, handler = std::move(handler)](const Result<Stored> &stored) {
                      handler(stored.map([&rotation](const Stored &one) {
                          return isAside(one, rotation) ? std::optional(one.retired.first()) : std::nullopt;
                      }));
                  });
}

void SecretRotation::retire(const Rotation &rotation, std::optional<Micros> oldLastMatched, Micros now,
                            QObject *context, Handle handler)
{
    const TurnPtr one = turn(rotation, now, context, std::move(handler));
    if (!mayRetire(rotation, oldLastMatched, now)) {
        QMetaObject::invokeMethod(
            this,
            [one] {
                one->fail(
                    Error::Kind::Rejected,
                    u"the old secret has been in use within %1 days, or the new one is not verified"_s.arg(
                        quietDays));
            },
            Qt::QueuedConnection);
        return;
    }
    withStored(one, [this, one](const Stored &found) {
        Stored stored = found;
        if (!isAside(stored, one->rotation))
            return note(one, RotationStep::Retired);
        stored.retired.removeFirst();
        keep(one, stored, RotationStep::Retired);
    });
}

} // namespace tocsin::flows
