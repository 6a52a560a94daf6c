// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/markdownreader.h"

#include "core/entities/defang.h"
#include "core/report/characterreference.h"

#include <QByteArray>

#include <md4c.h>

#include <array>
#include <vector>

namespace tocsin::report {

using namespace Qt::StringLiterals;
using Kind = Block::Kind;

namespace {

constexpr qsizetype longest = 1024 * 1024;
constexpr int mostPieces = 200'000; // callbacks; a table can ask for rows times columns
constexpr std::size_t deepest = 24;
constexpr qsizetype longestTarget = 2048;

QString textOf(const MD_ATTRIBUTE &attribute)
{
    return QString::fromUtf8(attribute.text, qsizetype(attribute.size));
}

constexpr quint8 styles[] = {Span::Emphasis, Span::Strong, Span::Strike, Span::Code};

int styleAt(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM:
        return 0;
    case MD_SPAN_STRONG:
        return 1;
    case MD_SPAN_DEL:
        return 2;
    case MD_SPAN_CODE:
        return 3;
    default:
        return -1;
    }
}

// Takes what the parser tells, piece by piece. Every function answers 0 to go on. Blocks come nested, spans
// not always: md4c 0.4.8 ends spans that it never began when emphasis and a link cross each other. So styles
// are counted and not stacked, and all of it ends with the block.
class Builder
{
public:
    Builder()
    {
        Block root;
        root.kind = Kind::Quote;
        m_open.push_back(root);
    }

    int enter(MD_BLOCKTYPE type, void *detail)
    {
        Block block;
        switch (type) {
        case MD_BLOCK_QUOTE:
            block.kind = Kind::Quote;
            break;
        case MD_BLOCK_UL:
            block.kind = Kind::List;
            break;
        case MD_BLOCK_OL:
            block.kind = Kind::List;
            block.level = int(std::min(static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start, 999'999'999U));
            break;
        case MD_BLOCK_LI: {
            const auto *item = static_cast<MD_BLOCK_LI_DETAIL *>(detail);
            block.kind = Kind::Item;
            if (item->is_task)
                block.checked = item->task_mark != ' ';
            break;
        }
        case MD_BLOCK_HR:
            block.kind = Kind::Rule;
            break;
        case MD_BLOCK_H:
            block.kind = Kind::Heading;
            block.level = int(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level);
            break;
        case MD_BLOCK_CODE:
            block.kind = Kind::Code;
            block.language = textOf(static_cast<MD_BLOCK_CODE_DETAIL *>(detail)->lang).left(40);
            break;
        case MD_BLOCK_TABLE:
            block.kind = Kind::Table;
            break;
        case MD_BLOCK_TR:
            block.kind = Kind::Row;
            block.head = m_head;
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            block.kind = Kind::Cell;
            break;
        case MD_BLOCK_THEAD:
        case MD_BLOCK_TBODY:
            m_head = type == MD_BLOCK_THEAD;
            return count();
        case MD_BLOCK_DOC:
            return count();
        default:
            break; // paragraphs, and raw HTML, which is switched off
        }
        const bool container =
            block.kind == Kind::Quote || block.kind == Kind::List || block.kind == Kind::Item;
        if (container && m_open.size() >= deepest) {
            ++m_ignored; // deeper ones are read as if they were this one
            return count();
        }
        m_open.push_back(std::move(block));
        return count();
    }

    int leave(MD_BLOCKTYPE type)
    {
        if (type == MD_BLOCK_DOC || type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
            return 0;
        const bool container =
            type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL || type == MD_BLOCK_LI;
        if (container && m_ignored > 0) {
            --m_ignored;
            return 0;
        }
        if (m_open.size() < 2)
            return 1;
        m_styles.fill(0);
        m_targets.clear();
        Block done = std::move(m_open.back());
        m_open.pop_back();
        m_open.back().children.append(std::move(done));
        return count();
    }

    int enter(MD_SPANTYPE type, void *detail)
    {
        if (const int at = styleAt(type); at >= 0)
            ++m_styles[std::size_t(at)];
        if (type == MD_SPAN_A)
            m_targets.push_back({textOf(static_cast<MD_SPAN_A_DETAIL *>(detail)->href), {}});
        if (type == MD_SPAN_IMG) {
            append(u"[image: "_s);
            m_targets.push_back({textOf(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src), {}});
        }
        return count();
    }

    int leave(MD_SPANTYPE type)
    {
        if ((type == MD_SPAN_A || type == MD_SPAN_IMG) && !m_targets.empty()) {
            const auto [target, shown] = m_targets.back();
            m_targets.pop_back();
            if (type == MD_SPAN_IMG)
                append(u"]"_s);
            // Shown only when it says more than the text.
            if (!target.isEmpty() && target != shown)
                append(u" ("_s + target + u')');
        }
        if (const int at = styleAt(type); at >= 0 && m_styles[std::size_t(at)] > 0)
            --m_styles[std::size_t(at)];
        return count();
    }

    int text(MD_TEXTTYPE type, const char *bytes, MD_SIZE size)
    {
        switch (type) {
        case MD_TEXT_NULLCHAR:
            append(QString(QChar::ReplacementCharacter));
            break;
        case MD_TEXT_BR:
            append(u"\n"_s);
            break;
        case MD_TEXT_SOFTBR:
            append(u" "_s);
            break;
        case MD_TEXT_ENTITY:
            append(characterOf(QString::fromUtf8(bytes, qsizetype(size))));
            break;
        default:
            append(QString::fromUtf8(bytes, qsizetype(size)));
        }
        return count();
    }

    Blocks result() { return std::move(m_open.front().children); }

private:
    int count() { return ++m_pieces > mostPieces ? 1 : 0; }

    quint8 style() const
    {
        int sum = Span::Plain;
        for (std::size_t i = 0; i < m_styles.size(); ++i) {
            if (m_styles[i] > 0)
                sum |= styles[i];
        }
        return quint8(sum);
    }

    void append(const QString &text)
    {
        const quint8 now = style();
        if (!m_targets.empty() && m_targets.back().second.size() < longestTarget)
            m_targets.back().second += text;
        Block *block = &m_open.back();
        // Items of tight lists hold their text themselves; here every text stands in a block of its own.
        if (block->kind == Kind::Item || block->kind == Kind::Quote) {
            QList<Block> &children = block->children;
            if (children.isEmpty() || children.back().kind != Kind::Paragraph)
                children.append(Block());
            block = &children.back();
        }
        if (!block->spans.isEmpty() && block->spans.back().style == now)
            block->spans.back().text += text;
        else
            block->spans.append({text, now});
    }

    std::vector<Block> m_open;
    std::array<int, std::size(styles)> m_styles = {};   // how many of each are open
    std::vector<std::pair<QString, QString>> m_targets; // of the links that are open, with their text so far
    bool m_head = false;
    int m_ignored = 0;
    int m_pieces = 0;
};

// CommonMark 2.3; and halves of characters, for which UTF-8 has no place.
QString wellFormed(QString text)
{
    text.replace(QChar(0), QChar::ReplacementCharacter);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else if (text[i].isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

Blocks plainParagraphs(const QString &text)
{
    Blocks blocks;
    for (const QString &part : text.split("\n\n"_L1, Qt::SkipEmptyParts))
        blocks.append(paragraph(part));
    return blocks;
}

void defang(Blocks &blocks)
{
    for (Block &block : blocks) {
        if (block.kind == Kind::Code)
            continue;
        for (Span &span : block.spans)
            span.text = entities::defangedText(span.text);
        defang(block.children);
    }
}

} // namespace

Blocks readMarkdown(const QString &text, const MarkdownOptions &options)
{
    Builder builder;
    MD_PARSER parser = {};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML |
                   MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *to) {
        return static_cast<Builder *>(to)->enter(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *to) {
        return static_cast<Builder *>(to)->leave(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *to) {
        return static_cast<Builder *>(to)->enter(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *to) {
        return static_cast<Builder *>(to)->leave(type);
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *to) {
        return static_cast<Builder *>(to)->text(type, bytes, size);
    };

    const QByteArray bytes = wellFormed(text).toUtf8();
    const bool read =
        bytes.size() <= longest && md_parse(bytes.constData(), MD_SIZE(bytes.size()), &parser, &builder) == 0;
    Blocks blocks = read ? builder.result() : plainParagraphs(text);
    if (options.defang)
        defang(blocks);
    return blocks;
}

} // namespace tocsin::report
