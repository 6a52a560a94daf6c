// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/spinner.h"

#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

Spinner::Spinner(QWidget *parent) : QWidget(parent), m_label(new PlainLabel)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->addWidget(m_label);
    m_label->setLook(u"muted"_s);
    m_timer.setInterval(300);
    connect(&m_timer, &QTimer::timeout, this, &Spinner::tick);
    hide();
}

void Spinner::start(const QString &what)
{
    m_what = what;
    m_ticks = 0;
    m_timer.start();
}

void Spinner::stop()
{
    m_timer.stop();
    hide();
}

void Spinner::tick()
{
    ++m_ticks;
    const int seconds = m_ticks * 300 / 1000;
    m_label->setText(seconds < 2 ? m_what : tr("%1 %2 s").arg(m_what, QLocale().toString(seconds)));
    show();
}

} // namespace tocsin::ui
