// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/notedialog.h"

#include "ui/widgets/buttons.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

NoteDialog::NoteDialog(const QString &note, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"noteDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Note"));
    auto *text = new QPlainTextEdit(note);
    text->setObjectName(u"noteText"_s);
    text->setAccessibleName(tr("Note"));
    text->setTabChangesFocus(true);
    text->setPlaceholderText(tr("What you found out about this delivery"));
    QPushButton *save = primaryButton(tr("Save"), u"saveNote"_s, this);
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelNote"_s, this);
    save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, [this, text] {
        emit saved(text->toPlainText());
        accept();
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addWidget(text);
    column->addLayout(footRow({}, {cancel, save}));
    resize(460, 240);
    setTabOrder(text, cancel);
    setTabOrder(cancel, save);
    text->setFocus(); // what is typed is the note
}

} // namespace tocsin::ui
