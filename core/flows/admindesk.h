// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/auditing.h"

namespace tocsin::flows {

class AnalystDesk;

// The administrator's side without a window. Lives on the main thread; what it is made of outlives it.
class AdminDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AdminDesk)

public:
    // The record also outlives the analyst's desk: what that gives up when it ends is recorded too.
    AdminDesk(Auditing &auditing, AnalystDesk &analyst);
    ~AdminDesk() override;

    Auditing &auditing() { return m_auditing; }

private:
    Auditing &m_auditing;
};

} // namespace tocsin::flows
