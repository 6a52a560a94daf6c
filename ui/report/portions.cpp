// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/portions.h"

#include "ui/text/numbertext.h"
#include "ui/widgets/buttons.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

Portions::Portions(qsizetype count, qsizetype portion, Maker maker, QWidget *parent)
    : QWidget(parent)
    , m_count(count)
    , m_portion(portion)
    , m_maker(std::move(maker))
    , m_column(new QVBoxLayout(this))
    , m_more(textButton(QString(), u"showMore"_s, this))
{
    m_more->setProperty("look", u"quiet"_s);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->addWidget(m_more);
    connect(m_more, &QPushButton::clicked, this, &Portions::showMore);
    showMore();
}

void Portions::setSpacing(int spacing)
{
    m_column->setSpacing(spacing);
}

void Portions::showMore()
{
    const qsizetype end = std::min(m_count, m_shown + m_portion);
    for (; m_shown < end; ++m_shown)
        m_column->insertWidget(m_column->count() - 1, m_maker(m_shown));
    const qsizetype left = m_count - m_shown;
    m_more->setText(tr("Show more (%1 left)").arg(numberText(left)));
    m_more->setVisible(left > 0);
}

} // namespace tocsin::ui
