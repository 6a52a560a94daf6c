// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

namespace tocsin::secrets {

constexpr int maxLabelLength = 64;
constexpr int maxMetadataLength = 256;     // characters of scheme and of tag
constexpr qsizetype maxValueSize = 65'536; // bytes of one value
constexpr qsizetype maxRetired = 8;

// The rule for labels that StoredSecret states. Rejected, naming the rule and the offending character.
Result<void> checkLabel(const QString &label);

// What every backend refuses to keep: a bad label, an empty or oversized value, oversized scheme or tag. The
// rules of a sender for its own secrets are the caller's business.
Result<void> checkStored(const StoredSecret &secret);

// The same entry under a new value: the earlier value becomes the newest retired one, so that messages that
// were signed before the change still verify. Keeps the newest maxRetired.
StoredSecret rotated(StoredSecret secret, Secret newValue, QString newTag);

// The entry without any bytes of a secret.
StoredSecret withoutValues(const StoredSecret &secret);

} // namespace tocsin::secrets
