// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/reader.h"

#include "core/json/pointer.h"
#include "core/socotra/jsonparts.h"

#include <algorithm>

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostEntries = 10'000;

Secret secretText(QByteArrayView value)
{
    auto text = json::scalarText(value);
    return text ? Secret(std::move(*text)) : Secret();
}

QString escapedForPointer(QString name)
{
    return name.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

QList<Header> headersOf(QByteArrayView value)
{
    QList<Header> headers;
    const auto members = rawMembers(value);
    for (const RawMember &member : members.value_or(QList<RawMember>()))
        headers.append({member.name, secretText(member.value)});
    return headers;
}

SecuritySpec specOf(const QList<RawMember> &members, QStringList &unknown)
{
    SecuritySpec spec;
    for (const RawMember &member : members) {
        if (member.name == "hmacEnabled"_L1)
            spec.hmacEnabled = flagOf(member.value);
        else if (member.name == "secureSSL"_L1)
            spec.secureSsl = flagOf(member.value);
        else if (member.name == "tag"_L1)
            spec.tag = textOf(member.value);
        else if (member.name == "secret"_L1)
            spec.secret = secretText(member.value);
        else
            unknown.append(u"/securitySpec/"_s + escapedForPointer(member.name));
    }
    if (spec.secret.isEmpty())
        return spec;
    spec.shown = looksMasked(spec.secret.reveal()) ? SecretShown::Masked : SecretShown::Clear;
    if (spec.shown == SecretShown::Masked)
        spec.secret = {};
    return spec;
}

std::optional<Integration> entryOf(QByteArrayView text)
{
    const auto members = rawMembers(text);
    if (!members)
        return std::nullopt;
    Integration entry;
    entry.raw = Secret::copyOf(text);
    for (const RawMember &member : *members) {
        if (member.name == "name"_L1)
            entry.name = textOf(member.value);
        else if (member.name == "type"_L1)
            entry.type = textOf(member.value);
        else if (member.name == "url"_L1)
            entry.url = textOf(member.value);
        else if (member.name == "tenantLocator"_L1)
            entry.tenantLocator = textOf(member.value);
        else if (member.name == "headers"_L1)
            entry.headers = headersOf(member.value);
        else if (member.name != "securitySpec"_L1)
            entry.unknown.append(u'/' + escapedForPointer(member.name));
    }
    if (const auto spec = rawMembers(rawMember(*members, u"securitySpec")))
        entry.security = specOf(*spec, entry.unknown);
    return entry.name.isEmpty() ? std::nullopt : std::optional(entry);
}

// Every text but names and events, at most some hundred: what a hostile answer holds is no reason to keep it.
void collectWords(QByteArrayView value, QStringList &words, int depth = 0)
{
    constexpr qsizetype mostWords = 500;
    constexpr int deepest = 8;
    if (depth > deepest || words.size() >= mostWords)
        return;
    if (isJsonObject(value)) {
        for (const RawMember &member : rawMembers(value).value_or(QList<RawMember>()))
            collectWords(member.value, words, depth + 1);
    } else if (isJsonArray(value)) {
        for (const QByteArrayView item : json::itemsAt(value, "").value_or(QList<QByteArrayView>()))
            collectWords(item, words, depth + 1);
    } else if (value.startsWith('"')) {
        words.append(textOf(value));
    }
}

std::optional<WebhookDefinition> webhookOf(QByteArrayView text)
{
    const auto members = rawMembers(text);
    if (!members)
        return std::nullopt;
    WebhookDefinition webhook;
    webhook.raw = text.toByteArray();
    for (const RawMember &member : *members) {
        if (member.name == "name"_L1) {
            webhook.name = textOf(member.value);
        } else if (member.name == "displayName"_L1) {
            webhook.displayName = textOf(member.value);
        } else if (member.name == "enabled"_L1) {
            webhook.enabled = flagOf(member.value);
        } else if (member.name == "suspended"_L1) {
            webhook.suspended = flagOf(member.value);
        } else if (member.name == "events"_L1) {
            for (const QByteArrayView item :
                 json::itemsAt(member.value, "").value_or(QList<QByteArrayView>()))
                webhook.events.append(textOf(item));
        } else {
            collectWords(member.value, webhook.words);
        }
    }
    return webhook.name.isEmpty() ? std::nullopt : std::optional(webhook);
}

// The entries of whatever form the list has; nothing when it is none.
std::optional<QList<QByteArrayView>> listIn(QByteArrayView body, QStringView wrapper)
{
    if (isJsonArray(body))
        return json::itemsAt(body, "");
    const auto members = rawMembers(body);
    if (!members)
        return std::nullopt;
    const QByteArrayView wrapped = rawMember(*members, wrapper);
    if (isJsonArray(wrapped))
        return json::itemsAt(wrapped, "");
    if (!rawMember(*members, u"name").isNull())
        return QList<QByteArrayView>{body};
    for (const RawMember &member : *members) { // another wrapper: the first list in it
        if (isJsonArray(member.value))
            return json::itemsAt(member.value, "");
    }
    return std::nullopt;
}

Error notAList(QByteArrayView body, const QString &what)
{
    if (body.startsWith('<'))
        return {Error::Kind::Malformed,
                u"the answer is a web page and not JSON: is the address that of the API?"_s};
    return {Error::Kind::Malformed, u"the answer is no list of %1"_s.arg(what)};
}

template<class T, class Read>
Result<QList<T>> readAll(QByteArrayView body, QStringView wrapper, const QString &what, Read read)
{
    const QByteArrayView trimmed = body.trimmed();
    const auto items = listIn(trimmed, wrapper);
    if (!items)
        return tl::unexpected(notAList(trimmed, what));
    QList<T> all;
    for (const QByteArrayView item : *items) {
        if (all.size() >= mostEntries)
            break;
        if (auto one = read(item))
            all.append(std::move(*one));
    }
    return all;
}

} // namespace

bool looksMasked(QByteArrayView value)
{
    const QString text = QString::fromUtf8(value);
    constexpr qsizetype shortest = 3;
    constexpr qsizetype mayShow = 4; // the last characters, as banks do
    qsizetype masks = 0;
    while (masks < text.size() && text[masks] == text[0] && u"*•●∙·xX.#"_s.contains(text[masks]))
        ++masks;
    return masks >= shortest && text.size() - masks <= mayShow;
}

Result<QList<Integration>> readIntegrations(QByteArrayView body)
{
    return readAll<Integration>(body, u"externalServiceIntegrations", u"integrations"_s, entryOf);
}

Result<QList<WebhookDefinition>> readWebhooks(QByteArrayView body)
{
    return readAll<WebhookDefinition>(body, u"webhooks", u"webhooks"_s, webhookOf);
}

Draft draftOf(const Integration &integration)
{
    Draft draft;
    draft.name = integration.name;
    draft.type = integration.type;
    draft.url = integration.url;
    draft.headers = integration.headers;
    if (!integration.security)
        return draft;
    const SecuritySpec &spec = *integration.security;
    draft.secured = true;
    draft.hmacEnabled =
        spec.hmacEnabled.value_or(false); // the default is not documented: nothing is switched on
    draft.secureSsl = spec.secureSsl.value_or(true);
    draft.tag = spec.tag;
    if (spec.shown == SecretShown::Clear) {
        draft.from = Draft::SecretFrom::Returned;
        draft.secret = spec.secret;
    }
    return draft;
}

const Integration *findNamed(const QList<Integration> &all, const QString &name)
{
    const auto found =
        std::ranges::find_if(all, [&name](const Integration &one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

Result<qsizetype> readDiverted(QByteArrayView body)
{
    const QByteArrayView trimmed = body.trimmed();
    const auto items = listIn(trimmed, u"diverted");
    if (!items)
        return tl::unexpected(notAList(trimmed, u"diverted deliveries"_s));
    return items->size();
}

} // namespace tocsin::socotra
