// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QSet>
#include <QTimer>

namespace tocsin::ui {

// Where the rows of the list come from. The delivery browser in the program, a table in tests.
using RowReader = std::function<void(const QList<domain::DeliveryId> &ids, QObject *context,
                                     Handler<QList<domain::DeliveryRow>> handler)>;

// Whether a delivery differs from the contract of its event. Asked while painting: a look into a set.
using DriftLook = std::function<bool(domain::DeliveryId id)>;

// The list of deliveries: all matching ids in memory (8 bytes each), rows in a cache that is filled with what
// is looked at, and then in blocks around it. Newest on top: new ids are appended to the vector, row = size -
// 1 - index. A long tail of older ones is shown bit by bit, because a view takes tens of milliseconds for a
// million rows at once. A row that is not there yet has no text (placeholderRole is true) and is asked for;
// dataChanged() follows. Lives on the main thread; what is known of a row never changes under the view but by
// dataChanged().
class DeliveryTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryTableModel)

public:
    enum Column { Time, Endpoint, Event, Verdict, Severity, Try, ColumnCount };
    static constexpr int placeholderRole = Qt::UserRole + 1; // bool
    static constexpr qsizetype block = 128;                  // rows asked for together
    static constexpr qsizetype stride = 64 * 1024;           // older rows shown in one turn of the event loop
    static constexpr qsizetype cachedRows = 60 * block;

    explicit DeliveryTableModel(RowReader reader, QObject *parent = nullptr);

    // Ids are ascending. reset() replaces all; append() takes newer ones, which appear on top; prependOlder()
    // takes older ones, which appear at the bottom, stride by stride; remove() any. Ids that are already
    // there are left out.
    void reset(const QList<domain::DeliveryId> &ids);
    void append(const QList<domain::DeliveryId> &newer);
    void prependOlder(const QList<domain::DeliveryId> &older);
    void remove(const QList<domain::DeliveryId> &ids);
    void refresh(const QList<domain::DeliveryId> &ids); // pinned or noted: asks for them again

    // The rows from..to are looked at, moving down or up: what comes next is asked for as well.
    void lookAhead(int from, int to, bool down);

    qsizetype total() const { return m_ids.size(); } // with those that are not shown yet
    bool isWhole() const { return m_hidden == 0; }   // every id has its row
    domain::DeliveryId idAt(int row) const;          // 0 when out of range
    int rowOf(domain::DeliveryId id) const;          // -1 when not in the list
    domain::DeliveryId newestId() const { return m_ids.isEmpty() ? 0 : m_ids.constLast(); }
    domain::DeliveryId oldestId() const { return m_ids.isEmpty() ? 0 : m_ids.constFirst(); }
    const domain::DeliveryRow *cached(int row) const; // null when not there yet; valid until the next event
    void setDriftLook(DriftLook look) { m_driftLook = std::move(look); }
    void refreshDrift(const QList<domain::DeliveryId> &ids); // empty = any of them
    bool isDrifted(int row) const { return m_driftLook && m_driftLook(idAt(row)); }
    void setToday(Micros now); // times of other days are shown with their date

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void becameWhole();

private:
    void want(domain::DeliveryId id) const;
    void askForWanted();
    void ask(const QList<domain::DeliveryId> &ids, bool lookedAt);
    QList<domain::DeliveryId> missingNear(const QList<domain::DeliveryId> &ids) const;
    void take(const QList<domain::DeliveryRow> &rows, const QList<domain::DeliveryId> &asked);
    void showMore();
    qsizetype indexOf(domain::DeliveryId id) const; // -1 when not there
    QString text(const domain::DeliveryRow &row, int column) const;
    QString spoken(const domain::DeliveryRow &row, int column) const;
    QString spokenEvent(const domain::DeliveryRow &row) const;
    QString eventTip(const domain::DeliveryRow &row) const;

    RowReader m_reader;
    DriftLook m_driftLook;
    QList<domain::DeliveryId> m_ids; // ascending
    qsizetype m_hidden = 0;          // so many of the oldest are not shown yet
    QCache<domain::DeliveryId, domain::DeliveryRow> m_cache;
    mutable QSet<domain::DeliveryId> m_wanted;       // to be asked for in the next event
    mutable QHash<domain::DeliveryId, bool> m_asked; // under way; true = its placeholder was seen
    domain::DeliveryId m_ahead = 0;                  // its block is asked for next; 0 = none
    mutable QTimer m_askTimer;
    QTimer m_showTimer;
    Micros m_now = 0;
};

} // namespace tocsin::ui
