// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/learnproposal.h"

#include "core/signature/recipereader.h"
#include "core/signature/schemewriter.h"
#include "core/signature/verify.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::Verdict;
using Origin = Ingredient::Origin;
using Part = PartSpec::Kind;
using Place = FieldSpec::Place;

constexpr int window = 300;            // seconds; what most senders say
constexpr int mostReadings = 256;      // of one construction
constexpr qsizetype shortestToken = 8; // a shorter secret may stand anywhere by chance

// Puts the fields and parts of a recipe together; each kind of field is there once.
class Builder
{
public:
    explicit Builder(Recipe &recipe) : m_recipe(recipe) {}

    bool add(const Origin &origin)
    {
        switch (origin.part.kind) {
        case Part::Timestamp:
            return setTime(origin) && append(origin.part);
        case Part::Id:
            return addId(origin);
        default:
            return append(origin.part);
        }
    }

    bool setTime(const Origin &origin)
    {
        TimeSpec &time = m_recipe.timestamp;
        if (time.field.isSet())
            return time.field == origin.field;
        time = {origin.field, origin.unit, origin.unit == TimeUnit::Milliseconds ? 15 : 12, window};
        return true;
    }

    bool addLiteral(const QByteArray &text)
    {
        PartSpec literal;
        literal.text = text;
        return text.isEmpty() || append(literal);
    }

private:
    // Literals that meet are one.
    bool append(const PartSpec &part)
    {
        std::vector<PartSpec> &message = m_recipe.message;
        if (part.kind == Part::Literal && !message.empty() && message.back().kind == Part::Literal)
            message.back().text += part.text;
        else
            message.push_back(part);
        return true;
    }

    // The first is the message's id, a second one that has to be cut out is kept as its tag.
    bool addId(const Origin &origin)
    {
        PartSpec part = origin.part;
        if (!m_recipe.messageId.isSet()) {
            m_recipe.messageId = origin.field;
        } else if (origin.field.isHeader() && !origin.field.isCut()) {
            part.kind = Part::Header;
            part.text = origin.field.name();
        } else if (!m_recipe.tag.isSet()) {
            part.kind = Part::Tag;
            m_recipe.tag = origin.field;
        } else {
            return false;
        }
        return append(part);
    }

    Recipe &m_recipe;
};

bool isGenuine(Verdict verdict)
{
    return verdict == Verdict::Valid || verdict == Verdict::ValidStale || verdict == Verdict::ValidFuture;
}

const Circumstances &circumstancesOf(const LearnRequest &request, size_t delivery)
{
    static const Circumstances none;
    if (request.circumstances.empty())
        return none;
    return request.circumstances[request.circumstances.size() == 1 ? 0 : delivery];
}

// As it will be read, and only if that verifies all.
std::optional<Scheme> confirmed(Recipe &&recipe, Scheme::Strength strength, const LearnRequest &request)
{
    Scheme scheme;
    scheme.id = u"learned"_s;
    scheme.name = u"Learned from %1"_s.arg(QString::fromUtf8(recipe.signature.name()).left(200));
    const size_t count = request.deliveries.size();
    scheme.sources = {count == 1 ? u"learned from 1 delivery"_s : u"learned from %1 deliveries"_s.arg(count)};
    scheme.evidence = Scheme::Evidence::Confirmed; // by what was delivered; nobody has documented it
    scheme.strength = strength;
    scheme.recipes = {std::move(recipe)};
    const auto read = readScheme(writeScheme(scheme));
    if (!read)
        return std::nullopt;
    const NamedSecret secret{u"learned"_s, request.secret, {}, false};
    for (size_t i = 0; i < count; ++i) {
        // When it came does not matter here, only that its time can be read.
        const Verification found =
            verify(*read, request.deliveries[i], {&secret, 1}, 0, circumstancesOf(request, i));
        if (!isGenuine(found.verdict))
            return std::nullopt;
    }
    return *read;
}

class Readings
{
public:
    Readings(const Construction &construction, const Candidates &candidates, const LearnRequest &request)
        : m_construction(construction)
        , m_candidates(candidates)
        , m_request(request)
        , m_key(candidates.keys[size_t(construction.key)])
        , m_origins(construction.parts.size())
    {}

    std::optional<Scheme> run()
    {
        const DigestCandidate &digest = m_candidates.digests[size_t(m_construction.digest)];
        for (const DigestCandidate::Form &form : digest.forms) {
            if (auto scheme = choose(form, 0))
                return scheme;
        }
        return std::nullopt;
    }

private:
    const std::vector<Origin> *originsOf(int part) const
    {
        return part < 0 ? nullptr : &m_candidates.ingredients[size_t(part)].origins;
    }

    std::optional<Scheme> choose(const DigestCandidate::Form &form, size_t part)
    {
        if (part == m_origins.size())
            return ++m_count > mostReadings ? std::nullopt : build(form);
        const std::vector<Origin> *origins = originsOf(m_construction.parts[part]);
        if (!origins) {
            PartSpec secret;
            secret.kind = Part::Secret;
            m_origins[part] = {secret, {}, {}};
            return choose(form, part + 1);
        }
        for (const Origin &origin : *origins) {
            m_origins[part] = origin;
            if (auto scheme = choose(form, part + 1))
                return scheme;
        }
        return std::nullopt;
    }

    std::optional<Scheme> build(const DigestCandidate::Form &form) const
    {
        Recipe recipe;
        recipe.algorithm = m_construction.algorithm;
        recipe.key = m_key.spec;
        recipe.signature = form.field;
        recipe.encoding = form.encoding;
        Builder builder(recipe);
        if (m_key.time >= 0 && !builder.setTime(m_candidates.ingredients[size_t(m_key.time)].origins.front()))
            return std::nullopt;
        for (size_t i = 0; i < m_origins.size(); ++i) {
            if ((i > 0 && !builder.addLiteral(m_construction.separator)) || !builder.add(m_origins[i]))
                return std::nullopt;
        }
        if (m_construction.closed)
            builder.addLiteral(m_construction.separator);
        const auto strength = coversBody(recipe) ? Scheme::Strength::Signed : Scheme::Strength::Origin;
        return confirmed(std::move(recipe), strength, m_request);
    }

    const Construction &m_construction;
    const Candidates &m_candidates;
    const LearnRequest &m_request;
    const KeyCandidate &m_key;
    std::vector<Origin> m_origins; // one for each part
    int m_count = 0;
};

} // namespace

std::optional<Scheme> propose(const Construction &construction, const Candidates &candidates,
                              const LearnRequest &request)
{
    return Readings(construction, candidates, request).run();
}

namespace {

bool isWholeHeader(const DigestCandidate::Form &form)
{
    const FieldSpec &field = form.field;
    return field.isHeader() && !field.isCut() && field.prefixes.isEmpty() && field.groups.isEmpty() &&
           !field.unescape;
}

// Two headers that hold digests of one size may both be for signatures.
void addBothHeaders(DigestCandidate &digest, const DigestCandidate &other)
{
    if (other.bytes.size() != digest.bytes.size() || !isWholeHeader(digest.forms.front()) ||
        !isWholeHeader(other.forms.front()))
        return;
    DigestCandidate::Form both = digest.forms.front();
    if (domain::sameFieldName(both.field.name(), other.forms.front().field.name()))
        return;
    both.field.place = Place::AnyHeader;
    both.field.names.append(other.forms.front().field.name());
    digest.forms.push_back(both);
}

} // namespace

void addFormsOfOthers(std::vector<DigestCandidate> &digests, const LearnRequest &request)
{
    constexpr size_t mostForms = 12;
    for (size_t i = 1; i < request.deliveries.size(); ++i) {
        const domain::HttpMessage &message = request.deliveries[i];
        const Source source{message, circumstancesOf(request, i), message.body};
        for (const DigestCandidate &other : digestsIn(valuesOf(source))) {
            for (DigestCandidate &digest : digests) {
                if (digest.forms.size() < mostForms)
                    addBothHeaders(digest, other);
            }
            for (const DigestCandidate::Form &form : other.forms) {
                for (DigestCandidate &digest : digests) {
                    const auto samePlace = [&](const DigestCandidate::Form &own) {
                        return own.field.place == form.field.place && own.field.names == form.field.names;
                    };
                    const auto same = [&](const DigestCandidate::Form &own) {
                        return own.field == form.field && own.encoding == form.encoding;
                    };
                    std::vector<DigestCandidate::Form> &forms = digest.forms;
                    if (forms.size() < mostForms && std::any_of(forms.begin(), forms.end(), samePlace) &&
                        std::none_of(forms.begin(), forms.end(), same))
                        forms.push_back(form);
                }
            }
        }
    }
}

std::optional<Scheme> proposeToken(const std::vector<FoundValue> &values, const LearnRequest &request)
{
    const QByteArrayView secret = request.secret.reveal();
    if (secret.size() < shortestToken)
        return std::nullopt;
    QByteArray plain = secret.toByteArray();
    QByteArray encoded = "Basic " + plain.toBase64();
    const Secret basic(std::move(encoded));
    wipe(plain);
    for (const FoundValue &value : values) {
        const bool isBasic = sameBytes(value.text, basic.reveal());
        Recipe recipe;
        recipe.algorithm = isBasic ? Algorithm::Basic : Algorithm::Token;
        for (const FoundValue &cut : cutsOf(value)) {
            const bool isToken = sameBytes(cut.text, secret);
            if (!isToken && !isBasic)
                continue;
            recipe.signature = isToken ? cut.field : value.field;
            if (auto scheme = confirmed(Recipe(recipe), Scheme::Strength::Token, request))
                return scheme;
        }
    }
    return std::nullopt;
}

} // namespace tocsin::signature
