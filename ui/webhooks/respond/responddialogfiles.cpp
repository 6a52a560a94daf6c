// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/respond/responddialog.h"

#include "ui/widgets/plainlabel.h"
#include "ui/widgets/sourceedit.h"

#include <QDir>
#include <QFileDialog>
#include <QSaveFile>

using namespace Qt::StringLiterals;

// The part of the dialog that reads and writes files.

namespace tocsin::ui {

using rules::RulesDraft;

void RespondDialog::importFile()
{
    auto *dialog = new QFileDialog(this, tr("Import rules"));
    dialog->setObjectName(u"importRulesDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Rules (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &RespondDialog::readFile);
    dialog->open();
}

// In place of the text, which one undo brings back; nothing is in use before it is saved.
void RespondDialog::readFile(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_state->setText(tr("%1 cannot be read: %2").arg(shown, file.errorString()));
        return;
    }
    const QByteArray text = file.read(RulesDraft::mostText + 1);
    if (text.size() > RulesDraft::mostText) {
        m_state->setText(tr("%1 is larger than %2 KiB, which is too much to edit here")
                             .arg(shown)
                             .arg(RulesDraft::mostText / 1024));
        return;
    }
    m_text->write(text);
    m_draft.setText(m_text->source()); // as the editor has it: line ends, what is no UTF-8
    refresh();
}

void RespondDialog::exportFile()
{
    auto *dialog = new QFileDialog(this, tr("Export rules"));
    dialog->setObjectName(u"exportRulesDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(m_endpoint + u"-rules.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, text = m_draft.text()](const QString &path) {
        const QString shown = QDir::toNativeSeparators(path);
        QSaveFile file(path);
        const bool done = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
        m_state->setText(done ? tr("Saved %1").arg(shown)
                              : tr("%1 could not be written: %2").arg(shown, file.errorString()));
    });
    dialog->open();
}

} // namespace tocsin::ui
