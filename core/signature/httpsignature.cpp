// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/httpsignature.h"

#include "core/signature/cavagesignature.h"
#include "core/signature/crypto.h"
#include "core/signature/httpcomponents.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Edition = HttpSignatureEdition;
using A = SignatureAlgorithm;

constexpr qsizetype maxSignatures = 20; // of one request
constexpr qsizetype maxComponents = 200;

using Method = std::variant<Hash, A>; // Hash: HMAC
struct NamedMethod
{
    QByteArrayView name;
    Method method;
    Edition edition;
};

// RFC 9421 section 3.3, and what the drafts' registry named. "ecdsa-sha256" of the drafts came in both forms.
const NamedMethod methods[] = {{"hmac-sha256", Hash::Sha256, Edition::Rfc9421},
                               {"ed25519", A::Ed25519, Edition::Rfc9421},
                               {"ecdsa-p256-sha256", A::EcdsaP256Sha256Raw, Edition::Rfc9421},
                               {"ecdsa-p384-sha384", A::EcdsaP384Sha384Raw, Edition::Rfc9421},
                               {"rsa-v1_5-sha256", A::RsaSha256, Edition::Rfc9421},
                               {"rsa-pss-sha512", A::RsaPssSha512, Edition::Rfc9421},
                               {"hmac-sha256", Hash::Sha256, Edition::Cavage},
                               {"hmac-sha512", Hash::Sha512, Edition::Cavage},
                               {"ed25519", A::Ed25519, Edition::Cavage},
                               {"ecdsa-sha256", A::EcdsaP256Sha256Der, Edition::Cavage},
                               {"ecdsa-sha256", A::EcdsaP256Sha256Raw, Edition::Cavage},
                               {"rsa-sha256", A::RsaSha256, Edition::Cavage},
                               {"rsa-sha512", A::RsaSha512, Edition::Cavage},
                               {"rsa-pss-sha512", A::RsaPssSha512, Edition::Cavage}};

// "hs2019" of the drafts says that the key's own facts name the algorithm.
bool isNamed(const HttpSignature &signature)
{
    return !signature.algorithm.isEmpty() &&
           !(signature.edition == Edition::Cavage && signature.algorithm == "hs2019");
}

bool fits(const NamedMethod &entry, const HttpSignature &signature)
{
    return entry.edition == signature.edition && (!isNamed(signature) || entry.name == signature.algorithm);
}

auto malformed(const QString &what)
{
    return fail(Error::Kind::Malformed, what);
}

// Texts must be texts and times whole numbers; other parameters are signed and not looked at.
QString readParameters(const SfParameters &parameters, HttpSignature &out)
{
    const std::pair<QByteArrayView, QByteArray *> texts[] = {
        {"keyid", &out.keyId}, {"alg", &out.algorithm}, {"nonce", &out.nonce}, {"tag", &out.tag}};
    for (const auto &[name, text] : texts) {
        const SfBare *value = findParameter(parameters, name);
        if (value && value->kind != SfBare::Kind::String)
            return u"the parameter %1 must be a text in quotes"_s.arg(QString::fromLatin1(name));
        *text = value ? value->value : QByteArray();
    }
    const std::pair<QByteArrayView, std::optional<qint64> *> times[] = {{"created", &out.created},
                                                                        {"expires", &out.expires}};
    for (const auto &[name, time] : times) {
        const SfBare *value = findParameter(parameters, name);
        if (value && value->kind != SfBare::Kind::Integer)
            return u"the parameter %1 must be whole seconds"_s.arg(QString::fromLatin1(name));
        if (value)
            *time = value->value.toLongLong();
    }
    return {};
}

// Base and facts of one member of Signature-Input (section 2.5); its own fault if it has one.
HttpSignature describe(const SfMember &member, const domain::HttpMessage &message, const TargetUri &target)
{
    HttpSignature out;
    out.label = member.name;
    if (!member.isList || member.items.size() > maxComponents) {
        out.fault = u"Signature-Input must hold a list of at most %1 components"_s.arg(maxComponents);
        return out;
    }
    out.fault = readParameters(member.parameters, out);
    for (const SfItem &component : member.items) {
        const QByteArray identifier = component.bare.value + writeSf(component.parameters);
        const auto value = componentValue(component, message, target);
        if (out.fault.isEmpty() && !value)
            out.fault = value.error().detail;
        if (out.fault.isEmpty() && out.components.contains(identifier))
            out.fault = u"a component is named twice"_s;
        out.components.append(identifier);
        out.base += writeSf(component) + ": " + value.value_or(QByteArray()) + "\n";
    }
    out.base += "\"@signature-params\": " + writeSf(member);
    if (!out.fault.isEmpty())
        out.base.clear(); // half a base would only mislead
    return out;
}

QString faultOfMethod(const HttpSignature &signature)
{
    const bool known = std::any_of(std::begin(methods), std::end(methods),
                                   [&](const NamedMethod &entry) { return fits(entry, signature); });
    return known
               ? QString()
               : u"the algorithm \"%1\" is not read"_s.arg(QString::fromLatin1(signature.algorithm.left(50)));
}

Result<SfDictionary> readField(const domain::HttpMessage &message, QByteArrayView name)
{
    const auto text = combinedField(message.headers, name);
    if (!text)
        return fail(Error::Kind::NotFound, u"the request has no %1 header"_s.arg(QString::fromLatin1(name)));
    auto dictionary = readSfDictionary(*text);
    if (!dictionary)
        return malformed(u"%1 is not a dictionary of RFC 8941"_s.arg(QString::fromLatin1(name)));
    if (dictionary->hasDuplicates)
        return malformed(u"%1 has a label twice"_s.arg(QString::fromLatin1(name)));
    if (dictionary->members.isEmpty() || dictionary->members.size() > maxSignatures)
        return malformed(
            u"%1 must hold 1 to %2 signatures"_s.arg(QString::fromLatin1(name)).arg(maxSignatures));
    return *dictionary;
}

Result<QList<HttpSignature>> readRfc9421(const domain::HttpMessage &message, QByteArrayView url)
{
    const auto inputs = readField(message, "Signature-Input");
    const auto signatures = readField(message, "Signature");
    if (!inputs && inputs.error().kind == Error::Kind::NotFound)
        return tl::unexpected(inputs.error());
    if (!signatures && signatures.error().kind == Error::Kind::NotFound)
        return malformed(u"the request has a Signature-Input header, but no Signature"_s);
    if (!inputs || !signatures)
        return tl::unexpected(inputs ? signatures.error() : inputs.error());
    const auto target = readTargetUri(url);
    if (!target)
        return malformed(u"the URL that the request was sent to is not known in full"_s);
    QList<HttpSignature> found;
    for (const SfMember &input : inputs->members) {
        HttpSignature signature = describe(input, message, *target);
        const SfMember *value = signatures->find(input.name);
        const bool hasBytes =
            value && !value->isList && value->items.first().bare.kind == SfBare::Kind::Bytes;
        if (hasBytes)
            signature.signature = value->items.first().bare.value;
        if (signature.fault.isEmpty() && !hasBytes)
            signature.fault = u"the Signature header has no bytes under the label of this signature"_s;
        if (signature.fault.isEmpty())
            signature.fault = faultOfMethod(signature);
        found.append(signature);
    }
    return found;
}

Result<QByteArray> makeBytes(const HttpSignature &signature, const SigningKey &key, QByteArrayView algorithm)
{
    const QByteArrayView pieces[] = {signature.base};
    for (const NamedMethod &entry : methods) {
        if (entry.edition != signature.edition || entry.name != algorithm)
            continue;
        if (const A *own = std::get_if<A>(&entry.method)) {
            const PrivateKey *privateKey = std::get_if<PrivateKey>(&key);
            return makeSignature(*own, privateKey ? *privateKey : PrivateKey(), pieces);
        }
        const Secret *secret = std::get_if<Secret>(&key);
        if (!secret || secret->isEmpty())
            return fail(Error::Kind::Rejected, u"this signature needs a shared secret, which is not there"_s);
        return hmac(std::get<Hash>(entry.method), secret->reveal(), pieces).view().toByteArray();
    }
    return fail(Error::Kind::Rejected, u"the signature algorithm is not one of this edition"_s);
}

QByteArray inputText(const HttpSignatureOptions &options)
{
    QByteArray text = options.label + "=(";
    for (const QByteArray &component : options.components) {
        const qsizetype semicolon = component.indexOf(';');
        const QByteArray name = semicolon < 0 ? component : component.first(semicolon);
        text += (text.endsWith('(') ? "" : " ") + writeSfString(name) + component.sliced(name.size());
    }
    text += ")";
    if (options.created)
        text += ";created=" + QByteArray::number(*options.created);
    if (options.expires)
        text += ";expires=" + QByteArray::number(*options.expires);
    const std::pair<QByteArrayView, QByteArray> texts[] = {
        {";nonce=", options.nonce},
        {";alg=", options.namesAlgorithm ? options.algorithm : QByteArray()},
        {";keyid=", options.keyId},
        {";tag=", options.tag}};
    for (const auto &[name, value] : texts)
        text += value.isEmpty() ? QByteArray() : name.toByteArray() + writeSfString(value);
    return text;
}

Result<QList<domain::HeaderField>> signRfc9421(const domain::HttpMessage &message, QByteArrayView url,
                                               const SigningKey &key, const HttpSignatureOptions &options)
{
    const QByteArray input = inputText(options);
    const auto dictionary = readSfDictionary(input);
    const auto target = readTargetUri(url);
    if (!dictionary || dictionary->members.size() != 1 || !target)
        return fail(Error::Kind::Rejected,
                    u"label, components and parameters make no Signature-Input header"_s);
    const HttpSignature signature = describe(dictionary->members.first(), message, *target);
    if (!signature.fault.isEmpty())
        return fail(Error::Kind::Rejected, signature.fault);
    const auto bytes = makeBytes(signature, key, options.algorithm);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return QList<domain::HeaderField>{{"Signature-Input", input},
                                      {"Signature", options.label + "=" + writeSfBytes(*bytes)}};
}

Result<QList<domain::HeaderField>> signCavage(const domain::HttpMessage &message, const SigningKey &key,
                                              const HttpSignatureOptions &options)
{
    const HttpSignature signature = describeCavage(message, options);
    if (!signature.fault.isEmpty())
        return fail(Error::Kind::Rejected, signature.fault);
    const auto bytes = makeBytes(signature, key, options.algorithm);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return QList<domain::HeaderField>{{"Signature", cavageText(options, *bytes)}};
}

} // namespace

Result<QList<HttpSignature>> readHttpSignatures(HttpSignatureEdition edition,
                                                const domain::HttpMessage &message, QByteArrayView url)
{
    if (edition == Edition::Rfc9421)
        return readRfc9421(message, url);
    auto signature = readCavage(message);
    if (!signature)
        return tl::unexpected(signature.error());
    if (signature->fault.isEmpty())
        signature->fault = faultOfMethod(*signature);
    return QList<HttpSignature>{std::move(*signature)};
}

bool verifyHttpSignature(const HttpSignature &signature, const VerifyingKey &key)
{
    if (!signature.fault.isEmpty() || signature.base.isEmpty())
        return false;
    const QByteArrayView pieces[] = {signature.base};
    const Secret *secret = std::get_if<Secret>(&key);
    const PublicKey *publicKey = std::get_if<PublicKey>(&key);
    return std::any_of(std::begin(methods), std::end(methods), [&](const NamedMethod &entry) {
        if (!fits(entry, signature))
            return false;
        if (const A *own = std::get_if<A>(&entry.method))
            return publicKey && verifySignature(*own, *publicKey, pieces, signature.signature);
        return secret && !secret->isEmpty() &&
               sameBytes(hmac(std::get<Hash>(entry.method), secret->reveal(), pieces).view(),
                         signature.signature);
    });
}

Result<QList<domain::HeaderField>> signHttpMessage(HttpSignatureEdition edition,
                                                   const domain::HttpMessage &message, QByteArrayView url,
                                                   const SigningKey &key, const HttpSignatureOptions &options)
{
    return edition == Edition::Rfc9421 ? signRfc9421(message, url, key, options)
                                       : signCavage(message, key, options);
}

} // namespace tocsin::signature
