// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/checktext.h"

#include "core/flows/checkremedy.h"
#include "ui/text/timetext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

namespace tocsin::ui {

using flows::CheckRemedy;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::CheckText)
};

QString nameOf(flows::CheckStep step)
{
    switch (step) {
    case flows::CheckStep::Settings:
        return Texts::tr("Settings");
    case flows::CheckStep::Name:
        return Texts::tr("Name");
    case flows::CheckStep::Tcp:
        return Texts::tr("Connection");
    case flows::CheckStep::Proxy:
        return Texts::tr("Proxy");
    case flows::CheckStep::Tls:
        return Texts::tr("TLS");
    case flows::CheckStep::Answer:
        return Texts::tr("Answer");
    case flows::CheckStep::Clock:
        return Texts::tr("Clock");
    case flows::CheckStep::SignIn:
        return Texts::tr("Sign-in");
    case flows::CheckStep::Scope:
        return Texts::tr("Scope");
    case flows::CheckStep::Read:
        return Texts::tr("Read");
    }
    return {};
}

} // namespace

QString checkName(const flows::CheckedStep &step)
{
    return step.scope.isEmpty() ? nameOf(step.step) : Texts::tr("Scope %1").arg(step.scope);
}

QString checkLine(const flows::CheckedStep &step)
{
    constexpr int longest = 300;
    if (step.skipped)
        return Texts::tr("– %1: %2").arg(checkName(step), visibleText(step.seen, longest));
    if (step.error)
        return Texts::tr("✖ %1: %2").arg(checkName(step), visibleText(step.error->detail, longest));
    if (step.took == 0) // it was seen with another step
        return Texts::tr("✔ %1: %2").arg(checkName(step), visibleText(step.seen, longest));
    return Texts::tr("✔ %1: %2 (%3)")
        .arg(checkName(step), visibleText(step.seen, longest), spanText(step.took));
}

QString checkRemedy(const flows::CheckedStep &step, const domain::Connection &connection)
{
    switch (flows::remedyFor(step, connection)) {
    case CheckRemedy::None:
        return {};
    case CheckRemedy::CorrectSettings:
        return Texts::tr("Correct what it names.");
    case CheckRemedy::CheckName:
        return Texts::tr("Check how the host is written; a name of your organisation may need its VPN.");
    case CheckRemedy::CheckPort:
        return Texts::tr(
            "Check the port; a firewall or a missing VPN may be in the way, or a proxy is needed.");
    case CheckRemedy::CheckProxy:
        return Texts::tr("Check the proxy under Network; it may want a name in its address and a password.");
    case CheckRemedy::GiveAuthority:
        return Texts::tr(
            "For an authority of your own give its certificate under Network; for an address that "
            "speaks no TLS, write http://.");
    case CheckRemedy::UseItsName:
        return Texts::tr(
            "Use a name that stands in the certificate as the address, or have the certificate made "
            "for this one.");
    case CheckRemedy::RenewCertificate:
        return Texts::tr(
            "The server's owner has to renew its certificate, unless the clock of this machine is "
            "wrong.");
    case CheckRemedy::SetClock:
        return Texts::tr(
            "Set the clock of this machine, best by NTP: signatures, tokens and times of incidents "
            "depend on it. If it is right, the server's is not.");
    case CheckRemedy::RenewSecret:
        return Texts::tr(
            "Check the secret and the way of signing in; a key may have expired or been disabled.");
    case CheckRemedy::GiveClientCertificate:
        return Texts::tr("The server wants a client certificate: choose its file under Network.");
    case CheckRemedy::AskForRights:
        return step.scope.isEmpty()
                   ? Texts::tr("The sign-in is good; ask for a key that may do this.")
                   : Texts::tr(
                         "The sign-in is good; ask for a key with the scope %1, or do without what needs it.")
                         .arg(step.scope);
    case CheckRemedy::CheckAddress:
        return Texts::tr("Something else may answer at this address: check its host, port and path.");
    case CheckRemedy::TryLater:
        return Texts::tr("The server is there but cannot answer now: try again later.");
    }
    return {};
}

} // namespace tocsin::ui
