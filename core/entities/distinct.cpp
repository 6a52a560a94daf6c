// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/distinct.h"

#include "core/domain/words.h"
#include "core/entities/plaintext.h"
#include "core/entities/shapes.h"

#include <QHash>

namespace tocsin::entities {

using namespace Qt::StringLiterals;
using domain::EntityKind;

QString identity(const domain::Entity &entity)
{
    const QString kind = entity.kind == EntityKind::Other && !entity.kindText.isEmpty()
                             ? domain::normalisedWord(entity.kindText)
                             : QString(domain::entityKindId(entity.kind));
    QString value = plainText(entity.value).text.trimmed();
    switch (entity.kind) {
    case EntityKind::Ip:
        if (const QString address = ipv6(value); !address.isEmpty())
            value = address;
        break;
    case EntityKind::Url: {
        const qsizetype slash = value.indexOf(u'/', value.indexOf("://"_L1) + 3);
        value = slash < 0 ? value.toLower() : value.first(slash).toLower() + value.sliced(slash);
        break;
    }
    case EntityKind::Other:
        break;
    default:
        value = value.toLower();
    }
    return kind + u':' + value;
}

QList<Distinct> distinct(const QList<Found> &found)
{
    QList<Distinct> all;
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < found.size(); ++i) {
        const QString key = identity(found[i].entity);
        const auto known = places.constFind(key);
        if (known != places.constEnd()) {
            ++all[*known].count;
        } else {
            places.insert(key, all.size());
            all.append({found[i].entity, i, 1});
        }
    }
    return all;
}

QList<domain::Entity> distinct(const QList<domain::Entity> &entities)
{
    QList<domain::Entity> all;
    QHash<QString, qsizetype> places;
    for (const domain::Entity &entity : entities) {
        const QString key = identity(entity);
        const auto known = places.constFind(key);
        if (known == places.constEnd()) {
            places.insert(key, all.size());
            all.append(entity);
        } else if (!all[*known].confidence) {
            all[*known].confidence = entity.confidence;
        }
    }
    return all;
}

} // namespace tocsin::entities
