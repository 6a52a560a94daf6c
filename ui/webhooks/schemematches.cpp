// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/schemematches.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int rowHeight = 26; // px
constexpr int padding = 8;    // px
constexpr int gap = 10;       // px between name and id

// Names are separated by line feeds, so that no word is found across two of them.
bool beginsOneOf(const QString &names, const QString &typed)
{
    return names.startsWith(typed, Qt::CaseInsensitive) || names.contains(u'\n' + typed, Qt::CaseInsensitive);
}

bool beginsAWord(const QString &names, const QString &word)
{
    for (qsizetype at = names.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = names.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !names.at(at - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

} // namespace

void SchemeMatches::setTyped(const QString &typed)
{
    if (typed.trimmed() == m_typed)
        return; // rows keep their places under a list that is open
    m_typed = typed.trimmed();
    m_typedWords = m_typed.split(u' ', Qt::SkipEmptyParts);
    invalidate();
    sort(0);
}

bool SchemeMatches::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QString names = sourceModel()->index(row, 0, parent).data(SchemeWords).toString();
    return std::all_of(m_typedWords.begin(), m_typedWords.end(),
                       [&names](const QString &word) { return names.contains(word, Qt::CaseInsensitive); });
}

int SchemeMatches::distance(const QModelIndex &index) const
{
    const QString names = index.data(SchemeWords).toString();
    if (m_typed.isEmpty() || beginsOneOf(names, m_typed))
        return 0;
    const bool words = std::all_of(m_typedWords.begin(), m_typedWords.end(),
                                   [&names](const QString &word) { return beginsAWord(names, word); });
    return words ? 1 : 2;
}

bool SchemeMatches::lessThan(const QModelIndex &a, const QModelIndex &b) const
{
    const int first = distance(a);
    const int second = distance(b);
    return first != second ? first < second : a.row() < b.row();
}

void SchemeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const QPalette &palette = option.palette;
    const QFontMetrics &metrics = option.fontMetrics;
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    painter->setFont(option.font);
    if (chosen)
        painter->fillRect(option.rect, palette.color(QPalette::Highlight));
    const QRect inner = option.rect.adjusted(padding, 0, -padding, 0);
    const auto draw = [&](int from, int width, const QString &text, QPalette::ColorRole role,
                          Qt::TextElideMode elide) {
        const QRect rect = QStyle::visualRect(option.direction, inner,
                                              QRect(inner.x() + from, inner.y(), width, inner.height()));
        painter->setPen(palette.color(role));
        painter->drawText(rect,
                          int(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignLeft)) |
                              Qt::TextSingleLine,
                          metrics.elidedText(text, elide, width));
    };
    const QString strength = index.data(SchemeStrength).toString();
    const int strengthWidth = metrics.horizontalAdvance(strength) + 1;
    const int room = inner.width() - strengthWidth - gap;
    const QString name = index.data().toString();
    const int nameWidth = qMin(room, metrics.horizontalAdvance(name) + 1);
    draw(0, nameWidth, name, QPalette::Text, Qt::ElideMiddle);
    if (const int left = room - nameWidth - gap; left > 3 * padding)
        draw(nameWidth + gap, left, index.data(SchemeId).toString(), QPalette::PlaceholderText,
             Qt::ElideRight);
    draw(inner.width() - strengthWidth, strengthWidth, strength, QPalette::PlaceholderText, Qt::ElideNone);
    painter->restore();
}

QSize SchemeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, rowHeight};
}

} // namespace tocsin::ui
