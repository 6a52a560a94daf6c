// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/rules.h"

#include "core/socotra/reader.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView word("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

bool isHttps(const QString &url)
{
    return QUrl(url, QUrl::StrictMode).scheme() == "https"_L1;
}

// base: what is edited; null = a new one. Settings that are stored may stay when they are taken out (3.4,
// consequences 2 and 4).
void checkUrl(const Draft &draft, const Integration *base, QList<Finding> &found)
{
    const QUrl url(draft.url, QUrl::StrictMode);
    const bool known = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !known || url.host().isEmpty())
        found.append({Rule::UrlForm, {}});
    else if (base && base->security && isHttps(base->url) && !isHttps(draft.url))
        found.append({Rule::HttpsStays, {}});
    else if (draft.secured && !isHttps(draft.url))
        found.append({Rule::HttpsNeeded, {}});
}

void checkHeaders(const Draft &draft, QList<Finding> &found)
{
    static const QRegularExpression token(u"\\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\\z"_s);
    static const QStringList reserved = {u"host"_s, u"content-length"_s, u"content-type"_s,
                                         u"socotra-signature"_s};
    QSet<QString> seen;
    for (const Header &header : draft.headers) {
        const QString folded = header.name.toLower();
        const QByteArrayView value = header.value.reveal();
        if (!token.match(header.name).hasMatch())
            found.append({Rule::HeaderName, header.name});
        if (seen.contains(folded))
            found.append({Rule::HeaderTwice, header.name});
        seen.insert(folded);
        if (std::ranges::any_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }))
            found.append({Rule::HeaderValue, header.name});
        if (isSensitiveHeader(header.name) && looksMasked(value))
            found.append({Rule::HeaderMasked, header.name});
        if (reserved.contains(folded))
            found.append({Rule::ReservedHeader, header.name});
    }
}

void checkSecurity(const Draft &draft, bool isNew, QList<Finding> &found)
{
    if (!draft.secured)
        return;
    using From = Draft::SecretFrom;
    const bool hasSecret = draft.from != From::Unknown && draft.from != From::Without;
    // A new one has no stored secret that could be lost: none is simply none.
    if (draft.from == From::Unknown && !isNew)
        found.append({Rule::SecretUnknown, {}});
    if (hasSecret)
        found += checkSecret(draft.secret.reveal());
    if (!draft.tag.isEmpty() && !hasSecret && (isNew || draft.from == From::Without))
        found.append({Rule::TagNeedsSecret, draft.tag});
    if (draft.from == From::Without)
        found.append({Rule::SecretMayGo, {}});
    if (draft.hmacEnabled && !hasSecret && (isNew || draft.from == From::Without))
        found.append({Rule::HmacNoSecret, {}});
    if (!draft.hmacEnabled && hasSecret)
        found.append({Rule::HmacOff, {}});
    if (!draft.secureSsl)
        found.append({Rule::InsecureTls, {}});
}

void checkType(const Draft &draft, QList<Finding> &found)
{
    if (draft.type.isEmpty())
        found.append({Rule::TypeMissing, {}});
    else if (draft.type == QLatin1StringView(typeNotEverywhere))
        found.append({Rule::TypeNotEverywhere, draft.type});
    else if (std::ranges::none_of(integrationTypes, [&draft](const char *known) {
                 return draft.type == QLatin1StringView(known);
             }))
        found.append({Rule::TypeUnknown, draft.type});
}

// Consequence 2 of 3.4: nothing documents how to take these out under "merge".
void checkRemovals(const Draft &draft, const Integration &base, QList<Finding> &found)
{
    if (!base.security)
        return;
    if (!draft.secured)
        found.append({Rule::MayNotGo, u"securitySpec"_s});
    else if (!base.security->tag.isEmpty() && draft.tag.isEmpty())
        found.append({Rule::MayNotGo, u"tag"_s});
}

} // namespace

QList<Finding> checkSecret(QByteArrayView secret)
{
    QList<Finding> found;
    if (looksMasked(secret))
        return {{Rule::SecretMasked, {}}};
    const QString text = QString::fromUtf8(secret); // characters are counted, not bytes
    if (text.size() < shortestSecret || text.size() > longestSecret)
        found.append({Rule::SecretLength, QString::number(text.size())});
    // Which character is not said: that would be a part of the secret.
    if (std::ranges::any_of(text, [](QChar c) { return !word.contains(c); }))
        found.append({Rule::SecretLetters, {}});
    return found;
}

QList<Finding> checkNew(const Draft &draft, const QList<Integration> &present)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z"_s);
    QList<Finding> found;
    if (!form.match(draft.name).hasMatch())
        found.append({Rule::NameForm, draft.name});
    for (const Integration &one : present) {
        if (one.name.compare(draft.name, Qt::CaseInsensitive) == 0)
            found.append({Rule::NameTaken, one.name});
    }
    checkType(draft, found);
    checkUrl(draft, nullptr, found);
    checkSecurity(draft, true, found);
    checkHeaders(draft, found);
    return found;
}

QList<Finding> checkEdit(const Draft &draft, const Integration &base)
{
    QList<Finding> found;
    if (draft.name != base.name)
        found.append({Rule::NameFixed, base.name});
    if (draft.type != base.type)
        found.append({Rule::TypeFixed, base.type});
    checkUrl(draft, &base, found);
    checkSecurity(draft, !base.security, found);
    checkHeaders(draft, found);
    checkRemovals(draft, base, found);
    return found;
}

bool mayBeSaved(const QList<Finding> &findings)
{
    return std::ranges::none_of(findings, &Finding::blocks);
}

Secret makeSecret(int length)
{
    QByteArray text(std::clamp(length, shortestSecret, longestSecret), '\0');
    for (char &c : text)
        c = word[QRandomGenerator::system()->bounded(int(word.size()))].toLatin1();
    return Secret(std::move(text));
}

QString suggestTag(const QString &former, const QString &isoDate)
{
    const QString plain = u"rot-"_s + isoDate;
    if (former != plain && !former.startsWith(plain + u'.'))
        return plain;
    const int number = former == plain ? 1 : former.mid(plain.size() + 1).toInt();
    return plain + u'.' + QString::number(number + 1);
}

bool isSensitiveHeader(const QString &name)
{
    constexpr std::array parts = {"auth"_L1, "token"_L1, "key"_L1, "secret"_L1, "cookie"_L1};
    return std::ranges::any_of(
        parts, [&name](QLatin1StringView part) { return name.contains(part, Qt::CaseInsensitive); });
}

} // namespace tocsin::socotra
