// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/entries.h"

#include "core/secrets/secretrules.h"

namespace tocsin::secrets {

using namespace Qt::StringLiterals;

QList<StoredSecret> listEntries(const Entries &entries)
{
    QList<StoredSecret> list;
    list.reserve(entries.size());
    for (const StoredSecret &secret : entries)
        list.append(withoutValues(secret));
    return list;
}

Result<StoredSecret> getEntry(const Entries &entries, const QString &label)
{
    const auto found = entries.constFind(label);
    if (found == entries.cend())
        return noSuchLabel(label);
    return *found;
}

Result<void> putEntry(Entries &entries, const StoredSecret &secret)
{
    if (auto good = checkStored(secret); !good)
        return good;
    StoredSecret kept = secret;
    kept.retired.resize(std::min(kept.retired.size(), maxRetired));
    entries.insert(kept.label, kept);
    return {};
}

Result<void> removeEntry(Entries &entries, const QString &label)
{
    if (entries.remove(label) == 0)
        return noSuchLabel(label);
    return {};
}

tl::unexpected<Error> noSuchLabel(const QString &label)
{
    return fail(Error::Kind::NotFound,
                u"There is no secret labelled \"%1\"; list the secrets to see the labels there are."_s.arg(
                    label.left(maxLabelLength)));
}

} // namespace tocsin::secrets
