// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keyoffice.h"
#include "core/flows/keypresets.h"

#include <QDialog>
#include <QHash>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace tocsin::ui {

class PlainLabel;

// Makes a key or a client: who it is for, what it may do in plain words, when it expires. Proposes one for
// each integration, with the smallest set of scopes that its use needs. Does not block the window.
class NewKeyDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewKeyDialog)

public:
    // The office is open and outlives this.
    NewKeyDialog(domain::IssuedKind kind, flows::KeyOffice &office, QWidget *parent);

    void choose(flows::KeyUse use);
    flows::NewKey draft() const;

signals:
    void made(const tocsin::flows::MadeKey &key); // its value is told now and never again

private:
    QWidget *buildForm();
    QWidget *buildScopes();
    void take(int preset);
    void onScope();
    void showEnd();
    void create();
    void say(const QString &text, const QString &look);

    const domain::IssuedKind m_kind;
    flows::KeyOffice &m_office;
    QComboBox *m_use;
    PlainLabel *m_why; // this use needs these
    QLineEdit *m_name;
    QLineEdit *m_description;
    QHash<QString, QCheckBox *> m_scopes;
    QSpinBox *m_days;
    PlainLabel *m_end; // the date
    PlainLabel *m_message;
    QPushButton *m_create;
    bool m_named = false; // by the user
    bool m_taking = false;
};

} // namespace tocsin::ui
