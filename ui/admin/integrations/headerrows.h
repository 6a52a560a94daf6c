// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/integration.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace tocsin::ui {

class Theme;

// The headers that a tenant sends along, a row each. The value of one whose name says key, token, secret,
// auth or cookie is shown as dots; one that the tenant has masked must be entered again.
class HeaderRows final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeaderRows)

public:
    explicit HeaderRows(const Theme &theme, QWidget *parent = nullptr);

    void setHeaders(const QList<socotra::Header> &headers);
    QList<socotra::Header> headers() const; // rows that are all empty are left out

signals:
    void changed();

private:
    struct Row
    {
        QWidget *widget;
        QLineEdit *name;
        QLineEdit *value;
        Secret masked; // as the tenant has it, until another value is typed
    };

    void addRow(const socotra::Header &header);
    void removeRow(QWidget *row);

    const Theme &m_theme;
    QVBoxLayout *m_column;
    QList<Row> m_rows;
};

} // namespace tocsin::ui
