// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/socotraapi.h"

namespace tocsin::flows {

// Whether the tenant's PUT merges into the stored security settings or replaces them (socotra.md 3.4: two
// editions of the documentation disagree).
struct ProbeAnswer
{
    enum class Rule : quint8 { Unknown, Merge, Replace };

    Rule rule = Rule::Unknown;
    QString why;      // with Unknown
    QString leftOver; // a throw-away integration that could not be deleted: its name
};

// The guided test of 3.4.3, on an integration that is made for it and deleted again, never on another one: a
// tag is set, an update leaves it out, and the list shows whether it is still there. Goes on to the end, so
// that nothing stays behind, also when the context is gone. The error is that of the first step: nothing was
// made.
void probeUpdates(socotra::SocotraApi &api, QObject *context, Handler<ProbeAnswer> handler);

inline constexpr const char *probePrefix = "tocsin-probe-";

} // namespace tocsin::flows
