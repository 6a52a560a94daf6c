// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTimer>
#include <QWidget>

namespace tocsin::ui {

class PlainLabel;

// The loading state: says what is being done and, after a while, for how long. It does not spin: the growing
// number of seconds is the sign of life and respects reduced motion. Appears only after 300 ms.
class Spinner final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Spinner)

public:
    explicit Spinner(QWidget *parent = nullptr);
    void start(const QString &what);
    void stop();

private:
    void tick();

    PlainLabel *m_label;
    QTimer m_timer;
    QString m_what;
    int m_ticks = 0; // of 300 ms
};

} // namespace tocsin::ui
