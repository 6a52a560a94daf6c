// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLabel>

namespace tocsin::ui {

// The one label of this program: never rich text, never a link, control and bidirectional characters made
// visible. An eliding label shows as much as fits, cut in the middle or at the end, and the whole on hover.
class PlainLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainLabel)

public:
    // Flow wraps as Wrap does, in whatever width it is given: it holds nothing around it to a width.
    enum class Fit { Whole, Wrap, Flow, Elide, ElideEnd };

    explicit PlainLabel(QWidget *parent = nullptr) : PlainLabel(QString(), Fit::Whole, parent) {}
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr) : PlainLabel(text, Fit::Whole, parent)
    {}
    PlainLabel(const QString &text, Fit fit, QWidget *parent = nullptr);

    void setText(const QString &text); // text from outside is welcome
    QString original() const { return m_original; }
    void setLook(const QString &look); // "muted", "section", "strong", "fault", "advice"; see stylesheet.cpp
    void setSelectable();

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void alignToReading();
    bool wraps() const { return m_fit == Fit::Wrap || m_fit == Fit::Flow; }
    bool elides() const { return m_fit == Fit::Elide || m_fit == Fit::ElideEnd; }

    QString m_original;
    Fit m_fit;
};

PlainLabel *sectionLabel(const QString &text, QWidget *parent = nullptr); // small, grey, semibold

} // namespace tocsin::ui
