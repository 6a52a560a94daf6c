// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/contracts.h"
#include "ui/webhooks/inspector/facttab.h"
#include "ui/webhooks/inspector/subject.h"

#include <QPointer>

namespace tocsin::ui {

class PlainLabel;

// Who sent what, how severe, the verdict in one sentence, which attempt, what was answered, how large.
class SummaryTab final : public FactTab
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SummaryTab)

public:
    explicit SummaryTab(const Theme &theme, QWidget *parent = nullptr) : FactTab(theme, parent) {}
    void show(const InspectorSubject &subject);
    void showStanding(const Result<flows::ContractStanding> &standing); // of the same delivery

signals:
    void contractAsked();
    void incidentAsked(qint64 number);         // that the body names
    void sessionAsked(const QString &session); // likewise, by its server's id

private:
    void addPayload(const domain::PayloadSummary &summary);
    void addIncidents(const QByteArray &body);
    void addSession(const QByteArray &body);
    QWidget *withButton(PlainLabel *text, const QString &name, const QString &accessible,
                        const std::function<void()> &act);

    QPointer<PlainLabel> m_standing; // made anew with every delivery
};

} // namespace tocsin::ui
