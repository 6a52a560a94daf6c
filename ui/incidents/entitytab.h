// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"

#include <QWidget>

namespace tocsin::ui {

class TextTable;
class TextTableModel;
class Theme;

// The entities that were found in an incident, defanged: copied as shown or in the original, or looked up.
class EntityTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EntityTab)

public:
    explicit EntityTab(const Theme &theme, QWidget *parent = nullptr);

    void setEntities(const QList<domain::Entity> &entities);

signals:
    void entityAsked(const tocsin::domain::Entity &entity); // to be looked up in the graph
    void notice(const QString &text);

private:
    const domain::Entity *chosen() const;
    void openMenu(QPoint position);
    void copy(const QString &text);

    QList<domain::Entity> m_entities;
    TextTableModel *m_model;
    TextTable *m_table;
};

} // namespace tocsin::ui
