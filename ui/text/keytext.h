// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keylist.h"
#include "core/flows/keypresets.h"
#include "core/flows/scopeprobe.h"
#include "core/storage/keyrotationstore.h"
#include "ui/widgets/badge.h"

#include <QString>

namespace tocsin::ui {

QString daysText(int days);                    // "1 day", "30 days"
QString scopeWords(const QString &scope);      // "Read incidents"; of adminCapability too
QString scopesLine(const QStringList &scopes); // as they are, for a cell
QString keyUseName(flows::KeyUse use);         // "XSOAR: poll and investigate"
QString keyUseSentence(flows::KeyUse use);     // why just these

BadgeText keyStateBadge(const flows::KeyEntry &entry, bool isListOffered, Micros now);
QString lastUseWords(const flows::KeyEntry &entry, Micros now); // "unused for 12 days"
QString expiryWords(const flows::KeyEntry &entry, Micros now);  // "in 89 days"
bool isExpirySoon(const flows::KeyEntry &entry, Micros now);    // or over
bool isLongUnused(const flows::KeyEntry &entry, Micros now);
QString dateText(Micros when); // "2027-11-23", local
QString makerWords(const flows::KeyEntry &entry);
// What should be done about it, or nothing: shared by several, unused for long, about to expire.
QString keyAdvice(const flows::KeyEntry &entry, Micros now);

// A step of a rotation: what it does, and what it came to.
QString keyStepName(storage::KeyStep step, const storage::KeyRotation &rotation);
QString keyRotationSentence(const storage::KeyRotation &rotation); // where it stands, and what comes next

BadgeText standingBadge(flows::Standing standing);
QString standingSentence(const flows::Capability &capability);

} // namespace tocsin::ui
