// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/webhookdesk.h"

namespace tocsin::ui {

// Starts and stops the listener, and opens it anew with other settings once it has stopped.
class ListenerControl final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenerControl)

public:
    explicit ListenerControl(flows::WebhookDesk &desk, QObject *parent = nullptr);

    void toggle();
    // What the settings page asks for; where the data is kept stays.
    void apply(const flows::DeskOptions &options);

private:
    flows::WebhookDesk &m_desk;
    bool m_restart = false; // start again as soon as the listener has stopped
};

} // namespace tocsin::ui
