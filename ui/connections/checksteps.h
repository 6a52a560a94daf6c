// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/connectioncheck.h"

#include <QListView>

class QStandardItemModel;

namespace tocsin::ui {

// The steps of the doctor as they come, each failure with what to do about it below it.
class CheckSteps final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckSteps)

public:
    explicit CheckSteps(const QString &name, QWidget *parent = nullptr);

    void clear();
    void add(const flows::CheckedStep &step, const domain::Connection &connection);
    bool isEmpty() const;
    QString asText() const; // a line for each, to be sent to whoever can help

private:
    QStandardItemModel *m_steps;
};

} // namespace tocsin::ui
