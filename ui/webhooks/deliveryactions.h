// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"

#include <QObject>

#include <functional>

class QWidget;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class DeliveryTable;
class DeliveryTableModel;

// What can be done to the chosen deliveries: pin, note, delete, copy in four shapes, save. Dialogs open
// beside the window's work and never block it.
class DeliveryActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryActions)

public:
    DeliveryActions(flows::WebhookDesk &desk, DeliveryTable &table, const DeliveryTableModel &model,
                    QWidget *window);

    void togglePin();
    void editNote(domain::DeliveryId id, const QString &present);
    void askDelete();
    void copyRows();
    void copyCurl();
    void copyRaw();
    void copyJson();
    void saveRaw();             // to a file, byte for byte
    QString deleteText() const; // "Delete 3 deliveries…"

signals:
    void notice(const QString &text);

private:
    using Encoder = std::function<QString(const domain::Delivery &)>;
    void loadChosen(const Handler<QList<domain::Delivery>> &handler); // never an error, never an empty list
    void copyAs(const Encoder &encoder, const QString &done);
    void writeRaw(const QString &path, const QByteArray &bytes);

    flows::WebhookDesk &m_desk;
    DeliveryTable &m_table;
    const DeliveryTableModel &m_model;
    QWidget *m_window;
};

} // namespace tocsin::ui
