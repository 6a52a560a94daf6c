// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/graphreader.h"

#include "core/socmate/fields.h"

#include <QHash>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array nodeLists = {"nodes"_L1, "entities"_L1, "neighbors"_L1, "neighbours"_L1, "vertices"_L1};
constexpr std::array edgeLists = {"edges"_L1, "relationships"_L1, "links"_L1, "relations"_L1};
constexpr std::array centres = {"center"_L1, "centre"_L1, "entity"_L1, "root"_L1, "node"_L1};
constexpr std::array wrappers = {"graph"_L1,  "data"_L1,         "elements"_L1,
                                 "result"_L1, "neighborhood"_L1, "subgraph"_L1};

namespace node {
enum Field : int { Id, Value, Kind, Label, Confidence, Relation, Count };
constexpr std::array aliases = {
    Alias{"id"_L1, Id},
    Alias{"key"_L1, Id},
    Alias{"value"_L1, Value},
    Alias{"name"_L1, Value},
    Alias{"entityvalue"_L1, Value},
    Alias{"label"_L1, Label},
    Alias{"displayname"_L1, Label},
    Alias{"type"_L1, Kind},
    Alias{"entitytype"_L1, Kind},
    Alias{"kind"_L1, Kind},
    Alias{"confidence"_L1, Confidence},
    Alias{"score"_L1, Confidence},
    Alias{"relationship"_L1, Relation},
    Alias{"relationshiptype"_L1, Relation},
    Alias{"relation"_L1, Relation},
};
} // namespace node

namespace edge {
enum Field : int { From, To, Kind, Count };
constexpr std::array aliases = {
    Alias{"source"_L1, From},
    Alias{"from"_L1, From},
    Alias{"sourceid"_L1, From},
    Alias{"start"_L1, From},
    Alias{"src"_L1, From},
    Alias{"fromid"_L1, From},
    Alias{"target"_L1, To},
    Alias{"to"_L1, To},
    Alias{"targetid"_L1, To},
    Alias{"end"_L1, To},
    Alias{"dst"_L1, To},
    Alias{"toid"_L1, To},
    Alias{"type"_L1, Kind},
    Alias{"relationship"_L1, Kind},
    Alias{"relationshiptype"_L1, Kind},
    Alias{"relation"_L1, Kind},
    Alias{"kind"_L1, Kind},
    Alias{"label"_L1, Kind},
};
} // namespace edge

class Reader
{
public:
    explicit Reader(const Node &top) : m_homes{top}
    {
        for (size_t i = 0; i < m_homes.size() && m_homes.size() < 8; ++i) {
            for (const QLatin1StringView name : wrappers) {
                if (const Node inner = m_homes[i].member(name); inner.isObject())
                    m_homes.push_back(inner);
            }
        }
    }

    void run()
    {
        const QString centre = readCentre();
        const bool hasEdges = listOf(edgeLists).isThere();
        for (const Node &item : listOf(nodeLists).items()) {
            QString relation;
            const QString id = readNode(item, relation);
            if (!hasEdges && !centre.isEmpty() && !relation.isEmpty() && !id.isEmpty())
                addEdge(centre, id, relation);
        }
        addCentre(centre);
        for (const Node &item : listOf(edgeLists).items())
            readEdge(item);
        for (domain::GraphEdge &one : graph.edges) {
            one.from = knownNode(one.from);
            one.to = knownNode(one.to);
        }
    }

    // An empty list says that nothing is known; a body without any list that is known here says nothing.
    bool isUnderstood() const
    {
        if (!graph.nodes.isEmpty() || !graph.edges.isEmpty() || m_homes.front().isEmpty())
            return true;
        const Node nodes = listOf(nodeLists);
        const Node edges = listOf(edgeLists);
        return (nodes.isThere() || edges.isThere()) && nodes.isEmpty() && edges.isEmpty();
    }

    domain::Graph graph;

private:
    template<size_t N>
    Node listOf(const std::array<QLatin1StringView, N> &names) const
    {
        for (const Node &home : m_homes) {
            for (const QLatin1StringView name : names) {
                if (const Node list = home.member(name); list.isArray())
                    return list;
            }
        }
        return {};
    }

    QString readCentre()
    {
        for (const Node &home : m_homes) {
            for (const QLatin1StringView name : centres) {
                const Node centre = home.member(name);
                if (centre.isEmpty() || centre.isArray())
                    continue;
                if (centre.isScalar()) {
                    centre.markRead();
                    return centre.text().value_or(QString());
                }
                QString relation;
                if (const QString id = readNode(centre, relation); !id.isEmpty())
                    return id;
            }
        }
        return {};
    }

    // The first one, unless it was among the nodes: by its value alone it would be there twice.
    void addCentre(const QString &centre)
    {
        if (centre.isEmpty() || m_known.contains(centre))
            return;
        knownNode(centre);
        graph.nodes.prepend(graph.nodes.takeLast());
    }

    // The id; empty when the value names nothing.
    QString readNode(const Node &item, QString &relation)
    {
        domain::GraphNode one;
        if (item.isScalar()) {
            one.entity.value = *item.text();
            item.markRead();
        } else {
            std::vector<Node> homes{item};
            for (const QLatin1StringView nest : {"data"_L1, "properties"_L1, "entity"_L1}) {
                if (const Node inner = item.member(nest); inner.isObject())
                    homes.push_back(inner);
            }
            const Fields fields = Fields::of(homes, node::aliases, node::Count);
            one.id = fields.text(node::Id);
            one.label = fields.text(node::Label);
            one.entity.value = fields.text(node::Value);
            one.entity.kindText = fields.text(node::Kind);
            one.entity.confidence = fields.number(node::Confidence);
            relation = fields.text(node::Relation);
        }
        if (one.entity.value.isEmpty())
            one.entity.value = one.label.isEmpty() ? one.id : one.label;
        if (one.id.isEmpty())
            one.id = one.entity.value;
        if (one.label == one.entity.value)
            one.label.clear();
        one.entity.kind = domain::entityKindFromWord(one.entity.kindText);
        addNode(one);
        return one.id;
    }

    void addNode(const domain::GraphNode &one)
    {
        if (one.id.isEmpty() || m_known.contains(one.id))
            return;
        m_known.insert(one.id, one.id);
        if (!m_known.contains(one.entity.value))
            m_known.insert(one.entity.value, one.id);
        graph.nodes.append(one);
    }

    // An end may be an id, a value, or the whole node again.
    QString endOf(const Node &end)
    {
        QString relation;
        if (end.isObject())
            return readNode(end, relation);
        if (end.isScalar())
            end.markRead();
        return end.text().value_or(QString());
    }

    void readEdge(const Node &item)
    {
        std::vector<Node> homes{item};
        if (const Node inner = item.member("data"_L1); inner.isObject())
            homes.push_back(inner);
        const Fields fields = Fields::of(homes, edge::aliases, edge::Count);
        const QString from = endOf(fields.peek(edge::From));
        const QString to = endOf(fields.peek(edge::To));
        if (!from.isEmpty() && !to.isEmpty())
            addEdge(from, to, fields.text(edge::Kind));
    }

    void addEdge(const QString &from, const QString &to, const QString &kind)
    {
        graph.edges.append({from, to, domain::relationKindFromWord(kind), kind});
    }

    QString knownNode(const QString &end)
    {
        if (!m_known.contains(end)) {
            domain::GraphNode one;
            one.id = end;
            one.entity.value = end;
            addNode(one);
        }
        return m_known.value(end);
    }

    std::vector<Node> m_homes;
    QHash<QString, QString> m_known; // ids and values to ids
};

} // namespace

Result<domain::Graph> readGraph(QByteArray bytes)
{
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    const Node root = document->root();
    Reader reader(root);
    reader.run(); // a form that is not known is an empty graph whose raw tree is shown
    reader.graph.isUnderstood = reader.isUnderstood();
    reader.graph.raw = root.raw();
    reader.graph.unmapped = document->unmapped(root);
    return std::move(reader.graph);
}

} // namespace tocsin::socmate
