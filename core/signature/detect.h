// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/catalogue.h"
#include "core/signature/verify.h"

namespace tocsin::signature {

// How well a request looks like one of the scheme's, before anything is recomputed: header names, syntax of
// the value, companions, user agent. 0 = it carries no signature where this scheme has one.
int likeness(const Scheme &scheme, const domain::HttpMessage &message, const Circumstances &circumstances);

struct Detection
{
    const Scheme *scheme =
        nullptr; // null = no scheme looks for its signature where this request has something
    Verification verification;
    quint64 tried = 0; // signature checks
};

// The scheme of a request, by proof: names of headers collide, so every scheme that looks like it is
// recomputed, and one that verifies wins. Of several the one that looks most like it, with a convention
// before a sender that only shares it; when none verifies, the same of those that came closest. Pure and
// thread-safe; the scheme is one of the catalogue's.
Detection detect(const Catalogue &catalogue, const domain::HttpMessage &message,
                 std::span<const NamedSecret> secrets, Micros now, const Circumstances &circumstances = {});

// The same for a list that is in no catalogue; its index is made anew each time.
Detection detect(const QList<Scheme> &schemes, const domain::HttpMessage &message,
                 std::span<const NamedSecret> secrets, Micros now, const Circumstances &circumstances = {});

// The ids of the other schemes that verify the request too, in the order of their likeness: several senders
// sign alike, and a request without signs of its own could be any of them's.
QStringList alsoVerify(const Catalogue &catalogue, const Scheme &found, const domain::HttpMessage &message,
                       std::span<const NamedSecret> secrets, Micros now,
                       const Circumstances &circumstances = {});

} // namespace tocsin::signature
