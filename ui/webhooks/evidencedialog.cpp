// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/evidencedialog.h"

#include "core/flows/packwriter.h"
#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/background.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

// One that is not there yet: packs are never written over.
QString freePath(const QString &wanted, const QString &ending)
{
    QString path = wanted + ending;
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = wanted + u'-' + QString::number(number) + ending;
    return path;
}

} // namespace

EvidenceDialog::EvidenceDialog(const Theme &theme, flows::WebhookDesk &desk, const domain::Delivery &delivery,
                               QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_spinner(new Spinner)
    , m_problem(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_note(new ByteTextView(theme))
{
    setObjectName(u"evidenceDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Evidence pack"));
    auto *about =
        new PlainLabel(tr("Delivery %1 for the sender's support desk: the request as it came, what "
                          "was checked, and a covering note. Secrets are taken out, unless you choose "
                          "otherwise.")
                           .arg(delivery.row.id),
                       PlainLabel::Fit::Wrap);
    m_problem->setObjectName(u"evidenceProblem"_s);
    m_problem->setLook(u"fault"_s);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(about);
    column->addWidget(m_spinner);
    column->addWidget(m_problem);
    column->addWidget(m_contents = buildContents(), 1);
    column->addLayout(buildButtons());
    resize(940, 600); // a digest of the note in one line
    setReady(false);
    m_spinner->start(tr("Packing…"));
    m_evidence.delivery = delivery;
    m_desk.browser().attempts(delivery.row.id, this,
                              [this](const Result<QList<domain::DeliveryRow>> &rows) { gather(rows); });
}

QWidget *EvidenceDialog::buildContents()
{
    auto *contents = new QWidget;
    m_files = new FactGrid;
    m_files->setObjectName(u"evidenceFiles"_s);
    m_redactions = new FactGrid;
    m_redactions->setObjectName(u"evidenceRedactions"_s);
    m_note->setObjectName(u"evidenceNote"_s);
    m_note->setAccessibleName(tr("Covering note"));
    m_note->setWhiteSpaceShown(false);
    m_note->setWordsKept(true);
    m_raw = new QCheckBox(tr("Keep the bytes as they are, secrets included"));
    m_raw->setObjectName(u"evidenceRaw"_s);
    connect(m_raw, &QCheckBox::toggled, this, &EvidenceDialog::pack);
    for (FactGrid *grid : {m_files, m_redactions})
        grid->layout()->setContentsMargins(0, 0, 0, 0);
    auto *facts = new QWidget;
    auto *left = new QVBoxLayout(facts);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(12);
    left->addWidget(m_files);
    left->addWidget(m_redactions);
    left->addStretch();
    QWidget *scroll = scrolled(facts);
    scroll->setMinimumWidth(300);
    auto *right = new QVBoxLayout;
    right->setSpacing(6);
    right->addWidget(sectionLabel(tr("Covering note")));
    right->addWidget(m_note, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(scroll, 1);
    row->addLayout(right, 2);
    auto *column = new QVBoxLayout(contents);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(row, 1);
    column->addWidget(m_raw);
    return contents;
}

QHBoxLayout *EvidenceDialog::buildButtons()
{
    m_folder = primaryButton(tr("Save as folder…"), u"evidenceFolder"_s, this);
    m_folder->setDefault(true);
    m_zip = textButton(tr("Save as zip…"), u"evidenceZip"_s, this);
    m_outcome = new PlainLabel(QString(), PlainLabel::Fit::Elide);
    m_outcome->setObjectName(u"evidenceOutcome"_s);
    QPushButton *close = textButton(tr("Close"), u"closeEvidence"_s, this);
    connect(m_folder, &QPushButton::clicked, this, &EvidenceDialog::saveFolder);
    connect(m_zip, &QPushButton::clicked, this, &EvidenceDialog::saveZip);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    if (!flows::canWriteZip())
        m_zip->setToolTip(tr("This build cannot write zip files"));
    return footRow({}, {close, m_zip, m_folder}, m_outcome);
}

void EvidenceDialog::setReady(bool ready)
{
    const bool isFirst = ready && m_contents->isHidden();
    m_contents->setVisible(ready);
    m_folder->setEnabled(ready);
    m_zip->setEnabled(ready && flows::canWriteZip());
    if (isFirst)
        m_folder->setFocus(); // until now there was nothing but the way out
}

void EvidenceDialog::fail(const Error &error)
{
    m_spinner->stop();
    m_problem->setText(errorSentence(error));
    m_problem->show();
}

void EvidenceDialog::gather(const Result<QList<domain::DeliveryRow>> &attempts)
{
    if (!attempts)
        return fail(attempts.error());
    m_evidence.attempts = *attempts;
    m_evidence.secrets = m_desk.explainer().grounds().secrets;
    m_desk.explainer().explain(
        m_evidence.delivery, this, [this](const Result<flows::SharedExplanation> &explanation) {
            if (!explanation)
                return fail(explanation.error());
            m_evidence.explanation = **explanation;
            if (const signature::Scheme *scheme = m_desk.schemes().find(m_evidence.explanation.scheme))
                m_scheme = std::make_shared<const signature::Scheme>(*scheme);
            m_evidence.scheme = m_scheme.get();
            pack();
        });
}

void EvidenceDialog::pack()
{
    m_evidence.now = wallClock();
    m_evidence.isRaw = m_raw->isChecked();
    m_folder->setEnabled(false);
    m_zip->setEnabled(false);
    m_spinner->start(tr("Packing…"));
    // The scheme goes along: the catalogue may be another one by then.
    runInBackground(
        this, [evidence = m_evidence, scheme = m_scheme] { return flows::makeEvidencePack(evidence); },
        [this, round = ++m_round](const flows::EvidencePack &made) {
            if (round == m_round)
                show(made);
        });
}

void EvidenceDialog::show(const flows::EvidencePack &pack)
{
    m_pack = pack;
    m_spinner->stop();
    m_files->clear();
    m_files->addHeading(tr("What goes in"));
    for (const flows::EvidenceFile &file : pack.files)
        m_files->addFact(file.name, exactSizeText(file.bytes.size()));
    m_redactions->clear();
    m_redactions->addHeading(tr("What was taken out"));
    if (m_evidence.isRaw)
        m_redactions->addText(tr("Nothing: the bytes are as they came. Whoever has the pack has every secret "
                                 "that stands in the request."));
    else if (pack.redactions.isEmpty())
        m_redactions->addText(tr("Nothing that is known as a secret stands in it."));
    for (const flows::Redaction &redaction : pack.redactions)
        m_redactions->addFact(
            redaction.where,
            redaction.times > 1
                ? tr("%1, %n time(s)", nullptr, int(redaction.times)).arg(exactSizeText(redaction.bytes))
                : exactSizeText(redaction.bytes));
    const auto note = std::find_if(pack.files.begin(), pack.files.end(),
                                   [](const flows::EvidenceFile &file) { return file.name == "NOTE.md"_L1; });
    m_note->setBytes(note == pack.files.end() ? QByteArray() : note->bytes);
    setReady(true);
}

void EvidenceDialog::say(const Result<void> &done, const QString &path)
{
    const QString text =
        done ? tr("Saved %1").arg(QDir::toNativeSeparators(path)) : errorSentence(done.error());
    m_outcome->setLook(done ? u"muted"_s : u"fault"_s);
    m_outcome->setText(text);
    emit notice(text);
}

// A disk may take its time.
void EvidenceDialog::write(const QString &path, bool isZip)
{
    m_outcome->setLook(u"muted"_s);
    m_outcome->setText(tr("Saving…"));
    runInBackground(
        this,
        [path, isZip, files = m_pack.files, now = m_evidence.now] {
            return isZip ? flows::writePackZip(path, files, now) : flows::writePackFolder(path, files);
        },
        [this, path](const Result<void> &done) { say(done, path); });
}

void EvidenceDialog::saveFolder()
{
    auto *dialog = new QFileDialog(this, tr("Where the folder is to be made"));
    dialog->setObjectName(u"evidenceFolderDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        const QString path =
            freePath(QDir(folder).filePath(u"evidence-%1"_s.arg(m_evidence.delivery.row.id)), {});
        write(path, false);
    });
    dialog->open();
}

void EvidenceDialog::saveZip()
{
    auto *dialog = new QFileDialog(this, tr("Save as zip"));
    dialog->setObjectName(u"evidenceZipDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"zip"_s);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is written over
    dialog->selectFile(u"evidence-%1.zip"_s.arg(m_evidence.delivery.row.id));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { write(path, true); });
    dialog->open();
}

} // namespace tocsin::ui
