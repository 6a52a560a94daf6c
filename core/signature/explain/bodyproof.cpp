// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/bodyproof.h"

#include "core/signature/explain/hops.h"
#include "core/signature/explain/jsonchange.h"

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
    if (cause == "A29")
        return u"correct Content-Length where it is written; a receiver reads no further than it says"_s;
    if (cause == "A28" || cause == "A27" || cause == "A26")
        return u"sign and check the same part of the body on both sides"_s;
    return u"pass the raw bytes on; nothing between sender and check may parse and write the body anew"_s;
}

// Layouts that put members in order.
bool isSorted(const BodyForm &form)
{
    constexpr const char *sortedForms[] = {"sorted", "jcs", "go-map", "perl"};
    return std::any_of(std::begin(sortedForms), std::end(sortedForms),
                       [&form](const char *word) { return form.id.contains(word); });
}

bool signsCanonical(const Scheme &scheme)
{
    return std::any_of(scheme.recipes.begin(), scheme.recipes.end(), [](const Recipe &recipe) {
        return std::any_of(recipe.message.begin(), recipe.message.end(),
                           [](const PartSpec &part) { return part.kind == PartSpec::Kind::Canonical; });
    });
}

bool signsCanonical(const Search &search)
{
    const QList<Scheme> &schemes = search.request().schemes;
    return std::any_of(schemes.begin(), schemes.end(), [&search](const Scheme &scheme) {
        return scheme.id == search.schemeId() && signsCanonical(scheme);
    });
}

// Whether the request itself tells that the signed form was sent: its length is still announced.
bool isAnnounced(const domain::HttpMessage &message, const BodyForm &form)
{
    bool ok = false;
    const qint64 length = message.first("Content-Length").toLongLong(&ok);
    return ok && length == form.bytes.size() && length != message.body.size();
}

// A second change may stand behind the first.
void say(Cause &proof, const Change &plain, Party party, const QString &more, const QString &change)
{
    proof.party = party;
    proof.detail.insert(plain.detail.size(), more);
    if (!change.isEmpty())
        proof.change.replace(0, plain.change.size(), change);
}

} // namespace

Change bodyChange(const Search &search, const BodyForm &form)
{
    return {
        form.cause,         Party::Path, u"the body that was signed is the one that arrived, "_s + form.what,
        remedy(form.cause), form.bytes,  firstDifference(search.request().message.body, form.bytes)};
}

void nameBodyProof(Search &search, const BodyForm &form)
{
    const domain::HttpMessage &message = search.request().message;
    if (!form.id.startsWith("json/"))
        return;
    const bool isNamed = form.cause == "A12" || form.cause == "A13";
    const QByteArray anew = isNamed ? QByteArray() : jsonChange(message.body, form.bytes);
    if (!anew.isEmpty())
        search.nameLast(anew);
    // JSON written anew: whether by the sender, before it signed, or by a program behind it, the bytes do not
    // tell. What does: a length that is still announced, headers of hops, and that senders who sign another
    // form than they send take one that has rules.
    Cause &proof = search.lastProof();
    if (isAnnounced(message, form))
        return say(proof, bodyChange(search, form), Party::Path,
                   u"; Content-Length is still that of the signed one: it was rewritten behind the sender"_s,
                   {});
    const QString hops = hopsOf(message);
    const bool isCanonical = isSorted(form) || signsCanonical(search);
    if (!hops.isEmpty() && !isCanonical)
        return;
    const QString where =
        hops.isEmpty() ? u"no header names a hop"_s : u"the request went through a hop (%1)"_s.arg(hops);
    const QString sender = u"the sender signs that form and sends another (A6, D15)"_s;
    const QString behind =
        u"a program behind it wrote the body anew (%1)"_s.arg(QString::fromLatin1(proof.id));
    if (!isCanonical && form.id != "json/compact")
        return say(proof, bodyChange(search, form), Party::Path,
                   u"; either %1, or %2: %3"_s.arg(behind, sender, where), {});
    say(proof, bodyChange(search, form), Party::Sender,
        u"; either %1, or %2: %3"_s.arg(sender, behind, where),
        u"make the sender sign the bytes that it sends; if it does, let nothing behind it parse and write "
        u"the "
        "body anew"_s);
    if (hops.isEmpty() && isCanonical)
        search.nameLast("A6");
}

} // namespace tocsin::signature
