// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/connections/productionnote.h"

#include "core/flows/workspace.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

ProductionNote::ProductionNote(const flows::Workspace &workspace, QWidget *parent)
    : QFrame(parent)
    , m_workspace(workspace)
    , m_text(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    setObjectName(u"productionNote"_s);
    setProperty("look", u"error"_s);
    m_text->setLook(u"fault"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(m_text);
    connect(&workspace, &flows::Workspace::switched, this, &ProductionNote::follow);
    follow();
}

void ProductionNote::follow()
{
    const bool isProduction = m_workspace.isOpen() && m_workspace.connection().production;
    setVisible(isProduction);
    if (isProduction)
        m_text->setText(tr("Production: what is sent from here goes to \"%1\".")
                            .arg(visibleText(m_workspace.connection().name, 80)));
}

} // namespace tocsin::ui
