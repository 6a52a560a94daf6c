// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/searchresult.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace tocsin::ui {

class SearchResultsModel;
class Theme;

// Two lines for a hit: what it is and how old, then why it was found with the words marked.
class SearchDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchDelegate)

public:
    SearchDelegate(const Theme &theme, const SearchResultsModel &model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHit(QPainter &painter, const QStyleOptionViewItem &option,
                  const flows::SearchResult &result) const;
    int paintFacts(QPainter &painter, const QStyleOptionViewItem &option, const QRect &line,
                   const flows::SearchResult &result) const; // the width that they take
    void paintMarked(QPainter &painter, const QStyleOptionViewItem &option, const QRect &line,
                     const flows::Excerpt &excerpt, const QFont &font, Tone tone) const;

    const Theme &m_theme;
    const SearchResultsModel &m_model;
};

} // namespace tocsin::ui
