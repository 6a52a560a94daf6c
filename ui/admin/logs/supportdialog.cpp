// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/logs/supportdialog.h"

#include "core/flows/packwriter.h"
#include "core/logs/logbook.h"
#include "ui/text/errortext.h"
#include "ui/widgets/background.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/splitters.h"
#include "ui/widgets/visibletext.h"

#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QListView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr qsizetype longestShown = 400'000; // characters of a file; the newest of the log

} // namespace

SupportDialog::SupportDialog(const flows::SupportFacts &facts, const logs::LogBook &log, QWidget *parent)
    : QDialog(parent)
    , m_now(facts.now)
    , m_model(new QStandardItemModel(this))
    , m_list(new QListView)
    , m_text(new QPlainTextEdit)
    , m_spinner(new Spinner)
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_save(primaryButton(tr("Save…"), u"saveBundle"_s, this))
{
    setObjectName(u"supportDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Support bundle"));
    auto *about = new PlainLabel(
        tr("This is all that would be saved, and nothing is sent. Secrets are left out; names of hosts, "
           "endpoints and connections are in it. Take out what is not to leave."),
        PlainLabel::Fit::Wrap);
    about->setLook(u"muted"_s);
    m_message->setObjectName(u"bundleMessage"_s);
    QPushButton *close = textButton(tr("Close"), u"closeBundle"_s, this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &SupportDialog::askWhere);
    m_save->setEnabled(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addWidget(about);
    column->addWidget(m_spinner);
    column->addWidget(buildFiles(), 1);
    column->addWidget(m_message);
    column->addLayout(footRow({}, {close, m_save}));
    resize(860, 560);
    m_spinner->start(tr("Collecting…"));
    runInBackground(
        this, [facts, book = &log] { return flows::supportBundle(facts, *book); },
        [this](const QList<flows::EvidenceFile> &files) { take(files); });
}

QWidget *SupportDialog::buildFiles()
{
    m_list->setObjectName(u"bundleFiles"_s);
    m_list->setAccessibleName(tr("Files"));
    m_list->setProperty("look", u"box"_s);
    m_list->setModel(m_model);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMinimumWidth(200);
    m_text->setObjectName(u"bundleText"_s);
    m_text->setAccessibleName(tr("What is in the file"));
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *splitter = hairlineSplitter(Qt::Horizontal);
    splitter->addWidget(m_list);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({220, 600});
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) { showFile(index.row()); });
    connect(m_model, &QStandardItemModel::itemChanged, this, &SupportDialog::showChoice);
    return splitter;
}

void SupportDialog::take(const QList<flows::EvidenceFile> &files)
{
    m_spinner->stop();
    m_files = files;
    for (const flows::EvidenceFile &file : files) {
        auto *item = new QStandardItem(
            tr("%1 (%2)").arg(visibleText(file.name, 80), QLocale().formattedDataSize(file.bytes.size())));
        item->setCheckable(true);
        item->setCheckState(Qt::Checked);
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
    showChoice();
}

void SupportDialog::showFile(int row)
{
    if (row < 0 || row >= m_files.size())
        return;
    const QByteArray &bytes = m_files.at(row).bytes;
    m_text->setPlainText(
        visibleText(QByteArrayView(bytes).last(qMin(bytes.size(), longestShown)), longestShown, true));
}

QList<flows::EvidenceFile> SupportDialog::chosen() const
{
    QList<flows::EvidenceFile> files;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->item(row)->checkState() == Qt::Checked)
            files.append(m_files.at(row));
    }
    return files;
}

void SupportDialog::showChoice()
{
    m_save->setEnabled(!chosen().isEmpty());
}

void SupportDialog::askWhere()
{
    auto *dialog = new QFileDialog(this, tr("Save support bundle"));
    dialog->setObjectName(u"saveBundleDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const bool zips = flows::canWriteZip();
    if (zips)
        dialog->setDefaultSuffix(u"zip"_s);
    dialog->selectFile(zips ? u"tocsin-support.zip"_s : u"tocsin-support"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &SupportDialog::save);
    dialog->open();
}

void SupportDialog::save(const QString &path)
{
    const auto written = flows::saveSupportBundle(path, chosen(), m_now);
    m_message->setLook(written ? u"muted"_s : u"fault"_s);
    m_message->setText(written
                           ? tr("Saved %1. It is readable by you alone.").arg(QDir::toNativeSeparators(path))
                           : errorSentence(written.error()));
    if (written)
        emit saved(path);
}

} // namespace tocsin::ui
