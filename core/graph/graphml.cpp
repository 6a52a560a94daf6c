// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/graphml.h"

#include "core/graph/rows.h"

#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace tocsin::graph {

namespace {

// XML 1.0, production 2.
bool fits(char16_t c)
{
    return c == u'\t' || c == u'\n' || c == u'\r' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe);
}

QString carried(const QString &text, bool &escaped)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            out += c;
            out += text[++i];
        } else if (fits(c.unicode()) && c != u'\r') { // a reader makes a line feed of it
            out += c;
        } else {
            out += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
            escaped = true;
        }
    }
    return out;
}

class Writer
{
public:
    explicit Writer(QByteArray &out) : m_xml(&out) { m_xml.setAutoFormatting(true); }

    void key(QLatin1StringView id, QLatin1StringView of, QLatin1StringView type)
    {
        m_xml.writeEmptyElement(u"key"_s);
        m_xml.writeAttribute(u"id"_s, id);
        m_xml.writeAttribute(u"for"_s, of);
        m_xml.writeAttribute(u"attr.name"_s, id);
        m_xml.writeAttribute(u"attr.type"_s, type);
    }
    void data(QLatin1StringView key, const QString &text)
    {
        if (text.isEmpty())
            return;
        m_xml.writeStartElement(u"data"_s);
        m_xml.writeAttribute(u"key"_s, key);
        m_xml.writeCharacters(carried(text, m_escaped));
        m_xml.writeEndElement();
    }
    void end()
    {
        if (std::exchange(m_escaped, false))
            data("escaped"_L1, u"true"_s);
        m_xml.writeEndElement();
    }
    QXmlStreamWriter &xml() { return m_xml; }

private:
    QXmlStreamWriter m_xml;
    bool m_escaped = false;
};

void writeNodes(Writer &writer, const EntityGraph &graph, const std::vector<Point> &places)
{
    for (const NodeRow &row : nodeRows(graph)) {
        writer.xml().writeStartElement(u"node"_s);
        writer.xml().writeAttribute(u"id"_s, u"n%1"_s.arg(row.node));
        writer.data("type"_L1, row.type);
        writer.data("value"_L1, row.value);
        writer.data("label"_L1, row.label.isEmpty() ? row.value : row.label);
        if (std::size_t(row.node) < places.size()) {
            const Point &place = places[std::size_t(row.node)];
            writer.data("x"_L1, QString::number(place.x, 'f', 1));
            writer.data("y"_L1, QString::number(place.y, 'f', 1));
        }
        writer.end();
    }
}

} // namespace

QByteArray toGraphMl(const EntityGraph &graph, const std::vector<Point> &places)
{
    QByteArray out;
    Writer writer(out);
    QXmlStreamWriter &xml = writer.xml();
    xml.writeStartDocument();
    xml.writeStartElement(u"graphml"_s);
    xml.writeDefaultNamespace(u"http://graphml.graphdrawing.org/xmlns"_s);
    for (const auto &[id, type] :
         {std::pair("type"_L1, "string"_L1), std::pair("value"_L1, "string"_L1),
          std::pair("label"_L1, "string"_L1), std::pair("x"_L1, "double"_L1), std::pair("y"_L1, "double"_L1)})
        writer.key(id, "node"_L1, type);
    writer.key("relationship"_L1, "edge"_L1, "string"_L1);
    writer.key("escaped"_L1, "all"_L1, "boolean"_L1);
    xml.writeStartElement(u"graph"_s);
    xml.writeAttribute(u"id"_s, u"G"_s);
    xml.writeAttribute(u"edgedefault"_s, u"directed"_s);
    writeNodes(writer, graph, places);
    for (const EdgeRow &row : edgeRows(graph)) {
        const Edge &edge = graph.edges()[std::size_t(row.edge)];
        xml.writeStartElement(u"edge"_s);
        xml.writeAttribute(u"id"_s, u"e%1"_s.arg(row.edge));
        xml.writeAttribute(u"source"_s, u"n%1"_s.arg(edge.from));
        xml.writeAttribute(u"target"_s, u"n%1"_s.arg(edge.to));
        writer.data("relationship"_L1, row.relation);
        writer.end();
    }
    xml.writeEndDocument();
    return out;
}

} // namespace tocsin::graph
