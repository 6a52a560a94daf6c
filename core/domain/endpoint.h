// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/forwardspec.h"
#include "core/domain/httpmessage.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace tocsin::domain {

// What an endpoint answers to a delivery that it accepts.
struct ResponseSpec
{
    int status = 200; // 200-599: an endpoint sends final answers only
    QList<HeaderField> headers;
    QByteArray body;

    bool operator==(const ResponseSpec &) const = default;
};

// A place on the listener that a sender posts to. The longest matching path prefix wins; what matches none
// goes to the catch-all endpoint (prefix "/", always present).
struct Endpoint
{
    enum class Mode : quint8 {
        Inspect = 0, // store, flag, give the response
        Strict = 1,  // 401 to everything that is not valid
    };

    QString name;          // unique, 1-64 characters, no blanks: it is a filter word
    QByteArray pathPrefix; // starts with '/'; matches whole segments
    QString scheme;        // id of a signature scheme, or autoScheme; empty = unsigned
    QStringList secretLabels;
    QByteArray url; // as registered with the sender, byte for byte; empty = that of each request
    QMap<QByteArray, QByteArray> parameters; // of the scheme, by name; not secret
    Mode mode = Mode::Inspect;
    ResponseSpec response;
    QByteArray rules;              // response rules as JSON (docs/response-rules.md); empty = it has none
    qint64 bodyCap = 0;            // bytes; 0 = the listener's own limit
    bool answersHandshakes = true; // of its scheme; otherwise they are deliveries like any other
    std::optional<ForwardSpec> forward; // its relay; the name in there is this one's

    bool operator==(const Endpoint &) const = default;
};

// In place of a scheme's id: the scheme is found by each request.
inline const QString autoScheme = QStringLiteral("auto");

inline const QString catchAllName = QStringLiteral("catch-all");

} // namespace tocsin::domain
