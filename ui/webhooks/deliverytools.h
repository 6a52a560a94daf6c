// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"

#include <QObject>

class QSettings;
class QWidget;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class DeliveryTable;
class Inspector;
class Theme;

// What can be made of deliveries: code that verifies their sender, a comparison of two, an evidence pack.
class DeliveryTools final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryTools)

public:
    DeliveryTools(const Theme &theme, flows::WebhookDesk &desk, const DeliveryTable &table,
                  const Inspector &inspector, QWidget *window);

    void showCode();                                  // of the delivery in the inspector
    void packEvidence();                              // of the same
    void compare();                                   // the two that are chosen in the list
    void compareSigned(const QByteArray &signedBody); // with what arrived, of the one in the inspector

    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

signals:
    void notice(const QString &text);

private:
    void compareTwo(const domain::Delivery &left, const domain::Delivery &right);

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    const DeliveryTable &m_table;
    const Inspector &m_inspector;
    QWidget *m_window;
    QString m_language; // of the code, as it was chosen last
};

} // namespace tocsin::ui
