// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/secretuses.h"

#include <QPointer>
#include <QWidget>

class QMenu;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace tocsin::logs {
class LogBook;
}
namespace tocsin::flows {
class ForgetPlaces;
}

namespace tocsin::ui {

class EmptyState;
class FactGrid;
class PlainLabel;
class SecretEditor;
class SecretsTable;
class SecretsTableModel;
class Spinner;
class Theme;

// Every secret of the store by its label: what it is, where it is kept, who uses it, when it last served;
// add, rotate, reveal, retire; the passphrase of the vault; and the way to forget a connection.
class SecretsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretsPage)

public:
    SecretsPage(const Theme &theme, flows::WebhookDesk &desk, flows::AnalystDesk &analyst,
                secrets::SecretStore &store, QWidget *parent = nullptr);
    ~SecretsPage() override;

    void setLog(logs::LogBook *log);              // whose lines a forgotten connection takes with it
    flows::SecretUses &uses() { return *m_uses; } // e.g. for those of tenants
    void forget(const QString &connection);       // after showing what goes
    void focusList();

signals:
    void notice(const QString &text);
    void rotationAsked(); // the view of which secret still matches

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildBrowser();
    QWidget *buildActions();
    void showStore();
    void showVaultPanel();
    void showState();
    void showFault(const Error &error);
    void showChosen();
    const flows::SecretRow *chosen() const;
    void openEditor(const QString &label);
    void reveal();
    void changePassphrase();
    void askRetire();
    void askDropEarlier();
    void fillForgetMenu();

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    flows::AnalystDesk &m_analyst;
    secrets::SecretStore &m_store;
    std::unique_ptr<flows::SecretUses> m_uses;
    std::unique_ptr<flows::ForgetPlaces> m_places;
    SecretsTableModel *m_model;
    PlainLabel *m_where;
    QPushButton *m_passphrase;
    QMenu *m_forgetMenu;
    QVBoxLayout *m_panelPlace; // of the vault's panel
    QPointer<QWidget> m_panel;
    SecretsTable *m_table;
    FactGrid *m_detail;
    QPushButton *m_rotate;
    QPushButton *m_reveal;
    QPushButton *m_drop;
    QPushButton *m_retire;
    Spinner *m_spinner;
    EmptyState *m_empty;
    QPushButton *m_again = nullptr;
    QStackedWidget *m_states;
    QPointer<SecretEditor> m_editor;
    bool m_isFilled = false;
    bool m_isFirst = true;
};

} // namespace tocsin::ui
