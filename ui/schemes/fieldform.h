// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/schemes/schemechange.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace tocsin::ui {

// Where a value of the request stands and how it is cut out: place and name, prefix, split, key, number. What
// the scheme language can say beyond that is shown as "as in the text" and left alone.
class FieldForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldForm)

public:
    // `member` is "signature" or "timestamp"; an optional one may be none, and begins as `preset`.
    FieldForm(const QByteArray &member, const QByteArray &preset, SchemeChanged changed,
              QWidget *parent = nullptr);

    void show(const signature::SchemeDraft &draft, const QByteArray &recipe);
    bool isSet() const;

private:
    QLineEdit *addCut(const QByteArray &member, const QString &hint, const QString &about);
    void choosePlace(int index);
    void setName(const QString &name);
    void setCut(const QByteArray &member, const QString &text);
    QByteArray object() const { return m_recipe + '/' + m_member; }

    QByteArray m_member;
    QByteArray m_preset;
    QByteArray m_recipe;
    SchemeChanged m_changed;
    QComboBox *m_place;
    QLineEdit *m_name;
    QLineEdit *m_prefix;
    QLineEdit *m_split;
    QLineEdit *m_key;
    QLineEdit *m_index;
};

} // namespace tocsin::ui
