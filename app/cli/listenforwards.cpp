// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/listenforwards.h"

#include "app/cli/targetarguments.h"
#include "app/cli/terminal.h"
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
    });
    declareTargetOptions(parser);
}

Result<void> ListenForwards::read(const QCommandLineParser &parser)
{
    const QStringList texts = parser.values(u"forward"_s);
    if (texts.isEmpty())
        return {};
    const auto allowed = allowedHosts(parser);
    if (!allowed)
        return tl::unexpected(allowed.error());
    m_allowed = *allowed;
    const auto trusted = trustedAuthorities(parser);
    if (!trusted)
        return tl::unexpected(trusted.error());
    m_trusted = *trusted;
    for (const QString &text : texts) {
        const qsizetype equals = text.indexOf(u'=');
        domain::ForwardSpec spec;
        spec.endpoint = text.left(std::max<qsizetype>(equals, 0));
        spec.url = QUrl(text.mid(equals + 1), QUrl::StrictMode);
        spec.verifyFirst = parser.isSet(u"verify-first"_s);
        if (spec.endpoint.isEmpty())
            return fail(Error::Kind::Rejected, u"--forward takes NAME=URL"_s);
        if (auto target = flows::checkTarget(spec.url, m_allowed); !target)
            return target;
        m_specs.push_back(spec);
    }
    return {};
}

Result<void> ListenForwards::start(flows::WebhookDesk &desk, const std::function<void()> &ready)
{
    const QList<domain::Endpoint> known = desk.endpoints();
    for (const domain::ForwardSpec &spec : m_specs) {
        if (std::none_of(known.begin(), known.end(), [&spec](const domain::Endpoint &endpoint) {
                return endpoint.name == spec.endpoint;
            }))
            return fail(Error::Kind::Rejected,
                        u"--forward: there is no endpoint \"%1\""_s.arg(visible(spec.endpoint)));
    }
    if (m_specs.empty()) {
        ready();
        return {};
    }
    m_ready = ready;
    m_book = std::make_unique<storage::ReplayBook>(desk.storePath());
    for (const domain::ForwardSpec &spec : m_specs) {
        flows::Forward *forward = m_forwards.emplace_back(std::make_unique<flows::Forward>(*m_book)).get();
        QObject::connect(forward, &flows::Forward::stateChanged, forward,
                         [this, forward] { onState(*forward); });
        QObject::connect(&desk, &flows::WebhookDesk::countersChanged, forward, &flows::Forward::wake);
        if (auto started = forward->start(spec, m_allowed, flows::Forward::From::Cursor, m_trusted); !started)
            return started;
    }
    return {};
}

void ListenForwards::onState(const flows::Forward &forward)
{
    const flows::ForwardState &state = forward.state();
    const bool ended = state.phase == Phase::Failed || state.phase == Phase::BacklogFull;
    if (ended || (state.phase == Phase::Retrying && state.attempts == 1)) {
        printError(u"relay of %1%2: %3"_s.arg(visible(forward.spec().endpoint),
                                              ended ? u" has ended"_s : u" tries again"_s,
                                              visible(state.reason, 1000)));
    }
    const bool allKnow = m_forwards.size() == m_specs.size() &&
                         std::all_of(m_forwards.begin(), m_forwards.end(),
                                     [](const auto &one) { return one->state().phase != Phase::Starting; });
    if (allKnow && m_ready)
        std::exchange(m_ready, nullptr)();
}

} // namespace tocsin::cli
