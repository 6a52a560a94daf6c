// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/httpmessage.h"

namespace tocsin::domain {

bool sameFieldName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
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
