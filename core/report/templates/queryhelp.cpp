// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/templates/queryhelp.h"

#include "core/entities/extract.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype looked = 20'000;

using Words = QSet<QString>;

Words wordsOf(QLatin1StringView text)
{
    const QStringList words = QString(text).split(u' ', Qt::SkipEmptyParts);
    return Words(words.begin(), words.end());
}

// Words in lower case; what is neither letter nor digit parts them, but for what dates and comparisons hold.
QStringList wordsIn(QStringView text)
{
    QStringList words;
    QString word;
    const auto finish = [&] {
        while (word.endsWith(u':') || word.endsWith(u'-'))
            word.chop(1);
        if (!word.isEmpty())
            words << word;
        word.clear();
    };
    for (const QChar c : text) {
        if (c.isLetterOrNumber() || QStringView(u"-:<>=\u2265\u2264%#").contains(c))
            word += c.toLower();
        else
            finish();
    }
    finish();
    return words;
}

bool isNumber(const QString &word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

// "24h", "7d", "pt1h", "p30d": digits with a unit.
bool isDuration(const QString &word)
{
    QStringView rest = word;
    if (rest.startsWith(u'p'))
        rest = rest.sliced(rest.startsWith(u"pt") ? 2 : 1);
    if (rest.isEmpty() || !rest.first(1)[0].isDigit())
        return false;
    static const Words units = wordsOf("m h d w s min mins hr hrs y"_L1);
    const auto unit = std::find_if(rest.begin(), rest.end(), [](QChar c) { return !c.isDigit(); });
    return unit != rest.end() && units.contains(rest.sliced(unit - rest.begin()).toString());
}

bool isDate(const QString &word)
{
    return word.size() >= 10 && word[4] == u'-' && word[7] == u'-' && isNumber(word.first(4)) &&
           isNumber(word.mid(5, 2)) && isNumber(word.mid(8, 2));
}

bool saysTime(const QStringList &words)
{
    static const Words alone = wordsOf(
        "today yesterday tonight overnight monday tuesday wednesday thursday friday saturday sunday"_L1);
    static const Words before = wordsOf("last past previous since within next recent for"_L1);
    static const Words units =
        wordsOf("minute minutes hour hours day days week weeks month months year quarter"_L1);
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (alone.contains(words[i]) || isDuration(words[i]) || isDate(words[i]))
            return true;
        const QString next = words.value(i + 1);
        if (isNumber(words[i]) && units.contains(next))
            return true;
        if (before.contains(words[i]) && (units.contains(next) || isDuration(next) || isDate(next)))
            return true;
    }
    return false;
}

bool saysCondition(const QStringList &words)
{
    static const Words alone =
        wordsOf("failed failure failures unusual anomalous suspicious malicious new first never "
                "successful success denied blocked allowed compared often many contained evidence "
                "exfiltrated encoded outbound inbound impossible unexpected rare whether"_L1);
    static const Words comparing =
        wordsOf("than least most over above below under exceeds exceeding >= <= > < ="_L1);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (alone.contains(word) || word.startsWith(u'>') || word.startsWith(u'<') ||
            word.startsWith(u'\u2265'))
            return true;
        const QString next = words.value(i + 1);
        if (comparing.contains(word) && !next.isEmpty() && next[0].isDigit())
            return true;
    }
    return false;
}

bool saysEntity(QStringView query, const QStringList &words)
{
    entities::Options options;
    options.most = 1;
    if (!entities::extract(query, options).isEmpty())
        return true;
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        QString number = words[i + 1];
        if (number.startsWith(u'#'))
            number.remove(0, 1);
        if (words[i] == "incident"_L1 && isNumber(number))
            return true;
    }
    return false;
}

} // namespace

QueryHelp helpFor(QStringView query)
{
    const QStringView text = query.left(looked);
    const QStringList words = wordsIn(text);
    return {saysEntity(text, words), saysTime(words), saysCondition(words)};
}

} // namespace tocsin::report
