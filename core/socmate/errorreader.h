// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/http/httprequest.h"

namespace tocsin::socmate {

// What a refusal says (socmate.md 3.2): the text of "detail", "member: message" for each entry of a
// validation error, an OAuth2 error, or the start of any other body as plain text without its markup. Never
// longer than a few lines, and empty when the body is. Servers like to repeat what they were sent ("invalid
// key sk_live_..."): the secrets that the request carried are taken out.
QString refusalText(const QByteArray &body, const QList<Secret> &secrets = {});

// The error that an answer is which is no success (3.1). The scope is what the call needs, for the text of a
// 403; empty when no scope is known for it. now: Retry-After may be a date, and is read against the answer's
// own Date when there is one.
Error refusalOf(const http::HttpReply &reply, const QString &scope, Micros now,
                const QList<Secret> &secrets = {});

} // namespace tocsin::socmate
