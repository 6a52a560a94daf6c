// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/entities/extract.h"

#include <QByteArray>
#include <QByteArrayView>

namespace tocsin::entities {

struct FoundInJson
{
    Found found;        // places are within the decoded string
    QByteArray pointer; // of the string (RFC 6901); of its nearest ancestor when that would be over 1 KiB

    bool operator==(const FoundInJson &) const = default;
};

// The entities in every string of a JSON text, in its order. A member's name counts as a sign: the value of
// "DeviceName" is a host and that of "AccountUpn" a user, whatever it looks like. Of a text that breaks off,
// what stands before that.
QList<FoundInJson> extractFromJson(QByteArrayView text, const Options &options = {});

// What a member of that name holds; Other when the name says nothing.
domain::EntityKind kindOfMember(QStringView name);

} // namespace tocsin::entities
