// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <vector>

namespace tocsin::compare {

// Which of these have to move so that the numbers, all of them different, rise: as few as possible.
std::vector<bool> movedIn(const std::vector<qsizetype> &places);

} // namespace tocsin::compare
