// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::ui {

class Theme;

// Integrations and keys. Until a connection can be made it says what will be here.
class AdminPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AdminPage)

public:
    explicit AdminPage(const Theme &theme, QWidget *parent = nullptr);

signals:
    void webhooksAsked();
};

} // namespace tocsin::ui
