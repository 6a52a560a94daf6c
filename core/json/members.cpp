// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/members.h"

#include <QHash>

#include <algorithm>

namespace tocsin::json {

namespace {

using Kind = Token::Kind;

struct Named
{
    QByteArray name; // plainBytes
    Member member;
};

// As the reader of that language holds it: two names whose broken bytes it replaces alike are one.
QByteArray nameOf(const TokenTree &tree, const Token &key, const Escapes *how)
{
    const QByteArrayView inner = tree.bytes().sliced(key.offset + 1, key.length - 2);
    if (how && how->anew && (key.invalidUtf8 || (key.escaped && how->lone == Escapes::Lone::Replace))) {
        Escapes plain;
        plain.lone = how->lone;
        plain.broken = how->broken;
        QByteArray out;
        if (appendEscaped(out, inner, plain))
            return out;
    }
    return key.escaped ? plainBytes(inner) : QByteArray::fromRawData(inner.data(), inner.size());
}

// Bytes of UTF-8 sort like code points. UTF-16 differs in one thing: characters above U+FFFF, whose units are
// surrogates, come before U+E000 to U+FFFF.
int utf16Rank(char c)
{
    const int byte = uchar(c);
    return byte >= 0xF0 ? byte - 2 : byte >= 0xEE ? byte + 5 : byte;
}

bool lessUtf16(const Named &a, const Named &b)
{
    return std::lexicographical_compare(a.name.begin(), a.name.end(), b.name.begin(), b.name.end(),
                                        [](char x, char y) { return utf16Rank(x) < utf16Rank(y); });
}

bool lessBytewise(const Named &a, const Named &b)
{
    return QByteArrayView(a.name).compare(QByteArrayView(b.name)) < 0;
}

// ECMA-262: an array index is a whole number below 2^32 - 1 in its shortest spelling.
std::optional<quint32> arrayIndex(const QByteArray &name)
{
    if (name.isEmpty() || name.size() > 10 || (name.size() > 1 && name.startsWith('0')))
        return std::nullopt;
    quint64 value = 0;
    for (const char c : name) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + quint64(c - '0');
    }
    return value < 0xFFFFFFFFu ? std::optional(quint32(value)) : std::nullopt;
}

bool lessIndexFirst(const Named &a, const Named &b)
{
    const auto left = arrayIndex(a.name);
    const auto right = arrayIndex(b.name);
    return left && (!right || *left < *right);
}

// Where each name is kept. Few names are searched one by one, which is what most objects have.
class Places
{
public:
    explicit Places(const std::vector<Named> &members) : m_members(members)
    {
        if (members.size() > few)
            m_index.reserve(qsizetype(members.size()));
    }

    // Among the first so many members; that number itself when the name is not there.
    size_t of(const QByteArray &name, size_t kept) const
    {
        if (m_members.size() > few)
            return m_index.value(QByteArrayView(name), kept);
        size_t at = 0;
        while (at < kept && m_members[at].name != name)
            ++at;
        return at;
    }

    void add(const QByteArray &name, size_t at)
    {
        if (m_members.size() > few)
            m_index.insert(QByteArrayView(name), at);
    }

private:
    static constexpr size_t few = 12;
    const std::vector<Named> &m_members;
    QHash<QByteArrayView, size_t> m_index;
};

void collapse(std::vector<Named> &members)
{
    Places places(members);
    size_t kept = 0;
    for (Named &named : members) {
        const size_t before = places.of(named.name, kept);
        if (before < kept) {
            members[before].member = named.member;
            continue;
        }
        if (&members[kept] != &named)
            members[kept] = std::move(named);
        places.add(members[kept].name, kept);
        ++kept;
    }
    members.resize(kept);
}

template<class Less>
void sortBy(std::vector<Named> &members, Less less)
{
    if (!std::is_sorted(members.begin(), members.end(), less))
        std::stable_sort(members.begin(), members.end(), less);
}

void sort(std::vector<Named> &members, Layout::Order order)
{
    switch (order) {
    case Layout::Order::Keep:
        return;
    case Layout::Order::Bytewise:
        return sortBy(members, lessBytewise);
    case Layout::Order::Utf16:
        return sortBy(members, lessUtf16);
    case Layout::Order::IndexFirst:
        return sortBy(members, lessIndexFirst);
    }
}

} // namespace

std::vector<Member> membersOf(const TokenTree &tree, qsizetype object, const Layout &layout)
{
    const bool named = layout.order != Layout::Order::Keep || layout.duplicates != Layout::Duplicates::Keep;
    std::vector<Named> all;
    for (qsizetype at = object + 1; tree.token(at).kind == Kind::Key; at = tree.behind(at + 1))
        all.push_back({named ? nameOf(tree, tree.token(at), layout.escapes) : QByteArray(), {at, at + 1}});
    if (layout.duplicates == Layout::Duplicates::LastWins)
        collapse(all);
    sort(all, layout.order);
    std::vector<Member> out;
    out.reserve(all.size());
    for (const Named &one : all) {
        if (!layout.dropNulls || tree.token(one.member.value).kind != Kind::Null)
            out.push_back(one.member);
    }
    return out;
}

} // namespace tocsin::json
