// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/ruledanswers.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QSpinBox;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class ByteTextView;
class PlainLabel;
class TextTable;
class TextTableModel;
class Theme;

// The rules that are being edited against a delivery that was captured: which would answer and with what,
// and why each of the others would not. Found on another thread while one types.
class RuleTrial final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RuleTrial)

public:
    RuleTrial(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint,
              QWidget *parent = nullptr);

    void setRules(const std::optional<QList<rules::Rule>> &rules); // nothing: they are faulty
    void choose(domain::DeliveryId id); // 0 = the newest; NotFound and of another endpoint: the newest too

private:
    using Deliveries = QList<std::shared_ptr<const domain::Delivery>>;

    QWidget *buildHead();
    void reread();
    void take(const QList<domain::Delivery> &newest);
    void list();
    void showChosen(int index);
    void later();
    void check();
    void showTrial(const flows::RulesTrial &trial);
    void showNothing(const QString &why);

    flows::WebhookDesk &m_desk;
    const QString m_endpointName;
    std::optional<QList<rules::Rule>> m_rules;
    domain::Endpoint m_endpoint; // as it is when a check starts
    Deliveries m_deliveries;
    std::shared_ptr<const domain::Delivery> m_asked; // from outside the newest ones
    domain::DeliveryId m_chosen = 0;
    quint64 m_reading = 0;
    quint64 m_check = 0; // what comes of an earlier one is dropped
    QTimer m_pause;
    QTimer m_soon;
    QComboBox *m_delivery;
    QSpinBox *m_attempt;
    PlainLabel *m_outcome;
    TextTableModel *m_model;
    TextTable *m_trace;
    PlainLabel *m_answerTitle;
    ByteTextView *m_answer;
};

} // namespace tocsin::ui
