// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::ui {

class Theme;

// The graph of entities. Until incidents and reports exist it says what will be here.
class EntitiesPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EntitiesPage)

public:
    explicit EntitiesPage(const Theme &theme, QWidget *parent = nullptr);

signals:
    void webhooksAsked();
};

} // namespace tocsin::ui
