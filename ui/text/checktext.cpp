// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/checktext.h"

#include "ui/text/timetext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

namespace tocsin::ui {

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
    case flows::CheckStep::Tls:
        return Texts::tr("TLS");
    case flows::CheckStep::SignIn:
        return Texts::tr("Sign-in");
    case flows::CheckStep::Read:
        return Texts::tr("Read");
    }
    return {};
}

} // namespace

QString checkLine(const flows::CheckedStep &step)
{
    constexpr int longest = 300;
    if (step.skipped)
        return Texts::tr("– %1: not needed").arg(nameOf(step.step));
    if (step.error)
        return Texts::tr("✖ %1: %2").arg(nameOf(step.step), visibleText(step.error->detail, longest));
    return Texts::tr("✔ %1: %2 (%3)")
        .arg(nameOf(step.step), visibleText(step.seen, longest), spanText(step.took));
}

QString checkRemedy(const flows::CheckedStep &step)
{
    switch (step.step) {
    case flows::CheckStep::Settings:
        return Texts::tr("Correct what it names.");
    case flows::CheckStep::Name:
        return Texts::tr("Check how the host is written; a name of your organisation may need its VPN.");
    case flows::CheckStep::Tcp:
        return Texts::tr(
            "Check the port; a firewall or a missing VPN may be in the way, or a proxy is needed.");
    case flows::CheckStep::Tls:
        return Texts::tr(
            "For an authority of your own give its certificate under Network; for an address that "
            "speaks no TLS, write http://.");
    case flows::CheckStep::SignIn:
        return Texts::tr(
            "Check the secret and the way of signing in; a key may have expired or been disabled.");
    case flows::CheckStep::Read:
        break;
    }
    if (!step.error)
        return {};
    switch (step.error->kind) {
    case Error::Kind::Forbidden:
        return Texts::tr("The sign-in is good; ask for a key that may do this.");
    case Error::Kind::Rejected:
    case Error::Kind::NotFound:
    case Error::Kind::Malformed:
        return Texts::tr("Something else may answer at this address: check its host, port and path.");
    default:
        return Texts::tr("The server is there but cannot answer now: try again later.");
    }
}

} // namespace tocsin::ui
