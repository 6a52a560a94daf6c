// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace tocsin::secrets {
class FallbackStore;
}

namespace tocsin::ui {

class PlainLabel;

// Gives the open vault another passphrase: the present one once, the new one twice.
class PassphraseDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PassphraseDialog)

public:
    explicit PassphraseDialog(secrets::FallbackStore &store, QWidget *parent = nullptr);

signals:
    void changed();

private:
    void change();
    void say(const QString &text, QLineEdit *where);

    secrets::FallbackStore &m_store;
    QLineEdit *m_current;
    QLineEdit *m_fresh;
    QLineEdit *m_again;
    PlainLabel *m_message;
    QPushButton *m_change;
};

} // namespace tocsin::ui
