// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/oldsecretuse.h"
#include "core/storage/rotationstore.h"
#include "ui/widgets/steplist.h"

namespace tocsin::ui {

// What is known of a rotation; none: it has not begun.
struct RotationView
{
    std::optional<storage::Rotation> rotation;
    bool isBusy = false;
    bool hasFailed = false;                 // the step that comes next
    std::optional<flows::OldSecretUse> old; // once it was looked for
    Micros now = 0;
};

// Stored here, written to the tenant, read back, kept, retired: in words.
QList<StepList::Step> rotationSteps(const RotationView &view);

} // namespace tocsin::ui
