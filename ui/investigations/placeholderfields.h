// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/templates/querytemplate.h"

#include <QWidget>

class QFormLayout;
class QLineEdit;

namespace tocsin::ui {

// A field for each placeholder of a template that somebody has to say. What was typed once is kept while the
// fields come and go.
class PlaceholderFields final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlaceholderFields)

public:
    explicit PlaceholderFields(int labelWidth, QWidget *parent = nullptr); // px

    void want(const QStringList &names); // those that are there keep their focus
    const report::Values &values() const { return m_values; }
    void setValue(const QString &name, const QString &value); // before its field is wanted
    void focusFirst(const QStringList &names);                // of these that has a field

signals:
    void changed();

private:
    void addField(const QString &name);

    const int m_labelWidth;
    QFormLayout *m_form;
    QHash<QString, QLineEdit *> m_fields;
    report::Values m_values; // as typed
};

} // namespace tocsin::ui
