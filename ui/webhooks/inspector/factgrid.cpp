// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/factgrid.h"

#include "ui/widgets/longtext.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

FactGrid::FactGrid(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this)), m_valueFont(font())
{
    m_grid->setContentsMargins(16, 12, 16, 16);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, 96);
}

void FactGrid::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_grid->setRowStretch(m_row, 0);
    m_row = 0;
}

void FactGrid::addHeading(const QString &text)
{
    auto *label = sectionLabel(text);
    label->setContentsMargins(0, m_row == 0 ? 0 : 10, 0, 0);
    m_grid->setRowStretch(m_row, 0);
    m_grid->addWidget(label, m_row++, 0, 1, 2);
    m_grid->setRowStretch(m_row, 1);
}

void FactGrid::addFact(const QString &label, const QString &value)
{
    if (value.isEmpty())
        return;
    QWidget *widget = nullptr;
    if (LongText::needs(value)) {
        widget = new LongText(value);
    } else {
        auto *text = new PlainLabel(value, PlainLabel::Fit::Flow);
        text->setSelectable();
        widget = text;
    }
    widget->setFont(m_valueFont);
    widget->setAccessibleName(label);
    addWidget(label, widget);
}

void FactGrid::addWidget(const QString &label, QWidget *widget)
{
    auto *name = new PlainLabel(label);
    name->setLook(u"muted"_s);
    name->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_grid->setRowStretch(m_row, 0);
    m_grid->addWidget(name, m_row, 0, Qt::AlignTop);
    // A badge keeps its size and must not hold the column to it.
    const bool keepsSize = widget->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed;
    m_grid->addWidget(widget, m_row++, 1, keepsSize ? Qt::AlignLeading | Qt::AlignTop : Qt::Alignment());
    m_grid->setRowStretch(m_row, 1);
}

void FactGrid::addText(const QString &text)
{
    auto *label = new PlainLabel(text, PlainLabel::Fit::Flow);
    label->setSelectable();
    addWide(label);
}

void FactGrid::addWide(QWidget *widget)
{
    m_grid->setRowStretch(m_row, 0);
    m_grid->addWidget(widget, m_row++, 0, 1, 2);
    m_grid->setRowStretch(m_row, 1);
}

void FactGrid::setFixedValues(const QFont &font)
{
    m_valueFont = font;
}

QWidget *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace tocsin::ui
