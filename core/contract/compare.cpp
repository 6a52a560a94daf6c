// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/compare.h"

#include "core/contract/values.h"

#include <QSet>

namespace tocsin::contract {

namespace {

using namespace Qt::StringLiterals;
using domain::Drift;
using domain::DriftKind;

constexpr qsizetype longestPointer = 1024; // bytes

// Where the walk stands: in this payload, and in any.
struct Path
{
    QByteArray pointer;
    QByteArray place;

    static QByteArray escaped(QByteArray name) { return name.replace('~', "~0").replace('/', "~1"); }
    static QByteArray joined(const QByteArray &to, const QByteArray &name)
    {
        return to.size() + name.size() > longestPointer ? to : to + '/' + escaped(name);
    }
    Path member(const ReadMember &read, bool any) const
    {
        return {joined(pointer, read.name), any ? place + "/*" : joined(place, read.name)};
    }
    Path missing(const QByteArray &name) const { return {joined(pointer, name), joined(place, name)}; }
    Path item(qsizetype index) const { return {pointer + '/' + QByteArray::number(index), place + "/*"}; }
};

class Comparer
{
public:
    explicit Comparer(const json::TokenTree &tree) : m_tree(tree) {}

    QList<Drift> drifts;

    void value(const Shape &shape, qsizetype at, const Path &path)
    {
        if (shape.types == 0 || drifts.size() >= mostDrifts)
            return;
        const Type type = typeOf(m_tree, at);
        if (!(shape.types & type) && !(type == Integer && (shape.types & Number)))
            add(DriftKind::TypeChange, path, typeNames(shape.types), typeNames(type));
        else if (type == String)
            string(shape, stringAt(m_tree, at), path);
        else if (type == Array)
            array(shape, at, path);
        else if (type == Object)
            object(shape, at, path);
    }

private:
    void add(DriftKind kind, const Path &path, const QString &was, const QString &now)
    {
        const QByteArray key = QByteArray::number(int(kind)) + path.place;
        if (m_said.contains(key) || drifts.size() >= mostDrifts)
            return;
        m_said.insert(key);
        drifts.append({kind, path.place, path.pointer, was, now});
    }

    void string(const Shape &shape, const QByteArray &text, const Path &path)
    {
        const QList<QByteArray> words = shape.fixedWords();
        if (!words.isEmpty() && !words.contains(text)) {
            add(DriftKind::NewValue, path, QString::fromUtf8(words.join(", ")),
                isWord(text) ? QString::fromUtf8(text) : u"another string"_s);
            return;
        }
        if (shape.format == Format::None)
            return;
        const Format format = formatOf(text);
        if (format != shape.format)
            add(DriftKind::FormatChange, path, formatName(shape.format),
                format == Format::None ? u"string"_s : QString(formatName(format)));
    }

    void array(const Shape &shape, qsizetype at, const Path &path)
    {
        if (shape.items.empty())
            return;
        qsizetype index = 0;
        for (qsizetype item = at + 1; !m_tree.token(item).closes() && drifts.size() < mostDrifts;
             item = m_tree.behind(item))
            value(shape.items.front(), item, path.item(index++));
    }

    void object(const Shape &shape, qsizetype at, const Path &path)
    {
        QSet<QByteArrayView> there;
        const std::vector<ReadMember> members = readMembers(m_tree, at);
        for (const ReadMember &read : members) {
            there.insert(read.name);
            const Member *known = findMember(shape, read.name);
            const Path below = path.member(read, !known && (shape.open || !read.isName));
            if (read.doubled && known && !known->doubled)
                add(DriftKind::DuplicateMember, below, {}, {});
            if (known)
                value(known->shape, read.value, below);
            else if (!shape.open)
                add(DriftKind::NewMember, below, {}, typeNames(typeOf(m_tree, read.value)));
            else if (!shape.rest.empty())
                value(shape.rest.front(), read.value, below);
        }
        for (const Member &member : shape.members) {
            if (member.seen == shape.objects && !there.contains(member.name))
                add(DriftKind::MissingMember, path.missing(member.name), typeNames(member.shape.types), {});
        }
    }

    const json::TokenTree &m_tree;
    QSet<QByteArray> m_said;
};

} // namespace

QList<Drift> compare(const Shape &contract, QByteArrayView json)
{
    const auto tree = readPayload(json);
    if (!tree)
        return {{DriftKind::NotComparable, {}, {}, {}, tree.error().detail}};
    Comparer comparer(*tree);
    comparer.value(contract, 0, {});
    return comparer.drifts;
}

} // namespace tocsin::contract
