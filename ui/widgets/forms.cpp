// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/forms.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace tocsin::ui {

void alignLabels(QFormLayout &form, int labelWidth)
{
    for (int row = 0; row < form.rowCount(); ++row) {
        const QLayoutItem *item = form.itemAt(row, QFormLayout::LabelRole);
        auto *label = item ? qobject_cast<QLabel *>(item->widget()) : nullptr;
        if (!label)
            continue;
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(0, 6, 0, 0);
        label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
        label->setMinimumWidth(labelWidth);
        // A field inside a part of its own: the label leads to it and names it.
        QWidget *field = label->buddy();
        while (field && field->focusProxy())
            field = field->focusProxy();
        if (!field)
            continue;
        label->setBuddy(field);
        if (field->accessibleName().isEmpty())
            field->setAccessibleName(QString(label->text()).remove(QLatin1Char('&')));
    }
}

void showFromStart(QLineEdit &edit, const QString &text)
{
    if (edit.text() == text)
        return;
    edit.setText(text);
    if (!edit.hasFocus()) // where somebody types, the cursor stays
        edit.setCursorPosition(0);
}

QWidget *inARow(const QList<QWidget *> &widgets)
{
    auto *part = new QWidget;
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch();
    part->setFocusProxy(widgets.first());
    return part;
}

} // namespace tocsin::ui
