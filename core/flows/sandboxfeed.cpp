// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/sandboxfeed.h"

#include "core/flows/webhookdesk.h"

#include <QLoggingCategory>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.flows.sandboxfeed")

bool isSame(const SandboxTarget &one, const SandboxTarget &other)
{
    const auto labelOf = [](const SandboxTarget &target) {
        return target.secret ? target.secret->label : QString();
    };
    return one.sender == other.sender && one.url == other.url && labelOf(one) == labelOf(other) &&
           (!one.secret || one.secret->value.reveal() == other.secret->value.reveal()) &&
           one.trusted == other.trusted;
}

} // namespace

SandboxFeed::SandboxFeed(WebhookDesk &desk, sandbox::Server &server, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_senders(server)
{
    connect(&desk, &WebhookDesk::stateChanged, this, &SandboxFeed::review);
    connect(&desk, &WebhookDesk::endpointsChanged, this, &SandboxFeed::review);
    connect(&desk, &WebhookDesk::secretsChanged, this, &SandboxFeed::review);
    connect(&desk, &WebhookDesk::schemesChanged, this, &SandboxFeed::review);
    review();
}

void SandboxFeed::setOn(bool isOn)
{
    m_isOn = isOn;
    review();
}

QStringList SandboxFeed::senders() const
{
    QStringList names;
    for (const SandboxTarget &target : m_targets)
        names.append(target.sender);
    return names;
}

QList<SandboxTarget> SandboxFeed::targets() const
{
    QList<SandboxTarget> found;
    if (!m_isOn || m_desk.state().phase != DeskState::Phase::Listening)
        return found;
    const QList<domain::Endpoint> endpoints = m_desk.endpoints();
    for (const QString &sender : {u"socwarden"_s, u"socotra"_s, u"socmate"_s}) {
        const signature::Scheme *scheme = m_desk.schemes().find(sender);
        for (const domain::Endpoint &endpoint : endpoints) {
            if (!scheme || endpoint.scheme != sender)
                continue;
            const auto plan = m_desk.testPlan(endpoint.name);
            if (!plan || (scheme->isSigned() && !plan->secret))
                continue;
            found.append({sender, plan->url, plan->secret, plan->trusted});
            break;
        }
    }
    return found;
}

void SandboxFeed::review()
{
    const QList<SandboxTarget> wanted = targets();
    const bool same = std::equal(wanted.begin(), wanted.end(), m_targets.begin(), m_targets.end(), isSame) &&
                      m_senders.isRunning() == !wanted.isEmpty();
    if (same)
        return;
    m_targets = wanted;
    m_senders.stop();
    if (wanted.isEmpty())
        return;
    const auto schemes = std::make_shared<const signature::Catalogue>(m_desk.schemes());
    if (auto started = m_senders.start(wanted, schemes); !started)
        qCWarning(log) << "the sandbox sends nothing:" << started.error().detail;
    m_senders.deliverToIntegrations(wanted.first().trusted);
}

} // namespace tocsin::flows
