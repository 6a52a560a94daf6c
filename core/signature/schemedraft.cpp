// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/schemedraft.h"

#include "core/json/edit.h"
#include "core/json/pointer.h"

#include <QRegularExpression>

namespace tocsin::signature {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *membersOfParts[] = {"text", "header", "query", "form", "json", "parameter"};

} // namespace

SchemeDraft::SchemeDraft(const QByteArray &text) : m_scheme(fail(Error::Kind::Malformed, {}))
{
    setText(text);
}

void SchemeDraft::setText(const QByteArray &text)
{
    m_text = text;
    m_scheme = readScheme(m_text);
    const auto whole = json::valueAt(m_text, {});
    m_isJson = whole && whole->startsWith('{');
}

SchemeDraft::Fault SchemeDraft::fault() const
{
    if (m_scheme)
        return {};
    static const QRegularExpression shape(u"^line (\\d+), ([^:]+): (.*)$"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = shape.match(m_scheme.error().detail);
    if (!match.hasMatch())
        return {1, u"file"_s, m_scheme.error().detail};
    return {match.capturedView(1).toInt(), match.captured(2), match.captured(3)};
}

QStringList SchemeDraft::variants() const
{
    QStringList names;
    for (qsizetype i = 0; i < count("/variants"); ++i)
        names.append(value("/variants/" + QByteArray::number(i) + "/name"));
    return names;
}

QByteArray SchemeDraft::recipe(qsizetype variant) const
{
    return has("/variants") ? "/variants/" + QByteArray::number(variant) : QByteArray();
}

bool SchemeDraft::has(const QByteArray &pointer) const
{
    return json::valueAt(m_text, pointer).has_value();
}

QString SchemeDraft::value(const QByteArray &pointer) const
{
    const auto found = json::valueAt(m_text, pointer);
    return found ? QString::fromUtf8(json::scalarText(*found).value_or(QByteArray())) : QString();
}

qsizetype SchemeDraft::count(const QByteArray &pointer) const
{
    const auto items = json::itemsAt(m_text, pointer);
    return items ? items->size() : 0;
}

QByteArray SchemeDraft::raw(const QByteArray &pointer) const
{
    const auto found = json::valueAt(m_text, pointer);
    return found ? found->toByteArray() : QByteArray();
}

void SchemeDraft::makeObject(const QByteArray &object)
{
    if (object.isEmpty() || has(object))
        return;
    const qsizetype slash = object.lastIndexOf('/');
    if (auto made = json::withMember(m_text, object.first(slash), object.sliced(slash + 1), "{}"))
        m_text = *made;
}

void SchemeDraft::setRaw(const QByteArray &object, const QByteArray &name, const QByteArray &json)
{
    if (json.isEmpty()) {
        if (auto without = json::withoutMember(m_text, object, name))
            setText(*without);
        return;
    }
    makeObject(object);
    if (auto with = json::withMember(m_text, object, name, json))
        setText(*with);
}

void SchemeDraft::setText(const QByteArray &object, const QByteArray &name, const QString &value)
{
    setRaw(object, name, value.isEmpty() ? QByteArray() : json::quotedText(value.toUtf8()));
}

void SchemeDraft::replace(const QByteArray &pointer, const QByteArray &json)
{
    if (auto replaced = json::withValue(m_text, pointer, json))
        setText(*replaced);
}

QByteArray newSchemeText(const QString &id)
{
    return R"({
  "id": )" +
           json::quotedText(id.toUtf8()) +
           R"(,
  "name": "My sender",
  "sources": ["the sender's documentation"],
  "evidence": "documented",
  "strength": "signed",
  "algorithm": "hmac-sha256",
  "key": { "form": "utf8" },
  "signature": { "header": "X-Signature", "encoding": "hex-lower" },
  "message": [
    { "kind": "body" }
  ]
}
)";
}

QByteArray renamedSchemeText(const QByteArray &text, const QString &id, const QString &name)
{
    SchemeDraft draft(text);
    draft.setText({}, "id", id);
    draft.setText({}, "name", name);
    return draft.text();
}

QByteArray memberOfPart(QByteArrayView kind)
{
    if (kind == "literal")
        return "text";
    if (kind == "raw-json" || kind == "canonical")
        return "json";
    for (const char *member : membersOfParts) {
        if (kind == member)
            return member;
    }
    return {};
}

QByteArray partOfKind(const QByteArray &entry, const QByteArray &kind)
{
    QByteArray part = json::withMember(entry, {}, "kind", json::quotedText(kind)).value_or("{}");
    const QByteArray wanted = memberOfPart(kind);
    QByteArray kept; // a header's name may be that of a parameter too
    for (const char *member : membersOfParts) {
        if (const auto value = json::valueAt(part, QByteArray("/") + member))
            kept = value->toByteArray();
        if (member != wanted)
            part = json::withoutMember(part, {}, member).value_or(part);
    }
    if (kind != "canonical")
        part = json::withoutMember(part, {}, "profile").value_or(part);
    else if (!json::valueAt(part, "/profile"))
        part = json::withMember(part, {}, "profile", "\"compact\"").value_or(part);
    if (!wanted.isEmpty() && kind != "canonical" && !json::valueAt(part, '/' + wanted))
        part = json::withMember(part, {}, wanted, kept.isEmpty() ? QByteArray("\"\"") : kept).value_or(part);
    return part;
}

} // namespace tocsin::signature
