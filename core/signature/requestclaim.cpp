// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/requestclaim.h"

#include "core/signature/crypto.h"
#include "core/signature/source.h"

#include <QMap>

#include <algorithm>

namespace tocsin::signature {

namespace {

QByteArray pathOf(QByteArrayView path, QByteArrayView basePath)
{
    if (path.startsWith(basePath))
        path = path.sliced(basePath.size());
    QByteArray canonical = path.toByteArray().replace("&", "%26");
    if (!canonical.startsWith('/'))
        canonical.prepend('/');
    if (canonical.size() > 1 && canonical.endsWith('/'))
        canonical.chop(1);
    return canonical;
}

// RFC 3986: all but unreserved characters.
QByteArray encoded(const QByteArray &text)
{
    return text.toPercentEncoding();
}

QByteArray queryOf(QByteArrayView query)
{
    QMap<QByteArray, QByteArrayList> values;
    for (const QByteArray &pair : query.toByteArray().replace('+', ' ').split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name =
            percentDecoded(equals < 0 ? QByteArrayView(pair) : QByteArrayView(pair).first(equals));
        if (!pair.isEmpty() && name != "jwt") // the token itself
            values[name].append(equals < 0 ? QByteArray("")
                                           : percentDecoded(QByteArrayView(pair).sliced(equals + 1)));
    }
    QByteArrayList pairs;
    for (auto it = values.begin(); it != values.end(); ++it) {
        std::sort(it->begin(), it->end());
        QByteArrayList written;
        std::transform(it->begin(), it->end(), std::back_inserter(written), encoded);
        pairs.append(encoded(it.key()) + '=' + written.join(','));
    }
    return pairs.join('&');
}

} // namespace

QByteArray queryStringHash(QByteArrayView method, QByteArrayView target, QByteArrayView basePath)
{
    const qsizetype mark = target.indexOf('?');
    const QByteArray text = method.toByteArray().toUpper() + '&' +
                            pathOf(mark < 0 ? target : target.first(mark), basePath) + '&' +
                            queryOf(mark < 0 ? QByteArrayView() : target.sliced(mark + 1));
    const QByteArrayView whole = text;
    return hash(Hash::Sha256, {&whole, 1}).view().toByteArray().toHex();
}

} // namespace tocsin::signature
