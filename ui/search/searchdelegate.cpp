// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/search/searchdelegate.h"

#include "ui/entities/graph/graphlook.h"
#include "ui/search/searchresultsmodel.h"
#include "ui/text/numbertext.h"
#include "ui/text/searchtext.h"
#include "ui/text/severitytext.h"
#include "ui/text/timetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QPainter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::SearchResult;
using Row = SearchResultsModel::Row;

namespace {

constexpr int padding = 16; // px
constexpr int iconSide = 16;
constexpr int gap = 10;

QString iconOf(const SearchResult &result)
{
    switch (result.kind) {
    case SearchResult::Kind::Investigation:
        return u"investigate"_s;
    case SearchResult::Kind::Entity:
        return GraphLook::iconName(result.entity.kind);
    case SearchResult::Kind::Incident:
        return u"incidents"_s;
    case SearchResult::Kind::Delivery:
        return u"webhooks"_s;
    case SearchResult::Kind::Other:
        break;
    }
    return u"search"_s;
}

int flagsFor(Qt::LayoutDirection direction, Qt::Alignment side)
{
    return int(QStyle::visualAlignment(direction, side) | Qt::AlignVCenter) | Qt::TextSingleLine;
}

QFont strong(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

SearchDelegate::SearchDelegate(const Theme &theme, const SearchResultsModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{}

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int line = option.fontMetrics.height();
    return {200, m_model.row(index.row()).kind == Row::Kind::Hit ? 2 * line + 16 : line + 16};
}

void SearchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const Row row = m_model.row(index.row());
    if (row.kind != Row::Kind::Title) {
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, m_theme.color(Tone::Selection));
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, m_theme.color(Tone::Hover));
    }
    if (const SearchResult *result = m_model.result(index.row())) {
        paintHit(*painter, option, *result);
    } else {
        const bool isTitle = row.kind == Row::Kind::Title;
        const QRect inner = option.rect.adjusted(padding, isTitle ? 4 : 0, -padding, 0);
        painter->setFont(isTitle ? strong(option.font) : option.font);
        painter->setPen(m_theme.color(isTitle ? Tone::Muted : Tone::Accent));
        painter->drawText(
            inner, flagsFor(option.direction, Qt::AlignLeft),
            QFontMetrics(painter->font()).elidedText(index.data().toString(), Qt::ElideRight, inner.width()));
        if (isTitle) {
            painter->setPen(m_theme.color(Tone::Hairline));
            painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        }
    }
    painter->restore();
}

void SearchDelegate::paintHit(QPainter &painter, const QStyleOptionViewItem &option,
                              const SearchResult &result) const
{
    const QRect all = option.rect.adjusted(padding, 7, -padding, -7);
    const auto placed = [&](const QRect &part) {
        return QStyle::visualRect(option.direction, option.rect, part);
    };
    const Tone tone =
        result.kind == SearchResult::Kind::Entity ? GraphLook::tone(result.entity.kind) : Tone::Muted;
    icon(iconOf(result), m_theme, tone)
        .paint(&painter, placed(QRect(all.left(), all.top() + 1, iconSide, iconSide)));
    const int height = option.fontMetrics.height();
    const QRect first(all.left() + iconSide + gap, all.top(), all.width() - iconSide - gap, height);
    const QRect second(first.left(), first.bottom() + 2, first.width(), height);
    const int taken = paintFacts(painter, option, first, result);
    const bool inTitle = result.foundIn == flows::FoundIn::Title;
    const flows::Excerpt title = inTitle ? result.excerpt : flows::Excerpt{result.title, {}};
    paintMarked(painter, option, placed(first.adjusted(0, 0, -taken, 0)),
                title.text.isEmpty() ? flows::Excerpt{resultIdentity(result), {}} : title,
                strong(option.font), Tone::Text);
    const QString where =
        inTitle || result.excerpt.text.isEmpty() ? resultIdentity(result) : foundInText(result.foundIn);
    painter.setFont(option.font);
    painter.setPen(m_theme.color(Tone::Muted));
    const int wide = qMin(option.fontMetrics.horizontalAdvance(where) + 1, second.width());
    painter.drawText(placed(QRect(second.topLeft(), QSize(wide, height))),
                     flagsFor(option.direction, Qt::AlignLeft),
                     option.fontMetrics.elidedText(where, Qt::ElideRight, wide));
    if (!inTitle)
        paintMarked(painter, option, placed(second.adjusted(where.isEmpty() ? 0 : wide + gap, 0, 0, 0)),
                    result.excerpt, option.font, Tone::Muted);
}

int SearchDelegate::paintFacts(QPainter &painter, const QStyleOptionViewItem &option, const QRect &line,
                               const SearchResult &result) const
{
    int taken = 0;
    const auto place = [&](int width) {
        taken += width + gap;
        return QStyle::visualRect(option.direction, option.rect,
                                  QRect(line.right() + 1 - taken + gap, line.top(), width, line.height()));
    };
    const auto text = [&](const QString &words, Tone tone) {
        painter.setFont(option.font);
        painter.setPen(m_theme.color(tone));
        painter.drawText(place(option.fontMetrics.horizontalAdvance(words) + 1),
                         flagsFor(option.direction, Qt::AlignRight), words);
    };
    if (result.at > 0)
        text(relativeTime(result.at, m_model.now), Tone::Muted);
    if (result.isKept && result.source == flows::SearchSource::Server)
        text(tr("kept here too"), Tone::Valid);
    if (result.risk)
        text(tr("risk %1").arg(QLocale().toString(*result.risk, 'g', 3)), Tone::Muted);
    if (result.severity != domain::Severity::None) {
        const BadgeText badge = severityBadge(result.severity, result.severityText.left(20));
        drawBadge(painter, place(badgeWidth(option.fontMetrics, badge)), badge, m_theme, false,
                  option.direction);
    }
    return taken;
}

void SearchDelegate::paintMarked(QPainter &painter, const QStyleOptionViewItem &option, const QRect &line,
                                 const flows::Excerpt &excerpt, const QFont &font, Tone tone) const
{
    if (line.width() < 20 || excerpt.text.isEmpty())
        return;
    const flows::Excerpt shown = visibleExcerpt(excerpt);
    const QString text = QFontMetrics(font).elidedText(shown.text, Qt::ElideRight, line.width());
    const qsizetype whole = text == shown.text ? text.size() : text.size() - 1;
    QList<QTextLayout::FormatRange> formats;
    QTextCharFormat marked;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    marked.setBackground(m_theme.color(selected ? Tone::Window : Tone::Selection));
    marked.setForeground(m_theme.color(Tone::Text));
    for (const flows::Span &mark : shown.marks) {
        const qsizetype end = qMin(mark.from + mark.length, whole);
        if (mark.from < end)
            formats.append({int(mark.from), int(end - mark.from), marked});
    }
    QTextLayout layout(text, font);
    QTextOption options(Qt::AlignLeft | Qt::AlignAbsolute);
    options.setTextDirection(Qt::LayoutDirectionAuto); // the order of the words is theirs, not the window's
    options.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(options);
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine drawn = layout.createLine();
    drawn.setLineWidth(line.width());
    layout.endLayout();
    const double from = option.direction == Qt::RightToLeft
                            ? line.right() + 1 - qMin<double>(drawn.naturalTextWidth(), line.width())
                            : line.left();
    painter.setPen(m_theme.color(tone));
    painter.save();
    painter.setClipRect(line);
    layout.draw(&painter, QPointF(from, line.top()));
    painter.restore();
}

} // namespace tocsin::ui
