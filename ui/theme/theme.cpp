// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"

#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>
#include <QStyleHints>

#include <utility>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QPalette paletteOf(const Theme &theme)
{
    const auto c = [&theme](Tone tone) { return theme.color(tone); };
    QPalette p;
    p.setColor(QPalette::Window, c(Tone::Window));
    p.setColor(QPalette::WindowText, c(Tone::Text));
    p.setColor(QPalette::Base, c(Tone::Panel));
    p.setColor(QPalette::AlternateBase, c(Tone::Hover));
    p.setColor(QPalette::Text, c(Tone::Text));
    p.setColor(QPalette::PlaceholderText, c(Tone::Muted));
    p.setColor(QPalette::Button, c(Tone::Raised));
    p.setColor(QPalette::ButtonText, c(Tone::Text));
    p.setColor(QPalette::BrightText, c(Tone::Critical));
    p.setColor(QPalette::ToolTipBase, c(Tone::Raised));
    p.setColor(QPalette::ToolTipText, c(Tone::Text));
    p.setColor(QPalette::Highlight, c(Tone::Selection));
    p.setColor(QPalette::HighlightedText, c(Tone::Text));
    p.setColor(QPalette::Link, c(Tone::Accent));
    p.setColor(QPalette::LinkVisited, c(Tone::Accent));
    p.setColor(QPalette::Light, c(Tone::Raised));
    p.setColor(QPalette::Midlight, c(Tone::Hover));
    p.setColor(QPalette::Mid, c(Tone::Hairline));
    p.setColor(QPalette::Dark, c(Tone::Hairline));
    p.setColor(QPalette::Shadow, c(Tone::Hairline));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c(Tone::Faint));
    return p;
}

} // namespace

Theme::Theme(QApplication &app, Choice choice, Dress dress)
    : m_app(app)
    , m_choice(choice)
    , m_systemWasDark(isDarkPalette(app.palette()))
    , m_dressed(dress == Dress::Now)
{
    m_app.setStyle(QStyleFactory::create(u"Fusion"_s));
    m_dark = choice == Choice::System ? systemIsDark() : choice == Choice::Dark;
    apply();
    m_app.installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(m_app.styleHints(), &QStyleHints::colorSchemeChanged, this, [this] { setChoice(m_choice); });
#endif
}

bool Theme::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (const Qt::ColorScheme scheme = m_app.styleHints()->colorScheme(); scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    return m_systemWasDark;
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    const bool dark = choice == Choice::System ? systemIsDark() : choice == Choice::Dark;
    if (dark == m_dark)
        return;
    m_dark = dark;
    apply();
    emit changed();
}

void Theme::apply()
{
    m_applying = true;
    // Qt repolishes what its cache of rules names, and there may be widgets among it that are long gone: one
    // that is asked for its style while its children are deleted enters the cache after it was taken out.
    // Without a sheet in between there is nothing to repolish, and those that live are dressed anew.
    m_app.setStyleSheet({});
    m_app.setPalette(paletteOf(*this));
    if (m_dressed)
        m_app.setStyleSheet(styleSheet(*this));
    m_applying = false;
}

void Theme::dress()
{
    if (!std::exchange(m_dressed, true))
        m_app.setStyleSheet(styleSheet(*this));
}

// Qt 6.4 has no signal for the system's scheme: a palette that somebody else put there is the system's.
bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_app && event->type() == QEvent::ApplicationPaletteChange && !m_applying) {
        const bool dark = isDarkPalette(m_app.palette());
        if (dark != m_dark) {
            m_systemWasDark = dark;
            if (m_choice == Choice::System)
                setChoice(m_choice);
            else
                apply();
        }
    }
    return QObject::eventFilter(watched, event);
}

Theme::Undressed::Undressed(Theme &theme) : m_theme(theme)
{
    m_theme.m_app.setStyleSheet({});
    m_theme.m_dressed = false;
}

Theme::Undressed::~Undressed()
{
    m_theme.dress();
}

QFont Theme::fixedFont() const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(m_app.font().pointSizeF() > 0 ? m_app.font().pointSizeF() - 0.5 : 9);
    return font;
}

Theme::Choice Theme::choiceFromId(QStringView id)
{
    if (id == "light"_L1)
        return Choice::Light;
    return id == "dark"_L1 ? Choice::Dark : Choice::System;
}

QString Theme::choiceId(Choice choice)
{
    switch (choice) {
    case Choice::Light:
        return u"light"_s;
    case Choice::Dark:
        return u"dark"_s;
    case Choice::System:
        break;
    }
    return u"system"_s;
}

} // namespace tocsin::ui
