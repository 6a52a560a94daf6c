// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/statusline.h"

#include "ui/widgets/plainlabel.h"

#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

StatusLine::StatusLine(QStatusBar &bar)
    : QObject(&bar)
    , m_counts(new PlainLabel)
    , m_notice(new PlainLabel(QString(), PlainLabel::Fit::Elide))
{
    m_counts->setObjectName(u"statusText"_s);
    m_counts->setLook(u"muted"_s);
    m_counts->setContentsMargins(12, 2, 12, 2);
    m_notice->setObjectName(u"statusNotice"_s);
    m_notice->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_notice->setContentsMargins(12, 2, 12, 2);
    bar.setSizeGripEnabled(false);
    bar.addWidget(m_counts);
    bar.addPermanentWidget(m_notice, 1);
    m_fade.setSingleShot(true);
    m_fade.setInterval(8000);
    connect(&m_fade, &QTimer::timeout, this, [this] { m_notice->setText({}); });
}

void StatusLine::showCounts(const QString &text)
{
    m_counts->setText(text);
}

void StatusLine::showNotice(const QString &text, bool stays)
{
    if (m_inTrouble)
        return; // what is wrong is worth more than what just happened
    m_notice->setLook(u"muted"_s);
    m_notice->setText(text);
    if (stays)
        m_fade.stop();
    else
        m_fade.start();
}

void StatusLine::showTrouble(const QString &text)
{
    if (text.isEmpty() && !m_inTrouble)
        return;
    m_inTrouble = !text.isEmpty();
    m_fade.stop();
    m_notice->setLook(u"fault"_s);
    m_notice->setText(text);
}

} // namespace tocsin::ui
