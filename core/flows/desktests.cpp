// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The part of WebhookDesk that sends to itself.

#include "core/flows/deskparts.h"
#include "core/flows/testrun.h"
#include "core/payload/freshen.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

auto refuse(const QString &why)
{
    return fail(Error::Kind::Rejected, why);
}

// "Any address" is one to listen on, not one to send to.
QUrl reachable(DeskState state, const QByteArray &path)
{
    if (state.address == u"0.0.0.0"_s)
        state.address = u"127.0.0.1"_s;
    else if (state.address == u"::"_s)
        state.address = u"::1"_s;
    return QUrl(state.url(path));
}

} // namespace

const QList<payload::Sample> &WebhookDesk::samples() const
{
    return m->samples;
}

Result<TestPlan> WebhookDesk::testPlan(const QString &endpoint, const QString &sampleId) const
{
    const Route *route = m->routes->byName(endpoint);
    if (!route)
        return refuse(u"there is no endpoint \"%1\""_s.arg(endpoint));
    if (m->state.phase != DeskState::Phase::Listening)
        return refuse(u"the listener is stopped: start it first"_s);
    const payload::Sample *sample =
        pickSample(m->samples, sampleId, route->findAmong ? nullptr : route->scheme);
    if (!sample)
        return refuse(u"there is no sample \"%1\""_s.arg(sampleId));
    TestPlan plan;
    const auto current = std::find_if(route->secrets.begin(), route->secrets.end(),
                                      [](const signature::NamedSecret &secret) { return !secret.retired; });
    if (current != route->secrets.end())
        plan.secret = *current;
    plan.url = reachable(m->state, route->endpoint.pathPrefix);
    plan.scheme =
        route->findAmong && plan.secret ? m->schemes.catalogue->find(sample->schemeId) : route->scheme;
    plan.schemeOwner = m->schemes.catalogue;
    plan.circumstances = m->state.tls ? route->overTls : route->plain;
    plan.event = *sample;
    plan.allowed = allowOnly(plan.url); // it may listen on an address of the network
    plan.trusted = m->ownCertificates;
    return plan;
}

void WebhookDesk::sendTest(const QString &endpoint, const QString &sampleId, QObject *context,
                           Handler<int> handler)
{
    const auto plan = testPlan(endpoint, sampleId);
    const Micros now = wallClock();
    const auto event =
        plan ? signedEvent(plan->url, plan->scheme, plan->secret ? &*plan->secret : nullptr,
                           payload::freshened(plan->event, now, m->random), now, plan->circumstances)
             : tl::unexpected(plan.error());
    if (!event) {
        const Error why = event.error();
        QMetaObject::invokeMethod(
            context, [handler, why] { handler(tl::unexpected(why)); }, Qt::QueuedConnection);
        return;
    }
    http::HttpRequest request = httpRequest(plan->url, *event);
    request.trusted = plan->trusted;
    m->client.send(request, context, [handler](const Result<http::HttpReply> &reply) {
        handler(reply.map([](const http::HttpReply &answer) { return answer.status; }));
    });
}

} // namespace tocsin::flows
