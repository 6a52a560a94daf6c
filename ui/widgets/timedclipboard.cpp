// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/timedclipboard.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

TimedClipboard::TimedClipboard(const QString &text, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_copy(textButton(text, name + u"Copy"_s, this))
    , m_left(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd, this))
    , m_clear(textButton(tr("Clear now"), name + u"Clear"_s, this))
{
    setObjectName(name);
    m_left->setObjectName(name + u"Left"_s);
    m_left->setLook(u"muted"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_copy);
    row->addWidget(m_clear);
    row->addWidget(m_left, 1);
    m_copy->setEnabled(false);
    say({}, false);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &TimedClipboard::tell);
    connect(m_copy, &QPushButton::clicked, this, &TimedClipboard::copy);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        if (m_held)
            m_held->end();
    });
}

void TimedClipboard::setSecret(const Secret &secret)
{
    m_secret = secret;
    m_copy->setEnabled(!secret.isEmpty());
}

void TimedClipboard::copy()
{
    if (m_secret.isEmpty())
        return;
    m_held = ClipboardStay::copy(m_secret, m_stay);
    connect(m_held, &ClipboardStay::ended, this, [this, mine = m_held.data()] {
        if (m_held != mine) // it was copied once more
            return;
        m_held = nullptr;
        m_tick.stop();
        if (m_clear->hasFocus())
            m_copy->setFocus();
        say(tr("No longer in the clipboard"), false);
        emit cleared();
    });
    m_tick.start();
    tell();
    emit copied();
}

void TimedClipboard::tell()
{
    if (!m_held)
        return;
    const int seconds = int(std::chrono::ceil<std::chrono::seconds>(m_held->left()).count());
    say(tr("In the clipboard for %n more second(s)", nullptr, seconds), true);
}

void TimedClipboard::say(const QString &sentence, bool canClear)
{
    m_left->setText(sentence);
    m_clear->setVisible(canClear);
}

} // namespace tocsin::ui
