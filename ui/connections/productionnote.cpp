// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/connections/productionnote.h"

#include "core/flows/workspace.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QDialog>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int besides = 24; // px, of dialogs whose content has the margins

QString productionName(const flows::Workspace &workspace)
{
    const bool isProduction = workspace.isOpen() && workspace.connection().production;
    return isProduction ? workspace.connection().name : QString();
}

} // namespace

ProductionNote::ProductionNote(const flows::Workspace &workspace, QWidget *parent)
    : ProductionNote(productionName(workspace), parent)
{
    connect(&workspace, &flows::Workspace::switched, this,
            [this, &workspace] { tell(productionName(workspace)); });
}

ProductionNote::ProductionNote(const QString &system, QWidget *parent)
    : QFrame(parent)
    , m_text(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    setObjectName(u"productionNote"_s);
    setProperty("look", u"error"_s);
    m_text->setLook(u"fault"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(m_text);
    tell(system);
}

QString ProductionNote::sentence(const QString &system)
{
    return system.isEmpty()
               ? QString()
               : tr("Production: what is sent from here goes to \"%1\".").arg(visibleText(system, 80));
}

void ProductionNote::tell(const QString &system)
{
    if (parentWidget() || system.isEmpty()) // alone it would be a window
        setVisible(!system.isEmpty());
    m_text->setText(sentence(system));
}

void ProductionNote::putOn(QDialog &dialog, const QString &system)
{
    auto *column = qobject_cast<QVBoxLayout *>(dialog.layout());
    if (system.isEmpty() || !column)
        return;
    auto *note = new ProductionNote(system);
    if (column->contentsMargins().left() > 0)
        return column->insertWidget(0, note);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(besides, 0, besides, 8);
    row->addWidget(note);
    column->insertLayout(0, row);
}

} // namespace tocsin::ui
