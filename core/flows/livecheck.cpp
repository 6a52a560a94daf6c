// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/livecheck.h"

#include "core/flows/explainer.h"
#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"

#include <QtConcurrentRun>

namespace tocsin::flows {

namespace {

constexpr int pauseMs = 120; // a key more within this time, and the check before it was for nothing

} // namespace

LiveCheck::LiveCheck(WebhookDesk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_outdated(std::make_shared<std::atomic<bool>>(false))
    , m_deliveries(std::make_shared<const QList<domain::Delivery>>())
{
    m_pool.setMaxThreadCount(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &LiveCheck::check);
    connect(&m_desk, &WebhookDesk::secretsChanged, this, &LiveCheck::later);
    connect(&m_desk, &WebhookDesk::endpointsChanged, this, &LiveCheck::later);
}

LiveCheck::~LiveCheck()
{
    *m_outdated = true;
    m_pool.waitForDone();
}

void LiveCheck::setEndpoint(const QString &endpoint, int most)
{
    m_endpoint = endpoint;
    m_most = most;
    reread();
}

void LiveCheck::reread()
{
    const quint64 reading = ++m_reading;
    emit started();
    m_desk.browser().newest(m_endpoint, {}, m_most, this,
                            [this, reading](const Result<QList<domain::Delivery>> &found) {
                                if (reading != m_reading)
                                    return;
                                if (!found) {
                                    emit failed(found.error().detail);
                                    return;
                                }
                                m_deliveries = std::make_shared<const QList<domain::Delivery>>(*found);
                                check();
                            });
}

void LiveCheck::setScheme(const std::optional<signature::Scheme> &scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    later();
}

void LiveCheck::setSecret(const QString &label)
{
    if (label == m_label)
        return;
    m_label = label;
    later();
}

void LiveCheck::later()
{
    m_pause.start();
}

QList<signature::NamedSecret> LiveCheck::secrets() const
{
    const ExplainGrounds &grounds = m_desk.explainer().grounds();
    const Route *route = grounds.routes ? grounds.routes->byName(m_endpoint) : nullptr;
    QList<signature::NamedSecret> chosen;
    for (const signature::NamedSecret &secret : grounds.secrets) {
        const bool own = route && route->endpoint.secretLabels.contains(secret.label);
        if (m_label.isEmpty() ? own : secret.label == m_label)
            chosen.append(secret);
    }
    return chosen;
}

void LiveCheck::check()
{
    *m_outdated = true; // what still runs is of an earlier text
    m_outdated = std::make_shared<std::atomic<bool>>(false);
    if (!m_scheme || m_deliveries->isEmpty()) {
        emit checked({});
        return;
    }
    const ExplainGrounds &grounds = m_desk.explainer().grounds();
    const auto routes = grounds.routes;
    auto work = [scheme = *m_scheme, deliveries = m_deliveries, given = secrets(), routes,
                 endpoint = m_endpoint, outdated = m_outdated] {
        QList<LiveVerdict> verdicts;
        const Route *route = routes ? routes->byName(endpoint) : nullptr;
        for (const domain::Delivery &delivery : *deliveries) {
            if (*outdated)
                return verdicts;
            verdicts.append({delivery.row, signature::verify(scheme, delivery.capture.message, given,
                                                             delivery.capture.lastByte,
                                                             circumstancesOf(route, delivery.capture))});
        }
        return verdicts;
    };
    QtConcurrent::run(&m_pool, std::move(work))
        .then([this, outdated = m_outdated](const QList<LiveVerdict> &verdicts) {
            QMetaObject::invokeMethod(
                this,
                [this, outdated, verdicts] {
                    if (!*outdated)
                        emit checked(verdicts);
                },
                Qt::QueuedConnection);
        });
}

} // namespace tocsin::flows
