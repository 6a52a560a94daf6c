// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/entitytab.h"

#include "core/entities/defang.h"
#include "ui/text/graphtext.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/texttable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

EntityTab::EntityTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new TextTableModel(theme, {tr("Kind"), tr("Value")}, this))
    , m_table(new TextTable(theme, *m_model, u"incidentEntities"_s, this))
{
    m_model->setFixedColumns({1});
    m_table->setAccessibleName(tr("Entities of the incident"));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->horizontalHeader()->setStretchLastSection(true);
    showWhenEmpty(*m_table, tr("No address, account, host or hash was found in this incident."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    connect(m_table, &QWidget::customContextMenuRequested, this, &EntityTab::openMenu);
}

void EntityTab::setEntities(const QList<domain::Entity> &list)
{
    if (list == m_entities)
        return; // what is chosen stays so
    m_entities = list;
    QList<QList<TextTableModel::Cell>> rows;
    for (const domain::Entity &entity : list) {
        const QList<TextTableModel::Cell> cells{{entityKindText(entity.kind, entity.kindText)},
                                                {entities::defanged(entity)}};
        rows.append(cells);
    }
    m_model->setRows(rows);
}

const domain::Entity *EntityTab::chosen() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < m_entities.size() ? &m_entities.at(row) : nullptr;
}

void EntityTab::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    emit notice(tr("Copied"));
}

void EntityTab::openMenu(QPoint position)
{
    if (!chosen())
        return;
    const domain::Entity entity = *chosen();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy defanged"), this, [this, entity] { copy(entities::defanged(entity)); });
    menu->addAction(tr("Copy original"), this, [this, entity] { copy(entity.value); });
    menu->addSeparator();
    menu->addAction(tr("Look up in the graph"), this, [this, entity] { emit entityAsked(entity); });
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

} // namespace tocsin::ui
