// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/connectiontest.h"

#include "app/cli/terminal.h"
#include "core/flows/checkremedy.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using flows::CheckRemedy;
using flows::CheckStep;

namespace {

QString nameOf(CheckStep step)
{
    switch (step) {
    case CheckStep::Settings:
        return u"settings"_s;
    case CheckStep::Name:
        return u"name"_s;
    case CheckStep::Tcp:
        return u"tcp"_s;
    case CheckStep::Proxy:
        return u"proxy"_s;
    case CheckStep::Tls:
        return u"tls"_s;
    case CheckStep::Answer:
        return u"answer"_s;
    case CheckStep::Clock:
        return u"clock"_s;
    case CheckStep::SignIn:
        return u"sign-in"_s;
    case CheckStep::Scope:
        return u"scope"_s;
    case CheckStep::Read:
        return u"read"_s;
    }
    return {};
}

QString longNameOf(const flows::CheckedStep &step)
{
    return step.scope.isEmpty() ? nameOf(step.step) : nameOf(step.step) + u' ' + step.scope;
}

QString remedyOf(const flows::CheckedStep &step, const domain::Connection &connection)
{
    switch (flows::remedyFor(step, connection)) {
    case CheckRemedy::None:
        return {};
    case CheckRemedy::CorrectSettings:
        return u"correct what it names: remove the connection and add it anew"_s;
    case CheckRemedy::CheckName:
        return u"check how the host is written; a name of your organisation may need its VPN"_s;
    case CheckRemedy::CheckPort:
        return u"check the port; a firewall or a missing VPN may be in the way, or a proxy is needed (--proxy)"_s;
    case CheckRemedy::CheckProxy:
        return u"check the proxy; it may want a sign-in: --proxy http://NAME@HOST:PORT, and the label under "
               "which its password is stored: --proxy-label"_s;
    case CheckRemedy::GiveAuthority:
        return u"for an authority of your own give its certificate: --ca-file; for an address that speaks no "
               "TLS, http://"_s;
    case CheckRemedy::UseItsName:
        return u"use a name that stands in the certificate as the address, or have the certificate made for "
               u"this "
               "one"_s;
    case CheckRemedy::RenewCertificate:
        return u"the server's owner has to renew its certificate, unless the clock of this machine is wrong"_s;
    case CheckRemedy::SetClock:
        return u"set the clock of this machine, best by NTP: signatures, tokens and times of incidents "
               u"depend on "
               "it; if it is right, the server's is not"_s;
    case CheckRemedy::RenewSecret:
        return u"store a valid secret under \"%1\": tocsinctl secrets add or rotate"_s.arg(
            visible(connection.secretLabel, 80));
    case CheckRemedy::GiveClientCertificate:
        return u"the server wants a client certificate: --client-file"_s;
    case CheckRemedy::AskForRights:
        return step.scope.isEmpty()
                   ? u"the sign-in is good; ask for a key that may do this"_s
                   : u"the sign-in is good; ask for a key with the scope %1, or do without what "
                     "needs it"_s.arg(step.scope);
    case CheckRemedy::CheckAddress:
        return u"something else may answer at this address: check its host, port and path"_s;
    case CheckRemedy::TryLater:
        return u"the server is there but cannot answer now: try again later"_s;
    }
    return {};
}

} // namespace

void printStep(const flows::CheckedStep &step, const domain::Connection &connection, bool isJson)
{
    const bool isGood = !step.error;
    const double milliseconds = double(step.took) / 1000;
    const QString told = isGood ? step.seen : step.error->detail;
    const QString remedy = isGood ? QString() : remedyOf(step, connection);
    if (isJson) {
        printJson({{u"step"_s, nameOf(step.step)},
                   {u"scope"_s, step.scope},
                   {u"good"_s, isGood},
                   {u"skipped"_s, step.skipped},
                   {u"ms"_s, milliseconds},
                   {u"seen"_s, told},
                   {u"remedy"_s, remedy}});
    } else {
        const QString how = step.skipped ? u"-"_s : isGood ? u"good"_s : u"failed"_s;
        printLine(u"%1  %2  %3 ms  %4"_s.arg(longNameOf(step), -26)
                      .arg(how, -6)
                      .arg(milliseconds, 8, 'f', 1)
                      .arg(visible(told, 600)));
        if (!isGood)
            printLine(u"%1  do this: %2"_s.arg(QString(), -26).arg(remedy));
    }
    flushOutput();
}

QString stepLabel(const flows::CheckedStep &step)
{
    return longNameOf(step);
}

} // namespace tocsin::cli
