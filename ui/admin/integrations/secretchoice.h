// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"
#include "core/socotra/integration.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QRadioButton;
class QVBoxLayout;

namespace tocsin::ui {

class PlainLabel;

// Where the secret of an integration comes from. Every way but "without" ends in a secret that is known here:
// a full update needs it. Nothing is chosen where the tenant does not tell it and none is kept here; that
// blocks saving until a person has decided. Values are typed and made masked.
class SecretChoice final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretChoice)

public:
    struct Offer
    {
        bool isNew = true;
        socotra::SecretShown shown = socotra::SecretShown::Absent;
        Secret told;       // with Clear
        QString keptLabel; // of the one kept here; empty = none is linked
        QString newLabel;  // proposed for what is typed or made
    };
    explicit SecretChoice(secrets::SecretStore &secrets, QWidget *parent = nullptr);

    void offer(const Offer &offer);
    void proposeLabel(const QString &label); // until somebody has typed one
    void applyTo(socotra::Draft &draft) const;
    // Label under which the secret is to be kept here before it is sent; empty = it is kept already, or not.
    QString keepAs() const;
    QString label() const; // under which it is known here afterwards; empty = it is not
    // What the way of a draft is shown as: after a conflict was resolved.
    void take(const socotra::Draft &draft);

signals:
    void changed();

private:
    enum class Way : quint8 { None, Told, Kept, Enter, Fresh, Without };

    QRadioButton *addWay(Way way, const QString &text, const QString &name, QWidget *beside = nullptr);
    Way way() const;
    void choose(Way way);
    void listKept();
    void readKept();
    void makeFresh();
    void follow();

    secrets::SecretStore &m_secrets;
    Offer m_offer;
    QButtonGroup *m_ways;
    QVBoxLayout *m_column;
    QRadioButton *m_told;
    QRadioButton *m_kept;
    QRadioButton *m_without;
    QComboBox *m_labels;
    QLineEdit *m_typed;
    QLineEdit *m_made;
    QLineEdit *m_keepAs;
    QWidget *m_keepRow;
    PlainLabel *m_state; // what the tenant says of it
    Secret m_keptValue;
    Secret m_fresh;
};

} // namespace tocsin::ui
