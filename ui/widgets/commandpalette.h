// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>
#include <QList>

#include <functional>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace tocsin::ui {

class PlainLabel;
class Theme;

// What can be reached: a command, a page, a thing. `run` is called after the palette has closed.
struct PaletteEntry
{
    QString text;
    QString hint; // shortcut or kind, shown on the right
    std::function<void()> run;
};

// Ctrl+K: one field, a list that narrows by fuzzy match, Up/Down and Enter. Entries come from a source that
// is asked each time the palette opens, so that it always shows the live commands; a second source turns the
// typed text itself into entries (an id that was pasted).
class CommandPalette final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)

public:
    using Source = std::function<QList<PaletteEntry>()>;
    using TypedSource = std::function<QList<PaletteEntry>(const QString &typed)>;

    CommandPalette(const Theme &theme, Source source, TypedSource typedSource, QWidget *parent);
    void openFresh();

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void narrow(const QString &typed);
    void runCurrent();

    Source m_source;
    TypedSource m_typedSource;
    QList<PaletteEntry> m_all;
    QList<PaletteEntry> m_shown;
    QLineEdit *m_field;
    QListView *m_list;
    QStandardItemModel *m_model;
    PlainLabel *m_nothing; // instead of the list when nothing matches
};

} // namespace tocsin::ui
