// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>

namespace tocsin::flows {
class Workspace;
}

namespace tocsin::ui {

class PlainLabel;

// Stands where something is about to be sent, and says that it goes to a production system. Hidden for any
// other connection. The workspace outlives it.
class ProductionNote final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductionNote)

public:
    explicit ProductionNote(const flows::Workspace &workspace, QWidget *parent = nullptr);

private:
    void follow();

    const flows::Workspace &m_workspace;
    PlainLabel *m_text;
};

} // namespace tocsin::ui
