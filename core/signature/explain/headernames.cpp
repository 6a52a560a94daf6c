// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/headernames.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostNamed = 4;
constexpr int mostNumbered = 9;

void addHeaders(const FieldSpec &field, QList<QByteArray> &names)
{
    if (field.place == FieldSpec::Place::Header || field.place == FieldSpec::Place::AnyHeader)
        names += field.names;
    for (int i = 1; field.place == FieldSpec::Place::NumberedHeader && i <= mostNumbered; ++i)
        names += field.name() + QByteArray::number(i);
}

void addHeaders(const std::vector<PartSpec> &parts, QList<QByteArray> &names)
{
    for (const PartSpec &part : parts) {
        if (part.kind == PartSpec::Kind::Header)
            names += part.text;
        addHeaders(part.parts, names);
    }
}

} // namespace

QByteArray bareName(QByteArray name)
{
    name = name.toLower().replace('_', '-');
    for (bool cut = true; cut;) {
        cut = false;
        for (const QByteArrayView prefix : {QByteArrayView("redirect-"), QByteArrayView("http-")}) {
            if (name.startsWith(prefix)) {
                name = name.mid(prefix.size());
                cut = true;
            }
        }
    }
    return name;
}

QList<QByteArray> headersReadBy(const Recipe &recipe)
{
    QList<QByteArray> names;
    for (const FieldSpec *field : {&recipe.signature, &recipe.timestamp.field, &recipe.messageId, &recipe.tag,
                                   &recipe.bodyDigest.field, &recipe.signedHeaders.field})
        addHeaders(*field, names);
    addHeaders(recipe.message, names);
    if (familyOf(recipe.algorithm) == Family::HttpSignature) {
        names += {"Signature", "Signature-Input", "Content-Digest", "Digest", "Date"};
        for (const QByteArray &component : recipe.httpSignature.components)
            names += component;
    }
    return names;
}

QString renamedText(const Renamed &renamed)
{
    QStringList texts;
    for (const auto &[arrived, meant] :
         renamed.names.first(std::min<qsizetype>(mostNamed, renamed.names.size())))
        texts +=
            u"%1 arrived in place of %2"_s.arg(QString::fromUtf8(arrived.left(80)), QString::fromUtf8(meant));
    return texts.join(u", "_s);
}

Renamed withNamesBack(const domain::HttpMessage &message, const QList<QByteArray> &wanted)
{
    Renamed back{message, {}};
    for (const QByteArray &name : wanted) {
        if (name.isEmpty() || back.message.countOf(name) > 0)
            continue;
        const QByteArray bare = bareName(name);
        for (domain::HeaderField &field : back.message.headers) {
            if (bareName(field.name) != bare)
                continue;
            back.names.append({field.name, name});
            field.name = name;
        }
    }
    return back;
}

Renamed withPlainNames(const domain::HttpMessage &message)
{
    Renamed back{message, {}};
    for (domain::HeaderField &field : back.message.headers) {
        const QByteArray bare = bareName(field.name);
        if (domain::sameFieldName(bare, field.name) || message.countOf(bare) > 0)
            continue;
        back.names.append({field.name, bare});
        field.name = bare;
    }
    return back;
}

} // namespace tocsin::signature
