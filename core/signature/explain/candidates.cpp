// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/candidates.h"

#include "core/base/hexdigit.h"
#include "core/json/tokenreader.h"
#include "core/signature/digesttext.h"
#include "core/signature/fieldgrammar.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr int mostReadings = 4000;
constexpr qsizetype longestValue = 8192; // of a header, form field or member
constexpr qsizetype shortestDigest = 16;
constexpr qsizetype longestDigest = 64;
constexpr int mostMembers = 200;

QString plain(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

struct Reading
{
    Encoding encoding;
    QByteArray bytes;
};

QByteArray withPadding(QByteArray text)
{
    while (text.endsWith('='))
        text.chop(1);
    return text;
}

// Every encoding in which the text is 16 to 64 bytes.
QList<Reading> readingsOf(const QByteArray &text)
{
    QList<Reading> readings;
    for (const Encoding encoding :
         {Encoding::HexLower, Encoding::Base64, Encoding::Base64Url, Encoding::Base64Hex}) {
        const auto bytes = readDigest(encoding == Encoding::HexLower ? text : withPadding(text), encoding, 0);
        if (bytes && bytes->size() >= shortestDigest && bytes->size() <= longestDigest)
            readings.append({encoding, *bytes});
    }
    return readings;
}

bool sameAlphabet(Encoding a, Encoding b)
{
    const auto isHex = [](Encoding e) { return e == Encoding::HexLower || e == Encoding::HexUpper; };
    return a == b || (isHex(a) && isHex(b));
}

QString nameOf(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Base64:
        return u"base64"_s;
    case Encoding::Base64Url:
        return u"base64url"_s;
    case Encoding::Base64Hex:
        return u"base64 of hexadecimal text"_s;
    default:
        return u"hexadecimal"_s;
    }
}

// "HTTP_X_HUB_SIGNATURE" and "x-hub-signature" are the same name to a platform that renames headers.
QByteArray bareName(QByteArray name)
{
    name = name.toLower().replace('_', '-');
    for (const char *prefix : {"redirect-", "http-"}) {
        if (name.startsWith(prefix))
            name = name.mid(qsizetype(qstrlen(prefix)));
    }
    return name;
}

// What lies between separators, and behind names: every text in a value that could be a digest.
QList<QByteArray> piecesOf(const QByteArray &value)
{
    QList<QByteArray> pieces;
    qsizetype from = 0;
    for (qsizetype i = 0; i <= value.size(); ++i) {
        if (i < value.size() && !QByteArrayView(",; .&|\t\"").contains(value[i]))
            continue;
        const QByteArray piece = value.mid(from, i - from);
        from = i + 1;
        if (piece.size() < shortestDigest)
            continue;
        pieces.append(piece);
        for (qsizetype at = 0; at + shortestDigest < piece.size(); ++at) {
            if (piece[at] == '=' || piece[at] == ':')
                pieces.append(piece.mid(at + 1));
        }
    }
    return pieces;
}

} // namespace

Candidates::Candidates(const Recipe &recipe, const Source &source)
{
    const FieldSpec &own = recipe.signature;
    const FieldValues inPlace = readField(own, restKeyOf(recipe, own), source);
    for (const QByteArray &value : inPlace.values) {
        QByteArray bare = value;
        bool cut = own.prefixes.isEmpty() || own.isCut();
        for (const QByteArray &prefix : own.prefixes + own.toleratedPrefixes) {
            if (value.startsWith(prefix)) {
                bare = value.mid(prefix.size()).trimmed();
                cut = true;
                break;
            }
        }
        if (cut) {
            for (const Reading &reading : readingsOf(bare)) {
                if (sameAlphabet(reading.encoding, recipe.encoding))
                    add(reading.bytes, {{}, {}, {}, bare});
            }
            addReadings(bare, {{}, {}, {}, bare}, recipe.encoding);
        }
    }
    const QString place = placeName(own);
    for (const domain::HeaderField &field : source.message.headers) {
        if (field.value.size() > longestValue)
            continue;
        const bool same = own.isHeader() && domain::sameFieldName(field.name, own.name());
        const bool renamed = own.isHeader() && !same && bareName(field.name) == bareName(own.name());
        Candidate origin;
        const QString name = plain(field.name);
        const auto digestsIn = [](const QByteArray &value) {
            const QList<QByteArray> pieces = value.split(',');
            return std::count_if(pieces.begin(), pieces.end(), [](const QByteArray &piece) {
                return !readingsOf(piece.trimmed().mid(piece.trimmed().lastIndexOf('=', -4) + 1)).isEmpty();
            });
        };
        if (same &&
            (source.message.countOf(own.name()) > 1 || (!own.isCut() && digestsIn(field.value) > 1))) {
            origin = {"C9",
                      u"%1 stands in the request more than once"_s.arg(name),
                      u"make the hop that repeats or joins the header send it once"_s,
                      {}};
        } else if (same && own.isCut()) {
            origin = {inPlace.hasParts ? "C7" : "C6",
                      u"the signature is in %1, but not where %2 is expected"_s.arg(name, place),
                      u"correct how the scheme cuts %1"_s.arg(name),
                      {}};
        } else if (same) {
            origin = {"C1",
                      u"%1 holds the signature with something around it"_s.arg(name),
                      u"correct the prefix that the scheme expects in %1"_s.arg(name),
                      {}};
        } else if (renamed) {
            origin = {"C11",
                      u"the signature arrived as %1 in place of %2"_s.arg(name, plain(own.name())),
                      u"stop the platform on the way from renaming headers"_s,
                      {}};
        } else {
            origin = {"C7",
                      u"the signature is in %1, not in %2"_s.arg(name, place),
                      u"take the signature from %1"_s.arg(name),
                      {}};
        }
        for (const QByteArray &piece : piecesOf(field.value))
            addReadings(piece, origin, recipe.encoding);
        if (same && !own.isCut())
            addReadings(field.value, origin, recipe.encoding);
    }
    if (own.place == FieldSpec::Place::Header)
        return;
    json::TokenReader reader(source.message.body);
    int members = 0;
    for (json::Token token = reader.next(); !token.isOver() && members < mostMembers; token = reader.next()) {
        if (token.kind != json::Token::Kind::String || token.length > longestValue)
            continue;
        ++members;
        addReadings(reader.text(token).toUtf8(),
                    {"C7",
                     u"the signature is in another member of the body than %1"_s.arg(place),
                     u"correct where the scheme looks for the signature"_s,
                     {}},
                    recipe.encoding);
    }
}

void Candidates::addReadings(const QByteArray &text, const Candidate &origin, Encoding expected)
{
    struct Form
    {
        QByteArray text;
        const char *cause;
        QString detail;
    };
    QByteArray blanksAsPlus = text.trimmed();
    blanksAsPlus.replace(' ', '+');
    QByteArray withoutBlanks = text;
    withoutBlanks.replace(' ', "").replace('\t', "").replace('"', "");
    QByteArray withoutColons = text;
    withoutColons.replace(':', "");
    const Form forms[] = {{text, "", {}},
                          {text.trimmed(), "C4", u"there are blanks around it"_s},
                          {blanksAsPlus, "C5", u"its + arrived as blanks"_s},
                          {withoutBlanks, "C4", u"there are blanks or quotes inside it"_s},
                          {withoutColons, "C3", u"its digits stand in pairs with colons between"_s},
                          {percentDecoded(text), "C5", u"it is percent-encoded"_s}};
    QList<QByteArray> seen;
    for (const Form &form : forms) {
        if (seen.contains(form.text))
            continue;
        seen.append(form.text);
        for (const Reading &reading : readingsOf(form.text)) {
            Candidate candidate = origin;
            candidate.text = form.text;
            QStringList details;
            if (!origin.detail.isEmpty())
                details += origin.detail;
            if (*form.cause != '\0') {
                details += form.detail;
                if (candidate.cause.isEmpty() || candidate.cause == "C1") {
                    candidate.cause = form.cause;
                    candidate.change = u"make the hop that changes the header leave it alone"_s;
                }
            }
            if (!sameAlphabet(reading.encoding, expected)) {
                details += u"it is %1, not %2"_s.arg(nameOf(reading.encoding), nameOf(expected));
                if (candidate.cause.isEmpty() || candidate.cause == "C1") {
                    candidate.cause = "C2";
                    candidate.change = u"read the digest as %1"_s.arg(nameOf(reading.encoding));
                }
            }
            candidate.detail = details.join(u"; "_s);
            if (!candidate.cause.isEmpty())
                add(reading.bytes, candidate);
        }
    }
}

void Candidates::add(QByteArray bytes, const Candidate &candidate)
{
    if (++m_readings > mostReadings)
        return;
    m_sizes.insert(bytes.size());
    m_byBytes.insert(std::move(bytes), candidate);
}

QList<Candidate> Candidates::find(QByteArrayView digest) const
{
    QList<Candidate> found = m_byBytes.values(digest.toByteArray());
    std::stable_sort(found.begin(), found.end(), [](const Candidate &a, const Candidate &b) {
        return a.cause.isEmpty() && !b.cause.isEmpty();
    });
    return found;
}

} // namespace tocsin::signature
