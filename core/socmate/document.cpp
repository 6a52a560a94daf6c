// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/document.h"

#include "core/domain/timetext.h"

#include <algorithm>
#include <cmath>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

using Kind = json::Token::Kind;

constexpr qsizetype longestNumber = 64; // characters of a text that may spell a number or a time

QString decoded(QByteArrayView quoted)
{
    return json::decodeString(quoted.sliced(1, quoted.size() - 2));
}

QString escapedForPointer(QString name)
{
    return name.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

} // namespace

QString foldedName(QStringView name)
{
    QString folded;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            folded += c.toLower();
    }
    return folded;
}

const json::Token &Node::token() const
{
    return m_document->m_tree.token(m_at);
}

bool Node::isNull() const
{
    return isThere() && token().kind == Kind::Null;
}

bool Node::isObject() const
{
    return isThere() && token().kind == Kind::BeginObject;
}

bool Node::isArray() const
{
    return isThere() && token().kind == Kind::BeginArray;
}

bool Node::isString() const
{
    return isThere() && token().kind == Kind::String;
}

bool Node::isScalar() const
{
    return isThere() && !isNull() && !isObject() && !isArray();
}

bool Node::isEmpty() const
{
    if (!isThere() || isNull())
        return true;
    if (isString())
        return token().length == 2;
    return token().opens() && m_document->m_tree.behind(m_at) == m_at + 2;
}

QByteArray Node::raw() const
{
    if (!isThere())
        return {};
    const json::TokenTree &tree = m_document->m_tree;
    const qsizetype from = token().offset;
    return m_document->m_bytes.mid(from, tree.token(tree.behind(m_at) - 1).end() - from);
}

std::optional<QString> Node::text() const
{
    if (!isScalar())
        return std::nullopt;
    const QByteArrayView spelling = m_document->m_tree.spelling(token());
    return isString() ? decoded(spelling) : QString::fromUtf8(spelling);
}

std::optional<double> Node::number() const
{
    if (!isScalar() || token().length > longestNumber)
        return std::nullopt;
    bool good = false;
    const double value = text()->trimmed().toDouble(&good);
    return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<qint64> Node::integer() const
{
    if (!isScalar() || token().length > longestNumber)
        return std::nullopt;
    bool good = false;
    const qint64 whole = text()->trimmed().toLongLong(&good);
    if (good)
        return whole;
    constexpr double exact = 9'007'199'254'740'992.0; // 2^53: above it a double has no fraction to speak of
    const std::optional<double> value = number();
    const bool fits = value && std::abs(*value) <= exact && *value == std::floor(*value);
    return fits ? std::optional(qint64(*value)) : std::nullopt;
}

std::optional<bool> Node::boolean() const
{
    const QString word = text().value_or(QString()).toLower();
    if (word == "true"_L1 || word == "1"_L1 || word == "yes"_L1)
        return true;
    if (word == "false"_L1 || word == "0"_L1 || word == "no"_L1)
        return false;
    return std::nullopt;
}

std::optional<QDateTime> Node::time() const
{
    if (!isScalar() || token().length > longestNumber)
        return std::nullopt;
    const std::optional<Micros> micros = domain::parseTime(text()->toLatin1());
    if (!micros)
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(*micros / 1000, Qt::UTC);
}

std::vector<Node> Node::items() const
{
    std::vector<Node> found;
    if (!isArray())
        return found;
    const json::TokenTree &tree = m_document->m_tree;
    const qsizetype last = tree.behind(m_at) - 1;
    for (qsizetype at = m_at + 1; at < last; at = tree.behind(at))
        found.push_back({m_document, at});
    return found;
}

std::vector<Node::Member> Node::members() const
{
    std::vector<Member> found;
    if (!isObject())
        return found;
    const json::TokenTree &tree = m_document->m_tree;
    const qsizetype last = tree.behind(m_at) - 1;
    for (qsizetype key = m_at + 1; key < last; key = tree.behind(key + 1)) {
        const QString name = decoded(tree.spelling(tree.token(key)));
        found.push_back({name, foldedName(name), Node(m_document, key + 1)});
    }
    return found;
}

Node Node::member(QLatin1StringView folded) const
{
    Node found;
    for (const Member &one : members()) {
        if (one.folded == folded)
            found = one.value;
    }
    return found;
}

void Node::markRead() const
{
    if (isThere())
        m_document->m_read[size_t(m_at)] = true;
}

Document::Document(QByteArray bytes, json::TokenTree tree)
    : m_bytes(std::move(bytes))
    , m_tree(std::move(tree))
    , m_read(size_t(m_tree.size()))
{}

Result<Document> Document::read(QByteArray bytes)
{
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes.remove(0, 3);
    bytes.detach(); // the tree looks into these bytes, whoever changes the others
    std::optional<json::TokenTree> tree = json::TokenTree::read(bytes);
    if (tree)
        return Document(std::move(bytes), *std::move(tree));
    if (bytes.trimmed().startsWith('<'))
        return fail(Error::Kind::Malformed,
                    u"the answer is a web page and not JSON: is the address that of the API?"_s);
    json::TokenReader reader(bytes, json::TokenReader::hardDepth);
    reader.skipValue();
    reader.next();
    const QString why = reader.errorText();
    return fail(Error::Kind::Malformed, u"the answer is not JSON that can be read: %1"_s.arg(
                                            why.isEmpty() ? u"too many values"_s : why));
}

// One walk over one value.
struct Document::Search
{
    const Document &document;
    std::vector<qsizetype> read = {}; // tokens, ascending
    QStringList found = {};

    bool touched(qsizetype at) const
    {
        const auto first = std::ranges::lower_bound(read, at);
        return first != read.end() && *first < document.m_tree.behind(at);
    }

    void collect(const Node &node, const QString &path)
    {
        if (document.m_read[size_t(node.m_at)] || found.size() >= mostUnmapped)
            return;
        if (touched(node.m_at))
            return collectParts(node, path);
        if (!node.isEmpty())
            found.append(path);
    }

    void collectParts(const Node &node, const QString &path)
    {
        for (const Node::Member &member : node.members())
            collect(member.value, path + u'/' + escapedForPointer(member.name));
        const std::vector<Node> items = node.items();
        for (size_t i = 0; i < items.size(); ++i)
            collect(items[i], path + u'/' + QString::number(i));
    }
};

QStringList Document::unmapped(const Node &from) const
{
    if (!from.isThere() || m_read[size_t(from.m_at)])
        return {};
    Search search{*this};
    for (qsizetype at = from.m_at; at < m_tree.behind(from.m_at); ++at) {
        if (m_read[size_t(at)])
            search.read.push_back(at);
    }
    search.collectParts(from, {});
    return search.found;
}

} // namespace tocsin::socmate
