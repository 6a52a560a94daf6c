// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

#include <optional>

namespace tocsin::ui {

// How well the typed letters fit a text: every letter must occur in order, without case. Higher is better;
// starts of words and runs count more, and a shorter text wins a tie. No value: they do not fit.
std::optional<int> fuzzyScore(QStringView typed, QStringView text);

} // namespace tocsin::ui
