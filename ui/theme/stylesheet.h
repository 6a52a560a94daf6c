// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace tocsin::ui {

class Theme;

// What the palette cannot say: hairlines, paddings, the look of buttons, fields, tabs and tables. Widgets
// choose a look by the dynamic property "look" (primary, quiet, banner ...) set before they are shown.
QString styleSheet(const Theme &theme);

} // namespace tocsin::ui
