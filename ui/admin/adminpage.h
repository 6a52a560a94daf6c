// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::ui {

class Theme;

// Says where connections and secrets are; keys and integrations of a server are not managed here yet.
class AdminPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AdminPage)

public:
    explicit AdminPage(const Theme &theme, QWidget *parent = nullptr);

signals:
    void connectionAsked();
    void secretsAsked();
};

} // namespace tocsin::ui
