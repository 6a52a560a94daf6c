// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QString>

class QWidget;

namespace tocsin::ui {

class PlainLabel;

// The lines under the fields of a form that say what is wrong with them. Owned by the form's window, whose
// widgets they are.
class FormFaults final
{
public:
    // The field with its line below it, and a hint between the two if there is one.
    QWidget *under(const QString &field, QWidget *editor, PlainLabel *hint = nullptr);
    void forget(const QString &field); // before its widgets go
    // What fits no field goes here.
    void setGeneral(PlainLabel *label) { m_general = label; }

    void clear();
    void show(const QString &detail); // "field: what"; the field that it stands under gets the focus
    void mark(const QString &detail); // the same, while somebody types: the focus stays

private:
    PlainLabel *put(const QString &detail);

    QHash<QString, PlainLabel *> m_labels;
    PlainLabel *m_general = nullptr;
};

} // namespace tocsin::ui
