// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPushButton>
#include <QToolButton>

class QHBoxLayout;

namespace tocsin::ui {

class Theme;

// Small factories so that every button of a kind looks the same. `name` is the object name that tests and
// style use; `iconName` is a file of resources/icons without its ending.
QPushButton *textButton(const QString &text, const QString &name, QWidget *parent);
QPushButton *primaryButton(const QString &text, const QString &name, QWidget *parent);
QPushButton *iconTextButton(const Theme &theme, const QString &iconName, const QString &text,
                            const QString &name, QWidget *parent);
// Icon alone: the text becomes the tool tip and the accessible name.
QToolButton *iconButton(const Theme &theme, const QString &iconName, const QString &text, const QString &name,
                        QWidget *parent);

// The foot of a dialog, everywhere in the same order: what else can be done, room (or what came of it), the
// way out, and last what the dialog is for.
QHBoxLayout *footRow(const QList<QWidget *> &leading, const QList<QWidget *> &trailing,
                     QWidget *filler = nullptr);

} // namespace tocsin::ui
