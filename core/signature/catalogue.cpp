// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

Result<QList<Scheme>> readBuiltIn()
{
    const QDir folder(u":/schemes"_s);
    QList<Scheme> schemes;
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(Error::Kind::Storage, u"%1: %2"_s.arg(file.fileName(), file.errorString()));
        auto scheme = readScheme(file.readAll());
        if (!scheme)
            return fail(scheme.error().kind, u"%1: %2"_s.arg(file.fileName(), scheme.error().detail));
        schemes.append(*std::move(scheme));
    }
    return schemes;
}

} // namespace

Result<Catalogue> Catalogue::with(QList<Scheme> own)
{
    auto builtIn = readBuiltIn();
    if (!builtIn)
        return tl::unexpected(builtIn.error());
    Catalogue catalogue;
    catalogue.m_schemes = std::move(own);
    for (Scheme &scheme : *builtIn) {
        if (!catalogue.find(scheme.id))
            catalogue.m_schemes.append(std::move(scheme));
    }
    std::sort(catalogue.m_schemes.begin(), catalogue.m_schemes.end(),
              [](const Scheme &a, const Scheme &b) { return a.id < b.id; });
    catalogue.m_index = SchemeIndex(catalogue.m_schemes);
    return catalogue;
}

const Scheme *Catalogue::find(QStringView id) const
{
    const auto found = std::find_if(m_schemes.begin(), m_schemes.end(),
                                    [id](const Scheme &scheme) { return scheme.id == id; });
    return found == m_schemes.end() ? nullptr : &*found;
}

} // namespace tocsin::signature
