// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/reformat.h"

namespace tocsin::compare {

// What a string or a name stands for; equal bytes = the same characters.
QByteArray meaningOf(const json::TokenTree &tree, const json::Token &token);

// Whether two number tokens are the same number, exactly: 1.0, 1 and 10e-1 are.
bool sameNumber(QByteArrayView left, QByteArrayView right);

// For every token the same number for values that mean the same, whatever their spelling and the order of
// their members. Only a hint: different values may share it.
std::vector<size_t> meaningsOf(const json::TokenTree &tree);

} // namespace tocsin::compare
