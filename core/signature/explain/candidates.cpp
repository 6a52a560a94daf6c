// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/candidates.h"

#include "core/base/hexdigit.h"
#include "core/json/tokenreader.h"
#include "core/signature/digesttext.h"
#include "core/signature/explain/headernames.h"
#include "core/signature/fieldgrammar.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr int mostReadings = 4000;
constexpr qsizetype longestValue = 8192; // of a header, form field or member
constexpr qsizetype shortestPiece = 16;  // characters
constexpr qsizetype shortestBytes = 8;   // of what is cut off; a chance of 2^64
constexpr qsizetype shortestDigest = 16;
constexpr qsizetype longestDigest = 64;
constexpr qsizetype longestSignature = 512; // RSA with 4096 bits
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

QByteArray withoutPadding(QByteArray text)
{
    while (text.endsWith('='))
        text.chop(1);
    return text;
}

// Every encoding in which the text is 8 bytes at least and so many at most.
QList<Reading> readingsOf(const QByteArray &text, qsizetype longest)
{
    QList<Reading> readings;
    if (text.size() > 4 * longest)
        return readings;
    for (const Encoding encoding :
         {Encoding::HexLower, Encoding::Base64, Encoding::Base64Url, Encoding::Base64Hex}) {
        const auto bytes =
            readDigest(encoding == Encoding::HexLower ? text : withoutPadding(text), encoding, 0);
        if (bytes && bytes->size() >= shortestBytes && bytes->size() <= longest)
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
        if (piece.size() < shortestPiece)
            continue;
        pieces.append(piece);
        for (qsizetype at = 0; at + shortestPiece < piece.size(); ++at) {
            if (piece[at] == '=' || piece[at] == ':')
                pieces.append(piece.mid(at + 1));
        }
    }
    return pieces;
}

// How many texts that could be digests stand in a value, with commas between.
qsizetype digestsIn(const QByteArray &value, qsizetype longest)
{
    const QList<QByteArray> pieces = value.split(',');
    return std::count_if(pieces.begin(), pieces.end(), [longest](const QByteArray &piece) {
        const QByteArray text = piece.trimmed();
        const QByteArray behindName = text.mid(text.lastIndexOf('=', -4) + 1);
        const QList<Reading> readings = readingsOf(behindName, longest);
        return std::any_of(readings.begin(), readings.end(),
                           [](const Reading &reading) { return reading.bytes.size() >= shortestDigest; });
    });
}

// "v0" of "t=1,v0=ab": the name under which a text stands, in a header that is cut into pairs.
QByteArray nameOfPiece(const QByteArray &value, const QByteArray &piece, const QByteArray &assign)
{
    const qsizetype at = value.indexOf(assign + piece);
    if (at < 0)
        return {};
    qsizetype from = at;
    while (from > 0 && !QByteArrayView(",; &|\t\"").contains(value[from - 1]))
        --from;
    return value.mid(from, at - from).trimmed();
}

// Around a digest in a header that holds nothing else.
Candidate aroundIt(const FieldSpec &own, const QString &name)
{
    const QString wanted = own.prefixes.isEmpty() ? QString() : plain(own.prefixes.first());
    return {
        "C1",
        wanted.isEmpty() ? u"%1 holds the signature with something in front of it"_s.arg(name)
                         : u"%1 holds the signature without \"%2\" in front of it"_s.arg(name, wanted),
        wanted.isEmpty()
            ? u"write the digest alone at the sender, or name the prefix in the scheme"_s
            : u"write \"%1\" in front of the digest at the sender, or correct the prefix in the scheme"_s.arg(
                  wanted),
        Party::Sender,
        {}};
}

// In a header that is cut, but not where the recipe cuts it.
Candidate elsewhereInIt(const FieldSpec &own, const QString &name, const QByteArray &value,
                        const QByteArray &piece, bool hasParts)
{
    const QByteArray under = own.key.isEmpty() ? QByteArray() : nameOfPiece(value, piece, own.assign);
    // Stripe's test mode writes v0 for show: whoever takes that takes forgeries too.
    if (own.key == "v1" && under == "v0")
        return {"B16",
                u"the signature stands under v0%1 in %2, which is refused: test modes write it"_s.arg(
                    plain(own.assign), name),
                u"send a real event; v0 must never be accepted"_s,
                Party::Sender,
                {}};
    if (!hasParts)
        return {"C6",
                u"%1 is not made of the parts that the sender documents, but holds the signature"_s.arg(name),
                u"write the header as documented, or correct how the scheme cuts it"_s,
                Party::Sender,
                {}};
    if (!under.isEmpty() && under != own.key)
        return {"C7",
                u"the signature stands under %1%2 in %3, not under %4%2"_s.arg(
                    plain(under.left(40)), plain(own.assign), name, plain(own.key)),
                u"take the signature from %1%2 in the scheme, if the sender documents that"_s.arg(
                    plain(under.left(40)), plain(own.assign)),
                Party::Setting,
                {}};
    return {"C7",
            u"the signature is in %1, but not where %2 is expected"_s.arg(name, placeName(own)),
            u"correct how the scheme cuts %1"_s.arg(name),
            Party::Setting,
            {}};
}

} // namespace

Candidates::Candidates(const Recipe &recipe, const Source &source)
    : m_longest(familyOf(recipe.algorithm) == Family::PublicKey ? longestSignature : longestDigest)
{
    const FieldSpec &own = recipe.signature;
    const FieldValues inPlace = readField(own, restKeyOf(recipe, own), source);
    for (const QByteArray &value : inPlace.values)
        addInPlace(recipe, value);
    addHeaders(recipe, source, inPlace.hasParts);
    if (own.place != FieldSpec::Place::Header)
        addMembers(recipe, source);
}

void Candidates::addInPlace(const Recipe &recipe, const QByteArray &value)
{
    const FieldSpec &own = recipe.signature;
    QByteArray bare = value;
    bool cut = own.prefixes.isEmpty() || own.isCut();
    for (const QByteArray &prefix : own.prefixes + own.toleratedPrefixes) {
        if (value.startsWith(prefix)) {
            bare = value.mid(prefix.size()).trimmed();
            cut = true;
            break;
        }
    }
    if (!cut)
        return;
    for (const Reading &reading : readingsOf(bare, m_longest)) {
        if (sameAlphabet(reading.encoding, recipe.encoding))
            add(reading.bytes, {{}, {}, {}, Party::Setting, bare});
    }
    addReadings(bare, {{}, u"the signature stands in %1"_s.arg(placeName(own)), {}, Party::Setting, {}},
                recipe.encoding);
    if (!own.isCut())
        return;
    for (const QByteArray &piece : piecesOf(bare)) {
        if (piece.size() < bare.size() && bare.endsWith(piece))
            addReadings(piece,
                        {"C1",
                         u"%1 holds the signature with \"%2\" in front of it"_s.arg(
                             placeName(own), plain(bare.first(bare.size() - piece.size()).left(40))),
                         u"write the digest alone at the sender, or cut this off in the scheme"_s,
                         Party::Sender,
                         {}},
                        recipe.encoding);
    }
}

void Candidates::addHeaders(const Recipe &recipe, const Source &source, bool hasParts)
{
    const FieldSpec &own = recipe.signature;
    const auto isOwn = [&own](const domain::HeaderField &field) {
        return own.isHeader() && domain::sameFieldName(field.name, own.name());
    };
    for (const bool ofOwn : {true, false}) {
        for (const domain::HeaderField &field : source.message.headers) {
            if (field.value.size() > longestValue || isOwn(field) != ofOwn)
                continue;
            const QString name = plain(field.name);
            Candidate origin;
            const qsizetype lines = ofOwn ? source.message.countOf(own.name()) : 0;
            const bool repeated =
                lines > 1 || (ofOwn && !own.isCut() && digestsIn(field.value, m_longest) > 1);
            if (repeated)
                origin = {"C9",
                          lines > 1 ? u"%1 stands in the request %2 times"_s.arg(name).arg(lines)
                                    : u"%1 holds several signatures with commas between"_s.arg(name),
                          u"make the hop that repeats or joins the header send one"_s,
                          Party::Path,
                          {}};
            else if (ofOwn)
                origin = aroundIt(own, name);
            else if (own.isHeader() && bareName(field.name) == bareName(own.name()))
                origin = {"C11",
                          u"the signature arrived as %1 in place of %2"_s.arg(name, plain(own.name())),
                          u"stop the platform on the way from renaming headers"_s,
                          Party::Path,
                          {}};
            else
                origin = {"C7",
                          u"the signature is in %1, not in %2"_s.arg(name, placeName(own)),
                          u"take the signature from %1 in the scheme"_s.arg(name),
                          Party::Setting,
                          {}};
            for (const QByteArray &piece : piecesOf(field.value))
                addReadings(piece,
                            ofOwn && !repeated && own.isCut()
                                ? elsewhereInIt(own, name, field.value, piece, hasParts)
                                : origin,
                            recipe.encoding);
            if (ofOwn && !own.isCut())
                addReadings(field.value, origin, recipe.encoding);
        }
    }
}

void Candidates::addMembers(const Recipe &recipe, const Source &source)
{
    const QString place = placeName(recipe.signature);
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
                     Party::Setting,
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
        for (const Reading &reading : readingsOf(form.text, m_longest)) {
            Candidate candidate = origin;
            candidate.text = form.text;
            // A header that holds the digest in another form and nothing else has nothing around it.
            const bool whole = origin.cause.isEmpty() || origin.cause == "C1";
            QStringList details;
            if (!origin.detail.isEmpty())
                details += origin.detail;
            if (*form.cause != '\0') {
                details += form.detail;
                if (whole) {
                    candidate.cause = form.cause;
                    candidate.change = u"make the hop that changes the header leave it alone"_s;
                    candidate.party = Party::Path;
                }
            }
            if (!sameAlphabet(reading.encoding, expected)) {
                details += u"it is %1, not %2"_s.arg(nameOf(reading.encoding), nameOf(expected));
                if (candidate.cause.isEmpty() || candidate.cause == "C1") {
                    candidate.cause = "C2";
                    candidate.change = u"read the digest as %1"_s.arg(nameOf(reading.encoding));
                    candidate.party = Party::Setting;
                }
            }
            candidate.detail = details.join(u"; "_s);
            if (!candidate.cause.isEmpty())
                add(reading.bytes, candidate);
        }
    }
}

void Candidates::add(const QByteArray &bytes, const Candidate &candidate)
{
    if (m_all.size() >= mostReadings)
        return;
    m_sizes.insert(bytes.size());
    m_byBytes.insert(bytes, m_all.size());
    m_all.append({bytes, candidate});
}

QList<Candidate> Candidates::find(QByteArrayView digest) const
{
    QList<qsizetype> places = m_byBytes.values(digest.toByteArray());
    std::sort(places.begin(), places.end());
    QList<Candidate> found;
    for (const qsizetype place : std::as_const(places))
        found.append(m_all[place].candidate);
    return found;
}

const Candidates::Entry *Candidates::beginningOf(QByteArrayView digest) const
{
    for (const Entry &entry : m_all) {
        if (entry.bytes.size() >= shortestBytes && entry.bytes.size() < digest.size() &&
            digest.startsWith(entry.bytes))
            return &entry;
    }
    return nullptr;
}

} // namespace tocsin::signature
