// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/requesttarget.h"

#include <algorithm>

namespace tocsin::domain {

namespace {

// Where the path begins: behind scheme and authority, when there are any. An authority ends with the first
// '/' or '?' (RFC 3986 section 3.2).
qsizetype pathStart(QByteArrayView target)
{
    if (target.startsWith('/'))
        return 0;
    const auto isDelimiter = [](char c) { return c == '/' || c == '?'; };
    const qsizetype scheme = std::find_if(target.begin(), target.end(), isDelimiter) - target.begin();
    if (scheme < 1 || target[scheme - 1] != ':' || !target.sliced(scheme).startsWith("//"))
        return 0;
    return std::find_if(target.begin() + scheme + 2, target.end(), isDelimiter) - target.begin();
}

} // namespace

QByteArrayView pathOf(QByteArrayView target)
{
    const qsizetype start = pathStart(target);
    const QByteArrayView rest = target.sliced(start);
    const qsizetype mark = rest.indexOf('?');
    const QByteArrayView path = mark < 0 ? rest : rest.first(mark);
    return path.isEmpty() && start > 0 ? QByteArrayView("/") : path;
}

QByteArrayView queryOf(QByteArrayView target)
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArrayView() : target.sliced(mark + 1);
}

QByteArray originForm(const QByteArray &target)
{
    const qsizetype start = pathStart(target);
    if (start == 0)
        return target;
    const QByteArray rest = target.sliced(start);
    return rest.startsWith('/') ? rest : '/' + rest;
}

} // namespace tocsin::domain
