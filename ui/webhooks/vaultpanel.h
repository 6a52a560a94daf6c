// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tocsin::secrets {
class FallbackStore;
}

namespace tocsin::ui {

class PlainLabel;

// On a system without a keychain: says that secrets last for this run only, and offers the file under a
// passphrase instead. Opens the file where there is one, else makes it, for which the passphrase is asked
// twice. Hides itself when it is done.
class VaultPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultPanel)

public:
    explicit VaultPanel(secrets::FallbackStore &store, QWidget *parent = nullptr);

signals:
    void opened();

private:
    void open();
    void say(const QString &text);

    secrets::FallbackStore &m_store;
    const bool m_makes; // there is no file yet
    QLineEdit *m_passphrase;
    QLineEdit *m_again;
    QPushButton *m_open;
    PlainLabel *m_message;
};

} // namespace tocsin::ui
