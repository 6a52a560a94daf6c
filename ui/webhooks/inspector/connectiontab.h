// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/inspector/facttab.h"
#include "ui/webhooks/inspector/subject.h"

namespace tocsin::ui {

// How the request came: peer, TLS, where the time went, chunks, and whether it arrived whole.
class ConnectionTab final : public FactTab
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionTab)

public:
    explicit ConnectionTab(const Theme &theme, QWidget *parent = nullptr) : FactTab(theme, parent) {}
    void show(const InspectorSubject &subject);

private:
    void addTimings(const domain::Delivery &delivery);
    void addTls(const domain::TlsInfo &tls);
};

} // namespace tocsin::ui
