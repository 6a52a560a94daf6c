// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/coderun.h"
#include "ui/webhooks/inspector/subject.h"

#include <QDialog>

class QComboBox;
class QHBoxLayout;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace tocsin::ui {

class ByteTextView;
class EmptyState;
class PlainLabel;
class Theme;

// A program that verifies what the delivery's sender signs, in the language of the choice, and how it is run
// against this very delivery. It holds no secret, and nothing here knows one. Closes itself; opened with
// open().
class CodeDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeDialog)

public:
    CodeDialog(const Theme &theme, const InspectorSubject &subject, const QString &languageId,
               QWidget *parent);

signals:
    void languageChosen(const QString &id);
    void notice(const QString &text);

private:
    QWidget *buildHead();
    QWidget *buildRun();
    QHBoxLayout *buildButtons();
    signature::Language language() const;
    void write();
    void saveProgram();
    void saveAll();
    void say(const Result<void> &done, const QString &path);

    const Theme &m_theme;
    const InspectorSubject m_subject;
    Result<flows::CodeRun> m_run = fail(Error::Kind::NotFound, {});
    QTabBar *m_languages;
    QComboBox *m_variant;
    QStackedWidget *m_stack;
    ByteTextView *m_code;
    EmptyState *m_refused;
    QWidget *m_runPart = nullptr;
    PlainLabel *m_secret = nullptr; // which one is asked for
    ByteTextView *m_command = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_saveAll = nullptr;
    PlainLabel *m_outcome = nullptr; // of the last thing that was done
};

} // namespace tocsin::ui
