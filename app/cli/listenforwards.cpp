// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/listenforwards.h"

#include "app/cli/targetarguments.h"
#include "app/cli/terminal.h"
#include "core/flows/relays.h"
#include "core/flows/webhookdesk.h"

#include <algorithm>
#include <utility>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using Phase = flows::ForwardState::Phase;

void ListenForwards::declare(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"forward"_s,
         u"NAME=URL: relay what is stored for this endpoint, as tocsinctl forward does. Repeatable."_s,
         u"NAME=URL"_s},
        {u"verify-first"_s, u"Relay only what was valid on arrival."_s},
        {u"return-answer"_s,
         u"Give the sender what the target answers; it waits for up to 8 s, and hears 502 or 504 else."_s},
    });
    declareTargetOptions(parser);
}

Result<void> ListenForwards::read(const QCommandLineParser &parser, const settings::Policy &policy)
{
    const auto allowed = allowedHosts(parser, policy);
    if (!allowed)
        return tl::unexpected(allowed.error());
    m_allowed = *allowed;
    const auto trusted = trustedAuthorities(parser);
    if (!trusted)
        return tl::unexpected(trusted.error());
    m_trusted = *trusted;
    for (const QString &text : parser.values(u"forward"_s)) {
        const qsizetype equals = text.indexOf(u'=');
        domain::ForwardSpec spec;
        spec.endpoint = text.left(std::max<qsizetype>(equals, 0));
        spec.url = QUrl(text.mid(equals + 1), QUrl::StrictMode);
        spec.verifyFirst = parser.isSet(u"verify-first"_s);
        spec.returnAnswer = parser.isSet(u"return-answer"_s);
        if (spec.endpoint.isEmpty())
            return fail(Error::Kind::Rejected, u"--forward takes NAME=URL"_s);
        if (auto target = flows::checkTarget(spec.url, m_allowed); !target)
            return target;
        const auto isSame = [&spec](const domain::ForwardSpec &other) {
            return other.endpoint == spec.endpoint;
        };
        if (std::any_of(m_specs.begin(), m_specs.end(), isSame))
            return fail(
                Error::Kind::Rejected,
                u"--forward: an endpoint has one relay; name \"%1\" once"_s.arg(visible(spec.endpoint)));
        m_specs.append(spec);
    }
    return {};
}

Result<void> ListenForwards::start(flows::WebhookDesk &desk, const std::function<void()> &ready)
{
    QObject::connect(&desk.relays(), &flows::Relays::changed, &desk,
                     [this, &desk](const QString &endpoint) { onState(desk, endpoint); });
    desk.relays().setTrusted(m_trusted);
    if (m_specs.isEmpty()) {
        ready();
        return {};
    }
    m_ready = ready;
    if (auto used = desk.useForwards(m_specs); !used)
        return fail(used.error().kind, u"--forward: "_s + visible(used.error().detail));
    return {};
}

void ListenForwards::onState(flows::WebhookDesk &desk, const QString &endpoint)
{
    const auto state = desk.relays().state(endpoint);
    if (!state)
        return;
    const bool ended = state->phase == Phase::Failed || state->phase == Phase::BacklogFull;
    if (ended || (state->phase == Phase::Retrying && state->attempts == 1)) {
        printError(u"relay of %1%2: %3"_s.arg(visible(endpoint), ended ? u" has ended"_s : u" tries again"_s,
                                              visible(state->reason, 1000)));
    }
    const bool allKnow =
        std::all_of(m_specs.begin(), m_specs.end(), [&desk](const domain::ForwardSpec &spec) {
            const auto one = desk.relays().state(spec.endpoint);
            return one && one->phase != Phase::Starting && one->phase != Phase::Stopped;
        });
    if (allKnow && m_ready)
        std::exchange(m_ready, nullptr)();
}

} // namespace tocsin::cli
