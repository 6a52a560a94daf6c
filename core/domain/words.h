// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace tocsin::domain {

// How servers' words are compared: lower case, whatever is neither letter nor digit as one '_', none at the
// ends. "Entity Extraction", "entity-extraction" and "ENTITY_EXTRACTION" are one word.
QString normalisedWord(QStringView word);

} // namespace tocsin::domain
