// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/forgetplaces.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace tocsin::ui {

class PlainLabel;
class Spinner;

// Says what goes and what stays when a connection is forgotten, and forgets it when that is wanted. Enter and
// Escape leave everything as it is.
class ForgetDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ForgetDialog)

public:
    ForgetDialog(flows::ForgetPlaces &places, const QString &connection, QWidget *parent = nullptr);

signals:
    void forgotten(const QString &name); // of the connection

private:
    void showPlan(const flows::ForgetPlan &plan);
    void addLines(const QString &title, const QStringList &lines, const QString &name);
    void forget();
    void say(const QString &text, const QString &look);

    flows::ForgetPlaces &m_places;
    flows::ForgetPlan m_plan;
    QVBoxLayout *m_lines;
    Spinner *m_spinner;
    PlainLabel *m_message;
    QPushButton *m_forget;
};

} // namespace tocsin::ui
