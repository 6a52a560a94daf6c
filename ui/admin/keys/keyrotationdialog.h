// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keyoffice.h"

#include <QDialog>

class QComboBox;
class QPushButton;
class QSpinBox;

namespace tocsin::ui {

class Badge;
class PlainLabel;
class Theme;
class TimedClipboard;

// The change of a key, step by step: make, test, swap, disable. Each step shows where it stands and is
// written down; the window may be closed, or the program ended, at any of them, and it goes on from there.
class KeyRotationDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyRotationDialog)

public:
    // The office is open and outlives this.
    KeyRotationDialog(const Theme &theme, flows::KeyOffice &office, const flows::KeyEntry &entry,
                      QWidget *parent);
    // Of one that has begun.
    void resume(const storage::KeyRotation &rotation);

private:
    using Rotation = storage::KeyRotation;

    QWidget *buildPlan();
    QWidget *buildSteps();
    void fillTargets(const flows::KeyEntry &entry);
    void begin();
    void goOn(bool allSteps);
    void advance(bool allSteps);
    void onStop(const Result<Rotation> &rotation);
    void askCancel();
    void take(const Rotation &rotation);
    void showSteps();
    void showButtons();
    void showWaiting();
    void say(const QString &text, const QString &look);

    struct Row
    {
        storage::KeyStep step;
        Badge *badge;
        PlainLabel *name;
        PlainLabel *more;
    };

    const Theme &m_theme;
    flows::KeyOffice &m_office;
    const flows::KeyEntry m_entry;
    std::optional<Rotation> m_rotation; // none: not begun
    QList<domain::Connection> m_targets;
    QWidget *m_plan;
    QComboBox *m_target;
    QSpinBox *m_days;
    QList<Row> m_rows;
    TimedClipboard *m_clipboard;
    PlainLabel *m_message;
    QPushButton *m_cancel;
    QPushButton *m_one;
    QPushButton *m_go;
    bool m_isBusy = false;
    bool m_hasFailed = false;
};

} // namespace tocsin::ui
