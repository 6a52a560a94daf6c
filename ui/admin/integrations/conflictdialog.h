// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/threeway.h"

#include <QDialog>

class QComboBox;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;
class Theme;

// What somebody else has changed since a form was opened: each field as it was, as it is there now and as it
// is here, with the choice between the two. Where both sides have changed it, a person must choose. Secrets
// are described, never shown.
class ConflictDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConflictDialog)

public:
    ConflictDialog(const Theme &theme, const socotra::ThreeWay &comparison, QWidget *parent);

signals:
    void chosen(const QStringList &takeTheirs); // fields; the others stay as they are here

private:
    QWidget *buildTable(const Theme &theme, const QList<socotra::FieldVersions> &fields);
    void addChoice(const socotra::FieldVersions &field, QWidget *cell);
    void review();

    struct Choice
    {
        QString field;
        QComboBox *box;
    };
    QList<Choice> m_choices;
    PlainLabel *m_left; // how many are to be chosen
    QPushButton *m_go;
};

} // namespace tocsin::ui
