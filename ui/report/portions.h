// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

#include <functional>

class QPushButton;
class QVBoxLayout;

namespace tocsin::ui {

// A column of things of which there may be thousands: the first of them, and a button for the next portion.
// A report that is made to be endless costs no more than a portion at a time.
class Portions final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Portions)

public:
    using Maker = std::function<QWidget *(qsizetype index)>;

    Portions(qsizetype count, qsizetype portion, Maker maker, QWidget *parent = nullptr);
    void setSpacing(int spacing);
    qsizetype shown() const { return m_shown; }

private:
    void showMore();

    const qsizetype m_count;
    const qsizetype m_portion;
    const Maker m_maker;
    qsizetype m_shown = 0;
    QVBoxLayout *m_column;
    QPushButton *m_more;
};

} // namespace tocsin::ui
