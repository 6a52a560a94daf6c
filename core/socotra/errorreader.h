// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/http/httprequest.h"

namespace tocsin::socotra {

// What a refusal says (socotra.md 8.3): the first of message, errorMessage, error, detail with httpStatus and
// errorCode, or the start of any other body as plain text. What the request carried as a secret is taken out.
QString refusalText(const QByteArray &body, const QList<Secret> &secrets = {});

// "httpStatus" of a body, a number or a string (2.13); 0 = none.
int statusInBody(const QByteArray &body);

// The error that an answer is which is no success (8.4).
Error refusalOf(const http::HttpReply &reply, Micros now, const QList<Secret> &secrets = {});

} // namespace tocsin::socotra
