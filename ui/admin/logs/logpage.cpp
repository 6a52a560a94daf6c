// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/logs/logpage.h"

#include "ui/admin/logs/logtable.h"
#include "ui/text/timetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <numeric>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using logs::Level;

LogPage::LogPage(const Theme &theme, logs::LogBook &book, QWidget *parent)
    : QWidget(parent)
    , m_book(book)
    , m_model(new LogTableModel(book, this))
    , m_table(new LogTable(theme, *m_model))
    , m_level(new QComboBox)
    , m_category(new QComboBox)
    , m_search(new QLineEdit)
    , m_live(textButton(tr("Live"), u"logLive"_s, this))
    , m_count(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_line(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_empty(new EmptyState(theme, u"note"_s))
    , m_states(new QStackedWidget)
{
    setObjectName(u"logPage"_s);
    m_line->setObjectName(u"logLine"_s);
    m_line->setSelectable();
    m_line->setFont(theme.fixedFont());
    m_line->setContentsMargins(16, 8, 16, 12);
    m_fault->setObjectName(u"logFault"_s);
    m_fault->setLook(u"fault"_s);
    m_fault->setContentsMargins(16, 8, 16, 8);
    buildStates();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead(theme));
    column->addWidget(m_fault);
    column->addWidget(m_states, 1);
    column->addWidget(m_line);
    connect(m_model, &LogTableModel::categoriesChanged, this, &LogPage::showCategories);
    connect(m_model, &LogTableModel::countChanged, this, &LogPage::showState);
    connect(m_table, &LogTable::copyAsked, this, &LogPage::copy);
    connect(m_table, &LogTable::searchAsked, m_search, qOverload<>(&QWidget::setFocus));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LogPage::showChosen);
    showCategories();
    showState();
}

QWidget *LogPage::buildHead(const Theme &theme)
{
    auto *head = new QFrame;
    head->setProperty("look", u"bar"_s);
    m_level->setObjectName(u"logLevel"_s);
    m_level->setAccessibleName(tr("Level"));
    m_level->addItem(tr("Everything"), int(Level::Debug));
    m_level->addItem(tr("Info and worse"), int(Level::Info));
    m_level->addItem(tr("Warnings and errors"), int(Level::Warning));
    m_level->addItem(tr("Errors"), int(Level::Critical));
    m_category->setObjectName(u"logCategory"_s);
    m_category->setAccessibleName(tr("Part of the program"));
    m_category->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_category->setMinimumContentsLength(11);
    m_level->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_level->setMinimumContentsLength(11);
    m_search->setMinimumWidth(140);
    m_search->setObjectName(u"logSearch"_s);
    m_search->setAccessibleName(tr("Search the log"));
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(200);
    m_search->setProperty("look", u"search"_s);
    m_search->addAction(icon(u"search"_s, theme), QLineEdit::LeadingPosition);
    m_live->setCheckable(true);
    m_live->setChecked(true);
    m_live->setToolTip(tr("Off: what comes waits until you switch it on again"));
    m_count->setObjectName(u"logCount"_s);
    m_count->setLook(u"muted"_s);
    QPushButton *copyButton = iconTextButton(theme, u"copy"_s, tr("Copy"), u"copyLog"_s, this);
    copyButton->setToolTip(tr("The chosen lines, or all that are shown; secrets are left out"));
    QPushButton *support = textButton(tr("Support bundle…"), u"supportBundle"_s, this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_search, 4);
    row->addWidget(m_level);
    row->addWidget(m_category);
    row->addWidget(m_count, 1);
    row->addWidget(m_live);
    row->addWidget(copyButton);
    row->addWidget(support);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogPage::apply);
    connect(m_category, &QComboBox::currentIndexChanged, this, &LogPage::apply);
    connect(m_search, &QLineEdit::textChanged, this, &LogPage::apply);
    connect(m_live, &QPushButton::toggled, m_model, &LogTableModel::setLive);
    connect(copyButton, &QPushButton::clicked, this, &LogPage::copy);
    connect(support, &QPushButton::clicked, this, &LogPage::supportAsked);
    return head;
}

void LogPage::buildStates()
{
    m_empty->setObjectName(u"logEmpty"_s);
    m_all = m_empty->addButton(tr("Show everything"), u"showAllLog"_s, true);
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_level->setCurrentIndex(0);
        m_category->setCurrentIndex(0);
        m_search->clear();
    });
    m_states->setObjectName(u"logStates"_s);
    m_states->addWidget(m_table);
    m_states->addWidget(m_empty);
}

void LogPage::focusList()
{
    m_states->currentIndex() == 0 ? m_table->setFocus() : m_search->setFocus();
}

void LogPage::apply()
{
    m_model->setFilter(
        {Level(m_level->currentData().toInt()), m_category->currentData().toString(), m_search->text()});
}

void LogPage::showCategories()
{
    const QSignalBlocker quiet(m_category);
    const QString chosen = m_category->currentData().toString();
    m_category->clear();
    m_category->addItem(tr("Every part"), QString());
    for (const QString &category : m_model->categories())
        m_category->addItem(category, category);
    m_category->setCurrentIndex(qMax(0, m_category->findData(chosen)));
}

void LogPage::showState()
{
    const int rows = m_model->rowCount();
    const bool isFiltered = m_model->filter() != LogFilter();
    if (isFiltered)
        m_count->setText(tr("%1 of %n line(s)", nullptr, int(m_model->all())).arg(rows));
    else
        m_count->setText(tr("%n line(s)", nullptr, rows));
    m_all->setVisible(isFiltered);
    if (isFiltered)
        m_empty->setTexts(tr("No line is like this"), tr("The log of this run holds others."));
    else
        m_empty->setTexts(tr("Nothing to report"),
                          tr("What goes wrong in the background is said here, and kept in files of yours."));
    m_states->setCurrentIndex(rows > 0 ? 0 : 1);
    const QString fault = m_book.fault();
    m_fault->setText(fault.isEmpty() ? QString() : tr("Only in memory: %1").arg(fault));
    m_fault->setVisible(!fault.isEmpty());
    showChosen();
}

void LogPage::showChosen()
{
    const logs::LogLine *line = m_model->at(m_table->currentIndex().row());
    m_line->setVisible(line != nullptr);
    if (line)
        m_line->setText(momentText(line->at) + u"  "_s + line->category + u"  "_s + line->text);
}

void LogPage::copy()
{
    QList<int> rows = m_table->selectedRows();
    if (rows.size() < 2 && !m_table->hasFocus()) { // by the button: what is shown
        rows.resize(m_model->rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    if (rows.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(m_model->rowsAsText(rows));
    emit notice(tr("Copied %n line(s)", nullptr, int(rows.size())));
}

} // namespace tocsin::ui
