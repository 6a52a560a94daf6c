// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/checkremedy.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

// With TLS 1.3 a server asks for it behind the handshake.
bool wantsCertificate(const Error &error, const domain::Connection &connection)
{
    return connection.clientFile.isEmpty() && error.detail.contains(u"certificate"_s);
}

CheckRemedy ofTls(const CheckedStep &step, const domain::Connection &connection)
{
    switch (step.fault) {
    case QSslError::CertificateExpired:
        return CheckRemedy::RenewCertificate;
    case QSslError::CertificateNotYetValid:
        return CheckRemedy::SetClock;
    case QSslError::HostNameMismatch:
        return CheckRemedy::UseItsName;
    case QSslError::NoError:
        break;
    default:
        return CheckRemedy::GiveAuthority;
    }
    return wantsCertificate(*step.error, connection) ? CheckRemedy::GiveClientCertificate
                                                     : CheckRemedy::GiveAuthority;
}

CheckRemedy ofRead(const Error &error, const domain::Connection &connection)
{
    if (wantsCertificate(error, connection))
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
    case CheckStep::Proxy:
        return CheckRemedy::CheckProxy;
    case CheckStep::Tls:
        return ofTls(step, connection);
    case CheckStep::Clock:
        return CheckRemedy::SetClock;
    case CheckStep::SignIn:
        return CheckRemedy::RenewSecret;
    case CheckStep::Answer:
    case CheckStep::Scope:
    case CheckStep::Read:
        break;
    }
    return ofRead(*step.error, connection);
}

} // namespace tocsin::flows
