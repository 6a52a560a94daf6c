// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/secret.h"
#include "ui/widgets/clipboardstay.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QPushButton;

namespace tocsin::ui {

class PlainLabel;

// A button that copies one secret, beside it how long the clipboard will hold it, and a button that clears it
// at once. The secret is never shown by it. The clipboard is cleared in time also when this widget is gone by
// then. Its parts are called NAME + "Copy", "Left" and "Clear".
class TimedClipboard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimedClipboard)

public:
    static constexpr auto usualStay = std::chrono::seconds(45);

    // `text` is the button's: "Copy key".
    TimedClipboard(const QString &text, const QString &name, QWidget *parent = nullptr);

    void setSecret(const Secret &secret); // an empty one cannot be copied
    void setStay(std::chrono::milliseconds stay) { m_stay = stay; }
    void copy();

signals:
    void copied();
    void cleared(); // it is no longer in the clipboard

private:
    void say(const QString &sentence, bool canClear);
    void tell();

    Secret m_secret;
    std::chrono::milliseconds m_stay = usualStay;
    QPointer<ClipboardStay> m_held;
    QTimer m_tick;
    QPushButton *m_copy;
    PlainLabel *m_left;
    QPushButton *m_clear;
};

} // namespace tocsin::ui
