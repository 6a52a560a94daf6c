// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/badge.h"

#include <QAbstractButton>

namespace tocsin::ui {

class Theme;

// One line that leads somewhere: a mark, a short name in the fixed font, and a title that is cut at its end,
// whole on hover. Texts from outside are welcome.
class PivotRow final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PivotRow)

public:
    explicit PivotRow(const Theme &theme, QWidget *parent = nullptr);

    void setBadge(const BadgeText &badge) { m_badge = badge; } // its mark and colour; the word is spoken
    void setEntityIcon(const QString &iconName, Tone tone);
    void setTexts(const QString &name, const QString &title, const QString &tip = {});

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    BadgeText m_badge;
    QString m_iconName;
    Tone m_iconTone = Tone::Muted;
    QString m_name;
    QString m_title;
};

} // namespace tocsin::ui
