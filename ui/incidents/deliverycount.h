// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QObject>

#include <memory>

namespace tocsin::storage {
class DeliveryBrowser;
}

namespace tocsin::ui {

// How many captured deliveries name an incident. It has readers of its own, made when they are asked first:
// a list that somebody looks at is neither waited for nor cut short.
class DeliveryCount final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryCount)

public:
    explicit DeliveryCount(QObject *parent = nullptr);
    ~DeliveryCount() override;

    // The store of deliveries, which exists with the current schema; empty = there is none.
    void setStore(const QString &path);
    // Text for the filter of deliveries: the number as a phrase, wherever it stands.
    static QString filterFor(qint64 incident);
    // Of the last one that was asked about; an earlier question is answered Cancelled. At most `most` + 1.
    void count(qint64 incident, QObject *context, Handler<int> handler);

    static constexpr int most = 999;

private:
    QString m_path;
    std::unique_ptr<storage::DeliveryBrowser> m_browser;
};

} // namespace tocsin::ui
