// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/recipe.h"
#include "core/signature/schemelayout.h"

namespace tocsin::signature {

// The members of a recipe as they stand in a scheme file, added to the object; see RecipeReader.
void writeRecipe(const Recipe &recipe, FileNode &object);

FileNode writeTexts(const QList<QByteArray> &texts);

} // namespace tocsin::signature
