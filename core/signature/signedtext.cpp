// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/signedtext.h"

#include "core/json/layouts.h"
#include "core/json/pointer.h"
#include "core/json/reformat.h"
#include "core/signature/digesttext.h"
#include "core/signature/fieldgrammar.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Kind = PartSpec::Kind;

constexpr qsizetype maxCanonical = 64 * 1024 * 1024;

QByteArray present(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes; // present even when empty
}

QByteArray orNull(std::optional<QByteArray> &&bytes)
{
    return bytes ? present(*bytes) : QByteArray();
}

// HubSpot's rule: escapes are decoded, but not the one of '?', which would begin a query.
QByteArray decodedUrl(const QByteArray &url)
{
    QByteArray kept = url;
    kept.replace("%3F", "%253F").replace("%3f", "%253f");
    return percentDecoded(kept);
}

// Null for a body that is something else: its bytes would not be covered.
QByteArray sortedForm(const domain::HttpMessage &message)
{
    const bool isOther = !message.body.isEmpty() || message.countOf("Content-Type") > 0;
    if (isOther && !isForm(message))
        return {};
    QList<FormField> fields = formFields(message);
    std::stable_sort(fields.begin(), fields.end(),
                     [](const FormField &a, const FormField &b) { return a.name < b.name; });
    QByteArray text("");
    for (const FormField &field : std::as_const(fields))
        text += field.name + field.value;
    return text;
}

class Assembler
{
public:
    Assembler(const Recipe &recipe, const Source &source, const PartValues &values, bool keepEmpty)
        : m_recipe(recipe)
        , m_source(source)
        , m_values(values)
        , m_keepEmpty(keepEmpty)
    {}

    SignedText run()
    {
        m_text.parts.reserve(qsizetype(m_recipe.message.size()) * 2); // a literal before most of them
        layOut(m_recipe.message, m_text.parts);
        return std::move(m_text);
    }

private:
    void layOut(const std::vector<PartSpec> &specs, QList<SignedPart> &parts)
    {
        for (const PartSpec &spec : specs) {
            QByteArray value = valueOf(spec);
            if (value.isNull()) {
                if (!spec.optional && m_text.missing.isEmpty())
                    m_text.missing = nameOf(spec);
                continue;
            }
            if (spec.optional && value.isEmpty()) {
                m_text.emptyOption = m_text.emptyOption || !spec.before.isEmpty();
                if (!m_keepEmpty)
                    continue;
            }
            if (!spec.before.isEmpty())
                parts.append({Kind::Literal, spec.before});
            parts.append({spec.kind, written(spec, std::move(value))});
            if (!spec.after.isEmpty())
                parts.append({Kind::Literal, spec.after});
        }
    }

    // Null when the request has no such value.
    QByteArray valueOf(const PartSpec &spec)
    {
        const domain::HttpMessage &message = m_source.message;
        switch (spec.kind) {
        case Kind::Literal:
            return spec.text;
        case Kind::Timestamp:
            return m_values.timestamp;
        case Kind::Id:
            return m_values.id;
        case Kind::Tag:
            return m_values.tag;
        case Kind::Header:
            return message.countOf(spec.text) == 1 ? present(message.first(spec.text)) : QByteArray();
        case Kind::Method:
            return present(message.method);
        case Kind::Target:
            return present(message.target);
        case Kind::Path:
            return message.path().isEmpty() ? QByteArray("") : message.path().toByteArray();
        case Kind::Url:
            return spec.decoded ? decodedUrl(m_source.url()) : m_source.url();
        case Kind::Body:
            return present(message.body);
        case Kind::Query:
            return orNull(m_source.query(spec.text));
        case Kind::Form:
            return orNull(m_source.form(spec.text));
        case Kind::Json:
            return orNull(m_source.scalar(spec.text));
        case Kind::RawJson:
        case Kind::Canonical:
            return jsonText(spec);
        case Kind::SortedForm:
            return sortedForm(message);
        case Kind::SignedHeaders:
            return signedHeaders(spec);
        case Kind::Parameter:
            return m_source.circumstances.parameters.value(spec.text);
        case Kind::Secret:
            return QByteArray("");
        case Kind::Group:
            return group(spec);
        }
        Q_UNREACHABLE();
    }

    QByteArray jsonText(const PartSpec &spec) const
    {
        const auto value = json::valueAt(m_source.json, spec.text);
        if (!value)
            return {};
        if (spec.kind == Kind::RawJson)
            return value->toByteArray();
        const json::Layout *layout = json::layout(spec.profile);
        return layout ? orNull(json::reformat(*value, *layout, maxCanonical)) : QByteArray();
    }

    // Null when one of the names that the request lists is not there.
    QByteArray signedHeaders(const PartSpec &spec) const
    {
        const HeaderListSpec &list = m_recipe.signedHeaders;
        const FieldValues found = readField(list.field, restKeyOf(m_recipe, list.field), m_source);
        if (found.values.size() != 1)
            return {};
        if (spec.layout == PartSpec::Layout::Names)
            return found.values[0];
        QByteArrayList pieces;
        const QByteArray names = found.values[0];
        for (qsizetype from = 0; from < names.size();) {
            const qsizetype at = names.indexOf(list.separator, from);
            const qsizetype end = at < 0 ? names.size() : at;
            const QByteArray name = names.mid(from, end - from).trimmed();
            from = end + list.separator.size();
            if (m_source.message.countOf(name) != 1)
                return {};
            const QByteArray value = m_source.message.first(name);
            pieces.append(spec.layout == PartSpec::Layout::Pairs ? name + ':' + value : value);
        }
        return present(pieces.join(spec.join));
    }

    QByteArray group(const PartSpec &spec)
    {
        QList<SignedPart> parts;
        const QString before = m_text.missing;
        layOut(spec.parts, parts);
        if (m_text.missing != before)
            return {};
        QByteArray all("");
        for (const SignedPart &part : std::as_const(parts))
            all += part.bytes;
        return all;
    }

    static QByteArray written(const PartSpec &spec, QByteArray &&value)
    {
        if (spec.lower)
            value = value.toLower();
        if (spec.hash != PartHash::None) {
            const QByteArrayView whole = value;
            value = digestBytes(spec.hash, {&whole, 1});
        }
        return spec.encoding ? writeDigest(value, *spec.encoding) : std::move(value);
    }

    QString nameOf(const PartSpec &spec) const
    {
        const QString text = QString::fromUtf8(spec.text);
        switch (spec.kind) {
        case Kind::Timestamp:
            return placeName(m_recipe.timestamp.field);
        case Kind::Id:
            return placeName(m_recipe.messageId);
        case Kind::Tag:
            return placeName(m_recipe.tag);
        case Kind::SignedHeaders:
            return u"a header that %1 names"_s.arg(placeName(m_recipe.signedHeaders.field));
        case Kind::Query:
            return u"query parameter "_s + text;
        case Kind::Form:
            return u"form field "_s + text;
        case Kind::Json:
        case Kind::RawJson:
        case Kind::Canonical:
            return text.isEmpty() ? u"a JSON body"_s : u"body member "_s + text;
        case Kind::Parameter:
            return u"parameter "_s + text;
        case Kind::SortedForm:
            return u"a urlencoded body"_s;
        default:
            return text;
        }
    }

    const Recipe &m_recipe;
    const Source &m_source;
    const PartValues &m_values;
    bool m_keepEmpty;
    SignedText m_text;
};

} // namespace

SignedText assemble(const Recipe &recipe, const Source &source, const PartValues &values, bool keepEmpty)
{
    return Assembler(recipe, source, values, keepEmpty).run();
}

QVarLengthArray<QByteArrayView, 8> piecesOf(const QList<SignedPart> &parts, QByteArrayView key)
{
    QVarLengthArray<QByteArrayView, 8> pieces;
    for (const SignedPart &part : parts)
        pieces.append(part.kind == Kind::Secret ? key : QByteArrayView(part.bytes));
    return pieces;
}

Digest digestOf(Algorithm algorithm, QByteArrayView key, const QList<SignedPart> &parts)
{
    const auto pieces = piecesOf(parts, key);
    const std::span<const QByteArrayView> all(pieces.constData(), size_t(pieces.size()));
    return familyOf(algorithm) == Family::Hmac ? hmac(hashOf(algorithm), key, all)
                                               : hash(hashOf(algorithm), all);
}

} // namespace tocsin::signature
