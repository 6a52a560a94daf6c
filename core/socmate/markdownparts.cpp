// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/markdownparts.h"

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

constexpr int boldLevel = 7;

bool isDigitAt(QStringView text, qsizetype at)
{
    return at < text.size() && text[at] >= u'0' && text[at] <= u'9';
}

bool isWordAt(QStringView text, qsizetype at)
{
    return at >= 0 && at < text.size() && (text[at].isLetterOrNumber() || text[at] == u'_');
}

QString plain(QStringView heading)
{
    QString text = heading.trimmed().toString();
    while (text.endsWith(u'#') || text.endsWith(u':') || text.endsWith(u' '))
        text.chop(1);
    if (text.startsWith("**"_L1) && text.endsWith("**"_L1) && text.size() > 4)
        text = text.sliced(2, text.size() - 4);
    while (text.endsWith(u':'))
        text.chop(1);
    return text.trimmed();
}

// 0 when the line is no heading.
int headingLevel(QStringView line)
{
    int marks = 0;
    while (marks < line.size() && line[marks] == u'#')
        ++marks;
    if (marks >= 1 && marks <= 6 && marks < line.size() && line[marks].isSpace())
        return marks;
    const QStringView text = line.trimmed();
    constexpr qsizetype longestBold = 80; // a longer one is a sentence that is stressed
    const bool bold = text.startsWith("**"_L1) && (text.endsWith("**"_L1) || text.endsWith("**:"_L1)) &&
                      text.size() > 5 && text.size() <= longestBold && text.count("**"_L1) == 2;
    return bold && marks == 0 ? boldLevel : 0;
}

// Where the text of a list item begins; 0 when the line is none.
qsizetype itemStart(QStringView line)
{
    if (line.size() >= 2 && (line[0] == u'-' || line[0] == u'*' || line[0] == u'+') && line[1].isSpace())
        return 2;
    qsizetype at = 0;
    while (isDigitAt(line, at) && at < 4)
        ++at;
    const bool numbered =
        at > 0 && at + 1 < line.size() && (line[at] == u'.' || line[at] == u')') && line[at + 1].isSpace();
    return numbered ? at + 2 : 0;
}

class Reader
{
public:
    std::vector<MarkdownPart> run(const QString &text)
    {
        for (const QStringView raw : QStringView(text).split(u'\n'))
            line(raw.endsWith(u'\r') ? raw.chopped(1) : raw);
        endPart();
        return std::move(m_parts);
    }

private:
    void line(QStringView line)
    {
        const QStringView bare = line.trimmed();
        if (!m_fence.isEmpty()) {
            if (bare.startsWith(m_fence) && bare.count(m_fence[0]) == bare.size())
                m_fence.clear();
            else
                (m_part.fences.back().text += line) += u'\n';
            return keep(line);
        }
        if (bare.startsWith("```"_L1) || bare.startsWith("~~~"_L1)) {
            qsizetype ticks = 0;
            while (ticks < bare.size() && bare[ticks] == bare[0])
                ++ticks;
            m_fence = bare.first(ticks).toString();
            m_part.fences.push_back({bare.sliced(ticks).trimmed().toString().section(u' ', 0, 0), {}});
            return keep(line);
        }
        if (const int level = headingLevel(line)) {
            endPart();
            m_part.level = level;
            m_part.heading = plain(level == boldLevel ? bare : line.sliced(level));
            return;
        }
        keep(line);
        takeItem(line);
    }

    void keep(QStringView line) { (m_part.text += line) += u'\n'; }

    void takeItem(QStringView line)
    {
        if (const qsizetype start = itemStart(line)) {
            m_part.items.append(line.sliced(start).trimmed().toString());
            m_inItem = true;
        } else if (line.trimmed().isEmpty()) {
            m_inItem = false;
        } else if (m_inItem || (!m_part.items.isEmpty() && line[0].isSpace())) {
            m_part.items.back() += u'\n' + line.trimmed().toString();
        } else {
            m_part.hasOther = true;
        }
    }

    void endPart()
    {
        m_part.text = m_part.text.trimmed();
        for (MarkdownPart::Fence &fence : m_part.fences) {
            if (fence.text.endsWith(u'\n'))
                fence.text.chop(1);
        }
        if (m_part.level > 0 || !m_part.text.isEmpty())
            m_parts.push_back(std::move(m_part));
        m_part = {};
        m_fence.clear();
        m_inItem = false;
    }

    std::vector<MarkdownPart> m_parts;
    MarkdownPart m_part;
    QString m_fence; // the ticks that close it; empty = not in one
    bool m_inItem = false;
};

} // namespace

std::vector<MarkdownPart> markdownParts(const QString &text)
{
    return Reader().run(text);
}

QStringList techniqueIds(QStringView text)
{
    constexpr qsizetype digits = 4;
    constexpr qsizetype subDigits = 3;
    QStringList found;
    for (qsizetype at = text.indexOf(u'T'); at >= 0; at = text.indexOf(u'T', at + 1)) {
        qsizetype end = at + 1;
        while (isDigitAt(text, end))
            ++end;
        if (end != at + 1 + digits || isWordAt(text, at - 1) || isWordAt(text, end))
            continue;
        bool sub = end < text.size() && text[end] == u'.';
        for (qsizetype i = 1; i <= subDigits; ++i)
            sub = sub && isDigitAt(text, end + i);
        if (sub && !isWordAt(text, end + 1 + subDigits))
            end += 1 + subDigits;
        const QString id = text.sliced(at, end - at).toString();
        if (!found.contains(id))
            found.append(id);
    }
    return found;
}

} // namespace tocsin::socmate
