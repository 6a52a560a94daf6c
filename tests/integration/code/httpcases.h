// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/httpsignature.h"
#include "core/signature/verify.h"

#include <QCryptographicHash>

namespace tocsin::test {

// A request with an HTTP signature whose components, times and names no built-in sender uses today.
struct HttpCase
{
    signature::Scheme scheme;
    domain::HttpMessage message;
    signature::Circumstances circumstances;
    QByteArray expected;
};

inline HttpCase httpCase(bool cavage, const QList<QByteArray> &components)
{
    using namespace signature;
    using Edition = HttpSignatureSpec::Edition;
    HttpCase made;
    Recipe recipe;
    recipe.algorithm = Algorithm::HttpSignature;
    recipe.encoding = Encoding::Base64;
    recipe.signature.place = FieldSpec::Place::Header;
    recipe.signature.names = {"Signature"};
    recipe.httpSignature.edition = cavage ? Edition::Cavage : Edition::Rfc9421;
    recipe.httpSignature.components = {components.first()};
    recipe.httpSignature.digestHeader = cavage ? "Digest" : "Content-Digest";
    made.scheme.id = QString::fromLatin1(components.join(' '));
    made.scheme.recipes = {recipe};
    made.message.method = "POST";
    made.message.target = "/in?b=%20&a=1";
    made.message.body = "a \xff body\n";
    const QByteArray digest =
        QCryptographicHash::hash(made.message.body, QCryptographicHash::Sha512).toBase64();
    made.message.headers = {{"Host", "Example.com:443"},
                            {"Digest", "sha-512=" + digest},
                            {"Content-Digest", "sha-512=:" + digest + ':'}};
    made.circumstances.url = "https://Example.com:443/in?b=%20&a=1";
    return made;
}

// Each with every HMAC of its edition; expired and not.
inline QList<HttpCase> httpCases(const QByteArray &secret)
{
    using namespace signature;
    const std::pair<bool, QList<QByteArray>> shapes[] = {
        {false, {"@method", "@target-uri", "content-digest"}},
        {false, {"@authority", "@scheme", "@path", "@query", "host", "content-digest"}},
        {true, {"(request-target)", "host", "digest"}},
        {true, {"(created)", "(expires)", "digest"}},
    };
    QList<HttpCase> all;
    for (const auto &[cavage, components] : shapes) {
        for (const QByteArray &algorithm : {QByteArray("hmac-sha256"), QByteArray("hmac-sha512")}) {
            for (const qint64 expires : {qint64(1), qint64(2'000'000'000)}) {
                HttpCase made = httpCase(cavage, components);
                made.expected = expires == 1 ? "valid-stale" : "valid";
                HttpSignatureOptions options;
                options.components = components;
                options.keyId = "k, (1)";
                options.algorithm = algorithm;
                options.namesAlgorithm = expires != 1;
                options.created = 1;
                options.expires = expires;
                options.nonce = cavage ? "" : "n;a=\"";
                const auto fields = signHttpMessage(
                    cavage ? HttpSignatureEdition::Cavage : HttpSignatureEdition::Rfc9421, made.message,
                    made.circumstances.url, Secret(QByteArray(secret)), options);
                if (!fields)
                    continue; // not an algorithm of that edition
                made.message.headers.append(*fields);
                all.append(std::move(made));
            }
        }
    }
    return all;
}

} // namespace tocsin::test
