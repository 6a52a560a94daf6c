// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/entity.h"

#include "core/domain/words.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace tocsin::domain {

namespace {

using enum EntityKind;

// The names of socmate.md section 7 first, then what Sentinel and graph tools call the same things.
constexpr std::pair<QLatin1StringView, EntityKind> words[] = {
    {"ip"_L1, Ip},
    {"user"_L1, User},
    {"host"_L1, Host},
    {"domain"_L1, Domain},
    {"hash"_L1, Hash},
    {"email"_L1, Email},
    {"url"_L1, Url},
    {"process"_L1, Process},
    {"ip_address"_L1, Ip},
    {"ipaddress"_L1, Ip},
    {"ipv4"_L1, Ip},
    {"ipv6"_L1, Ip},
    {"address"_L1, Ip},
    {"account"_L1, User},
    {"upn"_L1, User},
    {"username"_L1, User},
    {"user_account"_L1, User},
    {"identity"_L1, User},
    {"hostname"_L1, Host},
    {"device"_L1, Host},
    {"machine"_L1, Host},
    {"computer"_L1, Host},
    {"endpoint"_L1, Host},
    {"dns"_L1, Domain},
    {"fqdn"_L1, Domain},
    {"domain_name"_L1, Domain},
    {"md5"_L1, Hash},
    {"sha1"_L1, Hash},
    {"sha256"_L1, Hash},
    {"filehash"_L1, Hash},
    {"file_hash"_L1, Hash},
    {"mail"_L1, Email},
    {"mailbox"_L1, Email},
    {"email_address"_L1, Email},
    {"uri"_L1, Url},
    {"link"_L1, Url},
    {"process_name"_L1, Process},
};

} // namespace

QLatin1StringView entityKindId(EntityKind kind)
{
    for (const auto &[word, known] : words) {
        if (known == kind)
            return word;
    }
    return "other"_L1;
}

EntityKind entityKindFromWord(QStringView word)
{
    const QString normal = normalisedWord(word);
    for (const auto &[known, kind] : words) {
        if (normal == known)
            return kind;
    }
    return Other;
}

} // namespace tocsin::domain
