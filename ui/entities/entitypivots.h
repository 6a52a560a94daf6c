// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/entitymentions.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace tocsin::ui {

class PivotRow;
class PlainLabel;
class Theme;

// What an entity leads to: the investigations that the graph connects it with, the incidents and reports kept
// here that name it, and a new investigation. What the server says and what is kept here stand apart.
class EntityPivots final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EntityPivots)

public:
    explicit EntityPivots(const Theme &theme, QWidget *parent = nullptr);

    void show(const domain::Entity &entity); // until the next two say more
    void showMentions(const flows::EntityMentions &mentions, Micros now);
    void showFailure(const QString &sentence);
    void showConnected(const QStringList &sessions); // ids, from the graph

signals:
    void incidentAsked(qint64 number);
    void investigationAsked(const QString &session);
    void investigateAsked();

private:
    struct Part
    {
        PlainLabel *title = nullptr;
        QVBoxLayout *rows = nullptr;
        PlainLabel *note = nullptr; // nothing, more, or what went wrong
    };
    Part addPart(const QString &title, const QString &name);
    PivotRow *addRow(Part &part, const QString &name);
    static void clear(Part &part, const QString &note);

    const Theme &m_theme;
    QVBoxLayout *m_column;
    QPushButton *m_investigate;
    Part m_connected;
    Part m_incidents;
    Part m_investigations;
};

} // namespace tocsin::ui
