// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/schemes/schemechange.h"
#include "ui/webhooks/formfaults.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace tocsin::ui {

class FieldForm;
class PartList;
class PlainLabel;
class Theme;

// The members that most schemes are made of, as fields. Shows what the text says and asks for a change of it;
// it holds nothing itself.
class SchemeForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemeForm)

public:
    SchemeForm(const Theme &theme, SchemeChanged changed, QWidget *parent = nullptr);

    // The fault of the text, if it has one, stands at its field; what fits none is answered.
    QString show(const signature::SchemeDraft &draft);

private:
    void addGeneral(QFormLayout &form);
    void addRecipe(QFormLayout &form, const Theme &theme);
    void addTime(QFormLayout &form);
    QLineEdit *textField(const QByteArray &member);
    QComboBox *wordField(const QByteArray &member, const QStringList &words);
    void chooseAlgorithm(const QByteArray &algorithm);
    void showRecipe(const signature::SchemeDraft &draft);

    SchemeChanged m_changed;
    FormFaults m_faults;
    PlainLabel *m_other; // a fault of what stands in the text alone
    QByteArray m_recipe; // place of the one that is shown
    QLineEdit *m_id = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_strength = nullptr;
    QComboBox *m_evidence = nullptr;
    QComboBox *m_variant = nullptr;
    QComboBox *m_algorithm = nullptr;
    QComboBox *m_key = nullptr;
    QLineEdit *m_keyPrefix = nullptr;
    FieldForm *m_signature = nullptr;
    QComboBox *m_encoding = nullptr;
    PartList *m_parts = nullptr;
    FieldForm *m_time = nullptr;
    QComboBox *m_unit = nullptr;
    QSpinBox *m_window = nullptr;
    QWidget *m_timeMore = nullptr;
};

} // namespace tocsin::ui
