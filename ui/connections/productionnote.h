// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>

class QDialog;

namespace tocsin::flows {
class Workspace;
}

namespace tocsin::ui {

class PlainLabel;

// Stands where something is about to be sent, and says that it goes to a production system. Hidden for any
// other one.
class ProductionNote final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductionNote)

public:
    // To the connection that is open. The workspace outlives it.
    explicit ProductionNote(const flows::Workspace &workspace, QWidget *parent = nullptr);
    // To this system; an empty name = to none of production.
    explicit ProductionNote(const QString &system, QWidget *parent = nullptr);

    // Puts one on top of a dialog that is about to be opened, where there is something to say.
    static void putOn(QDialog &dialog, const QString &system);
    static QString sentence(const QString &system); // empty for an empty name

private:
    void tell(const QString &system);

    PlainLabel *m_text;
};

} // namespace tocsin::ui
