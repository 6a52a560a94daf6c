// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"

#include <QStringView>

namespace tocsin::entities {

// The value so that no program makes a link of it: dots as [.], @ as [@], http as hxxp, the colons of IPv6
// addresses as [:]. Of addresses, domains, e-mail, URLs and users and hosts with a dot or an @; other kinds
// stay. What is defanged already stays so. refanged(defanged(k, v)) is v for every v that holds no mark of
// plaintext.h, and defanged(k, refanged(d)) is d for everything that defanged(k, ...) answers.
QString defanged(domain::EntityKind kind, QStringView value);
inline QString defanged(const domain::Entity &entity)
{
    return defanged(entity.kind, entity.value);
}

// Undoes every mark, however nested.
QString refanged(QStringView text);

// A whole text with each entity in it defanged, and nothing else changed.
QString defangedText(const QString &text);

} // namespace tocsin::entities
