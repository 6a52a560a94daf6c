// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QFrame;
class QListView;
class QPushButton;
class QString;

namespace tocsin::ui {

// The list at the left of a page: a small title, the rows, one button below them. The rows hover, are not
// edited in place and have a menu of their own (customContextMenuRequested).
void layOutSideList(QFrame &panel, const QString &title, QListView &rows, QPushButton &button);

} // namespace tocsin::ui
