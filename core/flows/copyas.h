// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"

#include <QJsonObject>

namespace tocsin::flows {

// The request in the shapes that other programs take. Secrets are not known here; signatures and every other
// header stand as they were sent.

// A request as on the wire. Where the body came chunked, it is chunked again by the noted sizes.
QByteArray toRawHttp(const domain::Capture &capture);

// The capture of a message that is told in place of the real one, something having been taken out: where the
// sizes of its chunks are those of another body, or not known, the body is one chunk.
domain::Capture toldAs(const domain::Capture &capture, const domain::HttpMessage &told);

// A POSIX shell command that sends the same request to the URL. A body that is not printable text travels as
// base64 through `base64 -d`.
QByteArray toCurl(const domain::Capture &capture, const QString &url);

// The address that the request was sent to, by its Host field, else by the local address.
QString urlOf(const domain::Capture &capture);

// One line of a list: id, endpoint, method, target, verdict, scheme, secret, event, severity, attempt, size,
// received_at and what else a row knows. Times are ISO 8601 in UTC.
QJsonObject rowToJson(const domain::DeliveryRow &row);

// Everything; head and body as text where they are UTF-8, else as base64 in "head_base64" and "body_base64".
QJsonObject toJson(const domain::Delivery &delivery);

// A whole HAR 1.2 document (http://www.softwareishard.com/blog/har-12-spec/).
QJsonObject toHar(const QList<domain::Delivery> &deliveries);

// One word of a POSIX shell: everything inside '...' is literal, a quote itself is written '\''.
QByteArray shellQuoted(QByteArray text);

QString isoUtc(Micros time); // "2026-01-01T00:00:00.000Z"; empty for 0

} // namespace tocsin::flows
