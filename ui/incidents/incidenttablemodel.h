// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/session.h"
#include "core/storage/savedview.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QSet>
#include <QTimer>

#include <optional>

namespace tocsin::ui {

// Where the rows of the queue come from. The analyst's book in the program, a table in tests.
using IncidentReader = std::function<void(const QList<storage::IncidentId> &ids, QObject *context,
                                          Handler<QList<storage::IncidentRow>> handler)>;

// The newest investigation of an incident, for its column.
struct InvestigationMark
{
    domain::SessionState state = domain::SessionState::Running;
    std::optional<double> risk;
    Micros since = 0; // it was asked for

    bool operator==(const InvestigationMark &) const = default;
};
using InvestigationMarks = QHash<qint64, InvestigationMark>; // by number of the incident

// The queue: all matching ids in order (8 bytes each), rows in a cache that is filled in blocks around what
// is looked at. A row that is not there yet has no text (placeholderRole is true) and is asked for;
// dataChanged() follows. A new order or other ids are merged, so that persistent indices (selection, current
// row) stay with their incident. Lives on the main thread.
class IncidentTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentTableModel)

public:
    enum Column {
        Severity,
        Number,
        Title,
        Status,
        Owner,
        Age,
        Alerts,
        Tactics,
        Investigation,
        Modified,
        Changed,
        Products,
        Labels,
        Tags,
        Notes,
        Provider,
        Comments,
        ColumnCount
    };
    static constexpr int placeholderRole = Qt::UserRole + 1; // bool
    static constexpr qsizetype block = 128;                  // rows asked for together
    static constexpr qsizetype cachedRows = 60 * block;
    static constexpr qsizetype mostRuns = 200; // changes told one by one; more are one reset

    explicit IncidentTableModel(IncidentReader reader, QObject *parent = nullptr);

    // Answers false when the view was reset, because too much is different: who selects has to do so anew.
    bool setIds(const QList<storage::IncidentId> &ids);
    void foresee(const QList<storage::IncidentRow> &rows); // of ids that are about to be set
    void clear();
    void refresh(const QList<storage::IncidentId> &ids); // asks anew for those that are known
    void setInvestigations(const InvestigationMarks &marks);
    void setNow(Micros now); // the ages count to here

    const QList<storage::IncidentId> &ids() const { return m_ids; }
    storage::IncidentId idAt(int row) const;           // 0 when out of range
    int rowOf(storage::IncidentId id) const;           // -1 when not in the list
    const storage::IncidentRow *cached(int row) const; // null when not there yet; valid until the next event
    std::optional<InvestigationMark> investigationOf(qint64 number) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    QString text(const storage::IncidentRow &row, int column) const; // as shown; copied the same
    static QString title(int column);
    static QString columnId(int column); // as saved views name them
    static std::optional<Column> columnOf(QStringView id);
    static std::optional<storage::IncidentColumn> sortOf(int column); // none: it cannot be sorted by
    static Column columnOf(storage::IncidentColumn sort);

private:
    void want(int row) const;
    void askForWanted();
    void take(const QList<storage::IncidentRow> &rows, const QList<storage::IncidentId> &asked);
    bool removeGone(const QList<storage::IncidentId> &keptInOrder, qsizetype &runs);
    void reorder(const QList<storage::IncidentId> &order);
    void replace(const QList<storage::IncidentId> &ids);
    const QHash<storage::IncidentId, int> &places() const;

    IncidentReader m_reader;
    QList<storage::IncidentId> m_ids;
    mutable QHash<storage::IncidentId, int> m_places; // made when it is asked for; empty = not made
    QCache<storage::IncidentId, storage::IncidentRow> m_cache;
    mutable QSet<int> m_wantedBlocks;
    QSet<storage::IncidentId> m_stale; // are shown until they come again
    QSet<storage::IncidentId> m_asked; // under way
    QTimer *m_askTimer;
    InvestigationMarks m_investigations;
    Micros m_now = 0;
};

} // namespace tocsin::ui
