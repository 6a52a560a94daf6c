// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/commandpalette.h"

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class PageStack;

// Where a text that was typed or pasted into the palette may lead: it may be the number or the id of
// something, and everything can be searched for. `search` looks for it everywhere.
QList<PaletteEntry> jumpsFrom(const QString &typed, PageStack &pages, flows::AnalystDesk &desk,
                              const std::function<void(const QString &text)> &search);

} // namespace tocsin::ui
