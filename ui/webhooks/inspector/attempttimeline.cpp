// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/attempttimeline.h"

#include "ui/text/attempttext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/mark.h"
#include "ui/widgets/visibletext.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int margin = 16; // px
constexpr int markSide = 13;
constexpr int smallSide = 9;
constexpr int reach = 14; // of a click

struct ChangeMark
{
    bool domain::AttemptChanges::*changed;
    Mark mark;
    Tone tone;
};
constexpr std::array<ChangeMark, 3> changeMarks{
    {{&domain::AttemptChanges::body, Mark::Triangle, Tone::Stale},
     {&domain::AttemptChanges::time, Mark::Clock, Tone::Muted},
     {&domain::AttemptChanges::signature, Mark::Diamond, Tone::Muted}}};

QRectF around(QPointF middle, int side)
{
    return {middle.x() - side / 2.0, middle.y() - side / 2.0, qreal(side), qreal(side)};
}

} // namespace

AttemptTimeline::AttemptTimeline(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(u"attemptTimeline"_s);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline of attempts"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AttemptTimeline::setHistory(const domain::AttemptHistory &history)
{
    m_history = history;
    m_current = qMin(m_current, int(history.rows.size()) - 1);
    m_plan = AttemptPlan(history);
    m_hasChanges = std::any_of(changeMarks.begin(), changeMarks.end(),
                               [this](const ChangeMark &mark) { return anyChanged(mark.changed); });
    updateGeometry();
    update();
}

int AttemptTimeline::labelWidth() const
{
    return qMax(fontMetrics().horizontalAdvance(tr("Planned")),
                fontMetrics().horizontalAdvance(tr("Received"))) +
           24;
}

AttemptTimeline::Lanes AttemptTimeline::lanes() const
{
    const int line = fontMetrics().height();
    const int planned = 10 + line / 2;
    const int received = m_history.schedule.isEmpty() ? planned : planned + line + 16;
    const int answer = received + markSide / 2 + line;
    const int changes = answer + (m_hasChanges ? line / 2 + 10 : 0);
    const int axis = changes + line + 2;
    return {planned, received, answer, changes, axis, m_hasChanges ? axis + line + 4 : axis};
}

QSize AttemptTimeline::sizeHint() const
{
    return {320, lanes().legend + fontMetrics().height() / 2 + 4};
}

QSize AttemptTimeline::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

qreal AttemptTimeline::x(Micros at) const
{
    const double left = margin + labelWidth();
    const double place = left + m_plan.part(at) * (width() - left - margin - markSide);
    return layoutDirection() == Qt::RightToLeft ? width() - place : place;
}

QPoint AttemptTimeline::placeOf(int row) const
{
    return row < 0 || row >= m_history.rows.size()
               ? QPoint()
               : QPointF(x(m_history.rows[row].facts.received), lanes().received).toPoint();
}

int AttemptTimeline::rowAt(QPoint position) const
{
    int best = -1;
    int distance = reach + 1;
    for (int i = 0; i < m_history.rows.size(); ++i) {
        const int away = qAbs(placeOf(i).x() - position.x());
        if (away < distance) {
            best = i;
            distance = away;
        }
    }
    return best;
}

QString AttemptTimeline::wordsOf(int row) const
{
    return row < 0 || row >= m_history.rows.size() ? QString() : attemptSentence(m_history.rows[row]);
}

void AttemptTimeline::setCurrentRow(int row)
{
    if (row < 0 || row >= m_history.rows.size())
        return;
    m_current = row;
    setAccessibleDescription(wordsOf(row));
    update();
}

void AttemptTimeline::select(int row)
{
    row = qBound(0, row, int(m_history.rows.size()) - 1);
    if (row < 0 || row == m_current)
        return;
    setCurrentRow(row);
    emit currentRowChanged(row);
}

void AttemptTimeline::keyPressEvent(QKeyEvent *event)
{
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Right:
        return select(m_current + forward);
    case Qt::Key_Left:
        return select(m_current - forward);
    case Qt::Key_Home:
        return select(0);
    case Qt::Key_End:
        return select(int(m_history.rows.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            emit openAsked(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void AttemptTimeline::mousePressEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->pos()); row >= 0)
        select(row);
}

void AttemptTimeline::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->pos()); row >= 0)
        emit openAsked(row);
}

bool AttemptTimeline::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), toolTipText(wordsOf(rowAt(help->pos()))), this);
    return true;
}

void AttemptTimeline::paintEvent(QPaintEvent *)
{
    if (m_history.rows.isEmpty())
        return;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // the order of the words is theirs, not the window's
    painter.setRenderHint(QPainter::Antialiasing);
    paintLanes(painter);
    paintPlanned(painter);
    paintReceived(painter);
    paintLegend(painter);
    paintAxis(painter);
}

void AttemptTimeline::paintLanes(QPainter &painter) const
{
    const Lanes at = lanes();
    const bool fromRight = layoutDirection() == Qt::RightToLeft;
    const int from = margin + labelWidth() - 8;
    const int line = fontMetrics().height();
    const auto lane = [&](int y, const QString &word) {
        painter.setPen(m_theme.color(Tone::Hairline));
        const QLineF rule(from, y + 0.5, width() - margin, y + 0.5);
        painter.drawLine(fromRight ? QLineF(width() - rule.x1(), y + 0.5, width() - rule.x2(), y + 0.5)
                                   : rule);
        painter.setPen(m_theme.color(Tone::Muted));
        const QRect label(margin, y - line / 2, labelWidth(), line);
        painter.drawText(
            QStyle::visualRect(layoutDirection(), rect(), label),
            int(Qt::AlignVCenter | Qt::AlignAbsolute | (fromRight ? Qt::AlignRight : Qt::AlignLeft)), word);
    };
    if (!m_history.schedule.isEmpty())
        lane(at.planned, tr("Planned"));
    lane(at.received, tr("Received"));
}

void AttemptTimeline::paintPlanned(QPainter &painter) const
{
    if (m_history.schedule.isEmpty())
        return;
    const Lanes at = lanes();
    for (const AttemptPlan::Planned &planned : m_plan.planned) {
        const QPointF middle(x(planned.at), at.planned + 0.5);
        if (planned.row >= 0) {
            const domain::AttemptRow &row = m_history.rows[planned.row];
            const bool calm = row.onTime || planned.row == 0;
            painter.setPen(QPen(m_theme.color(calm ? Tone::Hairline : Tone::Stale), 1));
            painter.drawLine(middle + QPointF(0, markSide / 2.0),
                             QPointF(x(row.facts.received), at.received - markSide / 2.0 - 2));
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Tone::Window)); // the lane does not run through it
        painter.drawEllipse(middle, markSide / 2.0, markSide / 2.0);
        const bool toCome = planned.row < 0 && !planned.isLate;
        drawMark(painter, around(middle, markSide - 2), planned.isLate ? Mark::Question : Mark::Ring,
                 m_theme.color(planned.isLate ? Tone::Stale
                               : toCome       ? Tone::Accent
                                              : Tone::Muted));
    }
}

void AttemptTimeline::paintReceived(QPainter &painter) const
{
    if (m_current >= 0) {
        const Lanes at = lanes();
        const QRectF band(placeOf(m_current).x() - reach, at.received - markSide, 2 * reach,
                          at.changes + smallSide + 2 - at.received + markSide);
        painter.setPen(hasFocus() ? QPen(m_theme.color(Tone::Focus), 1.5) : QPen(Qt::NoPen));
        painter.setBrush(m_theme.color(Tone::Selection));
        painter.drawRoundedRect(band, 4, 4);
    }
    for (int i = 0; i < m_history.rows.size(); ++i)
        paintAttempt(painter, i);
}

void AttemptTimeline::paintAttempt(QPainter &painter, int index) const
{
    const domain::AttemptRow &row = m_history.rows[index];
    const Lanes at = lanes();
    const QPointF middle(x(row.facts.received), at.received + 0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(index == m_current ? Tone::Selection : Tone::Window));
    painter.drawEllipse(middle, markSide / 2.0, markSide / 2.0);
    drawMark(painter, around(middle, markSide), row.facts.accepted ? Mark::Check : Mark::Cross,
             m_theme.color(row.facts.accepted ? Tone::Valid : Tone::Mismatch));
    // Answers are only written where there is room for them.
    const bool crowded = index > 0 && index != m_current &&
                         qAbs(x(m_history.rows[index - 1].facts.received) - middle.x()) < 2 * reach;
    painter.setPen(m_theme.color(Tone::Text));
    if (!crowded)
        painter.drawText(
            QRectF(middle.x() - 40, at.answer - fontMetrics().height() / 2.0, 80, fontMetrics().height()),
            Qt::AlignCenter, answerText(row.facts));
    if (!row.changes)
        return;
    int count = 0;
    for (const ChangeMark &change : changeMarks)
        count += (*row.changes).*change.changed ? 1 : 0;
    qreal left = middle.x() - (count * (smallSide + 1) - 1) / 2.0;
    for (const ChangeMark &change : changeMarks) {
        if (!((*row.changes).*change.changed))
            continue;
        drawMark(painter, QRectF(left, at.changes - smallSide / 2.0, smallSide, smallSide), change.mark,
                 m_theme.color(change.tone));
        left += smallSide + 1;
    }
}

bool AttemptTimeline::anyChanged(bool domain::AttemptChanges::*what) const
{
    return std::any_of(m_history.rows.begin(), m_history.rows.end(),
                       [what](const domain::AttemptRow &row) { return row.changes && (*row.changes).*what; });
}

// What the small marks say; only of those that are there.
void AttemptTimeline::paintLegend(QPainter &painter) const
{
    const QString words[] = {tr("changed body"), tr("new time"), tr("new signature")};
    const int y = lanes().legend;
    const int line = fontMetrics().height();
    int left = margin;
    painter.setPen(m_theme.color(Tone::Muted));
    for (std::size_t i = 0; i < changeMarks.size(); ++i) {
        if (!anyChanged(changeMarks[i].changed))
            continue;
        const int wide = fontMetrics().horizontalAdvance(words[i]);
        const QRect mark(left, y - smallSide / 2, smallSide, smallSide);
        const QRect text(left + smallSide + 5, y - line / 2, wide + 1, line);
        drawMark(painter, QStyle::visualRect(layoutDirection(), rect(), mark), changeMarks[i].mark,
                 m_theme.color(changeMarks[i].tone));
        painter.setPen(m_theme.color(Tone::Muted));
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), text), Qt::AlignCenter, words[i]);
        left += smallSide + wide + 24;
    }
}

// How long after the first attempt, at every attempt that has room for it, planned ones last.
void AttemptTimeline::paintAxis(QPainter &painter) const
{
    painter.setPen(m_theme.color(Tone::Muted));
    painter.setFont(m_theme.fixedFont());
    const QFontMetrics metrics = painter.fontMetrics();
    QList<QRectF> taken;
    const auto write = [&](Micros at) {
        const QString text = durationText((at - m_plan.first + microsPerSecond / 2) / microsPerSecond);
        const int wide = metrics.horizontalAdvance(text);
        QRectF box(x(at) - wide / 2.0, lanes().axis - metrics.height() / 2.0, wide, metrics.height());
        if (box.right() > width() - 2)
            box.moveRight(width() - 2);
        if (box.left() < 2)
            box.moveLeft(2);
        for (const QRectF &other : std::as_const(taken)) {
            if (other.adjusted(-6, 0, 6, 0).intersects(box))
                return;
        }
        taken.append(box);
        painter.drawText(box, Qt::AlignCenter, text);
    };
    write(m_plan.first);
    write(m_plan.last);
    for (const domain::AttemptRow &row : m_history.rows)
        write(row.facts.received);
    for (const AttemptPlan::Planned &planned : m_plan.planned)
        write(planned.at);
}

} // namespace tocsin::ui
