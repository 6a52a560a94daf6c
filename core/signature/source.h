// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"

#include <QHash>

#include <optional>

namespace tocsin::signature {

// What a signature may depend on and the request does not hold.
struct Circumstances
{
    QByteArray url;       // as registered with the sender; empty = unknown, the request's own is taken
    bool overTls = false; // the request came over TLS
    QHash<QByteArray, QByteArray> parameters; // of the scheme, by name
};

// A request as the place where values are looked up. Refers to its parts.
struct Source
{
    const domain::HttpMessage &message;
    const Circumstances &circumstances;
    QByteArrayView json; // where pointers start: the body, or one item of it

    std::optional<QByteArray> query(QByteArrayView name) const;     // the first of that name, decoded
    std::optional<QByteArray> formQuery(QByteArrayView name) const; // the same, '+' being a blank
    std::optional<QByteArray> form(QByteArrayView name) const;
    std::optional<QByteArray> scalar(QByteArrayView pointer) const;
    QByteArray url() const;
};

struct FormField
{
    QByteArray name;
    QByteArray value;
};

bool isForm(const domain::HttpMessage &message); // by content type: urlencoded

// "a=1&b=%20+" as pairs in order, decoded ('+' is a blank). A body of another content type has none.
QList<FormField> formFields(const domain::HttpMessage &message);

QByteArray percentDecoded(QByteArrayView text); // what is no escape stays as it is

} // namespace tocsin::signature
