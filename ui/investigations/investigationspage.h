// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::ui {

class Theme;

// Investigations and their reports. Until a connection can be made it says what will be here.
class InvestigationsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InvestigationsPage)

public:
    explicit InvestigationsPage(const Theme &theme, QWidget *parent = nullptr);

signals:
    void webhooksAsked();
};

} // namespace tocsin::ui
