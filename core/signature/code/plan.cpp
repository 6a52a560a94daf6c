// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/plan.h"

#include "core/signature/digesttext.h"
#include "core/signature/fieldgrammar.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;
using Kind = PartSpec::Kind;

bool readsJson(const FieldSpec &field)
{
    return field.place == FieldSpec::Place::Json;
}

bool mentionsJson(const std::vector<PartSpec> &parts)
{
    return mentions(parts, Kind::Json);
}

class Planner
{
public:
    explicit Planner(const Recipe &recipe) : m_recipe(recipe), m_family(familyOf(recipe.algorithm)) {}

    Result<Plan> run()
    {
        if (m_family == Family::None)
            return fail(Error::Kind::Rejected, u"this scheme signs nothing, so there is nothing to verify"_s);
        if (m_family == Family::HttpSignature) {
            addHttpSteps(m_recipe, m_recipe.key.form == KeyForm::PublicKey ? name("secret") : letKey(),
                         m_plan);
            return std::move(m_plan);
        }
        readJson();
        readSignature();
        if (auto error = readTimestamp())
            return tl::unexpected(*error);
        decodeSignature();
        readOptional(m_recipe.messageId, "id", Kind::Id);
        readOptional(m_recipe.tag, "tag", Kind::Tag);
        readBodyDigest();
        if (auto error = compare())
            return tl::unexpected(*error);
        compareBodyDigest();
        conclude();
        return std::move(m_plan);
    }

private:
    void note(QByteArray words) { m_plan.steps.push_back({Step::Kind::Note, {}, std::move(words), {}}); }
    void let(QByteArray variable, Expr value)
    {
        m_plan.steps.push_back({Step::Kind::Let, std::move(variable), {}, std::move(value)});
    }
    void unless(Expr condition, QByteArray verdict, QByteArray reason)
    {
        m_plan.steps.push_back(
            {Step::Kind::Unless, std::move(verdict), std::move(reason), std::move(condition)});
    }
    void answer(Expr value) { m_plan.steps.push_back({Step::Kind::Return, {}, {}, std::move(value)}); }

    Expr field(const FieldSpec &spec) const { return fieldValues(m_recipe, spec); }
    static Expr place(const FieldSpec &spec, const char *what = " is not there")
    {
        return text(placeName(spec).toUtf8() + what);
    }
    Expr one(const FieldSpec &spec, const char *verdict) const
    {
        Expr values = field(spec);
        if (!spec.isCut() && !spec.prefixes.isEmpty())
            values = call("dropPrefix", {std::move(values), list(spec.prefixes)});
        return call("one", {std::move(values), text(verdict), place(spec)});
    }

    void readJson()
    {
        m_plan.each = m_recipe.each;
        m_plan.usesJson = readsJson(m_recipe.signature) || readsJson(m_recipe.timestamp.field) ||
                          (mentions(m_recipe.message, Kind::Id) && readsJson(m_recipe.messageId)) ||
                          readsJson(m_recipe.tag) || readsJson(m_recipe.bodyDigest.field) ||
                          mentionsJson(m_recipe.message) || m_plan.each;
        if (m_plan.each)
            m_plan.needs.insert("verifyEach");
        else if (m_plan.usesJson)
            let("json", call("parseJson", {member("body")}));
    }

    void readSignature()
    {
        const bool token = m_family == Family::Jws;
        let(token ? "tokens" : "signatures",
            call("some", {field(m_recipe.signature), text("missing-signature"), place(m_recipe.signature)}));
    }

    std::optional<Error> readTimestamp()
    {
        const TimeSpec &time = m_recipe.timestamp;
        if (!time.field.isSet() || time.field.place == FieldSpec::Place::Claim)
            return std::nullopt;
        const bool part = mentions(m_recipe.message, Kind::Timestamp);
        m_timed = needsPart(m_recipe.message, Kind::Timestamp) || m_recipe.key.afterTimestamp ||
                  (time.windowSeconds > 0 && !part);
        if (!m_timed && time.windowSeconds > 0)
            return Error{Error::Kind::Rejected, u"a time that may be absent is not written out"_s};
        if (!m_timed && part)
            let("timestamp", call("optionalOne", {field(time.field)}));
        if (!m_timed)
            return std::nullopt;
        let("timestamp", one(time.field, "missing-timestamp"));
        if (time.windowSeconds > 0)
            let("sentAt", readTime(name("timestamp")));
        else
            m_plan.steps.push_back({Step::Kind::Do, {}, {}, readTime(name("timestamp"))});
        return std::nullopt;
    }

    Expr readTime(Expr value) const
    {
        std::vector<Expr> arguments{std::move(value)};
        if (m_recipe.timestamp.unit <= TimeUnit::SecondsOrMilliseconds)
            arguments.push_back(number(std::min(m_recipe.timestamp.maxDigits, 18)));
        return call(unitHelper(m_recipe.timestamp.unit), std::move(arguments));
    }

    qint64 signatureSize() const
    {
        if (m_family == Family::Hmac || m_family == Family::Digest)
            return digestLength(algorithmHash(m_recipe.algorithm));
        return m_recipe.algorithm == Algorithm::Ed25519 || m_recipe.algorithm == Algorithm::EcdsaP256Sha256Raw
                   ? 64
                   : 0;
    }

    void decodeSignature()
    {
        const FieldSpec &spec = m_recipe.signature;
        Expr values = name(m_family == Family::Jws ? "tokens" : "signatures");
        if (!spec.isCut() && !spec.prefixes.isEmpty())
            values = call("afterPrefix", {std::move(values), list(spec.prefixes + spec.toleratedPrefixes)});
        else if (!spec.isCut() && !spec.toleratedPrefixes.isEmpty())
            values = call("dropPrefix", {std::move(values), list(spec.toleratedPrefixes)});
        if (m_family == Family::Jws) {
            let("tokenText", call("one", {std::move(values), text("malformed"), place(spec)}));
            return;
        }
        if (m_family == Family::Basic)
            values = call("basicPairs", {std::move(values)});
        else if (m_family != Family::Token)
            values = call(decoderOf(m_recipe.encoding), {std::move(values), number(signatureSize())});
        let("received", call("some", {std::move(values), text("malformed"),
                                      place(spec, " does not hold what this sender writes")}));
    }

    void readOptional(const FieldSpec &spec, const char *variable, Kind kind)
    {
        if (needsPart(m_recipe.message, kind))
            let(variable, one(spec, "malformed"));
        else if (mentions(m_recipe.message, kind))
            let(variable, call("optionalOne", {field(spec)}));
    }

    // The name of what the signature is made with.
    Expr letKey()
    {
        if (m_recipe.key == KeySpec{} && m_family != Family::Digest)
            return name("secret");
        const KeySpec &spec = m_recipe.key;
        Expr key = name("secret");
        const bool isText = m_family == Family::PublicKey; // which is read as it stands, base64 or not
        if (isText && spec.form != KeyForm::PrefixedBase64)
            return key;
        if (spec.form == KeyForm::PrefixedBase64)
            key = call("one", {call("dropPrefix",
                                    {Expr{Expr::Kind::List, {}, 0, {std::move(key)}}, list(spec.prefixes)}),
                               text("malformed"), text("the secret")});
        if (!isText && (spec.form == KeyForm::PrefixedBase64 || spec.form == KeyForm::Base64))
            key = call("keyBase64", {std::move(key)});
        else if (spec.form == KeyForm::Hex)
            key = call("keyHex", {std::move(key)});
        if (spec.hash != PartHash::None)
            key = digestCall(spec.hash, std::move(key));
        if (spec.afterTimestamp)
            key = join({name("timestamp"), std::move(key)});
        let("key", std::move(key));
        return name("key");
    }

    std::optional<Error> letMessage()
    {
        auto message = messageOf(m_recipe, m_recipe.message);
        if (!message)
            return message.error();
        note("What is signed, byte by byte. The body is the raw one: never parse it and write it anew.");
        let("message", std::move(*message));
        return std::nullopt;
    }

    std::optional<Error> compare()
    {
        const QByteArray wrong = "the secret does not give this signature, or what is signed was changed";
        switch (m_family) {
        case Family::Token:
        case Family::Basic:
            note("In constant time. This secret travels with the request and does not protect the body.");
            unless(call("anySame", {name("received"), letKey()}), "mismatch", "this is not the secret");
            return std::nullopt;
        case Family::Hmac:
        case Family::Digest: {
            const Expr key = letKey();
            if (auto error = letMessage())
                return error;
            const Expr hash = text(algorithmHash(m_recipe.algorithm));
            let("expected", m_family == Family::Hmac ? call("hmac", {hash, key, name("message")})
                                                     : call("digest", {hash, name("message")}));
            note("In constant time: == would tell an attacker how many bytes are right.");
            unless(call("anySame", {name("received"), name("expected")}), "mismatch", wrong);
            return std::nullopt;
        }
        case Family::PublicKey: {
            const Expr key = letKey();
            if (auto error = letMessage())
                return error;
            std::vector<Expr> arguments;
            if (m_recipe.algorithm != Algorithm::Ed25519)
                arguments.push_back(text(algorithmHash(m_recipe.algorithm)));
            arguments.push_back(key);
            arguments.push_back(name("message"));
            arguments.push_back(name("received"));
            unless(call(publicKeyHelper(m_recipe.algorithm), std::move(arguments)), "mismatch", wrong);
            return std::nullopt;
        }
        default:
            return compareToken();
        }
    }

    std::optional<Error> compareToken()
    {
        const JwsSpec &jws = m_recipe.jws;
        Expr payload{Expr::Kind::List, {}, 0, {}};
        if (jws.payload == JwsSpec::Payload::Body) {
            payload.items.push_back(member("body"));
        } else if (jws.payload == JwsSpec::Payload::Parts) {
            if (auto error = letMessage())
                return error;
            payload.items.push_back(name("message"));
        }
        let("token", call("readJws", {name("tokenText"), list(jws.algorithms), std::move(payload)}));
        for (const QByteArray &algorithm : jws.algorithms)
            m_plan.needs.insert("jws:" + algorithm);
        const QByteArray wrong = "the key does not give this signature, or what is signed was changed";
        if (m_recipe.key.form == KeyForm::PublicKey) {
            unless(call("jwsPublic", {name("token"), name("secret")}), "mismatch", wrong);
        } else {
            unless(call("jwsHmac", {name("token"), letKey()}), "mismatch", wrong);
        }
        const bool bound = !jws.requestClaim.isEmpty() || !jws.claims.isEmpty();
        if (jws.payload == JwsSpec::Payload::Token || !jws.bodyClaim.isEmpty() || bound || claimsTime())
            let("claims", call("claimsOf", {name("token")}));
        if (!jws.bodyClaim.isEmpty()) {
            const bool hex = jws.bodyEncoding == Encoding::HexLower || jws.bodyEncoding == Encoding::HexUpper;
            Expr stated = claim(jws.bodyClaim);
            Expr actual = encoded(hex ? Encoding::HexLower : jws.bodyEncoding,
                                  digestCall(jws.bodyHash, member("body")));
            note("The token is genuine; it must also speak of this body.");
            unless(call("anySame",
                        {hex ? call("lowerAll", {std::move(stated)}) : std::move(stated), std::move(actual)}),
                   "mismatch", "the token speaks of another body");
        }
        compareClaims();
        return std::nullopt;
    }

    // A token that is genuine may be one of another request or for another receiver.
    void compareClaims()
    {
        const JwsSpec &jws = m_recipe.jws;
        if (!jws.requestClaim.isEmpty()) {
            note("The token is genuine; it must also speak of this method, path and query.");
            let("requestHash", call("queryStringHash", {name("request"), parameter(jws.basePath)}));
            unless(call("claimIs", {name("claims"), claimPointer(jws.requestClaim), name("requestHash")}),
                   "mismatch", "the token speaks of another method, path or query");
        }
        for (const ClaimSpec &spec : jws.claims) {
            unless(call("claimIs", {name("claims"), claimPointer(spec.claim), parameter(spec.parameter)}),
                   "mismatch", "the token was made by or for somebody else");
        }
    }

    static Expr parameter(const QByteArray &own)
    {
        return own.isEmpty() ? text("")
                             : call("optionalParameter", {name("request"), text(environmentName(own))});
    }

    static Expr claimPointer(QByteArray claimName)
    {
        return text('/' + claimName.replace('~', "~0").replace('/', "~1"));
    }

    bool claimsTime() const { return m_recipe.timestamp.field.place == FieldSpec::Place::Claim; }

    static Expr claim(QByteArray claimName)
    {
        return call("jsonValue", {name("claims"), claimPointer(std::move(claimName))});
    }

    // What it says is looked at when the signature is right.
    void readBodyDigest()
    {
        const BodyDigestSpec &spec = m_recipe.bodyDigest;
        if (!spec.field.isSet())
            return;
        Expr stated{Expr::Kind::List, {}, 0, {one(spec.field, "malformed")}};
        let("stated", call("some", {call(decoderOf(spec.encoding), {std::move(stated), number(0)}),
                                    text("malformed"), place(spec.field, " does not hold a digest")}));
    }

    void compareBodyDigest()
    {
        if (!m_recipe.bodyDigest.field.isSet())
            return;
        note("The signature covers a digest of the body, which must be that of this body.");
        unless(call("anySame", {name("stated"), digestCall(m_recipe.bodyDigest.hash, member("body"))}),
               "mismatch", "the signature is right, but of another body");
    }

    void conclude()
    {
        const TimeSpec &time = m_recipe.timestamp;
        Expr verdict = text("valid");
        if (claimsTime()) {
            const QByteArray claimName = time.field.name();
            let("issued", call("one", {claim(claimName), text("missing-timestamp"), place(time.field)}));
            const bool digits = time.unit <= TimeUnit::SecondsOrMilliseconds;
            let("sentAt", readTime(digits ? call("wholePart", {name("issued")}) : name("issued")));
            m_timed = true;
        }
        if (m_timed && time.windowSeconds > 0) {
            note("Only now the clock: a signature that is right but old may be a replay.");
            verdict = call("clockVerdict", {name("now"), name("sentAt"), number(time.windowSeconds)});
        } else if (claimsTime()) {
            m_plan.steps.erase(m_plan.steps.end() - 2, m_plan.steps.end()); // nothing limits it
        }
        if (m_family == Family::Jws && m_recipe.jws.payload == JwsSpec::Payload::Token)
            verdict = call("withExpiry",
                           {name("claims"), name("now"), number(time.windowSeconds), std::move(verdict)});
        answer(std::move(verdict));
    }

    const Recipe &m_recipe;
    Family m_family;
    Plan m_plan;
    bool m_timed = false;
};

} // namespace

Result<Plan> planOf(const Recipe &recipe)
{
    return Planner(recipe).run();
}

} // namespace tocsin::signature::code
