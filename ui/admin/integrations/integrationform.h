// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"
#include "core/socotra/rules.h"
#include "ui/webhooks/formfaults.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace tocsin::ui {

class HeaderRows;
class PlainLabel;
class SecretChoice;
class Theme;

// The fields of one integration. What the rules of socotra.md section 3 find wrong stands beside its field
// with what to do; what is only unwise stands there too, as long as it is so.
class IntegrationForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IntegrationForm)

public:
    IntegrationForm(const Theme &theme, secrets::SecretStore &secrets, QWidget *parent = nullptr);

    void startNew();
    // keptLabel: of its secret in the store; empty = none is known.
    void startEdit(const socotra::Integration &base, const QString &keptLabel);
    void take(const socotra::Draft &draft); // after a conflict was resolved

    socotra::Draft entered() const;
    QString keepAs() const; // see SecretChoice
    QString secretLabel() const;

    // Later: nobody has tried to save yet, advice alone is shown. Focus: the first field that is wrong gets
    // it.
    enum class Faults : quint8 { Later, Shown, Focus };
    void showFindings(const QList<socotra::Finding> &findings, Faults faults);
    void showFault(const QString &sentence); // of the form as a whole
    bool isNew() const { return m_isNew; }

signals:
    void changed();

private:
    QFormLayout *build();
    QWidget *advised(const QString &field, QWidget *editor, PlainLabel *hint = nullptr);
    void fillTypes(const QString &type);
    void fill(const socotra::Draft &draft);
    void follow();

    const Theme &m_theme;
    bool m_isNew = true;
    bool m_isFilling = false;
    FormFaults m_faults;
    QHash<QString, PlainLabel *> m_advice; // by field
    PlainLabel *m_general;
    QLineEdit *m_name;
    QComboBox *m_type;
    PlainLabel *m_typeHint;
    QLineEdit *m_url;
    HeaderRows *m_headers;
    QCheckBox *m_secured;
    QCheckBox *m_hmac;
    SecretChoice *m_secret;
    QLineEdit *m_tag;
    QCheckBox *m_certificate;
    QList<QWidget *> m_ofSecurity;
    QFormLayout *m_form;
};

} // namespace tocsin::ui
