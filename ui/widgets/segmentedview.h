// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/tokens.h"

#include <QByteArray>
#include <QList>
#include <QWidget>

namespace tocsin::ui {

class Theme;

// Bytes laid out in coloured, underlined segments that wrap like text, blanks and control bytes shown. Long
// segments are shortened in the middle, and say by how much; copying is the owner's business.
class SegmentedView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SegmentedView)

public:
    struct Segment
    {
        QByteArray bytes;
        Tone tone = Tone::Text;
        QString words = {}; // said in place of the bytes
        bool operator==(const Segment &) const = default;
    };

    explicit SegmentedView(const Theme &theme, QWidget *parent = nullptr);
    void setSegments(const QList<Segment> &segments);
    QString shownText() const; // what is drawn, for tests and for screen readers

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Run
    {
        QString text;
        Tone tone = Tone::Text;
    };
    int perLine(int width) const;

    const Theme &m_theme;
    QList<Run> m_runs;
    qsizetype m_length = 0; // characters in all runs
    bool m_underline = true;
};

} // namespace tocsin::ui
