// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QLineEdit;
class QSettings;

namespace tocsin::settings {
struct SettingChange;
}

namespace tocsin::ui {

class LayerEditor;
class PlainLabel;
class TextTable;
class TextTableModel;
class Theme;

// Every setting, what counts of it and where that comes from: default, user, connection, or the policy of the
// machine, which nobody here can change. Settings go to a file and come from one; secrets are none. The
// settings file outlives it.
class SettingsSources final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsSources)

public:
    SettingsSources(const Theme &theme, QSettings &file, QWidget *parent);

    void exportTo(const QString &path);
    void importFrom(const QString &path); // shows what would change first

signals:
    void imported(); // settings have changed, by a file or one by one

private:
    void list();
    QString chosen() const; // the key of the row
    void apply(const QList<settings::SettingChange> &changes);
    void say(const QString &text, bool isFault);

    QSettings &m_file;
    TextTableModel *m_model;
    TextTable *m_table;
    LayerEditor *m_editor;
    QLineEdit *m_filter;
    PlainLabel *m_policy;
    PlainLabel *m_message;
};

} // namespace tocsin::ui
