// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/learncandidates.h"

#include "core/json/layouts.h"
#include "core/json/pointer.h"
#include "core/json/reformat.h"
#include "core/signature/digesttext.h"
#include "core/signature/signedtext.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace tocsin::signature {

namespace {

using Sort = Ingredient::Sort;
using Origin = Ingredient::Origin;
using Place = FieldSpec::Place;
using Part = PartSpec::Kind;

constexpr size_t mostIngredients = 160;
constexpr size_t mostOrigins = 4;
constexpr qsizetype longestValue = 512; // bytes of a header or parameter
constexpr qsizetype largestReformat = 1024 * 1024;
constexpr int unlikely = 60; // rank

PartSpec partOf(Part kind, const QByteArray &text = {})
{
    PartSpec part;
    part.kind = kind;
    part.text = text;
    return part;
}

bool hasAny(const QByteArray &name, std::initializer_list<const char *> words)
{
    const QByteArray lower = name.toLower();
    return std::any_of(words.begin(), words.end(), [&](const char *word) { return lower.contains(word); });
}

// Of what every HTTP client and proxy writes no sender makes a part of its signature.
bool isOfTransport(const QByteArray &name)
{
    static const QSet<QByteArray> names = {
        "accept",         "accept-encoding", "accept-language",  "connection",
        "content-length", "cookie",          "user-agent",       "host",
        "cache-control",  "traceparent",     "tracestate",       "via",
        "forwarded",      "pragma",          "transfer-encoding"};
    const QByteArray lower = name.toLower();
    return names.contains(lower) || lower.startsWith("x-forwarded") || lower.startsWith("cf-");
}

// The plain part that names an uncut value.
std::optional<PartSpec> plainPart(const FieldSpec &field)
{
    if (field.isCut() || !field.prefixes.isEmpty() || !field.groups.isEmpty() || field.unescape)
        return std::nullopt;
    switch (field.place) {
    case Place::Header:
        return partOf(Part::Header, field.name());
    case Place::Query:
        return partOf(Part::Query, field.name());
    case Place::Form:
        return partOf(Part::Form, field.name());
    case Place::Json:
        return partOf(Part::Json, field.name());
    default:
        return std::nullopt;
    }
}

class Ingredients
{
public:
    Ingredients(const std::vector<DigestCandidate> &digests, const Source &source)
        : m_digests(digests)
        , m_source(source)
    {
        for (const DigestCandidate &digest : digests) {
            for (const DigestCandidate::Form &form : digest.forms)
                m_signed.insert(keyOf(form.field));
        }
    }

    std::vector<Ingredient> run(const std::vector<FoundValue> &values)
    {
        addBodies();
        addRequestLine();
        addWords();
        for (const FoundValue &value : values)
            addValue(value);
        addContainers();
        std::stable_sort(m_all.begin(), m_all.end(),
                         [](const Ingredient &a, const Ingredient &b) { return a.rank < b.rank; });
        return std::move(m_all);
    }

private:
    static QByteArray keyOf(const FieldSpec &field)
    {
        return QByteArray::number(int(field.place)) + ':' + field.name().toLower();
    }

    void add(Sort sort, int rank, const QByteArray &bytes, const Origin &origin)
    {
        if (bytes.isEmpty() && sort != Sort::Body)
            return;
        const auto known = m_places.constFind(bytes);
        if (known != m_places.constEnd()) {
            Ingredient &same = m_all[*known];
            same.rank = std::min(same.rank, rank);
            if (same.origins.size() < mostOrigins)
                same.origins.push_back(origin);
        } else if (m_all.size() < mostIngredients) {
            m_places.insert(bytes, m_all.size());
            m_all.push_back({sort, rank, bytes, {origin}});
        }
    }

    void addBodies()
    {
        const QByteArray body = m_source.message.body.isNull() ? QByteArray("") : m_source.message.body;
        const QByteArrayView whole = body;
        add(Sort::Body, 0, body, {partOf(Part::Body), {}, {}});
        constexpr std::array<std::pair<PartHash, Encoding>, 8> written = {
            {{PartHash::Sha256, Encoding::HexLower},
             {PartHash::Sha256, Encoding::Base64},
             {PartHash::Md5, Encoding::HexLower},
             {PartHash::Sha1, Encoding::HexLower},
             {PartHash::Md5, Encoding::Base64},
             {PartHash::Sha512, Encoding::HexLower},
             {PartHash::Sha256, Encoding::HexUpper},
             {PartHash::Crc32, Encoding::Decimal}}};
        int rank = 1;
        for (const auto &[hash, encoding] : written) {
            PartSpec part = partOf(Part::Body);
            part.hash = hash;
            part.encoding = encoding;
            add(Sort::Body, rank++, writeDigest(digestBytes(hash, {&whole, 1}), encoding), {part, {}, {}});
        }
        addAnew("", 2);
        if (isForm(m_source.message))
            addAssembled(Sort::Body, 1, partOf(Part::SortedForm));
    }

    // The body, or a part of it, as serialisers write it.
    void addAnew(const QByteArray &pointer, int rank)
    {
        const auto value = json::valueAt(m_source.json, pointer);
        if (!value || value->size() > largestReformat)
            return;
        for (const char *profile : {"compact", "sorted", "jcs", "spaced", "php", "ascii", "ascii-slash"}) {
            const json::Layout *layout = json::layout(profile);
            auto text = layout ? json::reformat(*value, *layout, largestReformat * 8) : std::nullopt;
            PartSpec part = partOf(Part::Canonical, pointer);
            part.profile = profile;
            if (text)
                add(Sort::Body, ++rank, *text, {part, {}, {}});
        }
    }

    void addContainers()
    {
        int rank = 9;
        for (const QByteArray &pointer : containersOf(m_source.json)) {
            const auto value = json::valueAt(m_source.json, pointer);
            if (!value || value->size() > largestReformat)
                continue;
            add(Sort::Body, ++rank, value->toByteArray(), {partOf(Part::RawJson, pointer), {}, {}});
            addAnew(pointer, rank + 10);
        }
    }

    void addAssembled(Sort sort, int rank, const PartSpec &part)
    {
        Recipe recipe;
        recipe.message = {part};
        const SignedText text = assemble(recipe, m_source, {}, false);
        if (text.missing.isEmpty() && text.parts.size() == 1)
            add(sort, rank, text.parts[0].bytes, {part, {}, {}});
    }

    void addRequestLine()
    {
        addAssembled(Sort::Method, 2, partOf(Part::Method));
        addAssembled(Sort::Address, 3, partOf(Part::Target));
        addAssembled(Sort::Address, 4, partOf(Part::Url));
        addAssembled(Sort::Address, 5, partOf(Part::Path));
        PartSpec decoded = partOf(Part::Url);
        decoded.decoded = true;
        addAssembled(Sort::Address, 14, decoded);
    }

    void addValue(const FoundValue &value)
    {
        const bool besideSignature = m_signed.contains(keyOf(value.field));
        for (const FoundValue &cut : cutsOf(value)) {
            const auto part = plainPart(cut.field);
            const bool inBody = cut.field.place == Place::Json || cut.field.place == Place::Form;
            const bool mayPart = cut.field.groups.isEmpty() && (inBody || cut.text.size() <= longestValue);
            if (!mayPart || (!part && !cut.field.isCut()))
                continue;
            if (const auto unit = timeUnitOf(cut.text)) {
                add(Sort::Time, timeRank(cut, besideSignature), cut.text,
                    {partOf(Part::Timestamp), cut.field, *unit});
            }
            if (!part && !besideSignature)
                continue; // a piece of something else
            if (digestOf(cut) && besideSignature && cut.field.isCut())
                continue; // the signature itself
            // A field's value is read without blanks around it, a part as it stands.
            addPlain({cut.field, part && !cut.field.isHeader() ? value.text : cut.text}, part);
        }
    }

    int timeRank(const FoundValue &cut, bool besideSignature)
    {
        if (besideSignature && cut.field.isCut())
            return m_times++;
        if (hasAny(cut.field.name(), {"time", "date", "stamp", "-ts", "created"}))
            return 1 + 4 * m_times++;
        return 8 + 6 * m_times++;
    }

    void addPlain(const FoundValue &cut, const std::optional<PartSpec> &part)
    {
        const bool inBody = cut.field.place == Place::Json || cut.field.place == Place::Form;
        const bool idLike = hasAny(cut.field.name(), {"id", "nonce", "delivery", "key", "salt", "token"});
        const bool transport = cut.field.isHeader() && isOfTransport(cut.field.name());
        const bool asId = !part || (idLike && !inBody);
        const Origin origin = asId ? Origin{partOf(Part::Id), cut.field, {}} : Origin{*part, {}, {}};
        int rank = transport ? unlikely : 10 + 2 * m_others;
        if (inBody)
            rank = 12 + 2 * m_members++;
        else if (asId && !transport)
            rank = (part ? 2 : 6) + 3 * m_ids++;
        else if (!transport)
            ++m_others;
        add(inBody ? Sort::Member : Sort::Value, rank, cut.text, origin);
    }

    // "v0" of "v0=<digest>", "v1" of "v1,<digest>", and prefixes as they stand. Some sign a word that they
    // do not write.
    void addWords()
    {
        int count = 0;
        for (const DigestCandidate &digest : m_digests) {
            for (const DigestCandidate::Form &form : digest.forms) {
                for (const QByteArray &prefix : form.field.prefixes) {
                    addWord(prefix.left(prefix.size() - 1), count);
                    addWord(prefix, count);
                }
                addWord(form.field.key, count);
                addWord(form.field.first, count);
            }
        }
        for (const char *word : {"v0", "v1", "sha256=", "hmacsha256="})
            addWord(word, count);
    }

    void addWord(const QByteArray &word, int &count)
    {
        constexpr int most = 8;
        if (!word.isEmpty() && !m_places.contains(word) && count < most)
            add(Sort::Word, 4 + 5 * count++, word, {partOf(Part::Literal, word), {}, {}});
    }

    const std::vector<DigestCandidate> &m_digests;
    const Source &m_source;
    QSet<QByteArray> m_signed; // the places that hold what looks like a digest
    QHash<QByteArray, size_t> m_places;
    std::vector<Ingredient> m_all;
    int m_times = 0;
    int m_ids = 0;
    int m_others = 0;
    int m_members = 0;
};

} // namespace

std::vector<Ingredient> ingredientsIn(const std::vector<FoundValue> &values,
                                      const std::vector<DigestCandidate> &digests, const Source &source)
{
    return Ingredients(digests, source).run(values);
}

} // namespace tocsin::signature
