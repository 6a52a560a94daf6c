// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/commandpalette.h"
#include "ui/widgets/shortcutsheet.h"

#include <QHash>
#include <QKeySequence>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace tocsin::ui {

class Theme;

// Every command of the window, made once, by name. Menus, palette and the shortcut sheet are read from here,
// so that none of them can forget one. Owned by the main window, which connects what the commands do.
class Commands final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Commands)

public:
    Commands(const Theme &theme, QWidget *window);

    QAction *action(const QString &name) const; // never null: an unknown name is a programming error
    QAction *operator[](const QString &name) const { return action(name); }

    void fillMenuBar(QMenuBar &bar) const;
    QList<ShortcutSheet::Group> groups() const { return m_groups; }
    QList<PaletteEntry> paletteEntries() const; // enabled commands only

private:
    QList<PaletteEntry> shownEntries(const QList<PaletteEntry> &known) const;
    void addFileAndEdit();
    void addViewAndGo();
    void addAnalysis();
    void addListenerToolsHelp();
    void beginGroup(const QString &title);
    QAction *add(const QString &name, const QString &text, const QList<QKeySequence> &keys = {},
                 const QString &iconName = {});
    void addSeparator();

    const Theme &m_theme;
    QWidget *m_window;
    QHash<QString, QAction *> m_actions;
    QList<ShortcutSheet::Group> m_groups;
};

} // namespace tocsin::ui
