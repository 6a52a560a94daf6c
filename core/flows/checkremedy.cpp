// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/checkremedy.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

CheckRemedy ofRead(const Error &error, const domain::Connection &connection)
{
    // With TLS 1.3 a server asks for it behind the handshake.
    if (connection.clientFile.isEmpty() && error.detail.contains(u"certificate"_s))
        return CheckRemedy::GiveClientCertificate;
    switch (error.kind) {
    case Error::Kind::Unauthorised:
        return CheckRemedy::RenewSecret;
    case Error::Kind::Forbidden:
        return CheckRemedy::AskForRights;
    case Error::Kind::Rejected:
    case Error::Kind::NotFound:
    case Error::Kind::Malformed:
        return CheckRemedy::CheckAddress;
    default:
        return CheckRemedy::TryLater;
    }
}

} // namespace

CheckRemedy remedyFor(const CheckedStep &step, const domain::Connection &connection)
{
    if (!step.error)
        return CheckRemedy::None;
    switch (step.step) {
    case CheckStep::Settings:
        return CheckRemedy::CorrectSettings;
    case CheckStep::Name:
        return CheckRemedy::CheckName;
    case CheckStep::Tcp:
        return CheckRemedy::CheckPort;
    case CheckStep::Tls:
        return step.error->detail.startsWith(u"the proxy"_s) ? CheckRemedy::CheckProxy
                                                             : CheckRemedy::GiveAuthority;
    case CheckStep::SignIn:
        return CheckRemedy::RenewSecret;
    case CheckStep::Read:
        break;
    }
    return ofRead(*step.error, connection);
}

} // namespace tocsin::flows
