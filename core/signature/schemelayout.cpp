// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/schemelayout.h"

#include <QString>

#include <algorithm>

namespace tocsin::signature {

namespace {

constexpr qsizetype lineLimit = 110;    // characters
constexpr qsizetype objectsOnALine = 2; // of a list; more are easier to read one below the other
constexpr int step = 2;

// A file may be shown before it is trusted, so what steers a terminal or an editor is written as an escape.
bool mustEscape(char16_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

QByteArray quoted(const QByteArray &utf8)
{
    QString out(u'"');
    for (const QChar c : QString::fromUtf8(utf8)) {
        if (c == u'"' || c == u'\\')
            (out += u'\\') += c;
        else if (c == u'\n')
            out += QStringLiteral("\\n");
        else if (mustEscape(c.unicode()))
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            out += c;
    }
    return (out += u'"').toUtf8();
}

} // namespace

FileNode FileNode::text(const QByteArray &utf8)
{
    FileNode node(Kind::Scalar);
    node.m_text = quoted(utf8);
    return node;
}

FileNode FileNode::number(qint64 value)
{
    FileNode node(Kind::Scalar);
    node.m_text = QByteArray::number(value);
    return node;
}

FileNode FileNode::flag(bool value)
{
    FileNode node(Kind::Scalar);
    node.m_text = value ? "true" : "false";
    return node;
}

FileNode FileNode::list(std::vector<FileNode> &&items)
{
    FileNode node(Kind::List);
    for (FileNode &item : items)
        node.m_items.emplace_back(QByteArray(), std::move(item));
    return node;
}

FileNode &FileNode::add(const char *name, FileNode &&value)
{
    m_items.emplace_back(quoted(name) + ": ", std::move(value));
    return *this;
}

bool FileNode::staysOnOneLine() const
{
    const qsizetype objects = std::count_if(
        m_items.begin(), m_items.end(), [](const auto &item) { return item.second.m_kind != Kind::Scalar; });
    return (m_kind != Kind::List || objects <= objectsOnALine) &&
           std::all_of(m_items.begin(), m_items.end(),
                       [](const auto &item) { return item.second.staysOnOneLine(); });
}

QByteArray FileNode::onOneLine() const
{
    if (m_kind == Kind::Scalar)
        return m_text;
    QByteArray all;
    for (const auto &[name, value] : m_items)
        all += (all.isEmpty() ? "" : ", ") + name + value.onOneLine();
    return m_kind == Kind::List ? '[' + all + ']' : "{ " + all + " }";
}

void FileNode::write(QByteArray &out, int indent, qsizetype column) const
{
    if (m_kind == Kind::Scalar) {
        out += m_text;
        return;
    }
    if (indent > 0 && staysOnOneLine()) {
        const QByteArray line = onOneLine();
        if (column + QString::fromUtf8(line).size() < lineLimit) {
            out += line;
            return;
        }
    }
    const QByteArray blanks(indent + step, ' ');
    out += m_kind == Kind::List ? '[' : '{';
    bool first = true;
    for (const auto &[name, value] : m_items) {
        out += (first ? "\n" : ",\n") + blanks + name;
        value.write(out, indent + step, blanks.size() + name.size());
        first = false;
    }
    out += '\n' + QByteArray(indent, ' ') + (m_kind == Kind::List ? ']' : '}');
}

QByteArray FileNode::written() const
{
    QByteArray out;
    write(out, 0, 0);
    return out += '\n';
}

} // namespace tocsin::signature
