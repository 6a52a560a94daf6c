// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/replay.h"
#include "ui/webhooks/inspector/facttab.h"
#include "ui/webhooks/inspector/subject.h"

namespace tocsin::ui {

// What the sender was answered, and what the endpoint is set to answer now.
class ResponseTab final : public FactTab
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResponseTab)

public:
    explicit ResponseTab(const Theme &theme, QWidget *parent = nullptr) : FactTab(theme, parent) {}
    void show(const InspectorSubject &subject);
    // What came of it at the endpoint's relay; other answers are left out.
    void showSentOn(const InspectorSubject &subject, const QList<domain::ReplayAnswer> &answers);

signals:
    void rulesAsked();
    void confirmAsked(const tocsin::flows::Subscription &asked);

private:
    void addRules(const InspectorSubject &subject);
    void addHandshake(const InspectorSubject &subject);
    void addSubscription(const flows::Subscription &asked, const QString &sender);
    void addRelay(const InspectorSubject &subject);

    domain::DeliveryId m_id = 0;
    std::optional<QList<domain::ReplayAnswer>> m_sentOn; // nothing = not known yet
};

} // namespace tocsin::ui
