// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/audit/auditpage.h"

#include "core/filter/parts.h"
#include "ui/admin/audit/audittable.h"
#include "ui/admin/audit/chainstrip.h"
#include "ui/filter/filterbar.h"
#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/splitters.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString countText(qint64 number, bool atLeast)
{
    return atLeast ? AuditPage::tr("%n write(s) and more", nullptr, int(number))
                   : AuditPage::tr("%n write(s)", nullptr, int(number));
}

FilterLanguage auditLanguage()
{
    return {u"auditFilter"_s, AuditPage::tr("Filter, e.g. what:PUT -answer:2* since:8h"),
            [](QStringView text) {
                return filter::parseAudit(text).map(
                    [](const filter::AuditQuery &query) { return filter::toText(query); });
            },
            countText,
            [](QStringView text) {
                return filter::partsOf(filter::parseAudit(text).value_or(filter::AuditQuery()));
            }};
}

} // namespace

AuditPage::AuditPage(const Theme &theme, flows::Auditing &auditing, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_auditing(auditing)
    , m_model(new AuditTableModel(auditing, this))
    , m_filter(new FilterBar(theme, auditLanguage()))
    , m_table(new AuditTable(theme, *m_model))
    , m_detail(new FactGrid)
    , m_chain(new ChainStrip(theme, auditing))
    , m_lost(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_spinner(new Spinner)
    , m_empty(new EmptyState(theme, u"admin"_s))
    , m_states(new QStackedWidget)
{
    setObjectName(u"auditPage"_s);
    m_filter->setCompleter(
        [](QStringView text, qsizetype cursor) { return filter::completeAudit(text, cursor); });
    QPushButton *save = textButton(tr("Export…"), u"exportAudit"_s, this);
    m_filter->addButton(save);
    connect(save, &QPushButton::clicked, this, &AuditPage::exportFile);
    buildStates();
    m_lost->setObjectName(u"auditLost"_s);
    m_lost->setLook(u"fault"_s);
    m_lost->setContentsMargins(16, 8, 16, 8);
    m_lost->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_lost);
    column->addWidget(m_spinner);
    column->addWidget(m_states, 1);
    column->addWidget(m_chain);
    connect(m_filter, &FilterBar::queryChanged, this, [this](const QString &text) {
        m_model->setQuery(filter::parseAudit(text).value_or(filter::AuditQuery()));
        m_spinner->start(tr("Reading…"));
    });
    connect(m_filter, &FilterBar::leftByEscape, this, &AuditPage::focusList);
    connect(m_filter, &FilterBar::leftByEnter, this, &AuditPage::focusList);
    connect(m_model, &AuditTableModel::loaded, this, &AuditPage::showState);
    connect(m_model, &AuditTableModel::failed, this, &AuditPage::showFault);
    connect(m_chain, &ChainStrip::notice, this, &AuditPage::notice);
    connect(&auditing, &flows::Auditing::failed, this, &AuditPage::showLost);
    connect(m_table, &AuditTable::copyAsked, this, &AuditPage::copy);
    connect(m_table, &AuditTable::filterAsked, m_filter, &FilterBar::focusField);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AuditPage::showChosen);
}

QWidget *AuditPage::buildBrowser()
{
    m_detail->setObjectName(u"auditDetail"_s);
    auto *scroll = scrolled(m_detail);
    scroll->setMinimumWidth(300);
    auto *splitter = hairlineSplitter(Qt::Horizontal);
    splitter->addWidget(m_table);
    splitter->addWidget(scroll);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({900, 340});
    m_table->setMinimumWidth(420);
    return splitter;
}

void AuditPage::buildStates()
{
    m_empty->setObjectName(u"auditEmpty"_s);
    m_again = m_empty->addButton(tr("Try again"), u"readAuditAgain"_s, true);
    m_all = m_empty->addButton(tr("Show all"), u"showAllWrites"_s, true);
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_spinner->start(tr("Reading…"));
        m_model->refresh();
    });
    connect(m_all, &QPushButton::clicked, this, [this] { m_filter->setText({}); });
    m_states->setObjectName(u"auditStates"_s);
    m_states->addWidget(buildBrowser());
    m_states->addWidget(m_empty);
    m_states->addWidget(new QWidget); // while it is read
    m_states->setCurrentIndex(2);
}

void AuditPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_isFilled, true))
        return;
    m_spinner->start(tr("Reading…"));
    m_model->refresh();
}

void AuditPage::focusList()
{
    m_states->currentIndex() == 0 ? m_table->setFocus() : m_filter->focusField();
}

void AuditPage::showState()
{
    m_failed = false;
    m_spinner->stop();
    const int rows = m_model->rowCount();
    m_filter->setCounts(rows, rows, m_model->isWhole());
    const bool isFiltered = !m_model->query().matchesEverything();
    m_again->hide();
    m_all->setVisible(isFiltered);
    m_empty->setDetails({});
    if (isFiltered)
        m_empty->setTexts(tr("No write is like this"), tr("The record holds others."));
    else
        m_empty->setTexts(tr("Nothing was written yet"),
                          tr("Whatever this console changes on a server, and every delivery that it sends "
                             "again, is recorded here with the answer."));
    m_states->setCurrentIndex(rows > 0 ? 0 : 1);
    if (rows > 0 && !m_table->currentIndex().isValid())
        m_table->selectRowAt(0);
    showChosen();
}

void AuditPage::showFault(const Error &error)
{
    m_spinner->stop();
    if (m_model->rowCount() > 0) { // what is there stays, and says that it is not all
        emit notice(tr("The record could not be read on. %1").arg(readingErrorSentence(error)));
        return;
    }
    m_failed = true;
    m_again->show();
    m_all->hide();
    m_empty->setTexts(tr("The record cannot be read"), readingErrorSentence(error));
    m_empty->setDetails(error.detail);
    m_states->setCurrentIndex(1);
}

// It cannot be undone, so that it stays on the page until the program ends.
void AuditPage::showLost(const audit::Entry &entry, const Error &error)
{
    ++m_lostCount;
    m_lost->setText(
        tr("%n write(s) went out and are not in this record, the last one %1 to %2. %3", nullptr, m_lostCount)
            .arg(entry.what, entry.target, errorSentence(error)));
    m_lost->show();
}

void AuditPage::showChosen()
{
    const audit::Entry *entry = m_model->at(m_table->currentIndex().row());
    if (entry && entry->number == m_shown)
        return;
    m_shown = entry ? entry->number : 0;
    m_detail->clear();
    if (!entry)
        return;
    m_detail->setFixedValues(font());
    m_detail->addHeading(tr("Entry %1").arg(entry->number));
    m_detail->addFact(tr("Sent"), momentText(entry->at));
    m_detail->addFact(tr("Who"), entry->who);
    m_detail->addFact(tr("What"), entry->what);
    m_detail->addFact(tr("Where to"), entry->target);
    m_detail->addFact(tr("Answer"), entry->answer);
    m_detail->setFixedValues(m_theme.fixedFont());
    m_detail->addFact(tr("Hash"), QString::fromLatin1(entry->hash.toHex()));
}

void AuditPage::copy()
{
    if (const QList<int> rows = m_table->selectedRows(); !rows.isEmpty())
        QGuiApplication::clipboard()->setText(m_model->rowsAsText(rows));
}

void AuditPage::exportFile()
{
    auto *dialog = new QFileDialog(this, tr("Export what is shown"));
    dialog->setObjectName(u"exportAuditDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("One JSON object per line (*.jsonl)"), tr("Table (*.csv)")});
    dialog->setDefaultSuffix(u"jsonl"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &chosen) {
        dialog->setDefaultSuffix(chosen.contains(u"*.csv"_s) ? u"csv"_s : u"jsonl"_s);
    });
    dialog->selectFile(u"tocsin-writes.jsonl"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &AuditPage::write);
    dialog->open();
}

void AuditPage::write(const QString &path)
{
    const auto format = path.endsWith(u".csv"_s, Qt::CaseInsensitive) ? flows::AuditFormat::Csv
                                                                      : flows::AuditFormat::JsonLines;
    m_auditing.exportTo(path, format, m_model->query(), this, [this, path](const Result<qint64> &done) {
        emit notice(
            done ? tr("Saved %n write(s) to %1", nullptr, int(*done)).arg(QDir::toNativeSeparators(path))
                 : errorSentence(done.error()));
    });
}

} // namespace tocsin::ui
