// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/sandboxsenders.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 1000;

const QStringList &senders()
{
    static const QStringList all = {u"socmate"_s, u"socwarden"_s, u"socotra"_s};
    return all;
}

} // namespace

SandboxSenders::SandboxSenders(sandbox::Server &server, QObject *parent) : QObject(parent), m_server(server)
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &SandboxSenders::look);
}

SandboxSenders::~SandboxSenders() = default;

Result<void> SandboxSenders::start(const QList<SandboxTarget> &targets,
                                   const std::shared_ptr<const signature::Catalogue> &schemes)
{
    for (const SandboxTarget &target : targets) {
        if (!senders().contains(target.sender))
            return fail(Error::Kind::Rejected, u"the sandbox has no sender \"%1\"; it has: %2"_s.arg(
                                                   target.sender, senders().join(u", "_s)));
        if (!schemes->find(target.sender))
            return fail(Error::Kind::NotFound, u"there is no scheme \"%1\""_s.arg(target.sender));
        // An empty list: nothing but this machine, whatever the user allows elsewhere.
        if (auto good = checkTarget(target.url, AllowList()); !good)
            return good;
    }
    m_targets = targets;
    m_schemes = schemes;
    m_server.tick();
    m_server.takeEvents(); // what happened before nobody listened
    m_timer.start();
    return {};
}

void SandboxSenders::stop()
{
    m_timer.stop();
    m_runs.clear();
}

void SandboxSenders::deliverToIntegrations(const QList<QSslCertificate> &trusted)
{
    m_toIntegrations = true;
    m_trusted = trusted;
}

void SandboxSenders::look()
{
    m_server.tick();
    for (const sandbox::Event &event : m_server.takeEvents())
        tell(event);
}

void SandboxSenders::tell(const sandbox::Event &event)
{
    const auto target = std::ranges::find_if(
        m_targets, [&event](const SandboxTarget &one) { return one.sender == event.sender; });
    // An integration that points there delivers it, with the secret that the tenant has.
    if (target != m_targets.end() && !isIntegration(event, target->url)) {
        TestPlan plan = planOf(event);
        plan.url = target->url;
        plan.secret = target->secret;
        plan.trusted = target->trusted;
        play(event, plan);
    }
    if (m_toIntegrations && event.sender == "socotra"_L1)
        tellIntegrations(event);
}

bool SandboxSenders::isIntegration(const sandbox::Event &event, const QUrl &url) const
{
    if (!m_toIntegrations || event.sender != "socotra"_L1)
        return false;
    QList<sandbox::TenantReceiver> receivers;
    m_server.lookAtTenant([&receivers](const sandbox::Tenant &tenant) { receivers = tenant.receivers(); });
    return std::ranges::any_of(receivers,
                               [&url](const sandbox::TenantReceiver &one) { return one.url == url; });
}

TestPlan SandboxSenders::planOf(const sandbox::Event &event) const
{
    TestPlan plan;
    plan.scheme = m_schemes->find(event.sender);
    plan.schemeOwner = m_schemes;
    plan.event.id = event.kind;
    plan.event.body = event.body;
    plan.event.headers = {{"Content-Type", "application/json"}};
    plan.freshBody = false; // the event names what there is in the world
    plan.retryDelays = plan.scheme->retry.delaysSeconds;
    plan.speed = m_server.options().speed;
    return plan;
}

void SandboxSenders::tellIntegrations(const sandbox::Event &event)
{
    QList<sandbox::TenantReceiver> receivers;
    m_server.lookAtTenant([&receivers](const sandbox::Tenant &tenant) { receivers = tenant.receivers(); });
    for (const sandbox::TenantReceiver &receiver : std::as_const(receivers)) {
        if (const auto good = checkTarget(receiver.url, AllowList()); !good) {
            emit leftOut(event.sender, event.kind, good.error().detail);
            continue;
        }
        TestPlan plan = planOf(event);
        plan.url = receiver.url;
        plan.trusted = m_trusted;
        plan.event.headers += receiver.headers;
        if (receiver.isSigned)
            plan.secret = signature::NamedSecret{receiver.name, receiver.secret, receiver.tag, false};
        else
            plan.scheme = nullptr;
        play(event, plan);
    }
}

void SandboxSenders::play(const sandbox::Event &event, const TestPlan &plan)
{
    if (m_runs.size() >= size_t(mostUnderWay)) {
        emit leftOut(event.sender, event.kind, u"%1 events wait for an answer"_s.arg(mostUnderWay));
        return;
    }
    auto run = std::make_unique<TestRun>();
    connect(run.get(), &TestRun::answered, this,
            [this, sender = event.sender, kind = event.kind](const TestAnswer &answer) {
                emit sent(sender, kind, answer);
            });
    connect(
        run.get(), &TestRun::finished, this,
        [this, done = run.get()] {
            std::erase_if(m_runs, [done](const std::unique_ptr<TestRun> &one) { return one.get() == done; });
        },
        Qt::QueuedConnection); // it is still in its own function then
    if (const auto started = run->start(plan); !started) {
        emit leftOut(event.sender, event.kind, started.error().detail);
        return;
    }
    m_runs.push_back(std::move(run));
}

} // namespace tocsin::flows
