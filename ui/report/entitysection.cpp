// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/entitysection.h"

#include "core/entities/defang.h"
#include "ui/text/graphtext.h"
#include "ui/widgets/texttable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr qsizetype mostRows = 12; // before the table scrolls by itself

// The second for what is no address by its kind and holds one all the same: a command line.
QString harmless(const domain::Entity &entity)
{
    return entities::defangedText(entities::defanged(entity));
}

} // namespace

EntitySection::EntitySection(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new TextTableModel(theme, {tr("Kind"), tr("Value"), tr("Confidence")}, this))
    , m_table(new TextTable(theme, *m_model, u"reportEntities"_s))
{
    m_model->setFixedColumns({1});
    m_table->setAccessibleName(tr("Entities of the report"));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setColumnWidth(0, 100);
    m_table->setColumnWidth(1, 340);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    addActions();
    connect(m_table, &QTableView::customContextMenuRequested, this, &EntitySection::openMenu);
}

QAction *EntitySection::addPivot(const QString &text, const QString &name, Pivot pivot)
{
    auto *action = new QAction(text, m_table);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, [this, pivot] {
        if (const QList<domain::Entity> all = chosen(); !all.isEmpty())
            emit(this->*pivot)(all.constFirst());
    });
    m_table->addAction(action);
    return action;
}

void EntitySection::addActions()
{
    auto *defanged = new QAction(tr("Copy defanged"), m_table);
    defanged->setObjectName(u"copyDefanged"_s);
    connect(defanged, &QAction::triggered, this, [this] { copy(true); });
    auto *original = new QAction(tr("Copy original"), m_table);
    original->setObjectName(u"copyOriginal"_s);
    connect(original, &QAction::triggered, this, [this] { copy(false); });
    m_table->addActions({defanged, original});
    QAction *graph = addPivot(tr("Look up in the graph"), u"entityGraph"_s, &EntitySection::graphAsked);
    graph->setShortcut(Qt::Key_G);
    graph->setShortcutContext(Qt::WidgetShortcut);
    addPivot(tr("Incidents with it"), u"entityIncidents"_s, &EntitySection::incidentsAsked);
    addPivot(tr("Deliveries with it"), u"entityDeliveries"_s, &EntitySection::deliveriesAsked);
}

void EntitySection::setEntities(const QList<domain::Entity> &entities)
{
    m_entities = entities;
    QList<QList<TextTableModel::Cell>> rows;
    rows.reserve(entities.size());
    for (const domain::Entity &entity : entities)
        rows.append({{entityKindText(entity.kind, entity.kindText)},
                     {harmless(entity)},
                     {entity.confidence ? QLocale().toString(*entity.confidence, 'g', 4) : QString()}});
    m_model->setRows(rows);
    m_table->showRows(std::min<qsizetype>(rows.size(), mostRows));
}

QList<domain::Entity> EntitySection::chosen() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    QList<domain::Entity> all;
    for (const int row : std::as_const(rows))
        all.append(m_entities.at(row));
    return all;
}

void EntitySection::copy(bool defanged) const
{
    QStringList values;
    for (const domain::Entity &entity : chosen())
        values.append(defanged ? harmless(entity) : entity.value);
    if (!values.isEmpty())
        QGuiApplication::clipboard()->setText(values.join(u'\n'));
}

void EntitySection::openMenu(QPoint position)
{
    if (chosen().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_table->actions());
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

} // namespace tocsin::ui
