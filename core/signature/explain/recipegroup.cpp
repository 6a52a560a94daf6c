// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Where no digest can be computed and looked up (public keys, tokens, items that are signed one by one,
// bodies behind a digest of their own) every change is one check of the verifier with another recipe.

#include "core/signature/explain/search.h"
#include "core/signature/trial.h"

#include <QSet>

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Kind = PartSpec::Kind;

constexpr int mostTexts = 24; // of the request, that could be a signature
constexpr int mostHeaders = 20;
constexpr int mostRearranged = 40;
constexpr size_t mostPermuted = 4;
constexpr const char *separators[] = {"", ".", ":", "|", ",", "\n"};

QString correctTheScheme()
{
    return u"correct the scheme: choose the sender's own, or copy it and change this"_s;
}

struct Named
{
    Algorithm algorithm;
    QLatin1StringView name;
};
constexpr Named algorithms[] = {{Algorithm::HmacSha1, "HMAC-SHA-1"_L1},
                                {Algorithm::HmacSha256, "HMAC-SHA-256"_L1},
                                {Algorithm::HmacSha384, "HMAC-SHA-384"_L1},
                                {Algorithm::HmacSha512, "HMAC-SHA-512"_L1},
                                {Algorithm::EcdsaP256Sha256, "ECDSA with SHA-256, in DER"_L1},
                                {Algorithm::EcdsaP256Sha256Raw, "ECDSA with SHA-256, two bare numbers"_L1},
                                {Algorithm::EcdsaP256Sha1, "ECDSA with SHA-1, in DER"_L1},
                                {Algorithm::RsaSha1, "RSA with SHA-1"_L1},
                                {Algorithm::RsaSha256, "RSA with SHA-256"_L1},
                                {Algorithm::RsaSha512, "RSA with SHA-512"_L1},
                                {Algorithm::RsaPssSha256, "RSA-PSS with SHA-256"_L1},
                                {Algorithm::RsaPssSha512, "RSA-PSS with SHA-512"_L1}};

bool isRsa(Algorithm algorithm)
{
    return algorithm >= Algorithm::RsaSha1 && algorithm <= Algorithm::RsaPssSha512;
}

bool isEcdsa(Algorithm algorithm)
{
    return algorithm >= Algorithm::EcdsaP256Sha256 && algorithm <= Algorithm::EcdsaP256Sha1;
}

bool hasSameKeys(Algorithm a, Algorithm b)
{
    return (familyOf(a) == Family::Hmac && familyOf(b) == Family::Hmac) || (isRsa(a) && isRsa(b)) ||
           (isEcdsa(a) && isEcdsa(b));
}

class Recipes
{
public:
    explicit Recipes(Search &search)
        : m_search(search)
        , m_recipe(search.recipe())
        , m_family(familyOf(m_recipe.algorithm))
    {}

    void run()
    {
        if (m_family == Family::PublicKey && !m_recipe.each && !m_recipe.bodyDigest.field.isSet())
            otherTexts();
        else if (m_family == Family::Token || m_family == Family::Jws)
            otherHeaders();
        otherEncodings();
        otherAlgorithms();
        bodyDigests();
        rearrange();
    }

private:
    bool goesOn() const { return !m_search.isProved() && m_search.mayGoOn(); }

    void check(const char *cause, const QString &detail, const Recipe &recipe,
               const QString &change = correctTheScheme(), Party party = Party::Setting)
    {
        if (goesOn())
            m_search.withRecipe({cause, party, detail, change}, recipe);
    }

    bool mayBeSignature(QByteArrayView bytes) const
    {
        if (isRsa(m_recipe.algorithm))
            return bytes.size() >= PublicKey::minRsaBits / 8;
        if (m_recipe.algorithm == Algorithm::Ed25519 || m_recipe.algorithm == Algorithm::EcdsaP256Sha256Raw)
            return bytes.size() == 64;
        return bytes.size() <= 72 && bytes.startsWith('\x30');
    }

    void otherTexts()
    {
        QSet<QByteArray> tried(m_search.claim().signatures.begin(), m_search.claim().signatures.end());
        int left = mostTexts;
        for (const Candidates::Entry &entry : m_search.candidates().all()) {
            if (!mayBeSignature(entry.bytes) || entry.candidate.cause.isEmpty() ||
                tried.contains(entry.bytes))
                continue;
            if (!goesOn() || --left < 0)
                return;
            tried.insert(entry.bytes);
            m_search.withSignature(entry);
        }
    }

    void otherHeaders()
    {
        int left = mostHeaders;
        for (const domain::HeaderField &field : m_search.request().message.headers) {
            const bool bearer = field.value.startsWith("Bearer ");
            const bool same =
                m_recipe.signature.isHeader() && domain::sameFieldName(field.name, m_recipe.signature.name());
            if (field.value.size() < 8 || --left < 0 || m_recipe.signature.isCut())
                continue;
            Recipe other = m_recipe;
            other.signature.place = FieldSpec::Place::Header;
            other.signature.names = {field.name};
            const QString name = QString::fromUtf8(field.name);
            const QList<QByteArray> prefixes = bearer ? QList<QByteArray>{"Bearer "} : QList<QByteArray>();
            if (!same)
                check("C7", u"the token is in %1, not in %2"_s.arg(name, placeOf()), other,
                      u"take the token from %1 in the scheme"_s.arg(name));
            if (other.signature.prefixes == prefixes)
                continue;
            other.signature.prefixes = prefixes;
            check(same ? "C1" : "C7",
                  (same ? u"%1 holds the token %2"_s : u"the token is in %1 %2"_s)
                      .arg(name, bearer ? u"with \"Bearer\" in front"_s : u"with nothing in front"_s),
                  other, u"send the token as documented, or correct the prefix in the scheme"_s,
                  Party::Sender);
        }
    }

    QString placeOf() const { return QString::fromUtf8(m_recipe.signature.name()); }

    void otherEncodings()
    {
        if (m_family == Family::Jws || m_family == Family::Token)
            return;
        constexpr std::pair<Encoding, QLatin1StringView> encodings[] = {
            {Encoding::HexLower, "hexadecimal"_L1},
            {Encoding::Base64, "base64"_L1},
            {Encoding::Base64Url, "base64url"_L1},
            {Encoding::Base64Hex, "base64 of hexadecimal text"_L1}};
        for (const auto &[encoding, name] : encodings) {
            Recipe other = m_recipe;
            other.encoding = encoding;
            if (encoding != m_recipe.encoding)
                check("C2", u"the signature is written as %1"_s.arg(name), other,
                      u"read the signature as %1"_s.arg(name));
        }
    }

    void otherAlgorithms()
    {
        for (const Named &one : algorithms) {
            if (one.algorithm == m_recipe.algorithm || !hasSameKeys(one.algorithm, m_recipe.algorithm))
                continue;
            Recipe other = m_recipe;
            other.algorithm = one.algorithm;
            check("D1", u"the signature is %1"_s.arg(one.name), other);
        }
    }

    // A digest of the body that is signed in its place may be another one than the scheme says.
    void bodyDigests()
    {
        const bool isClaim = m_family == Family::Jws && !m_recipe.jws.bodyClaim.isEmpty();
        if (!isClaim && !m_recipe.bodyDigest.field.isSet())
            return;
        for (const PartHash hash : {PartHash::Sha256, PartHash::Sha1, PartHash::Sha512, PartHash::Md5}) {
            for (const Encoding encoding : {Encoding::HexLower, Encoding::Base64, Encoding::Base64Url}) {
                Recipe other = m_recipe;
                (isClaim ? other.jws.bodyHash : other.bodyDigest.hash) = hash;
                (isClaim ? other.jws.bodyEncoding : other.bodyDigest.encoding) = encoding;
                if (other != m_recipe)
                    check("D4", u"the digest of the body that is signed is of another kind or encoding"_s,
                          other);
            }
        }
    }

    // Orders, separators and parts that are missing.
    void rearrange()
    {
        std::vector<size_t> values;
        for (size_t i = 0; i < m_recipe.message.size(); ++i) {
            if (m_recipe.message[i].kind != Kind::Literal)
                values.push_back(i);
        }
        if (values.size() < 2)
            return;
        withoutParts(values);
        if (values.size() > mostPermuted)
            return;
        const std::vector<size_t> own = values;
        while (std::next_permutation(values.begin(), values.end())) {
            std::vector<PartSpec> parts = m_recipe.message;
            for (size_t i = 0; i < own.size(); ++i)
                parts[own[i]] = m_recipe.message[values[i]];
            arranged("D5", u"the parts were signed in another order: %1"_s.arg(names(values)), parts);
        }
        values = own;
        do {
            for (const char *separator : separators) {
                std::vector<PartSpec> parts;
                for (const size_t at : values) {
                    if (!parts.empty() && *separator != '\0')
                        parts.push_back(literal(separator));
                    parts.push_back(m_recipe.message[at]);
                }
                arranged(values == own ? "D6" : "D5",
                         u"the parts were signed as %1 with \"%2\" between"_s.arg(
                             names(values), QString::fromLatin1(separator).replace(u'\n', u"\\n"_s)),
                         parts);
            }
        } while (std::next_permutation(values.begin(), values.end()));
    }

    void withoutParts(const std::vector<size_t> &values)
    {
        for (const size_t at : values) {
            const PartSpec &part = m_recipe.message[at];
            if (part.kind == Kind::Body)
                continue;
            std::vector<PartSpec> rest = m_recipe.message;
            rest.erase(rest.begin() + qptrdiff(at));
            if (at > 0 && rest[at - 1].kind == Kind::Literal)
                rest.erase(rest.begin() + qptrdiff(at) - 1);
            else if (at < rest.size() && rest[at].kind == Kind::Literal)
                rest.erase(rest.begin() + qptrdiff(at));
            lacking(u"the text was signed without its %1"_s.arg(partKindId(part.kind)), rest);
        }
        for (const size_t at : values) {
            if (m_recipe.message[at].kind == Kind::Body && values.size() > 2)
                lacking(u"only the body was signed"_s, {m_recipe.message[at]});
        }
    }

    // What does not cover its time can be sent again: no scheme should follow that.
    void lacking(const QString &detail, const std::vector<PartSpec> &parts)
    {
        const auto hasTime = [](const std::vector<PartSpec> &all) {
            return std::any_of(all.begin(), all.end(),
                               [](const PartSpec &part) { return part.kind == Kind::Timestamp; });
        };
        if (hasTime(m_recipe.message) && !hasTime(parts))
            arranged("D7", detail, parts,
                     u"sign the time too: without it an old delivery can be sent again at any time"_s,
                     Party::Sender);
        else
            arranged("D7", detail, parts);
    }

    void arranged(const char *cause, const QString &detail, const std::vector<PartSpec> &parts,
                  const QString &change = correctTheScheme(), Party party = Party::Setting)
    {
        if (parts == m_recipe.message || --m_arrangementsLeft < 0)
            return;
        Recipe other = m_recipe;
        other.message = parts;
        check(cause, detail, other, change, party);
    }

    static PartSpec literal(const char *text)
    {
        PartSpec part;
        part.text = text;
        return part;
    }

    QString names(const std::vector<size_t> &order) const
    {
        QStringList names;
        for (const size_t at : order)
            names += partKindId(m_recipe.message[at].kind);
        return names.join(u", "_s);
    }

    Search &m_search;
    const Recipe &m_recipe;
    Family m_family;
    int m_arrangementsLeft = mostRearranged;
};

} // namespace

void tryRecipes(Search &search)
{
    const Family family = familyOf(search.recipe().algorithm);
    if (search.isDigest() || family == Family::None || family == Family::HttpSignature ||
        family == Family::Basic)
        return;
    Recipes(search).run();
}

} // namespace tocsin::signature
