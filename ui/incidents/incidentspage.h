// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::ui {

class Theme;

// The incident queue. Until a connection can be made it says what will be here and what can be done now.
class IncidentsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentsPage)

public:
    explicit IncidentsPage(const Theme &theme, QWidget *parent = nullptr);

signals:
    void webhooksAsked();
};

} // namespace tocsin::ui
