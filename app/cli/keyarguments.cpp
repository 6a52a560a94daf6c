// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/keyarguments.h"

#include "app/cli/terminal.h"
#include "core/flows/keypresets.h"
#include "core/secrets/secretrules.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using Action = KeyRequest::Action;

namespace {

tl::unexpected<Error> refuse(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

QString presetNames()
{
    QStringList names;
    for (const flows::KeyPreset &preset : flows::keyPresets())
        names.append(preset.id);
    return names.join(u", "_s);
}

Result<QStringList> readScopes(const QCommandLineParser &parser)
{
    if (parser.isSet(u"scopes"_s) == parser.isSet(u"for"_s))
        return refuse(u"say what the key may do: either --scopes or --for"_s);
    if (parser.isSet(u"for"_s)) {
        const flows::KeyPreset *preset = flows::keyPreset(parser.value(u"for"_s));
        if (!preset)
            return refuse(u"--for takes one of "_s + presetNames());
        return preset->scopes;
    }
    QStringList scopes;
    for (const QString &word : parser.value(u"scopes"_s).split(u',', Qt::SkipEmptyParts)) {
        const QString scope = word.trimmed();
        if (!flows::keyScopes().contains(scope))
            return refuse(u"--scopes: \"%1\" is none; there are %2"_s.arg(visible(scope, 60),
                                                                          flows::keyScopes().join(u", "_s)));
        scopes.append(scope);
    }
    return scopes;
}

Result<Action> readAction(const QStringList &words)
{
    const QString action = words.value(0);
    if (action == u"list"_s && words.size() == 1)
        return Action::List;
    if (action == u"may"_s && words.size() == 1)
        return Action::May;
    const bool names = words.size() == 2 && !words[1].trimmed().isEmpty();
    if (action == u"create"_s && names)
        return Action::Create;
    if (action == u"rotate"_s && names)
        return Action::Rotate;
    if (action == u"disable"_s && names)
        return Action::Disable;
    return refuse(u"use: keys list | create NAME | rotate NAME|ID | disable NAME|ID | may"_s);
}

Result<void> checkPlaces(const QCommandLineParser &parser, const KeyRequest &request)
{
    const bool isCreate = request.action == Action::Create;
    const bool isRotate = request.action == Action::Rotate;
    const std::pair<QString, bool> belongs[] = {
        {u"scopes"_s, isCreate},
        {u"for"_s, isCreate},
        {u"description"_s, isCreate},
        {u"days"_s, isCreate || isRotate},
        {u"store"_s, isCreate || isRotate},
        {u"into"_s, isCreate || isRotate},
        {u"show"_s, isCreate || isRotate},
        {u"swapped"_s, isRotate},
        {u"cancel"_s, isRotate},
        {u"clients"_s, request.action != Action::May},
    };
    for (const auto &[option, good] : belongs) {
        if (parser.isSet(option) && !good)
            return refuse(u"--%1 does not belong to this action"_s.arg(option));
    }
    const bool isAnywhere = request.shows || !request.store.isEmpty() || !request.into.isEmpty();
    if (isCreate && !isAnywhere)
        return refuse(
            u"say where the value goes, it is told once: --store LABEL, --into CONNECTION or --show"_s);
    if (!request.store.isEmpty() && !request.into.isEmpty())
        return refuse(u"--store and --into: choose one"_s);
    if (request.isSwapped && request.cancels)
        return refuse(u"--swapped and --cancel: choose one"_s);
    if (!request.store.isEmpty())
        return secrets::checkLabel(request.store);
    return {};
}

} // namespace

void declareKeyArguments(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"action"_s,
                                 u"list | create NAME | rotate NAME|ID | disable NAME|ID | may"_s);
    parser.addPositionalArgument(u"name"_s, u"Name or id of a key or a client."_s, u"[NAME]"_s);
    parser.addOptions({
        {u"clients"_s, u"API clients, which get tokens for their secret, instead of API keys."_s},
        {u"scopes"_s, u"What it may do: %1."_s.arg(flows::keyScopes().join(u',')).replace(u',', u", "_s),
         u"A,B"_s},
        {u"for"_s, u"The smallest scopes for a use: %1."_s.arg(presetNames()), u"USE"_s},
        {u"description"_s, u"What it is for, kept at the server."_s, u"TEXT"_s},
        {u"days"_s, u"Days until it expires."_s, u"N"_s, u"365"_s},
        {u"store"_s, u"Keep the value in the store of secrets."_s, u"LABEL"_s},
        {u"into"_s,
         u"The connection signs in with it from now on; a new one of that name if there is none."_s,
         u"CONNECTION"_s},
        {u"show"_s, u"Print the value. It is told once."_s},
        {u"swapped"_s, u"Of rotate: whoever used the old key has the new one now; go on."_s},
        {u"cancel"_s, u"Of rotate: end the new key, the old one stays."_s},
    });
}

Result<KeyRequest> readKeyArguments(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    const auto action = readAction(words);
    if (!action)
        return tl::unexpected(action.error());
    KeyRequest request;
    request.action = *action;
    request.kind = parser.isSet(u"clients"_s) ? domain::IssuedKind::Client : domain::IssuedKind::Key;
    request.what = words.value(1).trimmed();
    request.store = parser.value(u"store"_s);
    request.into = parser.value(u"into"_s).trimmed();
    request.shows = parser.isSet(u"show"_s);
    request.isSwapped = parser.isSet(u"swapped"_s);
    request.cancels = parser.isSet(u"cancel"_s);
    if (const auto good = checkPlaces(parser, request); !good)
        return tl::unexpected(good.error());
    bool isNumber = false;
    request.draft.kind = request.kind;
    request.draft.name = request.what;
    request.draft.description = parser.value(u"description"_s);
    request.draft.days = parser.value(u"days"_s).toInt(&isNumber);
    if (!isNumber || request.draft.days < 1 || request.draft.days > 3650)
        return refuse(u"--days takes a number from 1 to 3650"_s);
    if (request.action == Action::Create) {
        const auto scopes = readScopes(parser);
        if (!scopes)
            return tl::unexpected(scopes.error());
        request.draft.scopes = *scopes;
    }
    return request;
}

} // namespace tocsin::cli
