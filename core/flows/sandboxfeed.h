// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/sandboxsenders.h"

namespace tocsin::flows {

class WebhookDesk;

// Lets the senders of the sandbox deliver to the listener of this program, as long as both are there: each to
// the first endpoint that has its scheme and, where it signs, a secret. Follows what is changed about
// listener, endpoints and secrets. Lives on the main thread; desk and server outlive it.
class SandboxFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SandboxFeed)

public:
    SandboxFeed(WebhookDesk &desk, sandbox::Server &server, QObject *parent = nullptr);

    void setOn(bool isOn);
    bool isOn() const { return m_isOn; }
    bool isSending() const { return m_senders.isRunning(); }
    QStringList senders() const; // that have somewhere to deliver to
    SandboxSenders &traffic() { return m_senders; }

private:
    void review();
    QList<SandboxTarget> targets() const;

    WebhookDesk &m_desk;
    SandboxSenders m_senders;
    QList<SandboxTarget> m_targets;
    bool m_isOn = true;
};

} // namespace tocsin::flows
