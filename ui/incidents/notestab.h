// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "core/storage/notestore.h"

#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace tocsin::ui {

// The user's own notes and tags of one incident, marked as what they are: local, never sent.
class NotesTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotesTab)

public:
    explicit NotesTab(flows::AnalystDesk &desk, QWidget *parent = nullptr);

    // A draft stays while the incident is the same one.
    void setNotes(storage::IncidentId id, const QList<storage::Note> &notes, const QStringList &tags);

signals:
    void edited(tocsin::storage::IncidentId id);
    void notice(const QString &text);

private:
    QWidget *noteWidget(const storage::Note &note);
    void addNote();
    void removeNote(qint64 note);
    void saveTags();
    void answered(storage::IncidentId id, const Result<void> &done);

    flows::AnalystDesk &m_desk;
    storage::IncidentId m_id = 0;
    QStringList m_savedTags;
    QLineEdit *m_tags;
    QPlainTextEdit *m_draft;
    QWidget *m_list;
    QVBoxLayout *m_notes; // of the list
    storage::IncidentId m_shownFor = 0;
    QList<storage::Note> m_shown;
};

} // namespace tocsin::ui
