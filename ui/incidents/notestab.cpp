// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/notestab.h"

#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/plainlabel.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::AnalystStores;
using storage::IncidentId;

namespace {
constexpr int draftHeight = 84; // px: three lines
} // namespace

NotesTab::NotesTab(flows::AnalystDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_tags(new QLineEdit)
    , m_draft(new QPlainTextEdit)
    , m_list(new QWidget)
    , m_notes(new QVBoxLayout(m_list))
{
    auto *local = new PlainLabel(tr("Local: kept on this computer only, never sent to the server."),
                                 PlainLabel::Fit::Flow);
    local->setLook(u"muted"_s);
    m_tags->setObjectName(u"incidentTags"_s);
    m_tags->setAccessibleName(tr("Your tags"));
    m_tags->setPlaceholderText(tr("Your tags, with commas between them"));
    m_draft->setObjectName(u"incidentNote"_s);
    m_draft->setAccessibleName(tr("New note"));
    m_draft->setPlaceholderText(tr("Write a note…"));
    m_draft->setFixedHeight(draftHeight);
    m_draft->setTabChangesFocus(true);
    QPushButton *add = textButton(tr("Add note"), u"addIncidentNote"_s, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 0);
    column->setSpacing(8);
    column->addWidget(local);
    column->addWidget(m_tags);
    column->addWidget(m_draft);
    column->addWidget(add, 0, Qt::AlignLeading);
    m_notes->setContentsMargins(0, 8, 0, 16);
    m_notes->setSpacing(4);
    column->addWidget(scrolled(m_list), 1);
    connect(add, &QPushButton::clicked, this, &NotesTab::addNote);
    connect(m_tags, &QLineEdit::editingFinished, this, &NotesTab::saveTags);
}

void NotesTab::setNotes(IncidentId id, const QList<storage::Note> &notes, const QStringList &tags)
{
    if (id != m_id)
        m_draft->clear();
    if (id != m_id || !m_tags->hasFocus())
        m_tags->setText(tags.join(u", "_s));
    m_id = id;
    m_savedTags = tags;
    if (id == m_shownFor && notes == m_shown)
        return;
    m_shownFor = id;
    m_shown = notes;
    while (QLayoutItem *item = m_notes->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater(); // the button of one of them may have asked
        delete item;
    }
    for (auto note = notes.crbegin(); note != notes.crend(); ++note) // the newest first
        m_notes->addWidget(noteWidget(*note));
    m_notes->addStretch();
}

QWidget *NotesTab::noteWidget(const storage::Note &note)
{
    auto *widget = new QWidget;
    auto *when = new PlainLabel(localTime(note.at).left(19), PlainLabel::Fit::ElideEnd);
    when->setLook(u"muted"_s);
    QPushButton *remove = textButton(tr("Remove"), u"removeIncidentNote"_s, widget);
    remove->setAccessibleName(tr("Remove the note of %1").arg(localTime(note.at).left(19)));
    connect(remove, &QPushButton::clicked, this, [this, number = note.id] { removeNote(number); });
    auto *text = new PlainLabel(note.text, PlainLabel::Fit::Flow);
    text->setSelectable();
    auto *head = new QHBoxLayout;
    head->addWidget(when, 1);
    head->addWidget(remove);
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(text);
    return widget;
}

void NotesTab::answered(IncidentId id, const Result<void> &done)
{
    if (done)
        emit edited(id);
    else
        emit notice(errorSentence(done.error()));
}

void NotesTab::addNote()
{
    const QString text = m_draft->toPlainText().trimmed();
    if (text.isEmpty() || m_id == 0)
        return;
    m_desk.book().write<void>(
        this,
        [this, id = m_id](const Result<void> &done) {
            if (done && id == m_id)
                m_draft->clear(); // not before it is kept
            answered(id, done);
        },
        [id = m_id, text, now = m_desk.now()](AnalystStores &stores) -> Result<void> {
            const auto note = stores.notes.add(id, text, now);
            return note ? Result<void>() : tl::unexpected(note.error());
        });
}

void NotesTab::removeNote(qint64 note)
{
    confirm(this,
            {u"removeNote"_s, tr("Remove note"), tr("The note is removed for good: it is kept nowhere else."),
             tr("Remove note")},
            [this, note, id = m_id] {
                m_desk.book().write<void>(
                    this, [this, id](const Result<void> &done) { answered(id, done); },
                    [note](AnalystStores &stores) { return stores.notes.remove(note); });
            });
}

void NotesTab::saveTags()
{
    QStringList tags;
    for (const QString &tag : m_tags->text().split(u',', Qt::SkipEmptyParts))
        tags.append(tag.trimmed());
    tags.removeAll(QString());
    if (m_id == 0 || tags == m_savedTags)
        return;
    m_savedTags = tags; // Enter and the loss of the focus both end the editing
    m_desk.book().write<void>(
        this, [this, id = m_id](const Result<void> &done) { answered(id, done); },
        [id = m_id, tags](AnalystStores &stores) { return stores.notes.setTags(id, tags); });
}

} // namespace tocsin::ui
