// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QAbstractItemView;
class QString;

namespace tocsin::ui {

// Shows the sentence in the view as long as its model, which must be set before, has no row.
void showWhenEmpty(QAbstractItemView &view, const QString &sentence);

} // namespace tocsin::ui
