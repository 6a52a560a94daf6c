// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/draftarguments.h"

#include "app/cli/integrationsaction.h"
#include "app/cli/targetarguments.h"
#include "app/cli/terminal.h"
#include "core/secrets/secretrules.h"
#include "core/secrets/secretsource.h"
#include "core/socotra/rules.h"

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using socotra::Draft;
using socotra::Header;

namespace {

tl::unexpected<Error> wrong(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

Result<std::optional<bool>> readSwitch(const QCommandLineParser &parser, const QString &name)
{
    if (!parser.isSet(name))
        return std::optional<bool>();
    const QString word = parser.value(name);
    if (word != "on"_L1 && word != "off"_L1)
        return wrong(u"--%1 takes on or off"_s.arg(name));
    return std::optional(word == "on"_L1);
}

std::optional<QString> given(const QCommandLineParser &parser, const QString &name)
{
    return parser.isSet(name) ? std::optional(parser.value(name)) : std::nullopt;
}

Result<Secret> readValue(const QString &option, const QString &text)
{
    const auto source = secrets::parseSource(text);
    if (!source)
        return wrong(u"--%1: %2"_s.arg(option, source.error().detail));
    if (source->kind == secrets::SecretSource::Kind::Keychain)
        return wrong(u"--%1: what is stored already is named by --label"_s.arg(option));
    const auto value = secrets::readSource(*source);
    if (!value)
        return fail(Error::Kind::Storage, u"--%1: %2"_s.arg(option, value.error().detail));
    return value;
}

Result<void> readHeaders(const QCommandLineParser &parser, DraftChanges &changes)
{
    for (const QString &text : parser.values(u"header"_s)) {
        const auto field = readHeader(text);
        if (!field)
            return tl::unexpected(field.error());
        const QString name = QString::fromUtf8(field->name);
        if (socotra::isSensitiveHeader(name)) // not repeated: it is in the shell's history already
            return wrong(u"--header: the value of %1 is a secret: use --secret-header %1=SOURCE"_s.arg(name));
        changes.headers.append({name, Secret::copyOf(field->value)});
    }
    for (const QString &text : parser.values(u"secret-header"_s)) {
        const auto header = readNamedSource(u"secret-header"_s, text);
        if (!header)
            return tl::unexpected(header.error());
        changes.headers.append({header->name, header->value});
    }
    changes.removedHeaders = parser.values(u"remove-header"_s);
    return {};
}

Result<void> readSecret(const QCommandLineParser &parser, DraftChanges &changes)
{
    changes.fresh = parser.isSet(u"fresh"_s);
    changes.without = parser.isSet(u"without-secret"_s);
    changes.label = parser.value(u"label"_s);
    const bool isGiven = parser.isSet(u"secret"_s);
    if (changes.fresh + changes.without + isGiven > 1)
        return wrong(u"--secret, --fresh and --without-secret exclude each other"_s);
    if (changes.without && !changes.label.isEmpty())
        return wrong(u"--label and --without-secret exclude each other"_s);
    // The tenant may never tell it again: what only the tenant knows verifies nothing.
    if (changes.fresh && changes.label.isEmpty())
        return wrong(u"--fresh: a new secret is kept here as well: say where with --label"_s);
    if (!changes.label.isEmpty()) {
        if (const auto good = secrets::checkLabel(changes.label); !good)
            return wrong(u"--label: "_s + good.error().detail);
    }
    if (!isGiven)
        return {};
    const auto value = readValue(u"secret"_s, parser.value(u"secret"_s));
    if (!value)
        return tl::unexpected(value.error());
    changes.secret = *value;
    return {};
}

} // namespace

void declareDraftOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"type"_s, u"add: external_rater, data_autofill, webhook or fe-plugins."_s, u"TYPE"_s, u"webhook"_s},
        {u"url"_s, u"Where the tenant calls; https with security settings."_s, u"URL"_s},
        {u"header"_s, u"Name: value, sent along. Repeatable."_s, u"H"_s},
        {u"secret-header"_s, u"NAME=SOURCE: a header whose value is a secret. Repeatable."_s, u"H"_s},
        {u"remove-header"_s, u"update: leave this header out. Repeatable."_s, u"NAME"_s},
        {u"secret"_s, u"SOURCE of the secret: env:NAME, file:PATH or -; with --label it is kept, too."_s,
         u"SOURCE"_s},
        {u"label"_s, u"Label of the secret in the store of the secrets."_s, u"LABEL"_s},
        {u"fresh"_s, u"Make a new secret and keep it under --label before it is sent."_s},
        {u"without-secret"_s, u"update: send no secret; the stored one may be removed."_s},
        {u"tag"_s, u"Tag of the secret; an empty one takes it out. rotate: of the new one."_s, u"TAG"_s},
        {u"hmac"_s, u"on or off: whether the tenant signs."_s, u"WORD"_s},
        {u"secure-ssl"_s, u"on or off: whether the tenant checks the receiver's certificate."_s, u"WORD"_s},
        {u"no-security"_s, u"update: without security settings."_s},
        {u"name"_s, u"remove: the name once more, as the confirmation."_s, u"NAME"_s},
    });
}

Result<NamedValue> readNamedSource(const QString &option, const QString &text)
{
    const qsizetype equals = text.lastIndexOf(u'=', text.indexOf(u':') < 0 ? -1 : text.indexOf(u':'));
    if (equals <= 0)
        return wrong(u"--%1 takes NAME=SOURCE, where SOURCE is env:NAME, file:PATH or -"_s.arg(option));
    const auto value = readValue(option, text.mid(equals + 1));
    if (!value)
        return tl::unexpected(value.error());
    return NamedValue{text.left(equals), *value};
}

Result<DraftChanges> readDraftChanges(const QCommandLineParser &parser)
{
    DraftChanges changes;
    changes.type = given(parser, u"type"_s);
    changes.url = given(parser, u"url"_s);
    changes.tag = given(parser, u"tag"_s);
    changes.noSecurity = parser.isSet(u"no-security"_s);
    const auto hmac = readSwitch(parser, u"hmac"_s);
    const auto secure = readSwitch(parser, u"secure-ssl"_s);
    for (const auto &one : {hmac, secure}) {
        if (!one)
            return tl::unexpected(one.error());
    }
    changes.hmac = *hmac;
    changes.secureSsl = *secure;
    if (const auto read = readHeaders(parser, changes); !read)
        return tl::unexpected(read.error());
    if (const auto read = readSecret(parser, changes); !read)
        return tl::unexpected(read.error());
    const bool isAny = changes.hasSecret() || changes.hmac || changes.secureSsl || changes.without ||
                       !changes.tag.value_or(QString()).isEmpty();
    if (changes.noSecurity && isAny)
        return wrong(u"--no-security excludes what belongs to the security settings"_s);
    return changes;
}

void DraftChanges::apply(Draft &draft) const
{
    draft.type = type.value_or(draft.type);
    draft.url = url.value_or(draft.url);
    for (const QString &name : removedHeaders)
        draft.headers.removeIf([&name](const Header &one) { return one.name == name; });
    for (const Header &header : headers) {
        const auto at = std::ranges::find(draft.headers, header.name, &Header::name);
        at == draft.headers.end() ? draft.headers.append(header) : void(*at = header);
    }
    if (noSecurity) {
        draft.secured = false;
        return;
    }
    const bool isAny = hasSecret() || without || hmac || secureSsl || !tag.value_or(QString()).isEmpty();
    draft.secured = draft.secured || isAny;
    draft.tag = tag.value_or(draft.tag);
    draft.hmacEnabled = hmac.value_or(draft.hmacEnabled);
    draft.secureSsl = secureSsl.value_or(draft.secureSsl);
    if (without)
        draft.from = Draft::SecretFrom::Without;
}

} // namespace tocsin::cli
