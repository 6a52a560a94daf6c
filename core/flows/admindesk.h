// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/auditing.h"

#include <memory>

namespace tocsin::logs {
class LogBook;
}
namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::flows {

class AnalystDesk;
class ForgetPlaces;
class KeyOffice;
class SecretUses;
class TenantDesk;
class WebhookDesk;

// The administrator's side without a window. What only some look at is made when it is asked for first. Lives
// on the main thread; what it is made of outlives it.
class AdminDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AdminDesk)

public:
    // The record also outlives the other desks: what they give up when they end is recorded too.
    struct Parts
    {
        Auditing &auditing;
        logs::LogBook &logs;
        AnalystDesk &analyst;
        WebhookDesk &webhooks;
        secrets::SecretStore &secrets;
    };

    explicit AdminDesk(const Parts &parts);
    ~AdminDesk() override;

    Auditing &auditing() { return m_parts.auditing; }
    logs::LogBook &logs() { return m_parts.logs; }
    TenantDesk &tenants();
    SecretUses &secretUses();
    ForgetPlaces &forgetting();
    KeyOffice &keys(); // of the server of the analyst's connection

private:
    const Parts m_parts;
    std::unique_ptr<TenantDesk> m_tenants;
    std::unique_ptr<SecretUses> m_uses;
    std::unique_ptr<ForgetPlaces> m_forgetting;
    std::unique_ptr<KeyOffice> m_keys;
};

} // namespace tocsin::flows
