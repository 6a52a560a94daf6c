// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QMainWindow;
class QSettings;

namespace tocsin::ui {

// Size, place and page are kept between runs. A geometry that lies on no present screen is not restored.
void saveWindow(const QMainWindow &window, QSettings &settings);
void restoreWindow(QMainWindow &window, QSettings &settings);

} // namespace tocsin::ui
