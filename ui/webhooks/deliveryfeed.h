// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/domain/delivery.h"
#include "core/filter/query.h"

#include <QObject>
#include <QTimer>

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class DeliveryTableModel;

// Keeps the list model at what matches the filter: first the newest 2000, then the rest in the background,
// then what arrives, merged every 100 ms. One question at a time, because a later one ends an earlier one.
class DeliveryFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryFeed)

public:
    DeliveryFeed(flows::WebhookDesk &desk, DeliveryTableModel &model, QObject *parent = nullptr);

    void setQuery(const filter::Query &query);
    void reload(); // the same query from the start
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    bool isComplete() const; // every match is in the list

signals:
    void loadingStarted();
    void loaded();  // the first page is there
    void counted(); // the number of matches is now final, or grew
    void failed(const tocsin::Error &error);
    void arrived(int count); // new rows were put on top

private:
    enum class State { FirstPage, Rest, Live, Broken };
    static constexpr int firstPage = 2000;

    void ask(int limit);
    void takeFirst(const QList<domain::DeliveryId> &ids);
    void takeRest(const QList<domain::DeliveryId> &ids);
    void tick();

    flows::WebhookDesk &m_desk;
    DeliveryTableModel &m_model;
    filter::Query m_query;
    State m_state = State::FirstPage;
    QTimer m_timer;
    QTimer m_driftTimer;           // marks come later than the deliveries, and to old ones too
    int m_generation = 0;          // answers to an earlier query are dropped
    domain::DeliveryId m_seen = 0; // everything up to here has been asked for
    bool m_asksForWords = false;   // the filter needs the full-text index
    bool m_asksForDrift = false;   // and the marks of the contracts
    bool m_asking = false;
    bool m_dirty = false;
    bool m_paused = false;
};

} // namespace tocsin::ui
