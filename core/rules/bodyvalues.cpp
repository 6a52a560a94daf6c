// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/bodyvalues.h"

namespace tocsin::rules {

using namespace Qt::StringLiterals;
using json::Token;
using Kind = Token::Kind;

namespace {

bool isName(const json::TokenTree &tree, const Token &key, const QByteArray &name)
{
    const QByteArrayView inner = tree.bytes().sliced(key.offset + 1, key.length - 2);
    return key.escaped ? json::plainBytes(inner) == name : inner == name;
}

// The token of that member or item of the container there; -1 = none.
qsizetype below(const json::TokenTree &tree, qsizetype container, const QByteArray &segment)
{
    if (tree.token(container).kind == Kind::BeginObject) {
        qsizetype found = -1;
        for (qsizetype key = container + 1; tree.token(key).kind == Kind::Key; key = tree.behind(key + 1))
            found = isName(tree, tree.token(key), segment) ? key + 1 : found;
        return found;
    }
    bool good = false;
    qlonglong index = segment.toLongLong(&good);
    if (tree.token(container).kind != Kind::BeginArray || !good || QByteArray::number(index) != segment ||
        index < 0)
        return -1;
    for (qsizetype item = container + 1; tree.token(item).kind != Kind::EndArray; item = tree.behind(item)) {
        if (index-- == 0)
            return item;
    }
    return -1;
}

} // namespace

QString BodyValues::fault()
{
    if (m_body.size() > mostBody)
        return u"the body has more than %1 bytes, so that its values are not read"_s.arg(mostBody);
    if (!m_isRead) {
        m_isRead = true;
        m_tree = json::TokenTree::read(m_body);
    }
    return m_tree ? QString() : u"the body is not JSON"_s;
}

QByteArray BodyValues::at(const QByteArray &pointer)
{
    if (!fault().isEmpty())
        return {};
    const auto known = m_found.constFind(pointer);
    if (known != m_found.cend())
        return *known;
    const QByteArray value = find(pointer);
    m_found.insert(pointer, value);
    return value;
}

QByteArray BodyValues::find(const QByteArray &pointer) const
{
    qsizetype at = 0;
    const QByteArrayList segments = pointer.split('/');
    for (qsizetype i = 1; i < segments.size(); ++i) {
        QByteArray segment = segments[i];
        at = below(*m_tree, at, segment.replace("~1", "/").replace("~0", "~"));
        if (at < 0)
            return {};
    }
    const Token &first = m_tree->token(at);
    if (first.kind == Kind::String) {
        const QByteArray text = json::plainBytes(m_tree->bytes().sliced(first.offset + 1, first.length - 2));
        return text.isNull() ? QByteArray("") : text;
    }
    const qsizetype end = m_tree->token(m_tree->behind(at) - 1).end();
    return m_tree->bytes().sliced(first.offset, end - first.offset).toByteArray();
}

} // namespace tocsin::rules
