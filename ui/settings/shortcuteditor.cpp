// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/shortcuteditor.h"

#include "ui/settings/shortcutbook.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/shortcutpaper.h"
#include "ui/widgets/texttable.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

ShortcutEditor::ShortcutEditor(const Theme &theme, ShortcutBook &book, QWidget *parent)
    : QDialog(parent)
    , m_book(book)
    , m_model(new TextTableModel(theme, {tr("Command"), tr("Keys"), tr("Default"), tr("Where")}, this))
    , m_table(new TextTable(theme, *m_model, u"shortcutTable"_s))
    , m_filter(new QLineEdit)
    , m_keys(new QKeySequenceEdit)
    , m_assign(primaryButton(tr("Assign"), u"assignShortcut"_s, this))
    , m_take(textButton(tr("Take it over"), u"takeShortcut"_s, this))
    , m_none(textButton(tr("No key"), u"clearShortcut"_s, this))
    , m_reset(textButton(tr("Default"), u"resetShortcut"_s, this))
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    setObjectName(u"shortcutEditor"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Change keyboard shortcuts"));
    m_table->setAccessibleName(tr("Commands and their keys"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    showWhenEmpty(*m_table, tr("No command has this in its name, its keys or its place."));
    m_filter->setObjectName(u"shortcutFilter"_s);
    m_filter->setPlaceholderText(tr("Find a command or a key"));
    m_filter->setAccessibleName(tr("Find a command or a key"));
    m_filter->setClearButtonEnabled(true);
    m_message->setObjectName(u"shortcutMessage"_s);
    QPushButton *all = textButton(tr("Reset all…"), u"resetShortcuts"_s, this);
    QPushButton *html = textButton(tr("Save as HTML…"), u"shortcutsAsHtml"_s, this);
    QPushButton *pdf = textButton(tr("Save as PDF…"), u"shortcutsAsPdf"_s, this);
    QPushButton *close = textButton(tr("Close"), u"closeShortcuts"_s, this);
    for (QPushButton *button : {m_assign, m_take, m_none, m_reset, all, html, pdf, close})
        button->setAutoDefault(false); // Enter may be the key that is meant
    connect(all, &QPushButton::clicked, this, &ShortcutEditor::resetAll);
    connect(html, &QPushButton::clicked, this, [this] { save(false); });
    connect(pdf, &QPushButton::clicked, this, [this] { save(true); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutEditor::list);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);
    column->addWidget(buildKeys());
    column->addWidget(m_message);
    column->addLayout(footRow({all, html, pdf}, {close}));
    resize(760, 620);
    list();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ShortcutEditor::choose);
    connect(&m_book, &ShortcutBook::changed, this, &ShortcutEditor::list);
    m_table->selectRow(0);
    m_filter->setFocus();
}

QWidget *ShortcutEditor::buildKeys()
{
    auto *part = new QWidget;
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_keys->setObjectName(u"shortcutKeys"_s);
    m_keys->setAccessibleName(tr("New key"));
    m_keys->setMaximumWidth(240);
    m_take->hide();
    row->addWidget(new PlainLabel(tr("New key")));
    row->addWidget(m_keys, 1);
    row->addWidget(m_assign);
    row->addWidget(m_take);
    row->addStretch();
    row->addWidget(m_none);
    row->addWidget(m_reset);
    connect(m_assign, &QPushButton::clicked, this, &ShortcutEditor::assign);
    connect(m_take, &QPushButton::clicked, this, &ShortcutEditor::takeOver);
    connect(m_reset, &QPushButton::clicked, this, &ShortcutEditor::resetOne);
    connect(m_none, &QPushButton::clicked, this, [this] {
        if (m_book.bind(chosen(), {}))
            say({}, false);
    });
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, [this] {
        m_take->hide();
        m_assign->setEnabled(!m_keys->keySequence().isEmpty() && !chosen().isEmpty());
    });
    m_assign->setEnabled(false);
    return part;
}

void ShortcutEditor::list()
{
    const QString before = chosen();
    const QString wanted = m_filter->text().trimmed();
    QList<QList<TextTableModel::Cell>> rows;
    m_ids.clear();
    for (const ShortcutBook::Row &row : m_book.rows()) {
        const QString keys = keysText(row.keys());
        const bool fits = wanted.isEmpty() || row.text().contains(wanted, Qt::CaseInsensitive) ||
                          keys.contains(wanted, Qt::CaseInsensitive) ||
                          row.group.contains(wanted, Qt::CaseInsensitive);
        if (!fits)
            continue;
        m_ids.append(row.id);
        rows.append({{row.text(), false},
                     {keys, row.isChanged()},
                     {keysText(row.fallback), false},
                     {row.group, false}});
    }
    m_model->setRows(rows);
    m_table->setColumnWidth(0, 280);
    m_table->setColumnWidth(1, 130);
    m_table->setColumnWidth(2, 130);
    const qsizetype again = m_ids.indexOf(before);
    if (!m_ids.isEmpty())
        m_table->selectRow(int(qMax(qsizetype(0), again)));
    choose();
}

QString ShortcutEditor::chosen() const
{
    const QModelIndexList rows =
        m_table->selectionModel() ? m_table->selectionModel()->selectedRows() : QModelIndexList();
    return rows.isEmpty() ? QString() : m_ids.value(rows.first().row());
}

void ShortcutEditor::choose()
{
    const bool isOne = !chosen().isEmpty();
    m_take->hide();
    m_none->setEnabled(isOne);
    m_reset->setEnabled(isOne);
    m_assign->setEnabled(isOne && !m_keys->keySequence().isEmpty());
}

void ShortcutEditor::assign()
{
    const Result<void> bound = m_book.bind(chosen(), {m_keys->keySequence()});
    if (!bound) {
        say(bound.error().detail, true);
        m_take->show();
        return;
    }
    m_keys->clear();
    say(tr("It works from now on."), false);
}

void ShortcutEditor::takeOver()
{
    m_book.take(m_keys->keySequence(), chosen());
    m_keys->clear();
    say(tr("It works from now on."), false);
}

// Its default may belong to another one meanwhile.
void ShortcutEditor::resetOne()
{
    const QString id = chosen();
    for (const ShortcutBook::Row &row : m_book.rows()) {
        if (row.id != id)
            continue;
        if (const Result<void> bound = m_book.bind(id, row.fallback); !bound)
            say(bound.error().detail, true);
        else
            say({}, false);
    }
}

void ShortcutEditor::resetAll()
{
    confirm(this,
            {u"resetAllShortcuts"_s, tr("Reset shortcuts"),
             tr("Give every command the keys back that it came with? Your own are forgotten."),
             tr("Reset all shortcuts")},
            [this] { m_book.resetAll(); });
}

void ShortcutEditor::say(const QString &text, bool isFault)
{
    m_message->setLook(isFault ? u"fault"_s : u"muted"_s);
    m_message->setText(text);
}

void ShortcutEditor::save(bool isPdf)
{
    QList<PaperGroup> groups;
    for (const ShortcutBook::Row &row : m_book.rows()) {
        if (row.keys().isEmpty())
            continue;
        if (groups.isEmpty() || groups.last().title != row.group)
            groups.append({row.group, {}});
        groups.last().keys.append({row.text(), keysText(row.keys())});
    }
    askAndSavePaper(*this, groups, isPdf, [this](const QString &said) { say(said, false); });
}

} // namespace tocsin::ui
