// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/forward.h"
#include "ui/webhooks/formfaults.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QHBoxLayout;
class QPushButton;
class QSpinBox;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class Badge;
class FactGrid;
class PlainLabel;
class TargetField;
class Theme;

// The relay of one endpoint: where to, what the sender hears, what is left out; and how it fares, kept up to
// date while the dialog is open. It goes on when the dialog is closed.
class ForwardDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ForwardDialog)

public:
    ForwardDialog(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint, QWidget *parent);

    void setHistory(const QStringList &targets);

signals:
    void targetUsed(const QUrl &url);
    void notice(const QString &text);

private:
    QWidget *buildForm();
    QWidget *buildState();
    QHBoxLayout *buildButtons();
    std::optional<domain::ForwardSpec> spec() const; // as it is kept
    void fill();
    void follow(); // what the fields allow
    void showState();
    void makeRoom(); // how it fares
    void showFacts(const flows::ForwardState &state);
    void save();
    void pauseOrResume();
    void askRemove();
    void say(const Result<void> &done, const QString &good);

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    const QString m_endpoint;
    FormFaults m_faults;
    TargetField *m_target;
    QComboBox *m_answer = nullptr;
    QSpinBox *m_wait = nullptr; // s
    QCheckBox *m_verified = nullptr;
    QSpinBox *m_backlog = nullptr;
    QComboBox *m_from = nullptr;
    PlainLabel *m_general;
    QWidget *m_state = nullptr;
    Badge *m_badge = nullptr;
    PlainLabel *m_sentence = nullptr;
    PlainLabel *m_facts = nullptr;
    QPushButton *m_skip = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_save = nullptr;
    QTimer m_soon; // until what has changed is shown
    QTimer m_beat; // the time until the next attempt runs
};

} // namespace tocsin::ui
