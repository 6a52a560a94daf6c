// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/graph.h"

#include <QAbstractButton>

#include <optional>

namespace tocsin::ui {

class Theme;

// One kind of node or connection: how it is drawn, its word, how many there are; a click hides or shows them.
// What is hidden is struck out, so that colour does not speak alone.
class LegendChip final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LegendChip)

public:
    explicit LegendChip(const Theme &theme, QWidget *parent = nullptr);

    void showNode(domain::EntityKind kind);
    void showLine(domain::RelationKind kind);
    void setWord(const QString &word, int count);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    std::optional<domain::EntityKind> m_node;
    std::optional<domain::RelationKind> m_line;
    QString m_word;
    QString m_count;
};

} // namespace tocsin::ui
