// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/stylesheet.h"

#include "ui/theme/theme.h"

#include <QFont>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

// clang-format off
const QString sheet = QStringLiteral(R"(
QDialog#commandPalette { background: @window; border: 1px solid @faint; }
QMenuBar { background: @panel; border-bottom: 1px solid @hairline; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @raised; border: 1px solid @hairline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolTip { background: @raised; color: @text; border: 1px solid @hairline; padding: 4px; }
QStatusBar { background: @panel; border-top: 1px solid @hairline; }
QStatusBar::item { border: none; }

QPushButton, QToolButton[look="button"] { background: @raised; border: 1px solid @hairline; border-radius: 4px;
    padding: 4px 10px; min-height: 18px; }
QPushButton:hover, QToolButton[look="button"]:hover { background: @hover; border-color: @faint; }
QPushButton:pressed, QPushButton:checked { background: @selection; }
QPushButton:disabled { color: @faint; background: @window; }
QPushButton:focus, QToolButton[look="button"]:focus { border-color: @focus; }
QPushButton[look="primary"] { background: @accent; color: @accentText; border-color: @accent; font-weight: 600; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:focus { border-color: @focus; }
QPushButton[look="primary"]:disabled { background: @hover; color: @faint; border-color: @hairline; }
QPushButton[look="danger"] { color: @critical; }
QPushButton[look="field"] { text-align: left; color: @muted; background: @window; padding: 4px 12px; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[look="quiet"] { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px; }
QPushButton[look="quiet"] { background: transparent; border: 1px solid transparent; padding: 3px 6px; color: @muted; }
QPushButton[look="quiet"]:hover { background: @hover; color: @text; }
QPushButton[look="quiet"]:focus { border-color: @focus; }
QToolButton[look="fold"] { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px 0; }
QToolButton[look="quiet"]:hover, QToolButton[look="fold"]:hover { background: @hover; }
QToolButton[look="quiet"]:focus, QToolButton[look="fold"]:focus { border-color: @focus; }

QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox { background: @window; border: 1px solid @hairline; border-radius: 4px;
    padding: 4px 8px; selection-background-color: @selection; selection-color: @text; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 18px; }
QLineEdit[look="search"] { padding: 4px; }
QComboBox:!editable { padding: 4px 10px; }
QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border-color: @focus; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"] { border-color: @critical; }
QLineEdit:disabled, QAbstractSpinBox:disabled { color: @faint; }
QLineEdit:read-only { background: @panel; color: @muted; }
QPlainTextEdit[look="value"] { background: transparent; border: none; padding: 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/@chevron.svg); width: 14px; height: 14px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @hairline; selection-background-color: @selection; }

QTableView, QTreeView, QListView { background: @window; border: none; selection-background-color: @selection;
    selection-color: @text; outline: none; }
QListView[look="menu"] { background: @raised; border: 1px solid @hairline; }
QListView[look="box"] { border: 1px solid @hairline; border-radius: 4px; padding: 4px; }
QListView[look="box"]::item { min-height: 22px; }
QListView[look="box"]::item:selected { background: @selection; color: @text; }
QListView::indicator, QCheckBox::indicator { width: 13px; height: 13px; border: 1px solid @faint; border-radius: 3px;
    background: @window; }
QListView::indicator:checked, QCheckBox::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/icons/@check.svg); }
QRadioButton::indicator { width: 13px; height: 13px; border: 1px solid @faint; border-radius: 7px; background: @window; }
QRadioButton::indicator:checked { border: 4px solid @accent; width: 7px; height: 7px; background: @accentText; }
QHeaderView { background: @window; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @hairline;
    padding: 0 8px; font-weight: 600; }
QTableCornerButton::section { background: @window; border: none; }
QTreeView::item { padding: 2px 0; }

QTabWidget::pane { border: none; border-top: 1px solid @hairline; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; padding: 7px 1px 7px 1px; margin-right: 11px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:first { margin-left: 16px; }
QTabBar[look="flush"]::tab:first { margin-left: 0; }
QTabBar[mirrored="true"]::tab:first { margin-left: 0; margin-right: 16px; }
QTabBar[look="flush"][mirrored="true"]::tab:first { margin-right: 0; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: 2px solid @accent; }
QTabBar::tab:hover:!selected { color: @text; }
QTabBar QToolButton { background: @panel; border: none; padding: 2px; }
QTabBar::tab:focus { color: @accent; }

QSplitter::handle { background: @hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[look="plain"] { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @hairline; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[look="panel"], QWidget[look="panel"] { background: @panel; }
QFrame[look="top"] { background: @panel; border-bottom: 1px solid @hairline; }
QFrame[look="bar"] { background: @window; border-bottom: 1px solid @hairline; }
QFrame[look="foot"] { background: @window; border-top: 1px solid @hairline; }
QFrame[look="rail"] { background: @panel; border-right: 1px solid @hairline; }
QFrame[look="rule"] { background: @hairline; border: none; }
QProgressBar { background: @hairline; border: none; }
QProgressBar::chunk { background: @accent; }
QFrame[look="box"] { background: @window; border: 1px solid @hairline; border-radius: 4px; }
QFrame[look="chip"] { background: @window; border: 1px solid @hairline; border-radius: 4px; }
QFrame[look="warning"] { background: @panel; border: none; border-left: 3px solid @high; border-bottom: 1px solid @hairline; }
QFrame[look="production"], QFrame[look="mark-red"] { background: @production; border: none; }
QFrame[look="mark-grey"] { background: @muted; border: none; }
QFrame[look="mark-blue"] { background: @accent; border: none; }
QFrame[look="mark-green"] { background: @valid; border: none; }
QFrame[look="mark-amber"] { background: @stale; border: none; }
QFrame[look="mark-violet"] { background: @unknown; border: none; }
QFrame[look="error"] { background: @panel; border: none; border-left: 3px solid @critical; }
QLabel[look="muted"] { color: @muted; }
QLabel[look="section"] { color: @muted; font-weight: 600; @smallFont }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="fault"] { color: @critical; }
QLabel[look="advice"] { color: @medium; }
)");
// clang-format on

struct Name
{
    QLatin1StringView word;
    Tone tone;
};

// Longer words first: "accentText" must not be read as "accent" followed by "Text".
constexpr Name names[] = {
    {"production"_L1, Tone::Production},
    {"unknown"_L1, Tone::Unknown},
    {"valid"_L1, Tone::Valid},
    {"stale"_L1, Tone::Stale},
    {"accentText"_L1, Tone::AccentText},
    {"selection"_L1, Tone::Selection},
    {"critical"_L1, Tone::Critical},
    {"hairline"_L1, Tone::Hairline},
    {"window"_L1, Tone::Window},
    {"raised"_L1, Tone::Raised},
    {"accent"_L1, Tone::Accent},
    {"medium"_L1, Tone::Medium},
    {"panel"_L1, Tone::Panel},
    {"muted"_L1, Tone::Muted},
    {"faint"_L1, Tone::Faint},
    {"hover"_L1, Tone::Hover},
    {"focus"_L1, Tone::Focus},
    {"text"_L1, Tone::Text},
    {"high"_L1, Tone::High},
};

// Written here and not set on the widgets: a widget's own font and the sheet's take turns, so that captions
// that were made before and after the sheet came had two sizes.
QString smallFont(const QFont &font)
{
    return font.pointSizeF() > 0 ? u"font-size: %1pt;"_s.arg(font.pointSizeF() * 0.9) : QString();
}

} // namespace

QString styleSheet(const Theme &theme)
{
    QString text = sheet;
    text.replace("@check.svg"_L1, theme.isDark() ? "check-dark.svg"_L1 : "check-light.svg"_L1);
    text.replace("@chevron"_L1, theme.isDark() ? "chevron-dark"_L1 : "chevron-light"_L1);
    text.replace("@smallFont"_L1, smallFont(QGuiApplication::font()));
    for (const Name &name : names)
        text.replace(u'@' + name.word, theme.color(name.tone).name());
    return text;
}

} // namespace tocsin::ui
