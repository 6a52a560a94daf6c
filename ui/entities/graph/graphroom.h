// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QRectF>

#include <algorithm>
#include <vector>

namespace tocsin::ui {

// Where in a picture something stands already, in cells of 8 px.
class GraphRoom
{
public:
    explicit GraphRoom(QSizeF size)
        : m_columns(int(size.width()) / cell + 1)
        , m_rows(int(size.height()) / cell + 1)
        , m_seen(QPointF(), size)
        , m_taken(std::size_t(m_columns) * std::size_t(m_rows), false)
    {}

    bool sees(const QRectF &rect) const { return m_seen.intersects(rect); }
    // false = something is there; with force it is taken nonetheless.
    bool take(const QRectF &rect, bool force)
    {
        if (!sees(rect))
            return false;
        const int left = std::clamp(int(rect.left()) / cell, 0, m_columns - 1);
        const int right = std::clamp(int(rect.right()) / cell, 0, m_columns - 1);
        const int top = std::clamp(int(rect.top()) / cell, 0, m_rows - 1);
        const int bottom = std::clamp(int(rect.bottom()) / cell, 0, m_rows - 1);
        for (int y = top; y <= bottom && !force; ++y) {
            for (int x = left; x <= right; ++x) {
                if (m_taken[std::size_t(y * m_columns + x)])
                    return false;
            }
        }
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x)
                m_taken[std::size_t(y * m_columns + x)] = true;
        }
        return true;
    }

private:
    static constexpr int cell = 8;
    int m_columns;
    int m_rows;
    QRectF m_seen;
    std::vector<bool> m_taken;
};

} // namespace tocsin::ui
