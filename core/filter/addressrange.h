// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <optional>

namespace tocsin::filter {

// A block of IPv4 or IPv6 addresses. IPv4 lies in the IPv6 space as ::ffff:a.b.c.d (RFC 4291 2.5.5.2), so
// that a listener on both families and a filter for one agree: 192.0.2.0/24 has the prefix length 120.
struct AddressRange
{
    std::array<quint8, 16> network{}; // big endian, bits behind the prefix are zero
    int prefixLength = 128;           // 0 .. 128

    bool isIPv4() const; // lies within ::ffff:0:0/96
    bool overlaps(const AddressRange &other) const;
    // Both ends in 16 bytes, for a store that keeps addresses as sortable blobs.
    QByteArray firstKey() const;
    QByteArray lastKey() const;
    QString toText() const; // "192.0.2.7", "192.0.2.0/24", "2001:db8::/32"

    bool operator==(const AddressRange &) const = default;
};

// Reads an address or a CIDR block; host bits are cleared. Strict: four decimal parts for IPv4, no zone, no
// brackets. Safe on hostile text of any size; nothing for what is neither.
std::optional<AddressRange> addressRangeFromText(QByteArrayView text);

} // namespace tocsin::filter
