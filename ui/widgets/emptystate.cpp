// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/emptystate.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

EmptyState::EmptyState(const Theme &theme, const QString &iconName, QWidget *parent)
    : QWidget(parent)
    , m_icon(new PlainLabel)
    , m_title(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_sentence(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_lines(new QVBoxLayout)
    , m_buttons(new QHBoxLayout)
{
    const auto tint = [this, &theme, iconName] {
        m_icon->setPixmap(icon(iconName, theme, Tone::Faint).pixmap(QSize(40, 40), devicePixelRatio()));
    };
    tint();
    connect(&theme, &Theme::changed, this, tint);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() + 3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_sentence->setLook(u"muted"_s);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(8);
    column->addStretch(2);
    for (PlainLabel *label : {m_icon, m_title, m_sentence}) {
        label->setAlignment(Qt::AlignHCenter);
        column->addWidget(label);
    }
    column->addSpacing(4);
    column->addLayout(m_lines);
    column->addSpacing(8);
    column->addLayout(m_buttons);
    m_buttons->setSpacing(8);
    m_buttons->addStretch();
    m_buttons->addStretch();
    column->addStretch(3);
}

void EmptyState::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

QPushButton *EmptyState::addButton(const QString &text, const QString &name, bool primary)
{
    QPushButton *button = primary ? primaryButton(text, name, this) : textButton(text, name, this);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

void EmptyState::addLine(QWidget *widget)
{
    m_lines->addWidget(widget, 0, Qt::AlignHCenter);
}

void EmptyState::setDetails(const QString &details)
{
    m_details = details;
    if (!m_copy && !details.isEmpty()) {
        m_copy = textButton(tr("Copy details"), u"copyDetails"_s, this);
        m_buttons->insertWidget(m_buttons->count() - 1, m_copy);
        connect(m_copy, &QPushButton::clicked, this,
                [this] { QGuiApplication::clipboard()->setText(m_details); });
    }
    if (m_copy)
        m_copy->setVisible(!details.isEmpty());
}

} // namespace tocsin::ui
