// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/report/source.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;

// A report as a file: which form, under which marking, in whose name. Made and written on another thread.
// Opened with open().
class ExportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportDialog)

public:
    ExportDialog(const report::Source &source, QWidget *parent);
    // What "Save…" does once a path is chosen.
    void save(const QString &path);

signals:
    void notice(const QString &text);
    // The report went out so: what the next one begins with.
    void handedOn(tocsin::report::Tlp tlp, const QString &author, bool defang);

private:
    QWidget *buildForm();
    report::Source source() const; // as chosen
    void showForm();
    void choosePath();
    void copy();
    void say(const Result<void> &done, const QString &path);
    void tellChoice();

    const report::Source m_source;
    QListWidget *m_forms;
    PlainLabel *m_about;
    QComboBox *m_tlp;
    QLineEdit *m_author;
    QCheckBox *m_defang;
    PlainLabel *m_outcome;
    QPushButton *m_copy;
    QPushButton *m_save;
};

} // namespace tocsin::ui
