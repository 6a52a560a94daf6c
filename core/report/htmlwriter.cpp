// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/blockwriter.h"

#include "core/report/markdowntext.h"

#include <QStringList>

namespace tocsin::report {

using namespace Qt::StringLiterals;
using Kind = Block::Kind;

namespace {

struct Tag
{
    quint8 style;
    QLatin1StringView name;
};
constexpr Tag tags[] = {
    {Span::Strong, "strong"_L1}, {Span::Emphasis, "em"_L1}, {Span::Strike, "s"_L1}, {Span::Code, "code"_L1}};

void put(QString &out, QLatin1StringView name, const QString &content)
{
    out += u'<' + name + u'>' + content + "</"_L1 + name + u'>';
}

QString spansOf(const Block &block)
{
    QString out;
    for (const Span &span : block.spans) {
        QString text = htmlText(span.text);
        text.replace(u'\n', "<br>"_L1);
        for (const Tag &tag : tags) {
            if (span.style & tag.style) {
                QString wrapped;
                put(wrapped, tag.name, text);
                text = wrapped;
            }
        }
        out += text;
    }
    return out;
}

class Writer
{
public:
    explicit Writer(int top) : m_top(top) {}

    void all(const Blocks &blocks)
    {
        for (const Block &block : blocks)
            one(block);
    }

    QString out;

private:
    void one(const Block &block)
    {
        switch (block.kind) {
        case Kind::Heading: {
            const QString name = u'h' + QString::number(std::min(6, block.level + m_top - 1));
            out += u'<' + name + u'>' + spansOf(block) + "</"_L1 + name + ">\n"_L1;
            break;
        }
        case Kind::Paragraph:
            out += "<p>"_L1 + spansOf(block) + "</p>\n"_L1;
            break;
        case Kind::Code:
            out += "<pre><code>"_L1 + htmlText(block.spans.isEmpty() ? QString() : block.spans.first().text) +
                   "</code></pre>\n"_L1;
            break;
        case Kind::Rule:
            out += "<hr>\n"_L1;
            break;
        case Kind::Quote:
            wrap("<blockquote>\n"_L1, block, "</blockquote>\n"_L1);
            break;
        case Kind::List:
            if (block.level > 0)
                wrap("<ol start=\""_L1 + QString::number(block.level) + "\">\n"_L1, block, "</ol>\n"_L1);
            else
                wrap(u"<ul>\n"_s, block, "</ul>\n"_L1);
            break;
        case Kind::Item:
            item(block);
            break;
        case Kind::Table:
            wrap(u"<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\">\n"_s, block,
                 "</table>\n"_L1);
            break;
        case Kind::Row:
            m_head = block.head;
            // Where a table goes over pages its head does so, too.
            wrap(m_head ? u"<thead><tr>"_s : u"<tr>"_s, block, m_head ? "</tr></thead>\n"_L1 : "</tr>\n"_L1);
            break;
        case Kind::Cell: {
            const QLatin1StringView name = m_head ? "th"_L1 : "td"_L1;
            out += u'<' + name + (m_head ? " align=\"left\">"_L1 : ">"_L1) + spansOf(block) + "</"_L1 + name +
                   u'>';
            break;
        }
        }
    }

    void wrap(const QString &before, const Block &block, QLatin1StringView after)
    {
        out += before;
        all(block.children);
        out += after;
    }

    void item(const Block &block)
    {
        out += "<li>"_L1;
        if (block.checked)
            out += *block.checked ? u"☑ "_s : u"☐ "_s;
        // A single paragraph stands in its item itself, as in tight lists.
        if (block.children.size() == 1 && block.children.first().kind == Kind::Paragraph)
            out += spansOf(block.children.first());
        else
            all(block.children);
        out += "</li>\n"_L1;
    }

    int m_top = 1;
    bool m_head = false;
};

} // namespace

QString htmlText(QStringView text)
{
    return visible(text, true).toHtmlEscaped();
}

QString htmlOf(const Blocks &blocks, int top)
{
    Writer writer(top);
    writer.all(blocks);
    return writer.out;
}

} // namespace tocsin::report
