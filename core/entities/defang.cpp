// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/defang.h"

#include "core/entities/extract.h"
#include "core/entities/plaintext.h"

namespace tocsin::entities {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

bool followable(EntityKind kind)
{
    switch (kind) {
    case EntityKind::Ip:
    case EntityKind::Domain:
    case EntityKind::Email:
    case EntityKind::Url:
    case EntityKind::User:
    case EntityKind::Host:
        return true;
    default:
        return false;
    }
}

} // namespace

QString refanged(QStringView text)
{
    return plainText(text).text;
}

QString defanged(EntityKind kind, QStringView value)
{
    if (!followable(kind))
        return value.toString();
    // Undone first: what holds marks already gets no second layer.
    const QString plain = refanged(value);
    const bool colons = kind == EntityKind::Ip;
    QString out;
    out.reserve(plain.size() + 16);
    for (qsizetype i = 0; i < plain.size(); ++i) {
        const QChar c = plain[i];
        if (c == u'.' || c == u'@' || (colons && c == u':')) {
            out += u'[';
            out += c;
            out += u']';
        } else if (QStringView(plain).sliced(i).startsWith("http"_L1, Qt::CaseInsensitive)) {
            out += c;
            out += plain[i + 1] == u'T' ? u'X' : u'x';
            out += plain[i + 2] == u'T' ? u'X' : u'x';
            out += plain[i + 3];
            i += 3;
        } else {
            out += c;
        }
    }
    return out;
}

QString defangedText(const QString &text)
{
    Options options;
    options.hostsOfUrls = false; // within a URL that is defanged as a whole
    options.most = text.size();
    QString out;
    qsizetype copied = 0;
    for (const Found &found : extract(text, options)) {
        if (!followable(found.entity.kind) || found.offset < copied)
            continue;
        const QStringView spelling = QStringView(text).sliced(found.offset, found.length);
        out += QStringView(text).sliced(copied, found.offset - copied);
        out += defanged(found.entity.kind, spelling);
        copied = found.offset + found.length;
    }
    return out + text.sliced(copied);
}

} // namespace tocsin::entities
