// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>

namespace tocsin::ui {

class Theme;

// One of our line icons (resources/icons/<name>.svg) in a colour of the theme. The engine renders the vector
// for the size and the pixel ratio asked for and asks the theme for the colour each time, so that an icon
// set once follows the theme. Checked and selected icons take the accent, disabled ones the faint tone.
QIcon icon(const QString &name, const Theme &theme, Tone tone = Tone::Muted);

QIcon applicationIcon();

} // namespace tocsin::ui
