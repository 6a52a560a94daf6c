// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/preferences.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace tocsin::ui {

class PlainLabel;

// Theme, and how the listener is run. The theme changes at once; listener changes are applied together, after
// they were checked, and the listener is opened anew.
class SettingsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsPage)

public:
    SettingsPage(const Preferences &preferences, const QString &secretBackend, QWidget *parent = nullptr);

    // In place of everything that is shown, also of what was changed and not applied.
    void showPreferences(const Preferences &preferences);
    void showTheme(Theme::Choice choice);
    void showSecretBackend(const QString &sentence);
    void showAllowed(const flows::AllowList &allowed);

signals:
    void themeChosen(tocsin::ui::Theme::Choice choice);
    void listenerChosen(const tocsin::flows::DeskOptions &options);
    void secretsAsked();
    void sourcesAsked();   // where settings come from
    void shortcutsAsked(); // to change them
    void allowedChosen(const tocsin::flows::AllowList &allowed);

private:
    QWidget *buildAppearance();
    QWidget *buildListener();
    QWidget *buildBounds();
    QWidget *buildRetention();
    QWidget *buildReplay();
    void chooseAllowed();
    QWidget *buildSecrets(const QString &backend);
    QWidget *buildMore();
    QLineEdit *fileField(QFormLayout *form, const QString &label, const QString &name, const QString &value);
    QSpinBox *numberField(QFormLayout *form, const QString &label, const QString &name, const QString &suffix,
                          std::pair<int, int> range, qint64 value);
    void follow(); // what is enabled, what is wrong, whether there is something to apply
    flows::DeskOptions entered() const;
    QString fault() const; // the first thing that cannot be applied; empty = none

    flows::DeskOptions m_applied;
    QComboBox *m_theme = nullptr;
    QComboBox *m_address = nullptr;
    QSpinBox *m_port = nullptr;
    QComboBox *m_tls = nullptr;
    QLineEdit *m_certificate = nullptr;
    QLineEdit *m_key = nullptr;
    QLineEdit *m_clientCa = nullptr;
    QSpinBox *m_requestLine = nullptr; // KiB
    QSpinBox *m_headers = nullptr;     // KiB
    QSpinBox *m_fields = nullptr;
    QSpinBox *m_bodyLimit = nullptr;     // MiB
    QSpinBox *m_headerSeconds = nullptr; // s
    QSpinBox *m_idleSeconds = nullptr;   // s
    QSpinBox *m_connections = nullptr;
    QSpinBox *m_days = nullptr; // 0 = no limit, as the next two
    QSpinBox *m_count = nullptr;
    QSpinBox *m_size = nullptr; // GiB
    QLineEdit *m_allowed = nullptr;
    PlainLabel *m_allowedLine = nullptr;
    PlainLabel *m_backend = nullptr; // where secrets are kept
    PlainLabel *m_message = nullptr;
    QPushButton *m_apply = nullptr;
};

} // namespace tocsin::ui
