// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/buttons.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

QPushButton *textButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return button;
}

QPushButton *primaryButton(const QString &text, const QString &name, QWidget *parent)
{
    QPushButton *button = textButton(text, name, parent);
    button->setProperty("look", u"primary"_s);
    return button;
}

QPushButton *iconTextButton(const Theme &theme, const QString &iconName, const QString &text,
                            const QString &name, QWidget *parent)
{
    QPushButton *button = textButton(text, name, parent);
    button->setIcon(icon(iconName, theme));
    return button;
}

QToolButton *iconButton(const Theme &theme, const QString &iconName, const QString &text, const QString &name,
                        QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(icon(iconName, theme));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setProperty("look", u"quiet"_s);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QHBoxLayout *footRow(const QList<QWidget *> &leading, const QList<QWidget *> &trailing, QWidget *filler)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QWidget *widget : leading)
        row->addWidget(widget);
    if (filler)
        row->addWidget(filler, 1);
    else
        row->addStretch(1);
    for (QWidget *widget : trailing)
        row->addWidget(widget);
    return row;
}

} // namespace tocsin::ui
