// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

namespace tocsin::ui {

// A note on one delivery; empty removes it.
class NoteDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoteDialog)

public:
    NoteDialog(const QString &note, QWidget *parent);

signals:
    void saved(const QString &note);
};

} // namespace tocsin::ui
