// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/handshakespec.h"
#include "core/signature/schemelayout.h"

namespace tocsin::signature {

// The member `handshakes` as it stands in a scheme file, added to the file when there are any.
void writeHandshakes(const std::vector<Handshake> &handshakes, FileNode &file);

} // namespace tocsin::signature
