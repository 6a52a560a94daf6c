// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/connectioncheck.h"

namespace tocsin::flows {

// What to do about a step that failed. The window and the terminal each say it in their own words.
enum class CheckRemedy : quint8 {
    None, // it was good
    CorrectSettings,
    CheckName,
    CheckPort,
    CheckProxy, // it refuses to lead there
    GiveAuthority,
    UseItsName,       // the certificate is another host's
    RenewCertificate, // the server's owner has to
    GiveClientCertificate,
    SetClock,
    RenewSecret,
    AskForRights,
    CheckAddress, // something else answers there
    TryLater,
};

CheckRemedy remedyFor(const CheckedStep &step, const domain::Connection &connection);

} // namespace tocsin::flows
