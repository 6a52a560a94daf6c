// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/httpmessage.h"

namespace tocsin::domain {

// By hand: it is asked of every field of every request.
bool sameFieldName(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; };
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}

qsizetype HttpMessage::countOf(QByteArrayView name) const
{
    qsizetype n = 0;
    for (const HeaderField &field : headers)
        n += sameFieldName(field.name, name) ? 1 : 0;
    return n;
}

QByteArray HttpMessage::first(QByteArrayView name) const
{
    for (const HeaderField &field : headers) {
        if (sameFieldName(field.name, name))
            return field.value;
    }
    return {};
}

QByteArrayView HttpMessage::path() const
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? QByteArrayView(target) : QByteArrayView(target).first(query);
}

} // namespace tocsin::domain
