// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/tokens.h"

#include <QColor>
#include <QFont>
#include <QObject>

class QApplication;

namespace tocsin::ui {

// The look of the program: Fusion with our palette and one style sheet. Follows the system or is fixed; who
// paints by itself asks color() while painting, so nothing has to be told of a change but to paint again.
// One per program, owned by the application object, lives on the main thread and longer than every widget.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    // With Later, there is no style sheet before the first dress().
    enum class Dress { Now, Later };
    explicit Theme(QApplication &app, Choice choice = Choice::System, Dress dress = Dress::Now);

    void dress();

    void setChoice(Choice choice);
    Choice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

    QColor color(Tone tone) const { return QColor::fromRgb(tokens()[static_cast<std::size_t>(tone)]); }
    const Tokens &tokens() const { return m_dark ? darkTokens : lightTokens; }

    QFont fixedFont() const; // bytes, ids, digests, times

    static Choice choiceFromId(QStringView id); // "light", "dark", anything else = System
    static QString choiceId(Choice choice);

    bool eventFilter(QObject *watched, QEvent *event) override;

    // While it lives, the application has no style sheet. With one, every widget is styled anew whenever an
    // ancestor finds its place, ten times over in a window that is built from the inside out.
    class Undressed
    {
    public:
        explicit Undressed(Theme &theme);
        ~Undressed();
        Q_DISABLE_COPY_MOVE(Undressed)

    private:
        Theme &m_theme;
    };

signals:
    void changed();

private:
    bool systemIsDark() const;
    void apply();

    QApplication &m_app;
    Choice m_choice = Choice::System;
    bool m_systemWasDark = false; // read from the palette before ours covers it
    bool m_dark = false;
    bool m_applying = false;
    bool m_dressed = false;
};

} // namespace tocsin::ui
