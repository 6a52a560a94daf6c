// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/plainlabel.h"

#include "ui/widgets/visibletext.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

PlainLabel::PlainLabel(const QString &text, Fit fit, QWidget *parent) : QLabel(parent), m_fit(fit)
{
    setTextFormat(Qt::PlainText);
    setOpenExternalLinks(false);
    setWordWrap(wraps());
    if (elides() || fit == Fit::Flow)
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setText(text);
}

void PlainLabel::setText(const QString &text)
{
    m_original = text;
    QLabel::setText(visibleText(text, 4000, wraps()));
    if (elides())
        setToolTip(toolTipText(text));
}

void PlainLabel::setLook(const QString &look)
{
    setProperty("look", look);
    style()->unpolish(this);
    style()->polish(this);
}

void PlainLabel::setSelectable()
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

QSize PlainLabel::minimumSizeHint() const
{
    QSize size = QLabel::minimumSizeHint();
    if (elides())
        size.setWidth(fontMetrics().averageCharWidth() * 6);
    return size;
}

bool PlainLabel::event(QEvent *event)
{
    if (event->type() == QEvent::Polish || event->type() == QEvent::LayoutDirectionChange)
        alignToReading();
    return QLabel::event(event);
}

// A label aligns by the script of its text; beside others it has to stand where the window is read from.
void PlainLabel::alignToReading()
{
    if (elides() || alignment().testFlag(Qt::AlignHCenter))
        return;
    const Qt::Alignment side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    setAlignment(side | Qt::AlignAbsolute | (alignment() & Qt::AlignVertical_Mask));
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (!elides()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // the order of the words is theirs, not the window's
    const QRect area = contentsRect();
    const QString shown = fontMetrics().elidedText(
        text(), m_fit == Fit::ElideEnd ? Qt::ElideRight : Qt::ElideMiddle, area.width());
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
