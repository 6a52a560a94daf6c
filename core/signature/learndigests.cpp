// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/learncandidates.h"

#include "core/signature/digesttext.h"
#include "core/signature/keymaterial.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

constexpr size_t mostDigests = 64;
constexpr size_t mostForms = 4;
constexpr qsizetype sizes[] = {32, 20, 64, 48, 16};

// Of a digest in base64 that has neither '+' nor '-' both alphabets are possible; another delivery tells.
QList<Encoding> encodingsOf(QByteArrayView text, Encoding read)
{
    if (read == Encoding::HexLower) {
        const bool upper = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'F'; });
        return {upper ? Encoding::HexUpper : Encoding::HexLower};
    }
    const bool plain =
        !text.contains('+') && !text.contains('/') && !text.contains('-') && !text.contains('_');
    if (read == Encoding::Base64Hex || !plain)
        return {read};
    return {Encoding::Base64, Encoding::Base64Url};
}

// Names that speak of signatures come first.
int rankOf(const FoundValue &value)
{
    const QByteArray name = value.field.name().toLower();
    for (const char *word : {"sig", "hmac", "hash", "digest", "sha", "mac", "auth", "token", "check"}) {
        if (name.contains(word))
            return 0;
    }
    return 1;
}

bool mayBePrefixed(QByteArrayView prefix)
{
    return prefix.size() > 1 && prefix.size() <= 16 && prefix[0] > ' ' &&
           std::all_of(prefix.begin(), prefix.end(), [](char c) { return c > ' ' && c <= '~'; });
}

class Keys
{
public:
    explicit Keys(const Secret &secret) : m_secret(secret) {}

    void add(const KeySpec &spec, bool rare, QByteArrayView time = {}, int timeIndex = -1)
    {
        auto key = keyOf(spec, m_secret, time);
        if (!key)
            return;
        for (const KeyCandidate &other : found) {
            if (sameBytes(other.bytes.reveal(), key->reveal()))
                return;
        }
        found.push_back({spec, *std::move(key), rare, timeIndex});
    }

    std::vector<KeyCandidate> found;

private:
    const Secret &m_secret;
};

// "X-Signature-1" may be the first of several.
std::optional<FieldSpec> numbered(const FieldSpec &field)
{
    FieldSpec list = field;
    if (!field.isHeader() || field.isCut() || !field.name().endsWith("-1"))
        return std::nullopt;
    list.place = FieldSpec::Place::NumberedHeader;
    list.names = {field.name().chopped(1)};
    return list;
}

} // namespace

std::optional<DigestCandidate> digestOf(const FoundValue &value)
{
    // A digest's own bytes are never all hexadecimal digits: what decodes to such is hexadecimal text.
    for (const Encoding encoding :
         {Encoding::HexLower, Encoding::Base64Hex, Encoding::Base64, Encoding::Base64Url}) {
        for (const qsizetype size : sizes) {
            const auto bytes = readDigest(value.text, encoding, size);
            if (!bytes)
                continue;
            DigestCandidate digest{*bytes, {}};
            for (const Encoding written : encodingsOf(value.text, encoding))
                digest.forms.push_back({value.field, written});
            if (const auto list = numbered(value.field))
                digest.forms.push_back({*list, digest.forms.front().encoding});
            return digest;
        }
    }
    return std::nullopt;
}

std::vector<DigestCandidate> digestsIn(const std::vector<FoundValue> &values)
{
    std::vector<const FoundValue *> order;
    for (const FoundValue &value : values)
        order.push_back(&value);
    std::stable_sort(order.begin(), order.end(),
                     [](const FoundValue *a, const FoundValue *b) { return rankOf(*a) < rankOf(*b); });
    std::vector<DigestCandidate> digests;
    for (const FoundValue *value : order) {
        for (const FoundValue &cut : cutsOf(*value)) {
            auto digest = digestOf(cut);
            if (!digest)
                continue;
            const auto same = std::find_if(digests.begin(), digests.end(), [&](const DigestCandidate &other) {
                return other.bytes == digest->bytes;
            });
            if (same == digests.end() && digests.size() < mostDigests)
                digests.push_back(*std::move(digest));
            else if (same != digests.end() && same->forms.size() < mostForms)
                same->forms.insert(same->forms.end(), digest->forms.begin(), digest->forms.end());
        }
    }
    return digests;
}

std::vector<KeyCandidate> keysFor(const Secret &secret, const std::vector<Ingredient> &ingredients)
{
    constexpr int mostTimes = 3;
    Keys keys(secret);
    const QByteArrayView text = secret.reveal();
    const qsizetype end = text.first(std::min<qsizetype>(text.size(), 16)).lastIndexOf('_') + 1;
    KeySpec prefixed;
    if (mayBePrefixed(text.first(end))) {
        prefixed.form = KeyForm::PrefixedBase64;
        prefixed.prefixes = {text.first(end).toByteArray()};
        keys.add(prefixed, false);
    }
    for (const KeyForm form : {KeyForm::Utf8, KeyForm::Base64, KeyForm::Hex})
        keys.add({form, {}, PartHash::None, false}, false);
    for (const PartHash hash : {PartHash::Sha256, PartHash::Sha1, PartHash::Md5, PartHash::Sha512})
        keys.add({KeyForm::Utf8, {}, hash, false}, true);
    int times = 0;
    for (size_t i = 0; i < ingredients.size() && times < mostTimes; ++i) {
        if (ingredients[i].sort != Ingredient::Sort::Time)
            continue;
        keys.add({KeyForm::Utf8, {}, PartHash::None, true}, true, ingredients[i].bytes, int(i));
        ++times;
    }
    return std::move(keys.found);
}

} // namespace tocsin::signature
