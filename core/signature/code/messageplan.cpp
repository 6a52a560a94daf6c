// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The bytes that are signed, as one expression.

#include "core/signature/code/plan.h"

#include <algorithm>

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;
using Kind = PartSpec::Kind;

auto refuse(const QString &why)
{
    return fail(Error::Kind::Rejected, why);
}

class Parts
{
public:
    explicit Parts(const Recipe &recipe) : m_recipe(recipe) {}

    Result<Expr> all(const std::vector<PartSpec> &parts) const
    {
        std::vector<Expr> pieces;
        for (const PartSpec &part : parts) {
            auto piece = part.optional ? optionalPart(part) : plainPart(part);
            if (!piece)
                return piece;
            pieces.push_back(std::move(*piece));
        }
        return pieces.empty() ? text("") : join(std::move(pieces));
    }

private:
    // A part that may be absent as the list of its values; the others as a text.
    Result<Expr> optionalPart(const PartSpec &part) const
    {
        if (part.hash != PartHash::None || part.encoding)
            return refuse(u"a digest of a value that may be absent is not written out"_s);
        auto values = valuesOf(part);
        if (!values)
            return values;
        if (part.lower)
            values = call("lowerAll", {std::move(*values)});
        return call("optional", {std::move(*values), text(part.before), text(part.after)});
    }

    Result<Expr> plainPart(const PartSpec &part) const
    {
        auto value = textOf(part);
        if (!value)
            return value;
        if (part.lower)
            value = call("lower", {std::move(*value)});
        if (part.hash != PartHash::None)
            value = digestCall(part.hash, std::move(*value));
        if (part.encoding)
            value = encoded(*part.encoding, std::move(*value));
        if (part.before.isEmpty() && part.after.isEmpty())
            return value;
        return join({text(part.before), std::move(*value), text(part.after)});
    }

    static Expr oneOf(Expr values, const QByteArray &what)
    {
        return call("one", {std::move(values), text("malformed"), text(what + " is signed and absent")});
    }

    Result<Expr> valuesOf(const PartSpec &part) const
    {
        switch (part.kind) {
        case Kind::Timestamp:
        case Kind::Id:
        case Kind::Tag:
            return textOf(part); // which is a list when it may be absent
        case Kind::Header:
            return call("header", {name("request"), text(part.text)});
        case Kind::Query:
            return call("queryValue", {name("request"), text(part.text)});
        case Kind::Form:
            return call("formValue", {name("request"), text(part.text)});
        case Kind::Json:
            return call("jsonValue", {name("json"), text(part.text)});
        case Kind::RawJson:
            return refuse(u"bytes of a member that may be absent are not cut out"_s);
        default: {
            auto value = textOf(part);
            if (!value)
                return value;
            return Expr{Expr::Kind::List, {}, 0, {std::move(*value)}};
        }
        }
    }

    Result<Expr> textOf(const PartSpec &part) const
    {
        const Expr request = name("request");
        switch (part.kind) {
        case Kind::Literal:
            return text(part.text);
        case Kind::Timestamp:
        case Kind::Id:
        case Kind::Tag:
            return name(partKindId(part.kind).data());
        case Kind::Secret:
            return name("key");
        case Kind::Method:
        case Kind::Target:
        case Kind::Body:
            return member(partKindId(part.kind).data());
        case Kind::Path:
            return call("pathOf", {request});
        case Kind::Url:
            return call(part.decoded ? "decodedUrl" : "urlOf", {request});
        case Kind::Header:
        case Kind::Query:
        case Kind::Form:
        case Kind::Json:
            return oneOf(*valuesOf(part), part.text);
        case Kind::SortedForm:
            return call("sortedForm", {request});
        case Kind::SignedHeaders:
            return signedHeaders(part);
        case Kind::Parameter:
            return call("parameter", {request, text(environmentName(part.text))});
        case Kind::Group:
            return all(part.parts);
        case Kind::RawJson:
            return rawJson(part);
        case Kind::Canonical:
            return canonical(part);
        }
        Q_UNREACHABLE();
    }

    // The bytes of the member as they were sent: no JSON writer brings them back.
    Result<Expr> rawJson(const PartSpec &part) const
    {
        if (m_recipe.each)
            return refuse(u"the bytes of a member of each entry are signed, and are not cut out"_s);
        return oneOf(call("rawJson", {member("body"), text(part.text)}),
                     part.text.isEmpty() ? QByteArray("JSON") : part.text);
    }

    Result<Expr> canonical(const PartSpec &part) const
    {
        if (part.profile != "php" || part.optional)
            return refuse(u"the sender signs JSON as a writer of its own spells it (%1), which is not "
                          "written out in any language"_s.arg(QString::fromLatin1(part.profile)));
        auto value = rawJson(part);
        return value ? call("phpJson", {std::move(*value)}) : value;
    }

    Expr signedHeaders(const PartSpec &part) const
    {
        const HeaderListSpec &spec = m_recipe.signedHeaders;
        Expr names = oneOf(fieldValues(m_recipe, spec.field), spec.field.name());
        if (part.layout == PartSpec::Layout::Names)
            return names;
        return call("headerList", {name("request"), std::move(names), text(spec.separator),
                                   number(part.layout == PartSpec::Layout::Pairs ? 1 : 0), text(part.join)});
    }

    const Recipe &m_recipe;
};

} // namespace

QByteArray environmentName(const QByteArray &parameter)
{
    QByteArray upper;
    for (const char c : parameter.toUpper())
        upper += (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
    return upper;
}

bool mentions(const std::vector<PartSpec> &parts, PartSpec::Kind kind)
{
    return std::any_of(parts.begin(), parts.end(), [kind](const PartSpec &part) {
        return part.kind == kind || mentions(part.parts, kind);
    });
}

bool needsPart(const std::vector<PartSpec> &parts, PartSpec::Kind kind)
{
    return std::any_of(parts.begin(), parts.end(), [kind](const PartSpec &part) {
        return (part.kind == kind && !part.optional) || needsPart(part.parts, kind);
    });
}

Result<Expr> messageOf(const Recipe &recipe, const std::vector<PartSpec> &parts)
{
    return Parts(recipe).all(parts);
}

} // namespace tocsin::signature::code
