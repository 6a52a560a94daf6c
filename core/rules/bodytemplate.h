// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/domain/httpmessage.h"
#include "core/rules/bodyvalues.h"

#include <QString>

namespace tocsin::rules {

// A body with places: ${header.NAME}, ${json./a/b} (a JSON pointer into the request's body), ${attempt},
// ${id} (of the delivery), ${now} (ISO 8601, UTC), ${method}, ${path}. A place whose value is absent is
// empty.
// "$${" stands for "${".
//
// Values come from the sender and are escaped for the content type of the answer, so that they cannot leave
// the place where the author put them: in JSON as the inside of a string, in HTML and XML as character
// references, in forms percent-encoded, in plain text without control characters. For a type that is not one
// of these they are percent-encoded, which is safe nearly everywhere and pretty nowhere.

struct TemplateValues
{
    const domain::HttpMessage &message;
    BodyValues &body;
    int attempt = 1;
    qint64 id = 0; // 0 = not known
    Micros now = 0;
};

constexpr qsizetype mostValue = 64 * 1024;    // bytes of one value; the rest is cut off
constexpr qsizetype mostResult = 1024 * 1024; // bytes; the rest is cut off

// What is wrong with the template, in plain English; empty = nothing.
QString faultOf(QByteArrayView text);
QByteArray expand(QByteArrayView text, const TemplateValues &values, QByteArrayView contentType);

} // namespace tocsin::rules
