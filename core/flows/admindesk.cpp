// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/admindesk.h"

#include "core/flows/analystdesk.h"

namespace tocsin::flows {

AdminDesk::AdminDesk(Auditing &auditing, AnalystDesk &analyst) : m_auditing(auditing)
{
    connect(&analyst.workspace(), &Workspace::switched, this, [this, &analyst] {
        if (analyst.workspace().isOpen())
            m_auditing.watch(analyst.workspace().api());
    });
}

AdminDesk::~AdminDesk() = default;

} // namespace tocsin::flows
