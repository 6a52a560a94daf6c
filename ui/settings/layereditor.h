// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/settings/layers.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tocsin::ui {

// One setting as text, for the layer that is chosen: the user's, or that of the connection that is open,
// where the setting may have one. The settings file outlives it.
class LayerEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LayerEditor)

public:
    explicit LayerEditor(QSettings &file, QWidget *parent = nullptr);

    void show(const QString &key); // of a setting; any other name can be looked at only

signals:
    void changed(); // the file has
    void said(const QString &text, bool isFault);

private:
    settings::Source layer() const;
    void showLayer();
    void keep();
    void drop();

    QSettings &m_file;
    QString m_key;
    QComboBox *m_layer;
    QLineEdit *m_value;
    QPushButton *m_set;
    QPushButton *m_unset;
};

} // namespace tocsin::ui
