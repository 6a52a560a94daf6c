// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/bodyforms.h"
#include "core/signature/explain/jsonchange.h"
#include "core/signature/explain/search.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

qsizetype firstDifference(QByteArrayView a, QByteArrayView b)
{
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    Q_UNUSED(right)
    return left - a.begin();
}

QString remedy(const QByteArray &cause)
{
    if (cause == "A20")
        return u"decode the body where the gateway encodes it, or forward it as it is"_s;
    if (cause == "A24" || cause == "A25")
        return u"hash the raw body before anything has read the stream"_s;
    if (cause == "A28" || cause == "A27" || cause == "A26")
        return u"sign and check the same part of the body on both sides"_s;
    return u"pass the raw bytes on; nothing between sender and check may parse and write the body anew"_s;
}

} // namespace

void tryBodies(Search &search, int atMost)
{
    const domain::HttpMessage &received = search.request().message;
    BodyFormLimits limits;
    limits.forms = atMost;
    domain::HttpMessage message = received;
    const QList<NamedSecret> &others = search.request().others;
    forEachBodyForm(received.body, received, limits, [&](BodyForm &&form) {
        message.body = form.bytes;
        Change change{form.cause,
                      Party::Path,
                      u"the body that was signed is the one that arrived, "_s + form.what,
                      remedy(form.cause),
                      form.bytes,
                      firstDifference(received.body, form.bytes)};
        // Forms are dear to make, so each is tried with every secret at once. What fits another endpoint's
        // needs both changes.
        bool proved = search.withMessage(change, message);
        for (qsizetype i = 0; i < others.size() && !proved; ++i) {
            const NamedSecret &other = others[i];
            const Change secret{other.retired ? "B2" : "B1", Party::Setting,
                                u"it was signed with secret %1"_s.arg(other.label),
                                u"use secret %1 for this endpoint"_s.arg(other.label)};
            search.setSecond(&secret);
            proved =
                search.with(change, search.recipe(), message, search.request().circumstances, {&other, 1});
            search.setSecond(nullptr);
        }
        if (proved) {
            // A form is found by what was signed; its cause is what happened to that on the way.
            const bool anew = form.id.startsWith("json/") && form.cause != "A12" && form.cause != "A13";
            const QByteArray cause = anew ? jsonChange(received.body, form.bytes) : QByteArray();
            if (!cause.isEmpty())
                search.nameLast(cause);
        }
        return !search.isProved() && search.mayGoOn();
    });
}

} // namespace tocsin::signature
