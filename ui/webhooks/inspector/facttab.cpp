// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/facttab.h"

#include "ui/webhooks/inspector/factgrid.h"

#include <QVBoxLayout>

namespace tocsin::ui {

FactTab::FactTab(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme), m_facts(new FactGrid)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scrolled(m_facts));
}

} // namespace tocsin::ui
