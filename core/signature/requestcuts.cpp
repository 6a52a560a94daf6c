// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/requestvalues.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

constexpr size_t mostCuts = 96;
constexpr qsizetype mostPieces = 12;  // into which one value falls
constexpr qsizetype longest = 2048;   // bytes; a longer value is a text of its own
constexpr qsizetype longestWord = 24; // a key or prefix
constexpr int mostPlaces = 8;

bool isWord(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= longestWord && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
               c == '-' || c == '.';
    });
}

// Nothing when the separator is not there or cuts the text too small.
QByteArrayList pieces(const QByteArray &text, char separator)
{
    const qsizetype count = text.count(separator);
    return count > 0 && count < mostPieces ? text.split(separator) : QByteArrayList();
}

class Cuts
{
public:
    explicit Cuts(const FoundValue &whole) : m_whole(whole) {}

    std::vector<FoundValue> run()
    {
        add(m_whole.field, m_whole.text);
        if (m_whole.text.size() > longest)
            return std::move(m_cuts);
        behindVersion();
        behindPrefix();
        pairs(m_whole.field, m_whole.text);
        behindWord();
        groups();
        places();
        lists();
        return std::move(m_cuts);
    }

private:
    void add(FieldSpec field, const QByteArray &text)
    {
        const QByteArray trimmed = text.trimmed();
        if (trimmed.isEmpty() || m_cuts.size() >= mostCuts)
            return;
        m_cuts.push_back({field, trimmed});
        if (trimmed.contains('%')) {
            field.unescape = true;
            m_cuts.push_back({field, percentDecoded(trimmed)});
        }
    }

    // "v1=<digest>": one of a list, though it is alone here.
    void behindVersion()
    {
        const qsizetype at = m_whole.text.indexOf('=');
        if (at < 2 || at > 3 || m_whole.text[0] != 'v' || !isWord(m_whole.text.first(at)) ||
            m_whole.text[1] < '0' || m_whole.text[1] > '9')
            return;
        FieldSpec field = m_whole.field;
        field.key = m_whole.text.first(at);
        if (!m_whole.text.contains(','))
            add(field, m_whole.text.mid(at + 1));
    }

    // "sha256=<digest>", "HMAC <digest>"
    void behindPrefix()
    {
        for (const char end : {'=', ' ', ':'}) {
            const qsizetype at = m_whole.text.indexOf(end);
            if (at <= 0 || !isWord(m_whole.text.first(at)))
                continue;
            FieldSpec field = m_whole.field;
            field.prefixes = {m_whole.text.first(at + 1)};
            add(field, m_whole.text.mid(at + 1));
        }
    }

    // "t=1,v1=<digest>"; the comma is what a scheme means when it is silent.
    void pairs(const FieldSpec &whole, const QByteArray &text)
    {
        for (const char assign : {'=', ':'}) {
            for (const char split : {',', ';', ' ', '&', '|'}) {
                for (const QByteArray &piece : pieces(text, split)) {
                    const qsizetype at = piece.indexOf(assign);
                    const QByteArray key = piece.left(std::max<qsizetype>(at, 0)).trimmed();
                    if (!isWord(key))
                        continue;
                    FieldSpec field = whole;
                    field.key = key;
                    if (split != ',')
                        field.split = QByteArray(1, split);
                    if (assign != '=')
                        field.assign = QByteArray(1, assign);
                    add(field, piece.mid(at + 1));
                }
            }
        }
    }

    // "HMAC-SHA256 t=1, s=<digest>"
    void behindWord()
    {
        const qsizetype blank = m_whole.text.indexOf(' ');
        if (blank <= 0 || !isWord(m_whole.text.first(blank)))
            return;
        FieldSpec field = m_whole.field;
        field.prefixes = {m_whole.text.first(blank + 1)};
        pairs(field, m_whole.text.mid(blank + 1).trimmed());
    }

    // "v1,<digest> v1,<digest>", "<name>|<digest>&<name>|<digest>"
    void groups()
    {
        for (const char between : {' ', '&', ','}) {
            const QByteArrayList all =
                m_whole.text.count(between) < mostPieces ? m_whole.text.split(between) : QByteArrayList();
            for (const char split : {',', '|', '=', ':', '/'}) {
                for (const QByteArray &group : split == between ? QByteArrayList() : all)
                    addGroup(group, between, split);
            }
        }
    }

    void addGroup(const QByteArray &group, char between, char split)
    {
        const QByteArrayList parts = pieces(group, split);
        for (qsizetype i = 1; i < parts.size() && parts.size() <= 4; ++i) {
            FieldSpec field = m_whole.field;
            field.groups = QByteArray(1, between);
            field.split = QByteArray(1, split);
            field.index = int(i);
            if (isWord(parts[0].trimmed()) && parts[0].trimmed().size() <= 4) {
                field.first = parts[0].trimmed();
                add(field, parts[i]);
                field.first.clear();
            }
            add(field, parts[i]);
        }
    }

    // "<time>.<digest>"
    void places()
    {
        for (const char split : {',', ';', '.', '|', ':', ' ', '/'}) {
            const QByteArrayList parts = pieces(m_whole.text, split);
            for (qsizetype i = 0; i < parts.size() && i < mostPlaces; ++i) {
                FieldSpec field = m_whole.field;
                field.split = QByteArray(1, split);
                field.index = int(i);
                add(field, parts[i]);
            }
            rest(parts, split);
        }
    }

    // "<time>,<digest>,<digest>": what is of one size at the end is one list.
    void rest(const QByteArrayList &parts, char split)
    {
        qsizetype from = parts.size() - 1;
        while (from > 0 && parts[from - 1].trimmed().size() == parts.last().trimmed().size())
            --from;
        if (from < 1 || from == parts.size() - 1 || from >= mostPlaces)
            return;
        FieldSpec field = m_whole.field;
        field.split = QByteArray(1, split);
        field.index = int(from);
        field.rest = true;
        for (const QByteArray &part : parts.mid(from))
            add(field, part);
    }

    // "<digest>,<digest>"
    void lists()
    {
        for (const char between : {',', ' ', ';', '.'}) {
            for (const QByteArray &piece : pieces(m_whole.text, between)) {
                FieldSpec field = m_whole.field;
                field.groups = QByteArray(1, between);
                add(field, piece);
            }
        }
    }

    const FoundValue &m_whole;
    std::vector<FoundValue> m_cuts;
};

} // namespace

std::vector<FoundValue> cutsOf(const FoundValue &whole)
{
    return Cuts(whole).run();
}

} // namespace tocsin::signature
