// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/plainlabel.h"

#include "ui/widgets/look.h"
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
    m_shorter.clear();
    QLabel::setText(visibleText(text, 4000, wraps()));
    giveLines();
    if (elides())
        setToolTip(toolTipText(text));
}

void PlainLabel::setLook(const QString &look)
{
    setStyled(*this, "look", look);
}

void PlainLabel::setSelectable()
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void PlainLabel::keepLines()
{
    m_keepsLines = true;
    giveLines();
}

void PlainLabel::giveLines()
{
    if (!m_keepsLines)
        return;
    const QRect room(0, 0, contentsRect().width(), QWIDGETSIZE_MAX);
    const int lines = fontMetrics().boundingRect(room, Qt::TextWordWrap, text()).height();
    setMinimumHeight(text().isEmpty() ? 0 : lines + height() - contentsRect().height());
}

void PlainLabel::setShorter(const QStringList &texts)
{
    m_shorter = texts;
    update();
}

QString PlainLabel::fitting(int width) const
{
    const auto fits = [&](const QString &text) { return fontMetrics().horizontalAdvance(text) <= width; };
    if (fits(text()))
        return text();
    for (const QString &shorter : m_shorter) {
        if (const QString shown = visibleText(shorter, 4000); fits(shown))
            return shown;
    }
    return fontMetrics().elidedText(m_shorter.isEmpty() ? text() : visibleText(m_shorter.constLast(), 4000),
                                    m_fit == Fit::ElideEnd ? Qt::ElideRight : Qt::ElideMiddle, width);
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
    style()->drawItemText(&painter, area, int(QStyle::visualAlignment(layoutDirection(), alignment())),
                          palette(), isEnabled(), fitting(area.width()), foregroundRole());
}

void PlainLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    giveLines();
}

PlainLabel *sectionLabel(const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setLook(u"section"_s);
    return label;
}

} // namespace tocsin::ui
