// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/incidents/incidentactivity.h"

#include <QWidget>

namespace tocsin::ui {

class TextTable;
class TextTableModel;
class Theme;

// The activity of an incident, newest first.
class ActivityTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityTab)

public:
    explicit ActivityTab(const Theme &theme, QWidget *parent = nullptr);

    void setLines(const QList<ActivityLine> &lines);

private:
    TextTableModel *m_model;
    TextTable *m_table;
};

} // namespace tocsin::ui
