// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace tocsin::report {

// What "&amp;", "&#8364;" or "&#x20ac;" stands for; of the named ones those that people write. Others, and
// what is no character, stay as they are.
QString characterOf(const QString &reference);

} // namespace tocsin::report
