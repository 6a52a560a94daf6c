// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/keyrotationturn.h"

#include "core/secrets/secretrules.h"

#include <QDateTime>
#include <QRegularExpression>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using socmate::IssuedKind;
using socmate::Offered;
using storage::KeyStep;

// The new key at work, as whoever will use it: it signs in by itself.
struct KeyRotator::Trial
{
    socmate::SocmateApi api;
    ScopeProbe probe;

    Trial(const domain::Connection &connection, const Secret &value, http::RequestBudget &budget)
        : api(
              connection,
              [value](const QString &, QObject *, const Handler<Secret> &handler) { handler(value); }, budget)
        , probe(api)
    {}
};

KeyRotator::KeyRotator(socmate::SocmateApi &admin, http::RequestBudget &budget, secrets::SecretStore &secrets,
                       storage::AnalystBook &book, QObject *parent)
    : QObject(parent)
    , m_admin(admin)
    , m_budget(budget)
    , m_secrets(secrets)
    , m_book(book)
{}

KeyRotator::~KeyRotator() = default;

KeyRotator::TurnPtr KeyRotator::turn(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    return std::make_shared<Turn>(Turn{rotation, now, context, std::move(handler)});
}

QString nextKeyName(const QString &name, Micros now)
{
    static const QRegularExpression date(u" \\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2}:\\d{2})?$"_s);
    QString base = name;
    base.remove(date);
    const QDateTime when = QDateTime::fromSecsSinceEpoch(now / microsPerSecond, Qt::UTC);
    const QString next = base + u' ' + when.toString(u"yyyy-MM-dd"_s);
    return next == name ? base + u' ' + when.toString(u"yyyy-MM-dd HH:mm:ss"_s) : next;
}

void KeyRotator::plan(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    Rotation plan = rotation;
    plan.step = KeyStep::Planned;
    plan.began = plan.changed = now;
    plan.isUnsure = false;
    if (plan.name.isEmpty())
        plan.name = nextKeyName(plan.oldName, now);
    m_book.write<Rotation>(context, std::move(handler),
                           [plan](storage::AnalystStores &stores) -> Result<Rotation> {
                               if (plan.scopes.isEmpty())
                                   return fail(Error::Kind::Rejected, u"scopes: choose at least one"_s);
                               return stores.keyRotations.begin(plan);
                           });
}

void KeyRotator::advance(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    const TurnPtr one = turn(rotation, now, context, std::move(handler));
    switch (rotation.step) {
    case KeyStep::Planned:
    case KeyStep::Asked:
        return ask(one);
    case KeyStep::Created:
        return test(one);
    case KeyStep::Tested:
        if (!rotation.isByHand())
            return swap(one);
        break;
    case KeyStep::Swapped:
        return endOld(one);
    case KeyStep::Disabled:
    case KeyStep::LeftOver:
    case KeyStep::Cancelled:
        break;
    }
    QMetaObject::invokeMethod(
        this, [one] { one->done(); }, Qt::QueuedConnection);
}

void KeyRotator::run(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    advance(rotation, now, context,
            [this, now, before = rotation.step, safe = QPointer<QObject>(context),
             handler](const Result<Rotation> &next) {
                if (!next || next->step == before || next->isOver())
                    return handler(next);
                if (safe)
                    run(*next, now, safe, handler);
            });
}

// The rotation as it is now, and what belongs to the step, in one transaction.
void KeyRotator::write(const TurnPtr &turn, const std::function<void()> &then, const Also &also)
{
    turn->rotation.changed = turn->now;
    m_book.write<void>(
        this,
        [this, turn, then](const Result<void> &saved) {
            if (!saved)
                return turn->fail(saved.error());
            emit noted(turn->rotation);
            then();
        },
        [rotation = turn->rotation, also](storage::AnalystStores &stores) -> Result<void> {
            storage::Transaction transaction(stores.database());
            if (auto begun = transaction.begin(); !begun)
                return begun;
            if (auto done = also ? also(stores) : Result<void>(); !done)
                return done;
            if (auto done = stores.keyRotations.save(rotation); !done)
                return done;
            return transaction.commit();
        });
}

void KeyRotator::note(const TurnPtr &turn, KeyStep next, const Also &also)
{
    turn->rotation.step = next;
    write(
        turn, [turn] { turn->done(); }, also);
}

void KeyRotator::test(const TurnPtr &turn)
{
    m_secrets.get(turn->rotation.newLabel, this, [this, turn](const Result<Stored> &stored) {
        if (!stored)
            return turn->fail(stored.error());
        domain::Connection connection = m_admin.connection();
        connection.signIn = domain::SignIn::ApiKey;
        m_trial = std::make_unique<Trial>(connection, stored->value, m_budget);
        m_trial->probe.start(turn->rotation.scopes,
                             [this, turn](const Result<QList<Capability>> &found) { onTested(turn, found); });
    });
}

void KeyRotator::onTested(const TurnPtr &turn, const Result<QList<Capability>> &found)
{
    QMetaObject::invokeMethod(
        this, [this] { m_trial.reset(); }, Qt::QueuedConnection); // it is calling
    if (!found)
        return turn->fail(found.error());
    m_tested = *found;
    for (const Capability &one : m_tested) {
        const bool isGood = one.standing == Standing::May || one.standing == Standing::NotTried;
        if (!isGood)
            return turn->fail(one.error ? one.error->kind : Error::Kind::Rejected,
                              u"the new key was tried and does not open %1: %2"_s.arg(
                                  one.scope, one.error ? one.error->detail : QString()));
    }
    note(turn, KeyStep::Tested);
}

void KeyRotator::swap(const TurnPtr &turn)
{
    const QString label = turn->rotation.label;
    m_secrets.get(label, this, [this, turn, label](const Result<Stored> &found) {
        if (!found && found.error().kind != Error::Kind::NotFound)
            return turn->fail(found.error());
        Stored target = found.value_or(Stored());
        target.label = label;
        if (target.tag == turn->rotation.newId) // put there, and then interrupted
            return dropNew(turn);
        m_secrets.get(turn->rotation.newLabel, this, [this, turn, target](const Result<Stored> &fresh) {
            if (!fresh)
                return turn->fail(fresh.error());
            put(turn, target, fresh->value);
        });
    });
}

void KeyRotator::put(const TurnPtr &turn, const Stored &target, const Secret &value)
{
    Stored next = target;
    if (target.value.isEmpty()) {
        next.value = value;
        next.tag = turn->rotation.newId;
    } else {
        next = secrets::rotated(target, value, turn->rotation.newId);
    }
    next.addedAt = turn->now / microsPerSecond;
    m_secrets.put(next, this, [this, turn](const Result<void> &done) {
        if (!done)
            return turn->fail(done.error());
        dropNew(turn);
    });
}

// It stands in its place: not twice.
void KeyRotator::dropNew(const TurnPtr &turn)
{
    m_secrets.remove(turn->rotation.newLabel, this, [this, turn](const Result<void> &removed) {
        if (!removed && removed.error().kind != Error::Kind::NotFound)
            return turn->fail(removed.error());
        note(turn, KeyStep::Swapped, [rotation = turn->rotation](storage::AnalystStores &stores) {
            return stores.issued.setLabel(rotation.connection, rotation.newId, rotation.label).and_then([&] {
                return stores.issued.setLabel(rotation.connection, rotation.oldId, {});
            });
        });
    });
}

void KeyRotator::confirmSwap(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    const TurnPtr one = turn(rotation, now, context, std::move(handler));
    if (rotation.step != KeyStep::Tested || !rotation.isByHand()) {
        QMetaObject::invokeMethod(
            this, [one] { one->fail(Error::Kind::Rejected, u"there is nothing to confirm at this step"_s); },
            Qt::QueuedConnection);
        return;
    }
    note(one, KeyStep::Swapped);
}

void KeyRotator::endOld(const TurnPtr &turn)
{
    m_admin.disable(IssuedKind::Key, turn->rotation.oldId, this, [this, turn](const Result<Offered> &ended) {
        if (!ended)
            return turn->fail(ended.error());
        const bool isOffered = *ended == Offered::Yes;
        note(turn, isOffered ? KeyStep::Disabled : KeyStep::LeftOver,
             [isOffered, rotation = turn->rotation, now = turn->now](storage::AnalystStores &stores) {
                 return isOffered ? stores.issued.setDisabled(rotation.connection, rotation.oldId, now)
                                  : Result<void>();
             });
    });
}

void KeyRotator::cancel(const Rotation &rotation, Micros now, QObject *context, Handle handler)
{
    const TurnPtr one = turn(rotation, now, context, std::move(handler));
    if (rotation.step >= KeyStep::Swapped) {
        QMetaObject::invokeMethod(
            this,
            [one] {
                one->fail(Error::Kind::Rejected,
                          u"the new key is in use already: go on, or rotate once more"_s);
            },
            Qt::QueuedConnection);
        return;
    }
    const auto end = [this, one] { note(one, KeyStep::Cancelled); };
    if (rotation.step == KeyStep::Asked)
        return endLost(one, end);
    if (rotation.newId.isEmpty())
        return end();
    m_secrets.get(rotation.label, this, [this, one, end](const Result<Stored> &target) {
        if (target && target->tag == one->rotation.newId) // swapped, and then interrupted
            return one->fail(Error::Kind::Rejected, u"the new key is in use already: go on"_s);
        m_admin.disable(
            IssuedKind::Key, one->rotation.newId, this, [this, one, end](const Result<Offered> &ended) {
                if (!ended)
                    return one->fail(ended.error());
                one->rotation.isUnsure = *ended == Offered::No;
                m_secrets.remove(one->rotation.newLabel, this, [one, end](const Result<void> &removed) {
                    if (!removed && removed.error().kind != Error::Kind::NotFound)
                        return one->fail(removed.error());
                    end();
                });
            });
    });
}

} // namespace tocsin::flows
