// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPlainTextEdit>

namespace tocsin::ui {

// Plain text to read and select, as tall as it needs to be, broken anywhere: a label breaks between words
// only, and cuts off what has none (a token, a signature, two thousand times one letter). Text from outside
// is welcome.
class LongText final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LongText)

public:
    explicit LongText(const QString &text, QWidget *parent = nullptr);

    static bool needs(const QString &text); // a word too long for a label
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitHeight();
};

} // namespace tocsin::ui
