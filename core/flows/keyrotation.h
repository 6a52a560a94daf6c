// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/scopeprobe.h"
#include "core/secrets/secretstore.h"
#include "core/storage/analystbook.h"

namespace tocsin::flows {

// Changes an API key in steps that are each written down when they are done, so that a program that ends
// anywhere goes on from there (desktop-conventions.md section 12):
//   Planned -> Asked     it is written down that a key is asked for
//   Asked -> Created     the server made one; its value goes into the secret store before anything else
//   Created -> Tested    the new key reads what it is for
//   Tested -> Swapped    it stands under the label that the connection signs in with; the old one behind it
//   Swapped -> Disabled  the old key is ended; LeftOver where the server offers no such thing
// Whoever uses the old key can use it until the last step. A key that was made while its answer was lost is
// looked for by its name, which is its own, and ended: nobody can ever use it. Lives on one thread.
class KeyRotator final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyRotator)

public:
    using Rotation = storage::KeyRotation;
    using Handle = Handler<Rotation>;

    // The API is the administrator's. All must outlive this.
    KeyRotator(socmate::SocmateApi &admin, http::RequestBudget &budget, secrets::SecretStore &secrets,
               storage::AnalystBook &book, QObject *parent = nullptr);
    ~KeyRotator() override;

    // Writes the plan down; nothing is changed yet. Rejected: one of that key has not ended, or there is no
    // scope.
    void plan(const Rotation &rotation, Micros now, QObject *context, Handle handler);
    // One step on. The error leaves it where it was: call again. A rotation by hand stays at Tested until
    // confirmSwap().
    void advance(const Rotation &rotation, Micros now, QObject *context, Handle handler);
    // All the steps up to the next that a person takes, or the end.
    void run(const Rotation &rotation, Micros now, QObject *context, Handle handler);
    // By hand: who used the old key has the new one now.
    void confirmSwap(const Rotation &rotation, Micros now, QObject *context, Handle handler);
    // Before the swap: the new key is ended, the old one stays. Rejected afterwards.
    void cancel(const Rotation &rotation, Micros now, QObject *context, Handle handler);

    // Of the new key, from the test of a rotation.
    const QList<Capability> &tested() const { return m_tested; }

signals:
    void noted(const tocsin::storage::KeyRotation &rotation); // a step was written down

private:
    struct Turn;
    using TurnPtr = std::shared_ptr<Turn>;
    struct Trial;
    using Stored = secrets::StoredSecret;

    static TurnPtr turn(const Rotation &rotation, Micros now, QObject *context, Handle handler);
    void ask(const TurnPtr &turn);
    void endLost(const TurnPtr &turn, const std::function<void()> &go);
    void endEach(const TurnPtr &turn, const QStringList &ids, const std::function<void()> &go);
    void create(const TurnPtr &turn);
    void onCreated(const TurnPtr &turn, const socmate::CreatedApiKey &made);
    void test(const TurnPtr &turn);
    void onTested(const TurnPtr &turn, const Result<QList<Capability>> &found);
    void swap(const TurnPtr &turn);
    void put(const TurnPtr &turn, const Stored &target, const Secret &value);
    void endOld(const TurnPtr &turn);
    void dropNew(const TurnPtr &turn);
    using Also = std::function<Result<void>(storage::AnalystStores &)>;
    void note(const TurnPtr &turn, storage::KeyStep next, const Also &also = {});
    void write(const TurnPtr &turn, const std::function<void()> &then, const Also &also = {});

    socmate::SocmateApi &m_admin;
    http::RequestBudget &m_budget;
    secrets::SecretStore &m_secrets;
    storage::AnalystBook &m_book;
    QList<Capability> m_tested;
    std::unique_ptr<Trial> m_trial;
};

// The name of the key that follows one: "Desk" gives "Desk 2026-11-23", and that one "Desk 2026-12-01"; on
// the same day with the time, since a server may want each name once.
QString nextKeyName(const QString &name, Micros now);

} // namespace tocsin::flows
