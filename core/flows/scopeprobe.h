// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socmate/socmateapi.h"

#include <optional>

namespace tocsin::flows {

// The scopes of an API key (socmate.md 2.2), and what else a credential may do.
const QStringList &keyScopes();
extern const QString adminCapability; // not a scope: keys and clients, models, users

enum class Standing : quint8 {
    May,
    MayNot,   // 403
    Refused,  // 401: the credential itself
    NotTried, // a try would change something
    Unclear,  // no answer, or one that says nothing
};

struct Capability
{
    QString scope;
    Standing standing = Standing::NotTried;
    std::optional<Error> error; // with all but May and NotTried

    bool operator==(const Capability &other) const
    {
        return scope == other.scope && standing == other.standing;
    }
};

// Finds out what a credential may do, by one cheap read for each scope: there is nothing to ask for it, but
// 401 and 403 tell (socmate.md 2.2). Nothing is written; what can only be written to is not tried. Belongs to
// one thread; the API outlives it, and the answer does not come once this is gone.
class ScopeProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScopeProbe)

public:
    explicit ScopeProbe(socmate::SocmateApi &api, QObject *parent = nullptr);

    // In the order of the scopes; once.
    void start(const QStringList &scopes, Handler<QList<Capability>> handler);

private:
    void next();
    void ask(const QString &scope);
    template<class T>
    Handler<T> judge(bool missingIsGood);
    void found(Standing standing, const std::optional<Error> &error = std::nullopt);

    socmate::SocmateApi &m_api;
    QStringList m_left;
    QList<Capability> m_found;
    Handler<QList<Capability>> m_handler;
};

} // namespace tocsin::flows
