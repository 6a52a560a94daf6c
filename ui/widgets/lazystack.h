// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStackedWidget>

#include <functional>
#include <map>

class QAction;
class QSettings;

namespace tocsin::ui {

// Pages by number, each made when it is first shown or asked for: a window of many pages opens as fast as one
// of a single page. What a page can do besides being shown is known by its members: focusList() or
// focusField(), resetLayout(), saveState() with restoreState(), and the signal notice().
class LazyStack : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LazyStack)

public:
    // The settings are where pages keep their state; they outlive the stack.
    explicit LazyStack(QSettings &settings, QWidget *parent = nullptr);

    int shown() const { return m_shown; } // -1 = none yet
    bool isMade(int page) const;
    void showPage(int page); // and give it the focus it wants
    void saveStates() const; // of the pages that were made
    void resetLayout();      // of the page that is shown

signals:
    void notice(const QString &text);
    void pageMade(int page);

protected:
    // `commands` are those that the page itself connects and that can be given while another one is shown:
    // the first of them makes the page, and is given again.
    template<class P>
    void enlist(int page, std::function<P *()> make, const QList<QAction *> &commands = {})
    {
        m_entries[page].make = [this, page, make = std::move(make)] { equip(m_entries[page], *make()); };
        waitFor(commands, page);
    }

    // Makes it if it is not there yet.
    template<class P>
    P &made(int page)
    {
        ensure(page);
        return static_cast<P &>(*m_entries.at(page).widget);
    }

    void ensure(int page);
    // Null: it was not made.
    QWidget *pageOf(int page) const { return m_entries.at(page).widget; }

    // One that was made.
    template<class P>
    const P &peek(int page) const
    {
        return static_cast<const P &>(*m_entries.at(page).widget);
    }

private:
    struct Entry
    {
        std::function<void()> make;
        QWidget *widget = nullptr;
        std::function<void()> focus;
        std::function<void()> resetLayout;
        std::function<void(QSettings &)> save;
        std::function<void(QSettings &)> restore;
    };

    template<class P>
    void equip(Entry &entry, P &page)
    {
        entry.widget = &page;
        if constexpr (requires { page.focusList(); })
            entry.focus = [&page] { page.focusList(); };
        else if constexpr (requires { page.focusField(); })
            entry.focus = [&page] { page.focusField(); };
        if constexpr (requires { page.resetLayout(); })
            entry.resetLayout = [&page] { page.resetLayout(); };
        if constexpr (requires(QSettings & settings) { page.saveState(settings); })
            entry.save = [&page](QSettings &settings) { page.saveState(settings); };
        if constexpr (requires(QSettings & settings) { page.restoreState(settings); })
            entry.restore = [&page](QSettings &settings) { page.restoreState(settings); };
        if constexpr (requires { &P::notice; })
            connect(&page, &P::notice, this, &LazyStack::notice);
    }

    void waitFor(const QList<QAction *> &commands, int page);

    QSettings &m_settings;
    std::map<int, Entry> m_entries;
    int m_shown = -1;
};

} // namespace tocsin::ui
