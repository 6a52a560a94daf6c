// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/portable.h"

#include "core/socotra/jsonparts.h"
#include "core/socotra/reader.h"
#include "core/socotra/rules.h"
#include "core/socotra/writer.h"

#include <QDateTime>

#include <algorithm>

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

namespace {

constexpr auto fileKind = "socotra integrations"_L1;
constexpr int fileVersion = 1;

// "headers/X-Api-Key" and "/securitySpec/apiKey": the last part says whether an export holds it.
bool isLeftOut(const QString &field)
{
    return field == "securitySpec/secret"_L1 || isSensitiveHeader(field.section(u'/', -1));
}

bool hasHeader(const QList<Header> &headers, const QString &name)
{
    return std::ranges::find(headers, name, &Header::name) != headers.end();
}

// Their values are in one of the two only; whether they are there at all can be told.
QList<FieldVersions> sensitiveHeaders(const QList<Header> &exported, const QList<Header> &there)
{
    QList<FieldVersions> found;
    const auto add = [&found](const QList<Header> &all, const QList<Header> &others, bool isBase) {
        for (const Header &header : all) {
            if (!isSensitiveHeader(header.name) || hasHeader(others, header.name))
                continue;
            const QString masked = u"****"_s;
            const QString base = isBase ? masked : QString();
            found.append({u"headers/"_s + header.name, base, base, isBase ? QString() : masked,
                          FieldVersions::Standing::Theirs});
        }
    };
    add(exported, there, true);
    add(there, exported, false);
    return found;
}

QList<FieldVersions> changes(const Integration &exported, const Integration &there)
{
    QList<FieldVersions> found = compare(exported, draftOf(exported), there).fields;
    found.removeIf([](const FieldVersions &field) {
        return field.standing == FieldVersions::Standing::Same || isLeftOut(field.field);
    });
    return found + sensitiveHeaders(exported.headers, there.headers);
}

Header *findHeader(QList<Header> &headers, const QString &name)
{
    const auto at = std::ranges::find_if(headers, [&name](const Header &one) { return one.name == name; });
    return at == headers.end() ? nullptr : &*at;
}

ImportStep added(const Integration &exported)
{
    ImportStep step;
    step.action = ImportStep::Action::Add;
    step.draft = draftOf(exported);
    step.needsSecret = step.draft.secured && (step.draft.hmacEnabled || !step.draft.tag.isEmpty());
    return step;
}

ImportStep updated(const Integration &exported, const Integration &there)
{
    ImportStep step;
    step.fields = changes(exported, there);
    // Members that no documentation lists are the tenant's own.
    step.fields.removeIf([](const FieldVersions &field) { return field.field.startsWith(u'/'); });
    if (step.fields.isEmpty())
        return step;
    step.action = ImportStep::Action::Update;
    step.base = there;
    step.draft = draftOf(exported);
    Draft known = draftOf(there);
    step.draft.from = known.from;
    step.draft.secret = known.secret;
    const bool usesSecret = there.security || step.draft.hmacEnabled || !step.draft.tag.isEmpty();
    step.needsSecret = step.draft.secured && usesSecret && known.from == Draft::SecretFrom::Unknown;
    for (Header &header : step.draft.headers) {
        const Header *has = findHeader(known.headers, header.name);
        if (header.value.isEmpty() && has && !looksMasked(has->value.reveal()))
            header.value = has->value;
    }
    return step;
}

} // namespace

QByteArray exportText(const QList<Integration> &integrations, const QString &tenant, Micros now)
{
    const QString at = QDateTime::fromMSecsSinceEpoch(now / 1000, Qt::UTC).toString(Qt::ISODate);
    QByteArray text = "{\n  \"tocsin\": " + quoted(fileKind) +
                      ",\n  \"version\": " + QByteArray::number(fileVersion) +
                      ",\n  \"exportedAt\": " + quoted(at) + ",\n  \"tenant\": " + quoted(tenant) +
                      ",\n  \"externalServiceIntegrations\": [";
    bool isFirst = true;
    for (const Integration &one : integrations) {
        text += (isFirst ? "\n    " : ",\n    ") + withoutSecrets(one);
        isFirst = false;
    }
    return text + (isFirst ? "]\n}\n" : "\n  ]\n}\n");
}

Result<QList<Integration>> readExport(QByteArrayView text)
{
    const auto members = rawMembers(text.trimmed());
    const QByteArrayView kind = members ? rawMember(*members, u"tocsin") : QByteArrayView();
    if (!kind.isNull() && textOf(kind) != fileKind)
        return fail(Error::Kind::Malformed,
                    u"this is a file of \"%1\" and not of integrations"_s.arg(textOf(kind)));
    if (!kind.isNull() && wholeOf(rawMember(*members, u"version")).value_or(0) != fileVersion)
        return fail(Error::Kind::Malformed,
                    u"the file is of version %1; this console reads version %2"_s.arg(
                        textOf(rawMember(*members, u"version")), QString::number(fileVersion)));
    return readIntegrations(text);
}

QList<EntryDrift> drift(const QList<Integration> &exported, const QList<Integration> &present)
{
    using State = EntryDrift::State;
    QList<EntryDrift> all;
    for (const Integration &entry : exported) {
        const Integration *there = findNamed(present, entry.name);
        if (!there) {
            all.append({entry.name, State::OnlyInFile, {}});
            continue;
        }
        const QList<FieldVersions> found = changes(entry, *there);
        all.append({entry.name, found.isEmpty() ? State::Same : State::Changed, found});
    }
    for (const Integration &there : present) {
        if (!findNamed(exported, there.name))
            all.append({there.name, State::OnlyThere, {}});
    }
    return all;
}

QList<ImportStep> importPlan(const QList<Integration> &exported, const QList<Integration> &present)
{
    QList<ImportStep> plan;
    for (const Integration &entry : exported) {
        const Integration *there = findNamed(present, entry.name);
        ImportStep step = there ? updated(entry, *there) : added(entry);
        step.draft.name = entry.name;
        if (step.action != ImportStep::Action::None) {
            for (const Header &header : std::as_const(step.draft.headers)) {
                if (header.value.isEmpty() && isSensitiveHeader(header.name))
                    step.needsHeaders.append(header.name);
            }
        }
        plan.append(step);
    }
    return plan;
}

void ImportStep::withSecret(const Secret &secret)
{
    draft.from = Draft::SecretFrom::Entered;
    draft.secret = secret;
    needsSecret = false;
}

void ImportStep::withHeader(const QString &name, const Secret &value)
{
    if (Header *header = findHeader(draft.headers, name))
        header->value = value;
    needsHeaders.removeAll(name);
}

} // namespace tocsin::socotra
