// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keyoffice.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace tocsin::ui {

class CapabilityModel;
class EmptyState;
class Spinner;
class Theme;

// What the credential of a connection may do, as reads tell: 401 and 403 are the only ones who know
// (socmate.md 2.2).
class CapabilityPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CapabilityPane)

public:
    CapabilityPane(const Theme &theme, flows::KeyOffice &office, QWidget *parent = nullptr);

    void listConnections(); // as they are now; the chosen one stays

private:
    void read();
    void showFound(const QString &id, const Result<QList<flows::Capability>> &found);

    flows::KeyOffice &m_office;
    CapabilityModel *m_model;
    QComboBox *m_connection;
    QPushButton *m_read;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    Spinner *m_spinner;
    QList<domain::Connection> m_listed;
};

} // namespace tocsin::ui
