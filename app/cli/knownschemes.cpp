// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/knownschemes.h"

#include "app/cli/terminal.h"
#include "core/filter/fields.h"
#include "core/settings/folders.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestFault = 1000; // characters

} // namespace

Result<flows::LoadedSchemes> knownSchemes()
{
    const flows::SchemeFolder folder(settings::dataFolder() + u"/schemes"_s);
    auto loaded = flows::loadSchemes(folder);
    if (!loaded)
        return loaded;
    for (const flows::OwnScheme &own : std::as_const(loaded->own)) {
        if (!own.scheme)
            printError(visible(
                u"%1/%2 is left out: %3"_s.arg(folder.path(), own.fileName, own.scheme.error().detail),
                longestFault));
    }
    return loaded;
}

QString noScheme(const signature::Catalogue &known, const QString &id)
{
    QByteArrayList ids;
    for (const signature::Scheme &scheme : known.all())
        ids.append(scheme.id.toLatin1());
    const QList<QLatin1StringView> words(ids.begin(), ids.end());
    const QLatin1StringView near = filter::nearestWord(id.toLower(), words);
    const QString text = u"there is no scheme \"%1\""_s.arg(visible(id));
    return near.isEmpty() ? text + u"; schemes list prints them all"_s
                          : text + u": did you mean %1? (schemes list prints them all)"_s.arg(near);
}

Result<void> checkParameters(const signature::Scheme &scheme, const QHash<QByteArray, QByteArray> &given)
{
    QStringList known;
    for (const signature::Scheme::Parameter &parameter : scheme.parameters)
        known.append(QString::fromUtf8(parameter.name));
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QString name = QString::fromUtf8(it.key());
        if (known.contains(name))
            continue;
        const QString has = known.isEmpty() ? u"it has no parameters"_s : u"it has "_s + known.join(u", "_s);
        return fail(Error::Kind::Rejected, u"--param: the scheme %1 has no parameter \"%2\"; %3"_s.arg(
                                               scheme.id, visible(name), has));
    }
    return {};
}

} // namespace tocsin::cli
