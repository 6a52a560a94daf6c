// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/parts.h"

#include <QAbstractButton>

namespace tocsin::ui {

class Theme;

// One condition of a filter: "status is not closed", and a cross. A click or Space asks for its opposite, the
// cross or Delete takes it out.
class FilterChip final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterChip)

public:
    FilterChip(const Theme &theme, const filter::FilterPart &part, QWidget *parent = nullptr);

    QString words() const; // "status is not closed"

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void removeAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void readWords(const filter::FilterPart &part);
    QRect crossRect() const;
    QFont valueFont() const;

    const Theme &m_theme;
    bool m_isNot;
    bool m_onCross = false;
    QString m_subject;  // "status"
    QString m_relation; // "is not"
    QString m_value;    // "closed"
};

} // namespace tocsin::ui
