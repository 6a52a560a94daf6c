// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSet>
#include <QString>
#include <QStringView>

#include <algorithm>

namespace tocsin::test {

// The first tag that is none of those a report is written with, as it stands between < and >; null when there
// is none. These carry no address, no script and no text from outside; a "<" that begins no tag is a fault,
// too.
inline QString foreignTag(QStringView html)
{
    static const QSet<QStringView> whole{
        u"!DOCTYPE html",
        u"html lang=\"en\"",
        u"meta charset=\"utf-8\"",
        u"meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        u"'unsafe-inline'\"",
        u"meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"",
        u"meta name=\"referrer\" content=\"no-referrer\"",
        u"th align=\"left\"",
        u"table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\"",
    };
    static const QSet<QStringView> bare{
        u"html", u"head", u"title", u"style",  u"body",  u"h1", u"h2",         u"h3", u"h4", u"h5",
        u"h6",   u"p",    u"span",  u"table",  u"thead", u"tr", u"th",         u"td", u"ul", u"ol",
        u"li",   u"pre",  u"code",  u"strong", u"em",    u"s",  u"blockquote", u"br", u"hr"};
    const auto is = [](QStringView tag, QStringView before, QStringView after, auto fits) {
        if (!tag.startsWith(before) || !tag.endsWith(after) || tag.size() <= before.size() + after.size())
            return false;
        const QStringView middle = tag.sliced(before.size()).chopped(after.size());
        return std::all_of(middle.begin(), middle.end(), fits);
    };
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const auto hex = [&](QChar c) { return digit(c) || (c >= u'a' && c <= u'f'); };
    for (qsizetype open = html.indexOf(u'<'); open >= 0; open = html.indexOf(u'<', open + 1)) {
        const qsizetype close = html.indexOf(u'>', open);
        const QStringView tag = html.sliced(open + 1, (close < 0 ? html.size() : close) - open - 1);
        if (close >= 0 &&
            (whole.contains(tag) || bare.contains(tag) ||
             (tag.startsWith(u'/') && bare.contains(tag.sliced(1))) ||
             is(tag, u"ol start=\"", u"\"", digit) ||
             is(tag, u"span class=\"tlp\" style=\"background-color: #000000; color: #", u"\"", hex)))
            continue;
        return QString(u'<').append(tag.left(200));
    }
    return {};
}

} // namespace tocsin::test
