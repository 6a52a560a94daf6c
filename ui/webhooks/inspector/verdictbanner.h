// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>

namespace tocsin::ui {

class PlainLabel;
class Theme;

// The verdict as a strip in its colour: one strong sentence, then who has to change what.
class VerdictBanner final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VerdictBanner)

public:
    explicit VerdictBanner(const Theme &theme, QWidget *parent = nullptr);
    void setTexts(Tone tone, const QString &sentence, const QString &more);
    void setMore(const QString &more);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Tone m_tone = Tone::Muted;
    PlainLabel *m_sentence;
    PlainLabel *m_more;
};

} // namespace tocsin::ui
