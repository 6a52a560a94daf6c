// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

#include <QDialog>
#include <QTimer>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;
class TimedClipboard;

// Shows the value of one secret to who proves to be its owner: a vault asks for its passphrase again, a
// keychain asks by itself when it is locked. The value goes from the screen after a while.
class RevealDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RevealDialog)

public:
    static constexpr auto usualStay = std::chrono::seconds(30);

    RevealDialog(secrets::SecretStore &store, const QString &label, QWidget *parent = nullptr);
    ~RevealDialog() override;

    void setStay(std::chrono::milliseconds stay) { m_stay = stay; }

signals:
    void shown();
    void hidden(); // the value is on the screen no more

private:
    void ask();
    void read();
    void showValue(const Secret &value);
    void hideValue();
    void say(const QString &text, const QString &look);

    secrets::SecretStore &m_store;
    const QString m_label;
    std::chrono::milliseconds m_stay = usualStay;
    QLineEdit *m_passphrase; // of the vault; not shown for other stores
    QPlainTextEdit *m_value;
    TimedClipboard *m_copy;
    PlainLabel *m_message;
    QPushButton *m_show;
    QTimer m_timer;
};

} // namespace tocsin::ui
