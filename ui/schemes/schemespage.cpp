// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/schemes/schemespage.h"

#include "core/flows/webhookdesk.h"
#include "core/signature/schemedraft.h"
#include "core/signature/schemewriter.h"
#include "ui/schemes/livepanel.h"
#include "ui/schemes/schemedetail.h"
#include "ui/schemes/schemeeditor.h"
#include "ui/text/errortext.h"
#include "ui/text/schemetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/splitters.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QSaveFile>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int rowPixels = 28;
constexpr int listWidth = 560;
} // namespace

SchemesPage::SchemesPage(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_model(new SchemesTableModel(this))
    , m_filter(new SchemesFilter(this))
    , m_search(new QLineEdit)
    , m_count(new PlainLabel)
    , m_table(new QTableView)
    , m_detail(new SchemeDetail(theme))
    , m_stack(new QStackedWidget)
{
    setObjectName(u"schemesPage"_s);
    m_filter->setSourceModel(m_model);
    m_stack->addWidget(buildBrowser());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &typed) {
        m_filter->setTyped(typed);
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_filter->index(0, 0));
        showCount();
        showChosen();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SchemesPage::showChosen);
    connect(m_detail, &SchemeDetail::copyAsked, this, &SchemesPage::copy);
    connect(m_detail, &SchemeDetail::editAsked, this, &SchemesPage::edit);
    connect(m_detail, &SchemeDetail::removeAsked, this, &SchemesPage::askRemove);
    connect(m_detail, &SchemeDetail::exportAsked, this, &SchemesPage::exportFile);
    connect(&m_desk, &flows::WebhookDesk::schemesChanged, this, [this] {
        if (m_filled)
            refresh();
    });
}

QWidget *SchemesPage::buildHead()
{
    auto *head = new QFrame;
    head->setProperty("look", u"bar"_s);
    m_search->setObjectName(u"schemeSearch"_s);
    m_search->setPlaceholderText(tr("Search by sender, header or algorithm"));
    m_search->setAccessibleName(tr("Search schemes"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(200);
    m_search->setProperty("look", u"search"_s);
    m_search->addAction(icon(u"search"_s, m_theme), QLineEdit::LeadingPosition);
    m_count->setLook(u"muted"_s);
    m_count->setObjectName(u"schemeCount"_s);
    QPushButton *add = iconTextButton(m_theme, u"plus"_s, tr("New scheme"), u"newSchemeButton"_s, this);
    QPushButton *import = textButton(tr("Import…"), u"importSchemeButton"_s, this);
    QPushButton *again = textButton(tr("Read the folder again"), u"reloadSchemes"_s, this);
    again->setToolTip(tr("After files were put into the folder of your schemes by other means"));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_search, 1);
    row->addWidget(m_count);
    row->addWidget(again);
    row->addWidget(import);
    row->addWidget(add);
    connect(add, &QPushButton::clicked, this, &SchemesPage::addNew);
    connect(import, &QPushButton::clicked, this, &SchemesPage::importFile);
    connect(again, &QPushButton::clicked, this, &SchemesPage::reload);
    return head;
}

QWidget *SchemesPage::buildBrowser()
{
    m_table->setObjectName(u"schemesTable"_s);
    m_table->setAccessibleName(tr("Signature schemes"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new CellDelegate(m_theme, m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPixels);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setFixedHeight(30);
    m_table->horizontalHeader()->setSectionResizeMode(SchemesTableModel::Name, QHeaderView::Stretch);
    m_table->setColumnWidth(SchemesTableModel::Strength, 104);
    m_table->setColumnWidth(SchemesTableModel::Evidence, 104);
    m_table->setColumnWidth(SchemesTableModel::Origin, 136);
    m_table->setMinimumWidth(380);
    showWhenEmpty(*m_table, tr("No scheme has these words. A sender that is not there can be added: New "
                               "scheme, or learn it from captured deliveries."));
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(text, m_table);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        m_table->addAction(action);
    };
    key(tr("Edit, or copy a built-in one"), {Qt::Key_Return, Qt::Key_Enter}, &SchemesPage::edit);
    key(tr("Delete…"), {Qt::Key_Delete}, &SchemesPage::askRemove);
    connect(m_table, &QTableView::doubleClicked, this, &SchemesPage::edit);
    auto *find = new QAction(tr("Search schemes"), this);
    find->setShortcut(Qt::Key_Slash);
    find->setShortcutContext(Qt::WidgetShortcut);
    connect(find, &QAction::triggered, m_search, qOverload<>(&QWidget::setFocus));
    m_table->addAction(find);
    auto *splitter = hairlineSplitter(Qt::Horizontal);
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({listWidth, listWidth});
    m_detail->setMinimumWidth(330);
    auto *browser = new QWidget;
    auto *column = new QVBoxLayout(browser);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(splitter, 1);
    return browser;
}

void SchemesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!std::exchange(m_filled, true))
        refresh();
}

void SchemesPage::refresh()
{
    const SchemeEntry *before = chosen();
    const QString key = before ? before->key() : QString();
    m_model->setSchemes(m_desk.schemes(), m_desk.ownSchemes());
    showCount();
    chooseKey(key);
}

void SchemesPage::showCount()
{
    const int all = m_model->rowCount();
    const int found = m_filter->rowCount();
    const auto own = m_desk.ownSchemes().size();
    if (found < all)
        m_count->setText(tr("%1 of %n scheme(s)", nullptr, all).arg(found));
    else
        m_count->setText(own == 0 ? tr("%n scheme(s)", nullptr, all)
                                  : tr("%n scheme(s), %1 yours", nullptr, all).arg(own));
}

const SchemeEntry *SchemesPage::chosen() const
{
    const QModelIndex index = m_filter->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model->entry(index.row()) : nullptr;
}

void SchemesPage::chooseKey(const QString &key)
{
    const QModelIndex source = m_model->index(qMax(0, m_model->rowOf(key)), 0);
    QModelIndex index = m_filter->mapFromSource(source);
    if (!index.isValid())
        index = m_filter->index(0, 0);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    showChosen();
}

void SchemesPage::showChosen()
{
    m_detail->show(chosen());
}

void SchemesPage::focusList()
{
    if (m_stack->currentIndex() == 0)
        m_table->setFocus();
}

void SchemesPage::reload()
{
    m_desk.reloadSchemes(this, [this](const Result<void> &done) {
        emit notice(done ? tr("The schemes were read again") : errorSentence(done.error()));
    });
}

QStringList SchemesPage::takenIds() const
{
    QStringList ids;
    for (const signature::Scheme &scheme : m_desk.schemes().all())
        ids.append(scheme.id);
    return ids;
}

void SchemesPage::makeEditor()
{
    if (m_editor)
        return;
    m_editor = new SchemeEditor(m_theme, m_desk);
    m_stack->addWidget(m_editor);
    connect(m_editor, &SchemeEditor::saved, this, [this](const QString &name) {
        m_stack->setCurrentIndex(0);
        m_search->clear();
        refresh();
        chooseKey(name);
        m_table->setFocus();
        emit notice(tr("Saved %1; it is in use from the next request on").arg(name));
    });
    connect(m_editor, &SchemeEditor::left, this, [this] {
        m_stack->setCurrentIndex(0);
        m_table->setFocus();
    });
    emit editorMade();
}

void SchemesPage::openEditor(const QByteArray &text, const QString &fileName, const QString &title)
{
    makeEditor();
    m_stack->setCurrentWidget(m_editor);
    m_editor->edit(text, fileName, title);
}

bool SchemesPage::hasDraft() const
{
    return m_stack->currentIndex() != 0 && m_editor->isChanged();
}

void SchemesPage::askBeforeLosing(const std::function<void()> &then)
{
    m_editor->askBeforeLosing(then);
}

void SchemesPage::sayBusy()
{
    emit notice(tr("A scheme is being edited; save or discard it first"));
}

void SchemesPage::addNew()
{
    if (hasDraft())
        return sayBusy();
    openEditor(signature::newSchemeText(flows::freeSchemeId(u"my-sender"_s, takenIds())), {},
               tr("New scheme"));
}

void SchemesPage::openDraft(const QByteArray &text, const QString &title, const QString &endpoint)
{
    if (hasDraft())
        return sayBusy();
    const QString id = signature::SchemeDraft(text).value("/id");
    const QString free = flows::freeSchemeId(id, takenIds());
    signature::SchemeDraft draft(text);
    if (free != id)
        draft.setText({}, "id", free);
    openEditor(draft.text(), {}, title);
    if (!endpoint.isEmpty())
        m_editor->live().chooseEndpoint(endpoint);
}

void SchemesPage::edit()
{
    const SchemeEntry *entry = chosen();
    if (!entry)
        return;
    if (!entry->isOwn())
        return copy();
    openEditor(entry->text, entry->fileName,
               tr("Edit %1").arg(entry->scheme ? schemeName(*entry->scheme) : entry->fileName));
}

void SchemesPage::copy()
{
    const SchemeEntry *entry = chosen();
    if (!entry || !entry->scheme)
        return;
    const QByteArray text = entry->isOwn() ? entry->text : builtInSchemeText(entry->id());
    openEditor(signature::renamedSchemeText(text, flows::freeSchemeId(entry->id(), takenIds()),
                                            tr("%1 (copy)").arg(entry->scheme->name)),
               {}, tr("Copy of %1").arg(schemeName(*entry->scheme)));
}

void SchemesPage::askRemove()
{
    const SchemeEntry *entry = chosen();
    if (!entry || !entry->isOwn())
        return;
    const QString file = entry->fileName;
    const QString shown = visibleText(file, 80);
    confirm(
        this,
        {u"confirmRemoveScheme"_s, tr("Delete scheme"),
         entry->replacesBuiltIn
             ? tr("Delete your scheme %1? The built-in one takes its place again.").arg(shown)
             : tr("Delete your scheme %1? The verdicts of deliveries that it was used for stay.").arg(shown),
         tr("Delete %1").arg(shown)},
        [this, file] {
            m_desk.removeScheme(file, this, [this](const Result<void> &done) {
                emit notice(done ? tr("Deleted") : errorSentence(done.error()));
            });
        });
}

void SchemesPage::exportFile()
{
    const SchemeEntry *entry = chosen();
    if (!entry)
        return;
    const QByteArray text = entry->isOwn() ? entry->text : builtInSchemeText(entry->id());
    auto *dialog = new QFileDialog(this, tr("Export scheme"));
    dialog->setObjectName(u"exportScheme"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(entry->isOwn() ? entry->fileName : entry->id() + u".json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, text](const QString &path) {
        QSaveFile file(path);
        const bool done = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
        emit notice(
            done ? tr("Saved %1").arg(QDir::toNativeSeparators(path))
                 : tr("%1 could not be written: %2").arg(QDir::toNativeSeparators(path), file.errorString()));
    });
    dialog->open();
}

void SchemesPage::importFile()
{
    auto *dialog = new QFileDialog(this, tr("Import scheme"));
    dialog->setObjectName(u"importScheme"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Scheme files (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &SchemesPage::readFile);
    dialog->open();
}

// Into the editor, not into the folder: a file of somebody else's is looked at first, and mended if it needs.
void SchemesPage::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        emit notice(tr("%1 cannot be read: %2").arg(QDir::toNativeSeparators(path), file.errorString()));
        return;
    }
    const QByteArray text = file.read(signature::Catalogue::maxFileSize + 1);
    if (text.size() > signature::Catalogue::maxFileSize) {
        emit notice(tr("%1 is larger than any scheme").arg(QDir::toNativeSeparators(path)));
        return;
    }
    openDraft(text, tr("Import %1").arg(QFileInfo(path).fileName()));
}

} // namespace tocsin::ui
