// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/secrets/secretstore.h"

#include <QDialog>

class QLineEdit;
class QListView;
class QPushButton;
class QStandardItemModel;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class PlainLabel;
class SchemeField;

// The secrets by label: add, rotate, retire what was kept from rotations, remove. A value is typed masked and
// never shown again.
class SecretEditor final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretEditor)

public:
    SecretEditor(flows::WebhookDesk &desk, secrets::SecretStore &secrets, QWidget *parent);

    void choose(const QString &label); // to rotate; empty = to add another

signals:
    void secretsChanged();

private:
    void showBackend();
    QWidget *buildList();
    QWidget *buildForm();
    void list();
    void showList(const QList<secrets::StoredSecret> &stored);
    void chooseRow(int row);
    void save();
    void put(const secrets::StoredSecret &secret, const QString &done);
    void showAbout();
    void dropRetired();
    void askRemove();
    void say(const QString &text, const QString &look);
    bool checkValue(Secret &value); // shows what is wrong or advised; false = do not save

    flows::WebhookDesk &m_desk;
    secrets::SecretStore &m_secrets;
    PlainLabel *m_where; // they are kept
    QListView *m_list;
    QStandardItemModel *m_model;
    QList<secrets::StoredSecret> m_stored; // without values
    QString m_chosen;                      // label; empty = adding
    QString m_wanted;                      // label to be chosen when the list comes
    PlainLabel *m_heading;
    QLineEdit *m_label;
    SchemeField *m_scheme;
    PlainLabel *m_about; // where the sender shows the value
    QLineEdit *m_tag;
    QLineEdit *m_value;
    PlainLabel *m_message;
    QPushButton *m_save;
    QPushButton *m_drop;
    QPushButton *m_remove;
};

// Where secrets of this backend are kept and what that means, in one or two sentences.
QString backendSentence(secrets::SecretStore::Backend backend);

} // namespace tocsin::ui
