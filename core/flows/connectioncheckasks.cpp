// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The second half of the doctor: what the server says to requests.

#include "core/flows/connectioncheck.h"

#include "core/http/retryafter.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

const QString incidentsScope = u"incidents:read"_s;
const QString searchScope = u"search:read"_s;
const QString graphScope = u"graph:read"_s;
const QString sessionsScope = u"investigations:read"_s;

QString spanOf(Micros span)
{
    const qint64 seconds = std::abs(span) / microsPerSecond;
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (seconds < 3600)
        return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
    return u"%1 h %2 min"_s.arg(seconds / 3600).arg(seconds / 60 % 60);
}

// Of an answer with a body that nobody could read: it let us in all the same.
bool isOpen(const std::optional<Error> &error)
{
    return !error || error->kind == Error::Kind::NotFound || error->kind == Error::Kind::Malformed;
}

template<class T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

} // namespace

// Without the key: whoever answers here has not been asked for anything yet.
void ConnectionCheck::askAnything()
{
    m_now = CheckStep::Answer;
    begin();
    http::Transport transport = m_transport;
    transport.followSameOrigin = false; // a redirect is an answer as well
    m_stranger = std::make_unique<http::HttpClient>(transport);
    http::HttpRequest request;
    request.method = "GET";
    request.url = m_connection.api;
    request.timeoutMs = std::max(1000, m_transport.connectTimeoutMs);
    if (request.url.path().isEmpty())
        request.url.setPath(u"/"_s);
    m_stranger->send(request, this, [this](const Result<http::HttpReply> &reply) { onAnything(reply); });
}

// With TLS 1.3 a server that wants a client certificate says so behind the handshake.
void ConnectionCheck::onAnything(const Result<http::HttpReply> &reply)
{
    if (!reply) {
        const bool isCertificate = !m_tlsStep.skipped && m_transport.identity.isEmpty() &&
                                   reply.error().detail.contains("certificate"_L1);
        if (isCertificate)
            return stop(CheckStep::Tls, reply.error());
        tell(m_tlsStep);
        return stop(CheckStep::Answer, reply.error());
    }
    if (isAbsolute()) {
        if (reply->status == 407) {
            return stop(CheckStep::Proxy,
                        {Error::Kind::Rejected, u"the proxy %1 wants a sign-in (407)"_s.arg(firstHost())});
        }
        tell({CheckStep::Proxy, false, took(), u"%1 passes requests on"_s.arg(firstHost()), {}});
    }
    tell(m_tlsStep);
    const QByteArray server = reply->header("Server");
    pass(CheckStep::Answer,
         server.isEmpty()
             ? u"status %1"_s.arg(reply->status)
             : u"status %1 from %2"_s.arg(reply->status).arg(QString::fromLatin1(server.left(80))));
    compareClocks(*reply);
    signIn();
}

// A date has whole seconds, and half of the time that the exchange took is unknown.
void ConnectionCheck::compareClocks(const http::HttpReply &reply)
{
    const Micros asked = took();
    const Micros here = wallClock() - asked / 2;
    const auto there = http::parseHttpDate(reply.header("Date"), here);
    if (!there)
        return tell({CheckStep::Clock, true, 0, u"the server does not tell its time"_s, {}});
    const Micros ahead = here - *there;
    if (std::abs(ahead) <= mostSkew)
        return tell({CheckStep::Clock, false, 0, u"%1 apart"_s.arg(spanOf(ahead)), {}});
    tell({CheckStep::Clock,
          false,
          0,
          {},
          Error{Error::Kind::Rejected, u"the clock of this machine is %1 %2 the server's"_s.arg(
                                           spanOf(ahead), ahead > 0 ? u"ahead of"_s : u"behind"_s)}});
}

void ConnectionCheck::signIn()
{
    m_now = CheckStep::SignIn;
    begin();
    m_client = std::make_unique<http::HttpClient>(m_transport);
    m_signIn = std::make_unique<socmate::SignIn>(m_connection, m_secrets, m_budget.timing());
    m_signIn->credential(*m_client, this, [this](const Result<socmate::Credential> &credential) {
        if (!credential)
            return stop(CheckStep::SignIn, credential.error());
        readIncidents(took());
    });
}

void ConnectionCheck::readIncidents(Micros signedIn)
{
    begin();
    m_api = std::make_unique<socmate::SocmateApi>(m_connection, m_secrets, m_budget);
    socmate::IncidentQuery query;
    query.limit = 1;
    m_api->incidents(query, http::Priority::Asked, this,
                     [this, signedIn](const Result<Incidents> &page) { onIncidents(signedIn, page); });
}

// Whether a key is good is seen with the first request that carries it.
void ConnectionCheck::onIncidents(Micros signedIn, const Result<Incidents> &page)
{
    if (!page && page.error().kind == Error::Kind::Unauthorised)
        return stop(CheckStep::SignIn, page.error());
    if (!page && page.error().kind != Error::Kind::Forbidden)
        return stop(CheckStep::Read, page.error());
    tell({CheckStep::SignIn, false, signedIn, u"accepted"_s, {}});
    m_page = page;
    m_readTook = took();
    onScope(incidentsScope, errorOf(page));
    trySearch();
}

void ConnectionCheck::onScope(const QString &scope, const std::optional<Error> &error)
{
    if (isOpen(error))
        return tell({CheckStep::Scope, false, took(), u"may be read"_s, {}, scope});
    tell({CheckStep::Scope, false, took(), {}, error, scope});
}

void ConnectionCheck::trySearch()
{
    begin();
    m_api->search(u"doctor"_s, 1, 0, this, [this](const Result<socmate::Page<domain::SearchHit>> &page) {
        onScope(searchScope, errorOf(page));
        tryGraph();
    });
}

// An entity that nobody knows is known to be none: 404.
void ConnectionCheck::tryGraph()
{
    begin();
    m_api->entity(u"127.0.0.1"_s, this, [this](const Result<domain::Graph> &graph) {
        onScope(graphScope, errorOf(graph));
        trySessions();
    });
}

void ConnectionCheck::trySessions()
{
    begin();
    m_api->sessions(
        1, 0, http::Priority::Asked, this, [this](const Result<socmate::Page<domain::Session>> &page) {
            using Kind = Error::Kind;
            if (!page && (page.error().kind == Kind::NotFound || page.error().kind == Kind::Rejected))
                return trySession();
            onScope(sessionsScope, errorOf(page));
            tellShape();
        });
}

// The list is not documented; a session that does not exist is asked for in its place.
void ConnectionCheck::trySession()
{
    m_api->session(u"sess_doctor"_s, http::Priority::Asked, this,
                   [this](const Result<domain::Session> &session) {
                       onScope(sessionsScope, errorOf(session));
                       tellShape();
                   });
}

void ConnectionCheck::tellShape()
{
    tell({CheckStep::Scope,
          true,
          0,
          u"not tried: whatever it opens starts or changes something"_s,
          {},
          u"investigations:write"_s});
    begin();
    if (!m_page) {
        tell({CheckStep::Read, true, 0, u"nothing was read: the key may not read incidents"_s, {}});
        return end();
    }
    const QString count = m_page->total ? u"%1 incidents"_s.arg(*m_page->total) : u"incidents"_s;
    if (m_page->items.isEmpty()) {
        tell({CheckStep::Read, false, m_readTook, u"%1: an empty list"_s.arg(count), {}});
        return end();
    }
    const domain::Incident &first = m_page->items.first();
    QStringList known;
    const auto note = [&known](bool isThere, const QString &name) {
        if (isThere)
            known.append(name);
    };
    note(first.number != 0, u"number"_s);
    note(!first.title.isEmpty(), u"title"_s);
    note(!first.severityText.isEmpty(), u"severity"_s);
    note(!first.statusText.isEmpty(), u"status"_s);
    note(first.created.isValid(), u"time"_s);
    const QString shape = u"%1; understood of one: %2, and %3 members beside them"_s.arg(
        count, known.isEmpty() ? u"nothing"_s : known.join(u", "_s), QString::number(first.unmapped.size()));
    if (first.number == 0)
        return stop(CheckStep::Read,
                    {Error::Kind::Malformed, shape + u": without a number it cannot be used"_s});
    tell({CheckStep::Read, false, m_readTook, shape, {}});
    end();
}

} // namespace tocsin::flows
