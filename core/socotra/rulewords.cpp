// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/rules.h"

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

namespace {

QString sentence(Rule rule)
{
    switch (rule) {
    case Rule::NameForm:
        return u"the name \"%1\" is not of letters, digits, '.', '_' and '-', at most 64, beginning with a "
               u"letter or "
               "digit"_s;
    case Rule::NameTaken:
        return u"there is an integration \"%1\" already: edit that one"_s;
    case Rule::NameFixed:
        return u"the name of \"%1\" cannot be changed: add a new one"_s;
    case Rule::TypeMissing:
        return u"the type is missing"_s;
    case Rule::TypeFixed:
        return u"the type \"%1\" cannot be changed: delete the integration and add it again"_s;
    case Rule::UrlForm:
        return u"the URL is no http:// or https:// address"_s;
    case Rule::HttpsNeeded:
        return u"security settings need an https:// address"_s;
    case Rule::HttpsStays:
        return u"security settings are stored, and may stay when they are taken out: keep an https:// "
               u"address, "
               "or delete the integration and add it again"_s;
    case Rule::SecretLength:
        return u"the secret has %1 characters; it must have 32 to 64"_s;
    case Rule::SecretLetters:
        return u"the secret holds other characters than letters, digits and underscore"_s;
    case Rule::SecretMasked:
        return u"the secret is a mask and not a secret: enter it again or make a new one"_s;
    case Rule::SecretUnknown:
        return u"the secret is not known here: enter it again, set a new one, or send without one on purpose"_s;
    case Rule::TagNeedsSecret:
        return u"the tag \"%1\" needs a secret"_s;
    case Rule::HeaderName:
        return u"\"%1\" is no name of a header"_s;
    case Rule::HeaderTwice:
        return u"the header %1 stands twice"_s;
    case Rule::HeaderValue:
        return u"the header %1 holds a line break"_s;
    case Rule::HeaderMasked:
        return u"the value of the header %1 is a mask: enter it again"_s;
    case Rule::Unreadable:
        return u"the stored entry cannot be read: read it again"_s;
    case Rule::InsecureTls:
        return u"secureSSL is off: the tenant does not check the receiver's certificate"_s;
    case Rule::ReservedHeader:
        return u"the header %1 is written by the tenant or its transport"_s;
    case Rule::HmacOff:
        return u"there is a secret, but signatures are off"_s;
    case Rule::HmacNoSecret:
        return u"signatures are on, but there is no secret"_s;
    case Rule::SecretMayGo:
        return u"sent without the secret: the stored one may be removed"_s;
    case Rule::MayNotGo:
        return u"%1 is left out, but may stay on a tenant that merges: to remove it, delete and add again"_s;
    case Rule::TypeNotEverywhere:
        return u"the type \"%1\" is not in all releases"_s;
    case Rule::TypeUnknown:
        return u"the type \"%1\" is not documented"_s;
    }
    return {};
}

} // namespace

QString plainWords(const Finding &finding)
{
    const QString text = sentence(finding.rule);
    return text.contains(u"%1"_s) ? text.arg(finding.subject) : text;
}

} // namespace tocsin::socotra
