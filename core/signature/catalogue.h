// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/scheme.h"
#include "core/signature/schemeindex.h"

namespace tocsin::signature {

// The schemes that are known in this run: the built-in ones and the user's own folder. A value, read-only
// after load(), so that any thread may hold one.
class Catalogue
{
public:
    // The built-in ones: :/schemes/*.json.
    static Result<Catalogue> load() { return with({}); }
    // The built-in ones and these, which take the place of built-in ones of the same id.
    static Result<Catalogue> with(QList<Scheme> own);

    static constexpr qint64 maxFileSize = 256 * 1024; // bytes; a scheme takes 1 KB

    const Scheme *find(QStringView id) const; // null when unknown; lives as long as the catalogue
    const QList<Scheme> &all() const { return m_schemes; }
    const SchemeIndex &index() const { return m_index; } // of all()

private:
    QList<Scheme> m_schemes; // sorted by id
    SchemeIndex m_index;
};

} // namespace tocsin::signature
