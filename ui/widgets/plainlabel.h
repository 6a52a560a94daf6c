// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLabel>
#include <QStringList>

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
    // A wrapping label that no layout gives less than its lines need; some forms forget to ask.
    void keepLines();
    // What an eliding label says instead where the whole does not fit, from long to short.
    void setShorter(const QStringList &texts);

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void alignToReading();
    bool wraps() const { return m_fit == Fit::Wrap || m_fit == Fit::Flow; }
    bool elides() const { return m_fit == Fit::Elide || m_fit == Fit::ElideEnd; }

    void giveLines();
    QString fitting(int width) const;

    QString m_original;
    QStringList m_shorter;
    Fit m_fit;
    bool m_keepsLines = false;
};

PlainLabel *sectionLabel(const QString &text, QWidget *parent = nullptr); // small, grey, semibold

} // namespace tocsin::ui
