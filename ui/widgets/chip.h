// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/tokens.h"

#include <QAbstractButton>

namespace tocsin::ui {

class Theme;

// A state dot, a strong word and a quieter one in a hairline frame: the connection and listener chips of the
// top bar and the "n new" chip of a list. A button, so that the keyboard reaches it.
class Chip final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Chip)

public:
    explicit Chip(const Theme &theme, QWidget *parent = nullptr);

    void setDot(Tone tone);
    void setTexts(const QString &strong, const QString &quiet);
    void setFixedDigits(bool on); // strong text in the fixed font, for addresses

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont strongFont() const;

    const Theme &m_theme;
    Tone m_dot = Tone::Muted;
    bool m_hasDot = false;
    bool m_fixed = false;
    QString m_strong;
    QString m_quiet;
};

} // namespace tocsin::ui
