// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QCoreApplication;

namespace tocsin::ui {

// Loads the words of the user's language, else the English ones: English needs them too, for its plural forms
// ("1 delivery"). Once per program, before the first text is made.
void installWords(QCoreApplication &app);

} // namespace tocsin::ui
