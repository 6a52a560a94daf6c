// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/excerpt.h"

#include <algorithm>
#include <vector>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostWords = 12;
constexpr qsizetype mostSearched = 64 * 1024; // units: what the indexes know of a text
constexpr qsizetype mostMarks = 40;
constexpr qsizetype before = 50; // units kept in front of the first word

bool isMark(QChar c)
{
    return c.category() == QChar::Mark_NonSpacing || c.category() == QChar::Mark_Enclosing;
}

// Nothing to be taken apart: most letters, so that a long text takes no allocation for each. Hangul syllables
// would come apart, but are typed as they are stored.
bool isWhole(QChar c)
{
    return c.decompositionTag() != QChar::Canonical || (c >= QChar(0xac00) && c <= QChar(0xd7a3));
}

// Without case and accents, and for each unit the place in the original that it comes from.
struct Folded
{
    QString text;
    std::vector<qsizetype> origin;

    explicit Folded(QStringView original)
    {
        text.reserve(original.size());
        origin.reserve(std::size_t(original.size()) + 1);
        for (qsizetype i = 0; i < original.size(); ++i) {
            const QChar c = original[i];
            if (c.unicode() < 0x80) {
                add(c.toLower(), i);
                continue;
            }
            if (c == u'\u00df') { // folds to two
                add(u's', i);
                add(u's', i);
            } else if (isWhole(c)) {
                if (!isMark(c))
                    add(c.toCaseFolded(), i);
            } else {
                for (const QChar part : QString(c).normalized(QString::NormalizationForm_D)) {
                    if (!isMark(part))
                        add(part.toCaseFolded(), i);
                }
            }
        }
        origin.push_back(original.size());
    }

private:
    void add(QChar c, qsizetype from)
    {
        text.append(c);
        origin.push_back(from);
    }
};

// The letters and digits of a word, as the tokenizer of an index takes it apart.
QStringList tokensOf(const QString &word)
{
    QStringList tokens;
    QString token;
    for (const QChar c : word) {
        if (c.isLetterOrNumber() || isMark(c) || c.isSurrogate()) {
            token.append(c);
        } else if (!token.isEmpty()) {
            tokens.append(token);
            token.clear();
        }
    }
    if (!token.isEmpty())
        tokens.append(token);
    return tokens;
}

// What stands in the text of a word: the word itself, or all of its tokens.
QStringList presentForms(const Folded &text, const QString &word)
{
    const QString whole = Folded(word).text;
    if (whole.isEmpty())
        return {};
    if (text.text.contains(whole))
        return {whole};
    QStringList tokens;
    for (const QString &token : tokensOf(word)) {
        const QString folded = Folded(token).text;
        if (!text.text.contains(folded))
            return {};
        if (folded.size() > 1)
            tokens.append(folded);
    }
    return tokens;
}

QList<Span> marksIn(const Folded &text, const QStringList &words)
{
    QList<Span> marks;
    for (const QString &word : words) {
        for (const QString &form : presentForms(text, word)) {
            qsizetype at = text.text.indexOf(form);
            for (int count = 0; at >= 0 && count < mostMarks; ++count) {
                const qsizetype from = text.origin[std::size_t(at)];
                const qsizetype to = text.origin[std::size_t(at + form.size() - 1)] + 1;
                marks.append({from, to - from});
                at = text.text.indexOf(form, at + form.size());
            }
        }
    }
    std::ranges::sort(marks, [](const Span &a, const Span &b) {
        return a.from != b.from ? a.from < b.from : a.length > b.length;
    });
    QList<Span> apart;
    for (const Span &mark : std::as_const(marks)) {
        if (!apart.isEmpty() && mark.from <= apart.last().from + apart.last().length) {
            const qsizetype end = std::max(mark.from + mark.length, apart.last().from + apart.last().length);
            apart.last().length = end - apart.last().from;
        } else {
            apart.append(mark);
        }
    }
    return apart;
}

// One blank for every run of blanks and line ends; the marks follow.
Excerpt onOneLine(const QString &text, const QList<Span> &marks)
{
    Excerpt line;
    std::vector<qsizetype> places;
    places.reserve(std::size_t(text.size()) + 1);
    for (const QChar c : text) {
        places.push_back(line.text.size());
        if (!c.isSpace())
            line.text.append(c);
        else if (!line.text.isEmpty() && !line.text.endsWith(u' '))
            line.text.append(u' ');
    }
    places.push_back(line.text.size());
    for (const Span &mark : marks) {
        const qsizetype from = places[std::size_t(mark.from)];
        const qsizetype to = places[std::size_t(mark.from + mark.length)];
        if (to > from)
            line.marks.append({from, to - from});
    }
    return line;
}

// A place near it where no character and no short word is cut in two.
qsizetype niceCut(const QString &text, qsizetype at, int step)
{
    for (qsizetype i = at, moved = 0; i > 0 && i < text.size() && moved < 16; i += step, ++moved) {
        if (text[i - 1].isSpace())
            return i;
    }
    return at > 0 && at < text.size() && text[at].isLowSurrogate() ? at - 1 : at;
}

} // namespace

QStringList searchWords(QStringView typed)
{
    QStringList words;
    QString plain = typed.toString();
    plain.replace(u'"', u' ');
    for (const QString &word : plain.simplified().split(u' ', Qt::SkipEmptyParts)) {
        if (words.size() < mostWords && !words.contains(word, Qt::CaseInsensitive))
            words.append(word);
    }
    return words;
}

int wordsHeld(const QString &text, const QStringList &words)
{
    const Folded folded(QStringView(text).first(std::min(text.size(), mostSearched)));
    return int(std::ranges::count_if(
        words, [&folded](const QString &word) { return !presentForms(folded, word).isEmpty(); }));
}

Excerpt excerptOf(const QString &text, const QStringList &words, qsizetype length)
{
    const QString some = text.first(std::min(text.size(), mostSearched));
    const QList<Span> all = marksIn(Folded(some), words);
    const qsizetype first = all.isEmpty() ? 0 : all.first().from;
    const qsizetype from = first <= before ? 0 : niceCut(some, first - before, -1);
    const qsizetype to = from + length >= some.size() ? some.size() : niceCut(some, from + length, -1);
    QList<Span> marks;
    for (const Span &mark : all) {
        if (mark.from >= from && mark.from < to)
            marks.append({mark.from - from, std::min(mark.length, to - mark.from)});
    }
    Excerpt line = onOneLine(some.mid(from, to - from), marks);
    if (from > 0) {
        line.text.prepend(u'…');
        for (Span &mark : line.marks)
            ++mark.from;
    }
    while (line.text.endsWith(u' '))
        line.text.chop(1);
    if (to < text.size())
        line.text.append(u'…');
    return line;
}

Excerpt excerptOfMarked(const QString &text, QChar start, QChar end)
{
    QString plain;
    QList<Span> marks;
    qsizetype from = -1;
    for (const QChar c : text) {
        if (c == start) {
            from = plain.size();
        } else if (c == end) {
            if (from >= 0 && plain.size() > from)
                marks.append({from, plain.size() - from});
            from = -1;
        } else {
            plain.append(c);
        }
    }
    Excerpt line = onOneLine(plain, marks);
    const qsizetype far = line.marks.isEmpty() ? 0 : line.marks.constFirst().from - before;
    const qsizetype cut = far > 0 ? niceCut(line.text, far, 1) : 0;
    if (cut <= 0 || cut > line.marks.constFirst().from)
        return line;
    line.text = u'…' + line.text.mid(cut);
    for (Span &mark : line.marks)
        mark.from += 1 - cut;
    return line;
}

} // namespace tocsin::flows
