// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/schemeindex.h"

#include "core/json/tokenreader.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using Place = FieldSpec::Place;
using Kind = json::Token::Kind;

// "/a~1b/0" begins with the member "a/b".
QByteArray firstMember(const QByteArray &pointer)
{
    const qsizetype end = pointer.indexOf('/', 1);
    return pointer.mid(1, end < 0 ? -1 : end - 1).replace("~1", "/").replace("~0", "~");
}

} // namespace

SchemeIndex::SchemeIndex(const QList<Scheme> &schemes)
{
    // Only schemes of one place can be twins.
    QHash<QByteArray, QList<qsizetype>> alike;
    for (qsizetype i = 0; i < schemes.size(); ++i) {
        m_twins.push_back(i);
        if (!schemes[i].isSigned())
            continue;
        for (const Recipe &recipe : schemes[i].recipes)
            add(recipe, i);
        QList<qsizetype> &others = alike[schemes[i].recipes.first().signature.name().toLower()];
        const auto twin = std::find_if(others.begin(), others.end(), [&](qsizetype other) {
            return schemes[other].recipes == schemes[i].recipes;
        });
        if (twin == others.end())
            others.append(i);
        else
            m_twins.back() = *twin;
    }
}

void SchemeIndex::add(const Recipe &recipe, qsizetype scheme)
{
    const FieldSpec &field = recipe.signature;
    const auto toHeader = [&](const QByteArray &name) { m_byHeader[name.toLower()].append(scheme); };
    const auto toMember = [&](const QByteArray &pointer) {
        if (pointer.isEmpty())
            return m_always.append(scheme);
        m_byMember[firstMember(pointer)].append(scheme);
        m_inMembers.append(scheme);
    };
    if (familyOf(recipe.algorithm) == Family::HttpSignature)
        return toHeader(field.name().isEmpty() ? QByteArray("Signature") : field.name());
    switch (field.place) {
    case Place::Header:
    case Place::AnyHeader:
        std::for_each(field.names.begin(), field.names.end(), toHeader);
        break;
    case Place::NumberedHeader:
        toHeader(field.name() + '1');
        break;
    case Place::Query:
        m_inQuery.append(scheme);
        break;
    case Place::Form:
        m_inForm.append(scheme);
        break;
    case Place::Json: // of the whole body where there are no items
        toMember(field.name());
        if (recipe.each)
            toMember(*recipe.each);
        break;
    default:
        m_always.append(scheme);
    }
}

SchemeIndex::Places SchemeIndex::candidates(const domain::HttpMessage &message) const
{
    Places found;
    const auto take = [&found](const QList<qsizetype> &schemes) {
        found.append(schemes.constData(), schemes.size());
    };
    const auto takeNamed = [&take](const QHash<QByteArray, QList<qsizetype>> &table, const QByteArray &name) {
        if (const auto at = table.constFind(name); at != table.cend())
            take(*at);
    };
    for (const domain::HeaderField &field : message.headers)
        takeNamed(m_byHeader, field.name.toLower());
    if (message.target.contains('?'))
        take(m_inQuery);
    if (isForm(message))
        take(m_inForm);
    json::TokenReader reader(message.body, json::TokenReader::hardDepth);
    const Kind root = m_inMembers.isEmpty() ? Kind::End : reader.next().kind;
    if (root == Kind::BeginArray)
        take(m_inMembers); // a pointer may begin with a number
    for (json::Token key = reader.next(); root == Kind::BeginObject && key.kind == Kind::Key;
         key = reader.next()) {
        takeNamed(m_byMember, key.escaped ? reader.text(key).toUtf8() : reader.inner(key).toByteArray());
        (void)reader.skipValue();
    }
    take(m_always);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace tocsin::signature
