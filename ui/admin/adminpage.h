// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/lazystack.h"

#include <QWidget>

class QListView;
class QStandardItemModel;

namespace tocsin::ui {

class Theme;

// What an administrator looks after, one section beside the other: their names at the left, the chosen one at
// the right. A section is made when it is chosen first. The page knows nothing of what is in them.
class AdminPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AdminPage)

public:
    // The settings are where the sections keep their state; they outlive the page.
    AdminPage(const Theme &theme, QSettings &settings, QWidget *parent = nullptr);

    // `name` is what the section is asked for by; `title` is read by people. To be called before it is shown.
    template<class P>
    void addSection(const QString &name, const QString &title, std::function<P *()> make)
    {
        m_sections->enlist<P>(listSection(name, title), std::move(make));
    }

    void showSection(const QString &name); // one that was added
    QString section() const;               // the one that is chosen
    void makeSections();                   // all of them, unseen
    QList<std::pair<QString, QWidget *>> madeSections() const;

    void focusList();
    void resetLayout() { m_sections->resetLayout(); }
    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

signals:
    void notice(const QString &text);
    void sectionMade();

protected:
    void showEvent(QShowEvent *event) override;

private:
    class Sections final : public LazyStack
    {
    public:
        using LazyStack::enlist;
        using LazyStack::ensure;
        using LazyStack::LazyStack;
        using LazyStack::pageOf;
    };

    int listSection(const QString &name, const QString &title); // its number
    void choose(int row);

    QStandardItemModel *m_names;
    QListView *m_list;
    Sections *m_sections;
};

} // namespace tocsin::ui
