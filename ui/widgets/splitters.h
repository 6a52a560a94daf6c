// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <Qt>

class QSplitter;
class QWidget;

namespace tocsin::ui {

// Parts side by side or one above the other with a hairline between them; none can be dragged away.
QSplitter *hairlineSplitter(Qt::Orientation orientation, QWidget *parent = nullptr);

} // namespace tocsin::ui
