// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/forms.h"

#include <QFormLayout>
#include <QLabel>

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
    }
}

} // namespace tocsin::ui
