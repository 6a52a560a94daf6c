// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"

#include <QList>
#include <QWidget>

class QAction;

namespace tocsin::ui {

class TextTable;
class TextTableModel;
class Theme;

// The entities of a report as a table: shown and copied defanged, the original when it is asked for, and the
// ways on from one of them. Never a link.
class EntitySection final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EntitySection)

public:
    explicit EntitySection(const Theme &theme, QWidget *parent = nullptr);
    void setEntities(const QList<domain::Entity> &entities);
    QList<domain::Entity> chosen() const;

signals:
    void graphAsked(const tocsin::domain::Entity &entity);
    void incidentsAsked(const tocsin::domain::Entity &entity);
    void deliveriesAsked(const tocsin::domain::Entity &entity);

private:
    using Pivot = void (EntitySection::*)(const domain::Entity &);
    void addActions();
    QAction *addPivot(const QString &text, const QString &name, Pivot pivot);
    void copy(bool defanged) const;
    void openMenu(QPoint position);

    QList<domain::Entity> m_entities;
    TextTableModel *m_model;
    TextTable *m_table;
};

} // namespace tocsin::ui
