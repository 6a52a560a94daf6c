// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keyoffice.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;
class Theme;
class TimedClipboard;

// The one time that the value of a key can be seen: masked until it is asked for, to be copied for a short
// time, stored, or put into a connection. Asks before it is closed while the value is nowhere.
class MadeKeyDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MadeKeyDialog)

public:
    MadeKeyDialog(const Theme &theme, flows::KeyOffice &office, flows::MadeKey made, QWidget *parent);

    void reject() override;
    void accept() override; // leaves without asking

signals:
    void notice(const QString &text);

private:
    QWidget *buildValue();
    QWidget *buildPlaces();
    void fillTargets();
    void toggle();
    void keep();
    void use();
    void placed(const QString &text);
    void failed(const Error &error);
    bool isClient() const { return m_made.entry.kind == domain::IssuedKind::Client; }

    const Theme &m_theme;
    flows::KeyOffice &m_office;
    const flows::MadeKey m_made;
    QList<domain::Connection> m_targets; // the first one is new
    PlainLabel *m_value;                 // no field: what is selected in one is in another clipboard
    QPushButton *m_reveal;
    TimedClipboard *m_clipboard;
    QLineEdit *m_label;
    QPushButton *m_keep;
    QComboBox *m_target;
    QPushButton *m_use;
    PlainLabel *m_message;
    bool m_isPlaced = false; // copied, stored or in use
};

} // namespace tocsin::ui
