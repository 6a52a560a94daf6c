// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/filter/filterchip.h"

#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int side = 8; // px, left and right
constexpr int gap = 5;
constexpr int cross = 8;
constexpr int tall = 24;
constexpr int widestValue = 220; // px; the tool tip has all of it
} // namespace

FilterChip::FilterChip(const Theme &theme, const filter::FilterPart &part, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_isNot(part.isNot)
{
    setObjectName(u"filterChip"_s);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMouseTracking(true);
    readWords(part);
    setAccessibleName(words());
    setAccessibleDescription(tr("Space turns it into its opposite, Delete takes it out of the filter"));
    setToolTip(toolTipText(tr("%1\nClick for the opposite, × to take it out").arg(words())));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

// The text of a single condition is canonical: a field, a sign and a value, or words.
void FilterChip::readWords(const filter::FilterPart &part)
{
    static const QRegularExpression condition(u"^([a-z]+)(>=|<=|:|>|<|=)(.*)$"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
    const QString is = part.isNot ? tr("is not") : tr("is");
    const QString has = part.isNot ? tr("has not") : tr("has");
    const QRegularExpressionMatch match =
        part.isGroup ? QRegularExpressionMatch() : condition.match(part.text);
    if (!match.hasMatch()) {
        m_subject = part.isGroup ? tr("it", "subject of: it is severity:high OR owner:kim") : tr("text");
        m_relation = part.isGroup ? is : has;
        m_value = visibleText(part.text, 300);
        return;
    }
    const QString sign = match.captured(2);
    m_subject = match.captured(1);
    m_relation = is;
    m_value = visibleText(match.captured(3), 300);
    const bool looksInside = m_subject == "title"_L1 || m_subject == "owner"_L1 || m_subject == "actor"_L1;
    if (m_subject == "is"_L1 || m_subject == "since"_L1 || m_subject == "until"_L1 ||
        m_subject == "changed"_L1)
        m_relation = part.isNot ? tr("not") : QString();
    else if (looksInside && sign == ":"_L1)
        m_relation = has;
    else if (sign == ">="_L1)
        m_value.prepend(u"≥ "_s);
    else if (sign == "<="_L1)
        m_value.prepend(u"≤ "_s);
    else if (sign != ":"_L1 && sign != "="_L1)
        m_value.prepend(sign + u' ');
}

QString FilterChip::words() const
{
    QStringList words{m_subject, m_relation, m_value};
    words.removeAll(QString());
    return words.join(u' ');
}

QFont FilterChip::valueFont() const
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    return strong;
}

QSize FilterChip::sizeHint() const
{
    const QFontMetrics plain(font());
    int width = 2 * side + plain.horizontalAdvance(m_subject) + gap;
    width += m_relation.isEmpty() ? 0 : plain.horizontalAdvance(m_relation) + gap;
    width += qMin(widestValue, QFontMetrics(valueFont()).horizontalAdvance(m_value));
    return {width + side + cross, qMax(tall, plain.height() + 6)};
}

QRect FilterChip::crossRect() const
{
    const QRect logical(width() - side - cross - gap, 0, cross + gap + side, height());
    return QStyle::visualRect(layoutDirection(), rect(), logical);
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.setPen(m_theme.color(hasFocus() ? Tone::Focus : Tone::Hairline));
    painter.setBrush(m_theme.color(underMouse() ? Tone::Hover : Tone::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    int x = side;
    const auto say = [&](const QString &text, Tone tone, const QFont &with, int most) {
        if (text.isEmpty())
            return;
        painter.setFont(with);
        painter.setPen(m_theme.color(tone));
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideMiddle, most);
        const int taken = painter.fontMetrics().horizontalAdvance(shown);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, taken, height())),
                         Qt::AlignVCenter | Qt::TextSingleLine, shown);
        x += taken + gap;
    };
    say(m_subject, Tone::Muted, font(), width());
    say(m_relation, m_isNot ? Tone::High : Tone::Muted, font(), width());
    say(m_value, Tone::Text, valueFont(), widestValue + 1);
    const QPointF middle =
        QStyle::visualRect(layoutDirection(), rect(), QRect(width() - side - cross, 0, cross, height()))
            .toRectF()
            .center();
    painter.setPen(QPen(m_theme.color(m_onCross ? Tone::Text : Tone::Muted), 1.5));
    const qreal arm = cross / 2.0 - 0.5;
    painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm));
    painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm));
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        emit removeAsked();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void FilterChip::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (event->button() == Qt::LeftButton && isDown() && crossRect().contains(at)) {
        setDown(false);
        emit removeAsked();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void FilterChip::mouseMoveEvent(QMouseEvent *event)
{
    if (const bool on = crossRect().contains(event->position().toPoint()); on != m_onCross) {
        m_onCross = on;
        update();
    }
    QAbstractButton::mouseMoveEvent(event);
}

void FilterChip::leaveEvent(QEvent *event)
{
    m_onCross = false;
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace tocsin::ui
