// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/emptyhint.h"

#include "ui/widgets/plainlabel.h"

#include <QAbstractItemView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

void showWhenEmpty(QAbstractItemView &view, const QString &sentence)
{
    const QAbstractItemModel *model = view.model();
    auto *label = new PlainLabel(sentence, PlainLabel::Fit::Wrap);
    label->setObjectName(view.objectName() + u"Empty"_s);
    label->setLook(u"muted"_s);
    auto *column = new QVBoxLayout(view.viewport());
    column->setContentsMargins(8, 6, 8, 6);
    column->addWidget(label, 0, Qt::AlignTop);
    const auto follow = [label, model] { label->setVisible(model->rowCount() == 0); };
    follow();
    QObject::connect(model, &QAbstractItemModel::rowsInserted, label, follow);
    QObject::connect(model, &QAbstractItemModel::rowsRemoved, label, follow);
    QObject::connect(model, &QAbstractItemModel::modelReset, label, follow);
}

} // namespace tocsin::ui
