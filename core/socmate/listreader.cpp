// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/listreader.h"

#include <array>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array envelopes = {"items"_L1, "results"_L1, "data"_L1, "value"_L1, "records"_L1, "hits"_L1};
// Not "count": that is the page's own with some servers.
constexpr std::array totals = {"total"_L1, "totalcount"_L1, "totalresults"_L1, "odatacount"_L1};
constexpr int deepest = 3; // objects within objects

using Names = std::span<const QLatin1StringView>;

class Search
{
public:
    Search(Names names, Gather gather) : m_names(names), m_gather(gather) {}

    bool in(const Node &object, int depth)
    {
        const std::vector<Node::Member> members = object.members();
        const bool found = named(members, m_names, depth) || named(members, envelopes, depth);
        return (found || onlyArray(members)) && (readTotal(object), true);
    }

    ListBody body;

private:
    bool named(const std::vector<Node::Member> &members, Names names, int depth)
    {
        bool found = false;
        for (const QLatin1StringView name : names) {
            for (const Node::Member &member : members) {
                if (member.folded != name || (found && m_gather == Gather::One))
                    continue;
                if (member.value.isArray()) {
                    append(member);
                    found = true;
                } else if (member.value.isObject() && depth < deepest) {
                    found = in(member.value, depth + 1) || found;
                } else if (member.value.isNull()) {
                    found = true;
                }
            }
        }
        return found;
    }

    bool onlyArray(const std::vector<Node::Member> &members)
    {
        const Node::Member *only = nullptr;
        for (const Node::Member &member : members) {
            if (!member.value.isArray())
                continue;
            if (only)
                return false;
            only = &member;
        }
        if (only)
            append(*only);
        return only != nullptr;
    }

    void append(const Node::Member &member)
    {
        for (const Node &item : member.value.items())
            body.items.push_back({item, member.name});
    }

    void readTotal(const Node &object)
    {
        for (const QLatin1StringView name : totals) {
            const std::optional<qint64> total = object.member(name).integer();
            if (total && *total >= qint64(body.items.size()) && !body.total)
                body.total = total;
        }
    }

    Names m_names;
    Gather m_gather;
};

} // namespace

Result<ListBody> readList(const Document &document, Names names, Gather gather)
{
    const Node root = document.root();
    ListBody body;
    if (root.isArray()) {
        for (const Node &item : root.items())
            body.items.push_back({item, {}});
        return body;
    }
    if (root.isNull())
        return body;
    Search search(names, gather);
    if (root.isObject() && search.in(root, 0))
        return search.body;
    QStringList there;
    for (const Node::Member &member : root.members())
        there.append(member.name.left(40));
    return fail(Error::Kind::Malformed, u"the answer holds no list; its members are: %1"_s.arg(
                                            there.isEmpty() ? u"none"_s : there.mid(0, 20).join(u", "_s)));
}

} // namespace tocsin::socmate
