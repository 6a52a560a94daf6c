// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
//
// What it costs to verify: our HMAC beside the library's own for the same bytes, as `openssl speed -hmac`
// does it (the key set once), then one scheme of each family. Processor time, median of rounds; no arguments.

#include "core/signature/catalogue.h"
#include "core/signature/trial.h"
#include "tests/bench/signaturebench.h"
#include "tests/support/signaturevectors.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <cstdio>

using namespace tocsin;
using namespace tocsin::bench;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

constexpr int loops = 20000;
const QByteArray key = "local-test-secret-of-32-bytes-00";

// What the library takes for one MAC, its key set before.
double libraryUs(const char *name, const QByteArray &body)
{
    EVP_MAC *mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char *>(name), 0),
        OSSL_PARAM_construct_end()};
    EVP_MAC_init(context, reinterpret_cast<const uchar *>(key.data()), size_t(key.size()), params);
    std::array<uchar, EVP_MAX_MD_SIZE> out = {};
    const double us = medianUs(loops, [&] {
        size_t size = 0;
        EVP_MAC_init(context, nullptr, 0, nullptr);
        EVP_MAC_update(context, reinterpret_cast<const uchar *>(body.data()), size_t(body.size()));
        EVP_MAC_final(context, out.data(), &size, out.size());
    });
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(mac);
    return us;
}

void sharedSecretFigures(const Catalogue &catalogue)
{
    const QByteArray body = jsonOf(1024);
    const QByteArrayView whole = body;
    struct Kind
    {
        Hash hash;
        const char *name;
        QStringList schemes;
    };
    const Kind kinds[] = {
        {Hash::Sha256, "SHA256", {u"github"_s, u"socwarden"_s, u"stripe"_s, u"slack"_s, u"shopify"_s}},
        {Hash::Sha1, "SHA1", {u"vercel"_s, u"segment"_s}},
        {Hash::Sha512, "SHA512", {u"paystack"_s, u"hcp-terraform"_s}},
    };
    for (const Kind &kind : kinds) {
        const double library = libraryUs(kind.name, body);
        const double bare = medianUs(loops, [&] { (void)hmac(kind.hash, key, {&whole, 1}); });
        std::printf("%-6s HMAC of %lld bytes: the library %.3f us, ours %.3f us, %.2f of it\n", kind.name,
                    qlonglong(body.size()), library, bare, bare / library);
        for (const QString &id : kind.schemes) {
            const Scheme &scheme = *catalogue.find(id);
            const NamedSecret secret{u"main"_s, Secret::copyOf(key), {}, false};
            const domain::HttpMessage message = messageOf(scheme, secret, body);
            const double us = medianUs(loops, [&] { (void)verify(scheme, message, {&secret, 1}, now); });
            std::printf("  verify %-16s %.3f us, %.2f of the library's HMAC\n", qPrintable(id), us,
                        us / library);
        }
    }
}

// The other families by their vectors, since their senders' keys are not ours to sign with.
void otherFigures(const Catalogue &catalogue)
{
    constexpr std::array families = {"none",   "token", "basic",     "HMAC",
                                     "digest", "key",   "web token", "HTTP signature"};
    const auto files = test::vectorFiles();
    for (auto it = files.begin(); it != files.end(); ++it) {
        const Scheme *scheme = catalogue.find(it.key());
        const Family family = scheme ? familyOf(scheme->recipes.first().algorithm) : Family::None;
        if (family == Family::None || family == Family::Hmac)
            continue;
        const QJsonObject vector = (*it)["vectors"_L1][0].toObject(); // the good one
        const auto message = test::messageOf(vector["request"_L1].toObject());
        const auto secrets = test::secretsOf(vector["secrets"_L1]);
        const auto circumstances = test::circumstancesOf(vector);
        const Micros at = test::nowOf(*it, vector);
        domain::Verdict verdict = domain::Verdict::Unsigned;
        const double us =
            medianUs(200, [&] { verdict = verify(*scheme, message, secrets, at, circumstances).verdict; });
        std::printf("%-14s %-28s %8.2f us, %s\n", families[size_t(family)], qPrintable(it.key()), us,
                    QLatin1StringView(domain::verdictId(verdict)).data());
    }
}

} // namespace

int main()
{
    const auto catalogue = Catalogue::load();
    if (!catalogue) {
        std::fprintf(stderr, "%s\n", qPrintable(catalogue.error().detail));
        return 1;
    }
    sharedSecretFigures(*catalogue);
    otherFigures(*catalogue);
    return 0;
}
