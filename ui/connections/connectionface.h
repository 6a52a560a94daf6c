// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/tokens.h"

#include <QString>

namespace tocsin::flows {
class Workspace;
}

namespace tocsin::ui {

// What the top bar says of the connection that is open. Names are the user's own: shown with everything
// visible.
struct ConnectionFace
{
    Tone dot = Tone::Unsigned;
    QString name;
    QString role; // or what is wrong
    QString toolTip;
    bool production = false;
    QString strip; // look of the strip above the bar; empty = none

    bool operator==(const ConnectionFace &) const = default;
};

ConnectionFace connectionFace(const flows::Workspace &workspace);

} // namespace tocsin::ui
