// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/terminal.h"

#include <QHash>
#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::Graph;

namespace {

QString kindOf(const domain::GraphNode &node)
{
    const bool known = node.entity.kind != domain::EntityKind::Other || node.entity.kindText.isEmpty();
    return known ? QString(domain::entityKindId(node.entity.kind)) : node.entity.kindText;
}

QString kindOf(const domain::GraphEdge &edge)
{
    const QString word = domain::relationKindId(edge.kind);
    return word.isEmpty() ? edge.kindText : word;
}

// What a server knows of an address, a user, a host and so on.
class EntityCommand final : public AnalystCommand
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Prints what a SoCMate server connects with an address, user, host, domain, hash, mail address, "
            "URL\nor process: the entities around it, and how they are related."_s);
        parser.addPositionalArgument(u"value"_s, u"The entity."_s);
        declareConnection(parser);
    }

protected:
    Result<void> read(const QCommandLineParser &parser) override
    {
        const QStringList words = parser.positionalArguments();
        m_value = words.value(0).trimmed();
        if (words.size() != 1 || m_value.isEmpty() || m_value == u"."_s || m_value == u".."_s)
            return tocsin::fail(Error::Kind::Rejected, u"entity takes one value"_s);
        return {};
    }

    void run() override
    {
        api().entity(m_value, this, [this](const Result<Graph> &graph) {
            if (!graph)
                return failBy(graph.error());
            print(*graph);
            if (isJson())
                printRaw(*graph);
            if (!graph->isUnderstood)
                printError(u"the server's answer is in a form that is not known here: entity VALUE --json "
                           "prints it as it came"_s);
            const bool isEmpty = graph->nodes.isEmpty() && graph->edges.isEmpty();
            finish(!graph->isUnderstood ? CouldNot : isEmpty ? No : Good);
        });
    }

private:
    // The last line is the answer itself: nothing of it is lost because nobody here can read it.
    void printRaw(const Graph &graph) const
    {
        printJson({{u"what"_s, u"answer"_s},
                   {u"understood"_s, graph.isUnderstood},
                   {u"unmapped"_s, QJsonArray::fromStringList(graph.unmapped)},
                   {u"raw"_s, QString::fromUtf8(graph.raw)}});
    }

    void print(const Graph &graph) const
    {
        QHash<QString, QString> values;
        for (const domain::GraphNode &node : graph.nodes) {
            values.insert(node.id, node.entity.value);
            if (isJson())
                printJson({{u"what"_s, u"node"_s},
                           {u"id"_s, node.id},
                           {u"kind"_s, kindOf(node)},
                           {u"value"_s, node.entity.value},
                           {u"label"_s, node.label}});
            else
                printLine(columns({{visible(kindOf(node), 20), 14}, {visible(node.entity.value), 0}}));
        }
        for (const domain::GraphEdge &edge : graph.edges) {
            if (isJson())
                printJson({{u"what"_s, u"edge"_s},
                           {u"from"_s, edge.from},
                           {u"to"_s, edge.to},
                           {u"kind"_s, kindOf(edge)}});
            else
                printLine(u"%1  %2  %3"_s.arg(visible(values.value(edge.from, edge.from)),
                                              visible(kindOf(edge), 40),
                                              visible(values.value(edge.to, edge.to))));
        }
    }

    QString m_value;
};

} // namespace

std::unique_ptr<Command> makeEntityCommand()
{
    return std::make_unique<EntityCommand>();
}

} // namespace tocsin::cli
