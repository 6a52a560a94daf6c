// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/plainlabel.h"

#include "ui/widgets/visibletext.h"

#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

PlainLabel::PlainLabel(const QString &text, Fit fit, QWidget *parent) : QLabel(parent), m_fit(fit)
{
    setTextFormat(Qt::PlainText);
    setOpenExternalLinks(false);
    setWordWrap(fit == Fit::Wrap);
    if (fit == Fit::Elide)
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setText(text);
}

void PlainLabel::setText(const QString &text)
{
    m_original = text;
    QLabel::setText(visibleText(text, 4000, m_fit == Fit::Wrap));
    if (m_fit == Fit::Elide)
        setToolTip(toolTipText(text));
}

void PlainLabel::setLook(const QString &look)
{
    setProperty("look", look);
    style()->unpolish(this);
    style()->polish(this);
    if (look == "section"_L1) {
        QFont small = font();
        if (small.pointSizeF() > 0)
            small.setPointSizeF(small.pointSizeF() * 0.9);
        small.setWeight(QFont::DemiBold);
        setFont(small);
    }
}

void PlainLabel::setSelectable()
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

QSize PlainLabel::minimumSizeHint() const
{
    QSize size = QLabel::minimumSizeHint();
    if (m_fit == Fit::Elide)
        size.setWidth(fontMetrics().averageCharWidth() * 6);
    return size;
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (m_fit != Fit::Elide) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QRect area = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideMiddle, area.width());
    style()->drawItemText(&painter, area, int(QStyle::visualAlignment(layoutDirection(), alignment())),
                          palette(), isEnabled(), shown, foregroundRole());
}

PlainLabel *sectionLabel(const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setLook(u"section"_s);
    return label;
}

} // namespace tocsin::ui
