// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/signature/catalogue.h"

#include <QByteArray>

#include <memory>

namespace tocsin::flows {

// A file of the user's own schemes. One that cannot be read is there all the same, with the reader's words.
struct OwnScheme
{
    QString fileName; // in the folder
    QByteArray text;
    Result<signature::Scheme> scheme;
};

// The folder of the user's own schemes, which the command line reads too. Every file is its owner's alone and
// is replaced in one step, so that whoever reads at that moment finds the old text or the new one, whole.
// A value that holds nothing but the path: any thread may use it.
class SchemeFolder
{
public:
    explicit SchemeFolder(QString path) : m_path(std::move(path)) {}
    const QString &path() const { return m_path; }

    // By file name. A folder that is not there is an empty one. Of two files with one id the second has a
    // fault.
    QList<OwnScheme> list() const;

    // Writes the scheme in place of `previous` (the name of a file; empty = a new one) and answers the name
    // of its file. What the reader refuses, an id that another file has, and a file that is not ours to
    // replace are errors, and leave everything as it was.
    Result<QString> save(const QByteArray &text, const QString &previous) const;
    Result<void> remove(const QString &fileName) const;

private:
    QString pathOf(const QString &fileName) const;

    QString m_path;
};

// What was read at one moment: the built-in schemes and those of the folder that can be read, which take the
// place of built-in ones of the same id.
struct LoadedSchemes
{
    std::shared_ptr<const signature::Catalogue> catalogue;
    QList<OwnScheme> own; // also those with a fault
};
Result<LoadedSchemes> loadSchemes(const SchemeFolder &folder);

// A text that names no scheme of these yet: "stripe-2" for "stripe".
QString freeSchemeId(const QString &wanted, const QStringList &taken);

} // namespace tocsin::flows
