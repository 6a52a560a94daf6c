// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/signature/recipe.h"

namespace tocsin::signature {

// Platforms rename headers on the way: CGI and WSGI make X-Hub-Signature HTTP_X_HUB_SIGNATURE, Apache puts
// REDIRECT_ in front after a rewrite, others write _ for -.

// A name with that undone, in small letters: "x-hub-signature".
QByteArray bareName(QByteArray name);

// Names of the headers that the recipe reads.
QList<QByteArray> headersReadBy(const Recipe &recipe);

struct Renamed
{
    domain::HttpMessage message;
    QList<std::pair<QByteArray, QByteArray>> names; // as it arrived, as it is meant; empty = none was renamed
};

// "HTTP_X_SIGNATURE arrived in place of X-Signature", for the first few.
QString renamedText(const Renamed &renamed);

// The request with those names put back that are wanted and that it lacks.
Renamed withNamesBack(const domain::HttpMessage &message, const QList<QByteArray> &wanted);

// The same for all names that look renamed, when it is not known which are wanted.
Renamed withPlainNames(const domain::HttpMessage &message);

} // namespace tocsin::signature
