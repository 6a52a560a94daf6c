// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/exportdialog.h"

#include "ui/report/reportfile.h"
#include "ui/text/errortext.h"
#include "ui/widgets/background.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int rowHeight = 26; // px

ReportForm formOf(const QListWidget &list)
{
    return reportForms.at(std::size_t(qMax(0, list.currentRow())));
}

} // namespace

ExportDialog::ExportDialog(const report::Source &source, QWidget *parent)
    : QDialog(parent)
    , m_source(source)
    , m_forms(new QListWidget)
    , m_about(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_tlp(new QComboBox)
    , m_author(new QLineEdit(source.author))
    , m_defang(new QCheckBox(tr("Defang indicators")))
    , m_outcome(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_copy(textButton(tr("Copy"), u"copyReport"_s, this))
    , m_save(primaryButton(tr("Save…"), u"saveReport"_s, this))
{
    setObjectName(u"exportDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export the report"));
    m_forms->setObjectName(u"exportForms"_s);
    m_forms->setAccessibleName(tr("Form"));
    m_forms->setProperty("look", u"box"_s);
    for (const ReportForm form : reportForms)
        (new QListWidgetItem(reportFormName(form), m_forms))->setSizeHint({0, rowHeight});
    m_outcome->setObjectName(u"exportOutcome"_s);
    QPushButton *close = textButton(tr("Close"), u"closeExport"_s, this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::choosePath);
    m_save->setDefault(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(m_forms, 2);
    row->addWidget(buildForm(), 3);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addLayout(row, 1);
    column->addLayout(footRow({m_copy}, {close, m_save}, m_outcome));
    connect(m_forms, &QListWidget::currentRowChanged, this, &ExportDialog::showForm);
    m_forms->setCurrentRow(0);
    m_forms->setFocus();
    resize(620, 340);
}

QWidget *ExportDialog::buildForm()
{
    m_about->setLook(u"muted"_s);
    m_tlp->setObjectName(u"exportTlp"_s);
    m_tlp->setAccessibleName(tr("Marking"));
    for (const report::Tlp tlp : report::tlps)
        m_tlp->addItem(QString(report::tlpLabel(tlp)), int(tlp));
    m_tlp->setCurrentIndex(m_tlp->findData(int(m_source.tlp)));
    m_author->setObjectName(u"exportAuthor"_s);
    m_author->setAccessibleName(tr("Author"));
    m_author->setMaxLength(200);
    m_author->setPlaceholderText(tr("Organisation or analyst"));
    m_defang->setObjectName(u"exportDefang"_s);
    m_defang->setChecked(m_source.defang);
    auto *whole = new QWidget;
    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Marking"), m_tlp);
    form->addRow(tr("Author"), m_author);
    form->addRow(QString(), m_defang);
    alignLabels(*form);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(m_about);
    column->addLayout(form);
    column->addStretch(1);
    return whole;
}

report::Source ExportDialog::source() const
{
    report::Source chosen = m_source;
    chosen.tlp = report::Tlp(m_tlp->currentData().toInt());
    chosen.author = m_author->text().trimmed();
    chosen.defang = m_defang->isChecked();
    return chosen;
}

void ExportDialog::showForm()
{
    m_about->setText(reportFormSentence(formOf(*m_forms)));
    m_defang->setEnabled(isDocument(formOf(*m_forms)));
    m_copy->setEnabled(formOf(*m_forms) != ReportForm::Pdf);
}

void ExportDialog::choosePath()
{
    auto *dialog = new QFileDialog(this, tr("Save the report"));
    dialog->setObjectName(u"exportFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString name = reportFileName(source(), formOf(*m_forms));
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::save);
    dialog->open();
}

void ExportDialog::save(const QString &path)
{
    m_save->setEnabled(false);
    m_outcome->setLook(u"muted"_s);
    m_outcome->setText(tr("Saving…"));
    runInBackground(
        this,
        [path, form = formOf(*m_forms), source = source()] {
            return writeReport(path, reportBytes(source, form));
        },
        [this, path](const Result<void> &done) { say(done, path); });
}

// The same bytes as in the file: a text.
void ExportDialog::copy()
{
    m_copy->setEnabled(false);
    runInBackground(
        this, [form = formOf(*m_forms), source = source()] { return reportBytes(source, form); },
        [this](const QByteArray &bytes) {
            QGuiApplication::clipboard()->setText(QString::fromUtf8(bytes));
            m_outcome->setLook(u"muted"_s);
            m_outcome->setText(tr("Copied"));
            showForm();
            tellChoice();
        });
}

void ExportDialog::tellChoice()
{
    const report::Source chosen = source();
    emit handedOn(chosen.tlp, chosen.author, chosen.defang);
}

void ExportDialog::say(const Result<void> &done, const QString &path)
{
    m_save->setEnabled(true);
    const QString text =
        done ? tr("Saved %1").arg(QDir::toNativeSeparators(path)) : errorSentence(done.error());
    m_outcome->setLook(done ? u"muted"_s : u"fault"_s);
    m_outcome->setText(text);
    emit notice(text);
    if (done)
        tellChoice();
}

} // namespace tocsin::ui
