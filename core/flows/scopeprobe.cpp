// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/scopeprobe.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

// Of things that are not there: "not found" comes from behind the door.
const QString noSession = u"tocsin-scope-check"_s;
const QString noAddress = u"192.0.2.1"_s; // RFC 5737

} // namespace

const QString adminCapability = u"admin"_s;

const QStringList &keyScopes()
{
    static const QStringList all = {u"incidents:read"_s, u"investigations:read"_s, u"investigations:write"_s,
                                    u"search:read"_s, u"graph:read"_s};
    return all;
}

ScopeProbe::ScopeProbe(socmate::SocmateApi &api, QObject *parent) : QObject(parent), m_api(api) {}

void ScopeProbe::start(const QStringList &scopes, Handler<QList<Capability>> handler)
{
    m_left = scopes;
    m_handler = std::move(handler);
    QMetaObject::invokeMethod(this, &ScopeProbe::next, Qt::QueuedConnection);
}

void ScopeProbe::next()
{
    if (m_left.isEmpty())
        return std::exchange(m_handler, nullptr)(m_found);
    ask(m_left.first());
}

template<class T>
Handler<T> ScopeProbe::judge(bool missingIsGood)
{
    return [this, missingIsGood](const Result<T> &answer) {
        if (answer)
            return found(Standing::May);
        switch (answer.error().kind) {
        case Error::Kind::Unauthorised:
            return found(Standing::Refused, answer.error());
        case Error::Kind::Forbidden:
            return found(Standing::MayNot, answer.error());
        case Error::Kind::NotFound:
        case Error::Kind::Rejected: // looked at, so let in
            if (missingIsGood)
                return found(Standing::May);
            [[fallthrough]];
        default:
            return found(Standing::Unclear, answer.error());
        }
    };
}

void ScopeProbe::ask(const QString &scope)
{
    constexpr auto asked = http::Priority::Asked;
    if (scope == u"incidents:read"_s) {
        socmate::IncidentQuery query;
        query.limit = 1;
        return m_api.incidents(query, asked, this, judge<socmate::Page<domain::Incident>>(false));
    }
    if (scope == u"investigations:read"_s)
        return m_api.session(noSession, asked, this, judge<domain::Session>(true));
    if (scope == u"search:read"_s)
        return m_api.search(noAddress, 1, 0, this, judge<socmate::Page<domain::SearchHit>>(true));
    if (scope == u"graph:read"_s)
        return m_api.entity(noAddress, this, judge<domain::Graph>(true));
    if (scope == adminCapability)
        return m_api.models(this, judge<socmate::Page<socmate::Model>>(false));
    found(Standing::NotTried);
}

void ScopeProbe::found(Standing standing, const std::optional<Error> &error)
{
    m_found.append({m_left.takeFirst(), standing, error});
    if (standing == Standing::Refused) { // of all of them: a key that is not known is not asked about again
        for (const QString &scope : std::exchange(m_left, {}))
            m_found.append({scope, standing, error});
    }
    next();
}

} // namespace tocsin::flows
