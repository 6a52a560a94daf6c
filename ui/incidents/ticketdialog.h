// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/report/ticket.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;

// An incident as the text of a ticket: shown word for word, copied or saved, and sent nowhere. Opened with
// open().
class TicketDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TicketDialog)

public:
    TicketDialog(const report::Ticket &ticket, QWidget *parent);
    // What "Save…" does once a path is chosen.
    void save(const QString &path);

signals:
    void notice(const QString &text);

private:
    QWidget *buildChoices();
    void write();
    void copy(const QString &text, const QString &what);
    void choosePath();
    void say(const QString &text, bool isFault);

    report::Ticket m_ticket;
    QComboBox *m_form;
    QComboBox *m_tlp;
    QCheckBox *m_defang;
    QLineEdit *m_title;
    QPlainTextEdit *m_body;
    PlainLabel *m_outcome;
};

} // namespace tocsin::ui
