// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/schemefolder.h"

#include "core/secrets/privatefile.h"

#include <QDir>
#include <QFile>
#include <QSet>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using signature::Catalogue;

namespace {

// Names come from the list of the folder and from ids; whatever else leads out of it.
bool isPlainName(const QString &name)
{
    return !name.isEmpty() && !name.startsWith(u'.') && !name.contains(u'/') && !name.contains(u'\\') &&
           name.endsWith(u".json"_s);
}

Result<signature::Scheme> schemeOf(const Result<QByteArray> &text)
{
    if (!text)
        return tl::unexpected(text.error());
    return signature::readScheme(*text);
}

} // namespace

QString SchemeFolder::pathOf(const QString &fileName) const
{
    return QDir(m_path).filePath(fileName);
}

QList<OwnScheme> SchemeFolder::list() const
{
    QList<OwnScheme> found;
    QSet<QString> ids;
    for (const QString &name : QDir(m_path).entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const Result<QByteArray> text = secrets::readPrivateFile(pathOf(name), Catalogue::maxFileSize);
        OwnScheme own{name, text.value_or(QByteArray()), schemeOf(text)};
        if (own.scheme && ids.contains(own.scheme->id))
            own.scheme = fail(
                Error::Kind::Malformed,
                u"line 1, id: \"%1\" is already the id of another file in the folder"_s.arg(own.scheme->id));
        if (own.scheme)
            ids.insert(own.scheme->id);
        found.append(std::move(own));
    }
    return found;
}

Result<QString> SchemeFolder::save(const QByteArray &text, const QString &previous) const
{
    if (text.size() > Catalogue::maxFileSize)
        return fail(Error::Kind::Limited, u"file: larger than 256 KiB, which no scheme needs"_s);
    const auto scheme = signature::readScheme(text);
    if (!scheme)
        return tl::unexpected(scheme.error());
    if (!previous.isEmpty() && !isPlainName(previous))
        return fail(Error::Kind::Rejected, u"file: \"%1\" is no name of a scheme file"_s.arg(previous));
    QString name = scheme->id + u".json"_s;
    for (const OwnScheme &other : list()) {
        const bool same = other.scheme && other.scheme->id == scheme->id;
        if (other.fileName == previous && same)
            name = previous; // a file keeps the name that its owner gave it
        else if (other.fileName != previous && same)
            return fail(
                Error::Kind::Rejected,
                u"id: \"%1\" is the id of %2 already; choose another one"_s.arg(scheme->id, other.fileName));
    }
    if (name != previous && QFile::exists(pathOf(name)))
        return fail(Error::Kind::Rejected,
                    u"id: there is a file %1 in the folder already; choose another id"_s.arg(name));
    if (auto written = secrets::replacePrivateFile(pathOf(name), text); !written)
        return tl::unexpected(written.error());
    if (!previous.isEmpty() && name != previous) {
        if (auto removed = remove(previous); !removed)
            return tl::unexpected(removed.error());
    }
    return name;
}

Result<void> SchemeFolder::remove(const QString &fileName) const
{
    if (!isPlainName(fileName))
        return fail(Error::Kind::Rejected, u"file: \"%1\" is no name of a scheme file"_s.arg(fileName));
    QFile file(pathOf(fileName));
    if (!file.exists())
        return fail(Error::Kind::NotFound, u"file: %1 is not in the folder any more"_s.arg(fileName));
    if (!file.remove())
        return fail(Error::Kind::Storage,
                    u"%1 cannot be removed: %2"_s.arg(file.fileName(), file.errorString()));
    return {};
}

Result<LoadedSchemes> loadSchemes(const SchemeFolder &folder)
{
    LoadedSchemes loaded;
    loaded.own = folder.list();
    QList<signature::Scheme> good;
    for (const OwnScheme &own : std::as_const(loaded.own)) {
        if (own.scheme)
            good.append(*own.scheme);
    }
    auto catalogue = Catalogue::with(std::move(good));
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    loaded.catalogue = std::make_shared<const Catalogue>(*std::move(catalogue));
    return loaded;
}

QString freeSchemeId(const QString &wanted, const QStringList &taken)
{
    QString id = wanted;
    for (int n = 2; taken.contains(id); ++n)
        id = u"%1-%2"_s.arg(wanted).arg(n);
    return id;
}

} // namespace tocsin::flows
