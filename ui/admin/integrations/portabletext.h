// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/portable.h"
#include "ui/widgets/texttable.h"

#include <functional>

namespace tocsin::ui {

using CellRow = QList<TextTableModel::Cell>;

QString driftWord(socotra::EntryDrift::State state);
QString importWord(socotra::ImportStep::Action action);

// "integration, what, field, in the file, there": one row for each field, or one alone.
QList<CellRow> driftRows(const QList<socotra::EntryDrift> &drift);
QList<CellRow> importRows(const QList<socotra::ImportStep> &plan);

// What an export leaves out of an entry; empty: nothing.
QString leftOut(const socotra::Integration &integration);

// Asks for a file to read without blocking; the dialog's name is for tests.
void askForFile(QWidget *parent, const QString &title, const QString &name,
                const std::function<void(const QString &path)> &go);

} // namespace tocsin::ui
