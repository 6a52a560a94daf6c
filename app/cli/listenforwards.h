// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/forward.h"
#include "core/settings/policy.h"
#include "core/storage/replaybook.h"

#include <QCommandLineParser>

#include <functional>
#include <memory>
#include <vector>

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::cli {

// The relays of `listen --forward NAME=URL`. They follow the store as `tocsinctl forward` does, from where
// they were left; what is not yet relayed when the listener ends is relayed the next time.
class ListenForwards
{
public:
    static void declare(QCommandLineParser &parser);
    Result<void> read(const QCommandLineParser &parser,
                      const settings::Policy &policy); // Rejected, Forbidden, Storage
    const flows::AllowList &allowed() const { return m_allowed; }
    // Calls ready() once every relay knows from which delivery on it relays, before which nothing may arrive:
    // at once when there is none. Rejected when there is no such endpoint.
    Result<void> start(flows::WebhookDesk &desk, const std::function<void()> &ready);

private:
    void onState(flows::WebhookDesk &desk, const QString &endpoint);

    QList<domain::ForwardSpec> m_specs;
    flows::AllowList m_allowed;
    QList<QSslCertificate> m_trusted;
    std::function<void()> m_ready; // empty once it was called
};

} // namespace tocsin::cli
