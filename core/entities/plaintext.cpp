// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/plaintext.h"

#include <algorithm>

namespace tocsin::entities {

using namespace Qt::StringLiterals;

namespace {

struct Mark
{
    QStringView defanged;
    QStringView plain;
};

// Each ends in a bracket, so that the end of what was written so far is all there is to look at.
constexpr Mark marks[] = {
    {u"[.]", u"."}, {u"(.)", u"."}, {u"{.}", u"."}, {u"[dot]", u"."}, {u"(dot)", u"."}, {u"{dot}", u"."},
    {u"[:]", u":"}, {u"[@]", u"@"}, {u"(@)", u"@"}, {u"[at]", u"@"},  {u"(at)", u"@"},  {u"[://]", u"://"},
};

bool closes(QChar c)
{
    return c == u']' || c == u')' || c == u'}';
}

const Mark *markAtEndOf(const QString &text)
{
    for (const Mark &mark : marks) {
        if (text.endsWith(mark.defanged, Qt::CaseInsensitive))
            return &mark;
    }
    return nullptr;
}

// hxxp becomes http in the same case; the "p" was just written.
bool undoScheme(QString &text)
{
    if (!text.endsWith("hxxp"_L1, Qt::CaseInsensitive))
        return false;
    for (qsizetype i = text.size() - 3; i < text.size() - 1; ++i)
        text[i] = text[i] == u'X' ? u'T' : u't';
    return true;
}

// The place is that of the undone mark's first character. Marks undone within a mark that is undone are
// forgotten.
void remember(PlainText &plain, qsizetype place, qsizetype shift)
{
    while (!plain.steps.empty() && plain.steps.back().plain > place)
        plain.steps.pop_back();
    plain.steps.push_back({place, shift});
}

} // namespace

qsizetype PlainText::originOf(qsizetype plain) const
{
    // A step speaks of what is behind its own character.
    const auto next = std::lower_bound(steps.begin(), steps.end(), plain,
                                       [](const Step &step, qsizetype at) { return step.plain < at; });
    return next == steps.begin() ? plain : plain + std::prev(next)->shift;
}

bool PlainText::changed(qsizetype from, qsizetype to) const
{
    const auto next = std::lower_bound(steps.begin(), steps.end(), from,
                                       [](const Step &step, qsizetype at) { return step.plain < at; });
    return next != steps.end() && next->plain < to;
}

PlainText plainText(QStringView text)
{
    PlainText plain;
    plain.text.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        plain.text += text[i];
        if (closes(text[i])) {
            if (const Mark *mark = markAtEndOf(plain.text)) {
                plain.text.chop(mark->defanged.size());
                const qsizetype place = plain.text.size();
                plain.text += mark->plain;
                remember(plain, place, i + 1 - plain.text.size());
            }
        } else if ((text[i] == u'p' || text[i] == u'P') && undoScheme(plain.text)) {
            remember(plain, plain.text.size() - 4, i + 1 - plain.text.size());
        }
    }
    return plain;
}

} // namespace tocsin::entities
