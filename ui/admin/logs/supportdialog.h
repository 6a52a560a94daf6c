// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/supportbundle.h"

#include <QDialog>

class QListView;
class QPlainTextEdit;
class QPushButton;
class QStandardItemModel;

namespace tocsin::ui {

class PlainLabel;
class Spinner;

// Shows every file of a support bundle before anything is saved; files can be left out. Does not block the
// window.
class SupportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SupportDialog)

public:
    // The book of the log outlives the dialog.
    SupportDialog(const flows::SupportFacts &facts, const logs::LogBook &log, QWidget *parent = nullptr);

signals:
    void saved(const QString &path);

private:
    QWidget *buildFiles();
    void take(const QList<flows::EvidenceFile> &files);
    void showFile(int row);
    void showChoice();
    QList<flows::EvidenceFile> chosen() const;
    void askWhere();
    void save(const QString &path);

    const Micros m_now;
    QList<flows::EvidenceFile> m_files;
    QStandardItemModel *m_model;
    QListView *m_list;
    QPlainTextEdit *m_text;
    Spinner *m_spinner;
    PlainLabel *m_message;
    QPushButton *m_save;
};

} // namespace tocsin::ui
