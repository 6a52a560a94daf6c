// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/listenarguments.h"

#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"
#include "core/flows/listenersettings.h"
#include "core/settings/folders.h"
#include "core/settings/keys.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace keys = settings::keys;

namespace {

using Tls = flows::DeskOptions::Tls;

tl::unexpected<Error> wrong(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

// An option wins over what the user has set, and not over a policy: that is not for a user to leave.
template<class T>
Result<void> obeys(const QSettings &file, const settings::Setting<T> &setting, const QString &option,
                   const T &value)
{
    const bool pinned = settings::layered(file, setting.key).source == settings::Source::Policy;
    if (!pinned || setting.read(file).value == value)
        return {};
    return wrong(u"--%1: %2 is set by the policy of this machine, %3; leave the option out"_s.arg(
        option, setting.key, settings::attachedPolicy(file).path));
}

Result<void> readPlace(const QCommandLineParser &parser, const QSettings &file, flows::DeskOptions &options)
{
    if (parser.isSet(u"bind"_s)) {
        options.address = parser.value(u"bind"_s);
        if (auto good = obeys(file, keys::listenerAddress, u"bind"_s, options.address); !good)
            return good;
    }
    if (!parser.isSet(u"port"_s))
        return {};
    bool good = false;
    options.port = parser.value(u"port"_s).toUShort(&good);
    if (!good)
        return wrong(u"--port takes a number from 0 to 65535"_s);
    return obeys(file, keys::listenerPort, u"port"_s, qint64(options.port));
}

Result<void> readTls(const QCommandLineParser &parser, const QSettings &file, flows::DeskOptions &options)
{
    if (parser.isSet(u"client-ca"_s)) {
        options.clientCaPath = parser.value(u"client-ca"_s);
        if (auto good = obeys(file, keys::tlsClientCa, u"client-ca"_s, options.clientCaPath); !good)
            return good;
    }
    if (!parser.isSet(u"tls"_s))
        return {};
    const QString tls = parser.value(u"tls"_s);
    auto mode = settings::TlsMode::Off;
    options.tls = Tls::Off;
    if (tls == u"auto"_s) {
        mode = settings::TlsMode::Generated;
        options.tls = Tls::SelfSigned;
    } else if (tls != u"off"_s) {
        const QStringList files = tls.split(u',');
        if (files.size() != 2)
            return wrong(u"--tls takes auto, off, or two PEM files as CERT,KEY"_s);
        mode = settings::TlsMode::Files;
        options.tls = Tls::Files;
        options.certificatePath = files[0];
        options.keyPath = files[1];
    }
    return obeys(file, keys::tlsMode, u"tls"_s, mode);
}

Result<void> readKeep(const QCommandLineParser &parser, const QSettings &file, flows::DeskOptions &options)
{
    if (!parser.isSet(u"keep"_s))
        return {};
    bool good = false;
    options.retention.deliveries = parser.value(u"keep"_s).toLongLong(&good);
    if (!good || options.retention.deliveries < 1)
        return wrong(u"--keep takes a number of deliveries, 1 or more"_s);
    return obeys(file, keys::retentionCount, u"keep"_s, options.retention.deliveries);
}

} // namespace

void declareListenerOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"port"_s,
         u"Port to listen on; 0 picks a free one. The default is that of the settings, 9000 at first."_s,
         u"N"_s},
        {u"bind"_s,
         u"Address to bind. Anything but loopback lets other machines in. The default is that of the "
         u"settings, "
         "127.0.0.1 at first."_s,
         u"A"_s},
        {u"store"_s, u"Store file; the default is the user's own."_s, u"FILE"_s},
        {u"tls"_s,
         u"auto for a self-signed certificate, CERT,KEY as PEM files, or off. The default is that of the "
         "settings, off at first."_s,
         u"auto|CERT,KEY|off"_s},
        {u"client-ca"_s, u"Require client certificates of this PEM authority."_s, u"FILE"_s},
        {u"keep"_s,
         u"Keep at most N deliveries (pinned ones apart); else what the settings say of retention holds."_s,
         u"N"_s},
    });
}

Result<flows::DeskOptions> listenerOptions(const QCommandLineParser &parser, const QString &policyFile)
{
    const auto opened = UserSettings::open(policyFile);
    if (!opened)
        return tl::unexpected(opened.error());
    const QSettings &file = opened->file();
    flows::ListenerSettings found = flows::readListenerSettings(file);
    for (const QString &problem : std::as_const(found.problems))
        printError(visible(problem, 1000));
    flows::DeskOptions options = std::move(found.options);
    options.dataFolder = settings::dataFolder();
    if (parser.isSet(u"store"_s))
        options.storePath = parser.value(u"store"_s);
    for (const auto read : {&readPlace, &readTls, &readKeep}) {
        if (auto good = read(parser, file, options); !good)
            return tl::unexpected(good.error());
    }
    return options;
}

} // namespace tocsin::cli
