// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/adminpage.h"

#include "ui/widgets/plainlabel.h"
#include "ui/widgets/sidedelegate.h"

#include <QListView>
#include <QSettings>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int listWidth = 176; // px
constexpr int nameRole = Qt::UserRole;
const QString kept = u"admin/section"_s;
} // namespace

AdminPage::AdminPage(const Theme &theme, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_names(new QStandardItemModel(this))
    , m_list(new QListView)
    , m_sections(new Sections(settings))
{
    setObjectName(u"adminPage"_s);
    m_list->setObjectName(u"adminSections"_s);
    m_list->setAccessibleName(tr("Sections"));
    m_list->setItemDelegate(new SideDelegate(theme, this));
    m_list->setModel(m_names);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    auto *side = new QFrame;
    side->setProperty("look", u"panel"_s);
    side->setFixedWidth(listWidth);
    auto *head = sectionLabel(tr("ADMINISTRATION"));
    head->setContentsMargins(16, 16, 16, 8);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_list, 1);
    auto *line = new QFrame;
    line->setProperty("look", u"rule"_s);
    line->setFixedWidth(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(side);
    row->addWidget(line);
    row->addWidget(m_sections, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) { choose(index.row()); });
    connect(m_sections, &LazyStack::notice, this, &AdminPage::notice);
    connect(m_sections, &LazyStack::pageMade, this, &AdminPage::sectionMade);
}

int AdminPage::listSection(const QString &name, const QString &title)
{
    auto *item = new QStandardItem(title);
    item->setData(name, nameRole);
    m_names->appendRow(item);
    return m_names->rowCount() - 1;
}

void AdminPage::choose(int row)
{
    if (row < 0 || m_sections->shown() == row)
        return;
    const bool byKeys = m_list->hasFocus(); // who walks through the names goes on walking
    m_sections->showPage(row);
    if (byKeys)
        m_list->setFocus();
}

void AdminPage::showSection(const QString &name)
{
    const QModelIndexList found = m_names->match(m_names->index(0, 0), nameRole, name, 1, Qt::MatchExactly);
    Q_ASSERT_X(!found.isEmpty(), "showSection", qPrintable(name));
    m_list->setCurrentIndex(found.constFirst());
}

QString AdminPage::section() const
{
    return m_list->currentIndex().data(nameRole).toString();
}

void AdminPage::makeSections()
{
    for (int row = 0; row < m_names->rowCount(); ++row)
        m_sections->ensure(row);
}

QList<std::pair<QString, QWidget *>> AdminPage::madeSections() const
{
    QList<std::pair<QString, QWidget *>> made;
    for (int row = 0; row < m_names->rowCount(); ++row) {
        if (QWidget *section = m_sections->pageOf(row))
            made.append({m_names->index(row, 0).data(nameRole).toString(), section});
    }
    return made;
}

void AdminPage::focusList()
{
    m_list->setFocus();
}

void AdminPage::saveState(QSettings &settings) const
{
    settings.setValue(kept, section());
    m_sections->saveStates();
}

void AdminPage::restoreState(QSettings &settings)
{
    const QString name = settings.value(kept).toString();
    if (!m_names->match(m_names->index(0, 0), nameRole, name, 1, Qt::MatchExactly).isEmpty())
        showSection(name);
}

void AdminPage::showEvent(QShowEvent *event)
{
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_names->index(0, 0));
    QWidget::showEvent(event);
}

} // namespace tocsin::ui
