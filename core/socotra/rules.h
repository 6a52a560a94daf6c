// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/integration.h"

namespace tocsin::socotra {

// What can be wrong with a draft (socotra.md section 3). Those from InsecureTls on warn and do not block.
enum class Rule : quint8 {
    NameForm,      // for new ones: [A-Za-z0-9][A-Za-z0-9._-]{0,63}, a rule of this console
    NameTaken,     // in whatever letter case: edit that one
    NameFixed,     // PUT cannot change it
    TypeMissing,   // K9: always sent
    TypeFixed,     // PUT does not take it
    UrlForm,       // no http:// or https:// address
    HttpsNeeded,   // security settings with an http:// address, also by an edit (K11)
    HttpsStays,    // from https:// to http:// while settings are stored, taken out or not (3.4)
    SecretLength,  // not 32 to 64 characters
    SecretLetters, // others than letters, digits and underscore
    SecretMasked,  // mask characters stand in its place
    SecretUnknown, // see Draft::SecretFrom: the three choices
    TagNeedsSecret,
    HeaderName, // no token of RFC 9110
    HeaderTwice,
    HeaderValue,    // a line break
    HeaderMasked,   // the server has masked the value: enter it again
    Unreadable,     // what is to be preserved of the entry is no JSON any more
    InsecureTls,    // secureSSL is off: for tests only
    ReservedHeader, // the tenant or its transport writes it
    HmacOff,        // a secret, and no signature
    HmacNoSecret,   // a signature, and no secret that is known here
    SecretMayGo,    // sent without: under "replace" the stored one is removed
    MayNotGo,       // taken out, and under "merge" it stays: delete and add again, or verify
    TypeNotEverywhere,
    TypeUnknown,
};

struct Finding
{
    Rule rule = Rule::NameForm;
    QString subject; // a header's name, an entry's name, a character; empty = none

    bool blocks() const { return rule < Rule::InsecureTls; }
    bool operator==(const Finding &) const = default;
};

// Everything that is wrong with adding it to these.
QList<Finding> checkNew(const Draft &draft, const QList<Integration> &present);
// Everything that is wrong with writing it over that entry.
QList<Finding> checkEdit(const Draft &draft, const Integration &base);
bool mayBeSaved(const QList<Finding> &findings);

// 32 to 64 letters, digits and underscores of ASCII (3.2). Every fault once.
QList<Finding> checkSecret(QByteArrayView secret);

constexpr int shortestSecret = 32;
constexpr int longestSecret = 64;
// From the system's source of randomness, with every letter equally likely. The length is held within the
// bounds.
Secret makeSecret(int length = 48);
// "rot-2026-11-23", with a number behind it where the former tag is of the same day.
QString suggestTag(const QString &former, const QString &isoDate);

// Its value is shown as dots: the name says auth, token, key, secret or cookie.
bool isSensitiveHeader(const QString &name);

// Text for logs and error texts; the window has sentences of its own.
QString plainWords(const Finding &finding);

} // namespace tocsin::socotra
