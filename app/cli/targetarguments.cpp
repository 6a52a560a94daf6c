// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/targetarguments.h"

#include "core/flows/policyrules.h"
#include "core/listener/tlsidentity.h"
#include "core/settings/folders.h"
#include "core/settings/keys.h"
#include "core/settings/settingsfile.h"

#include <QFileInfo>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

void declareTargetOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"allow"_s,
         u"Host that captured requests may be sent to besides this machine, HOST or HOST:PORT; added to "
         "those of the settings. Repeatable."_s,
         u"HOST"_s},
        {u"ca"_s, u"Trust the certificates of this PEM file as well."_s, u"FILE"_s},
    });
}

Result<flows::AllowList> allowedHosts(const QCommandLineParser &parser, const settings::Policy &policy)
{
    const QString key(settings::keys::replayHosts.key);
    if (policy.pinned.contains(key)) {
        if (parser.isSet(u"allow"_s))
            return fail(Error::Kind::Rejected,
                        u"--allow: the policy of this machine, %1, says which hosts are "
                        "allowed"_s.arg(policy.path));
        if (auto pinned = flows::readAllowList(policy.pinned.value(key)); !pinned)
            return pinned;
        return flows::allowedBy(policy, {});
    }
    QStringList hosts = parser.values(u"allow"_s);
    if (QFileInfo::exists(settings::settingsPath())) {
        const auto file = settings::openSettings(settings::settingsPath());
        if (!file)
            return tl::unexpected(file.error());
        hosts.append(settings::keys::replayHosts.read(**file).value);
    }
    const auto chosen = flows::readAllowList(hosts.join(u','));
    return chosen.map([&policy](const flows::AllowList &list) { return flows::allowedBy(policy, list); });
}

Result<QList<QSslCertificate>> trustedAuthorities(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"ca"_s))
        return QList<QSslCertificate>();
    return listener::readAuthorities(parser.value(u"ca"_s)).map_error([](const Error &error) {
        return Error{Error::Kind::Storage, u"--ca: "_s + error.detail};
    });
}

Result<domain::HeaderField> readHeader(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0)
        return fail(Error::Kind::Rejected, u"--header takes \"Name: value\""_s);
    return domain::HeaderField{text.left(colon).trimmed().toUtf8(), text.mid(colon + 1).trimmed().toUtf8()};
}

} // namespace tocsin::cli
