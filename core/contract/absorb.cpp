// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/shape.h"
#include "core/contract/values.h"

#include <algorithm>
#include <iterator>

namespace tocsin::contract {

namespace {

// Grows a shape by one payload, and counts what it has grown to.
class Absorber
{
public:
    Absorber(const json::TokenTree &tree, int shapes) : m_tree(tree), m_shapes(shapes) {}

    void value(Shape &shape, qsizetype at, int depth, bool secret)
    {
        ++shape.samples;
        const Type type = typeOf(m_tree, at);
        shape.types |= type;
        if (type == String)
            string(shape, stringAt(m_tree, at), secret);
        else if (type == Array)
            array(shape, at, depth, secret);
        else if (type == Object)
            object(shape, at, depth, secret);
    }

private:
    void string(Shape &shape, const QByteArray &text, bool secret)
    {
        const Format format = secret ? Format::None : formatOf(text);
        if (++shape.strings == 1)
            shape.format = format;
        else if (shape.format != format)
            shape.format = Format::None;
        if (shape.manyWords)
            return;
        const auto place = std::lower_bound(shape.words.begin(), shape.words.end(), text);
        if (place != shape.words.end() && *place == text)
            return;
        if (secret || !isWord(text) || shape.words.size() == mostWords) {
            shape.manyWords = true;
            shape.words.clear();
        } else {
            shape.words.insert(place, text);
        }
    }

    void array(Shape &shape, qsizetype at, int depth, bool secret)
    {
        if (shape.anyItems || m_tree.token(at + 1).closes())
            return;
        if (depth >= mostDepth || (shape.items.empty() && !room())) {
            shape.anyItems = true;
            shape.items.clear();
            return;
        }
        if (shape.items.empty())
            shape.items.push_back(fresh());
        for (qsizetype item = at + 1; !m_tree.token(item).closes(); item = m_tree.behind(item))
            value(shape.items.front(), item, depth + 1, secret);
    }

    void object(Shape &shape, qsizetype at, int depth, bool secret)
    {
        ++shape.objects;
        for (const ReadMember &read : readMembers(m_tree, at)) {
            if (depth >= mostDepth) {
                shape.open = true;
                shape.full = true;
                shape.rest.clear();
                return;
            }
            const bool hides = secret || namesSecret(read.name);
            if (Member *member = memberFor(shape, read)) {
                ++member->seen;
                member->doubled = member->doubled || read.doubled;
                value(member->shape, read.value, depth + 1, hides);
                if (shape.members.size() > mostMembers)
                    collapse(shape);
            } else if (Shape *rest = restOf(shape)) {
                value(*rest, read.value, depth + 1, hides);
            }
        }
    }

    // Null when it has no shape of its own.
    Member *memberFor(Shape &shape, const ReadMember &read)
    {
        const auto at = std::lower_bound(
            shape.members.begin(), shape.members.end(), read.name,
            [](const Member &member, const QByteArray &wanted) { return member.name < wanted; });
        if (at != shape.members.end() && at->name == read.name)
            return &*at;
        if (shape.full || !read.isName || !room())
            return nullptr;
        return &*shape.members.insert(at, {read.name, 0, false, fresh()});
    }

    // Null when other members may be of any shape.
    Shape *restOf(Shape &shape)
    {
        const bool isNew = !shape.open;
        shape.open = true;
        if (shape.rest.empty() && isNew && room())
            shape.rest.push_back(fresh());
        return shape.rest.empty() ? nullptr : &shape.rest.front();
    }

    // So many names are keys of something: all but those that every object has go into one shape.
    void collapse(Shape &shape)
    {
        std::vector<Member> kept;
        Shape *rest = restOf(shape);
        shape.full = true;
        for (Member &member : shape.members) {
            if (shape.objects >= 3 && member.seen + 1 >= shape.objects && kept.size() < mostMembers / 2)
                kept.push_back(std::move(member));
            else if (rest)
                merge(*rest, std::move(member.shape));
        }
        shape.members = std::move(kept);
    }

    static void merge(Shape &into, Shape &&from)
    {
        if (into.strings == 0)
            into.format = from.format;
        else if (from.strings > 0 && into.format != from.format)
            into.format = Format::None;
        into.types |= from.types;
        into.samples += from.samples;
        into.strings += from.strings;
        into.objects += from.objects;
        if (into.strings > 0) { // of so many members nobody lists the values
            into.manyWords = true;
            into.words.clear();
        }
        if (from.types & Object) { // looked into no further
            into.open = true;
            into.full = true;
            into.members.clear();
            into.rest.clear();
        }
        if (from.types & Array) {
            into.anyItems = true;
            into.items.clear();
        }
    }

    bool room() const { return m_shapes < mostShapes; }
    Shape fresh()
    {
        ++m_shapes;
        return {};
    }

    const json::TokenTree &m_tree;
    int m_shapes;
};

} // namespace

Result<void> absorb(Shape &shape, QByteArrayView json)
{
    const auto tree = readPayload(json);
    if (!tree)
        return tl::unexpected(tree.error());
    Absorber(*tree, countShapes(shape)).value(shape, 0, 0, false);
    return {};
}

} // namespace tocsin::contract
