// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/savedview.h"

#include <array>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array columnIds = {"at"_L1,    "severity"_L1, "status"_L1,  "number"_L1, "title"_L1,
                                  "owner"_L1, "modified"_L1, "changed"_L1, "alerts"_L1};
constexpr std::array otherIds = {"tactics"_L1, "products"_L1, "labels"_L1,  "tags"_L1,
                                 "notes"_L1,   "provider"_L1, "comments"_L1};
constexpr auto firstLine = "tocsin view 1"_L1;
constexpr qsizetype longestName = 80;
constexpr qsizetype longestText = 16 * 1024;

tl::unexpected<Error> fault(qsizetype line, const QString &what)
{
    return fail(Error::Kind::Malformed, u"line %1: %2"_s.arg(line + 1).arg(what));
}

Result<void> readLine(const QString &key, const QString &value, SavedView &view)
{
    const auto wrong = [](const QString &what) { return fail(Error::Kind::Malformed, what); };
    if (key == "name"_L1) {
        if (value.isEmpty() || value.size() > longestName)
            return wrong(u"a name has 1 to %1 characters"_s.arg(longestName));
        view.name = value;
    } else if (key == "filter"_L1) {
        if (const auto query = filter::parseIncidents(value); !query)
            return wrong(u"in the filter, character %1: %2"_s.arg(query.error().position + 1)
                             .arg(query.error().message));
        view.filter = value;
    } else if (key == "sort"_L1) {
        const bool descending = value.startsWith(u'-');
        const auto column = columnFromId(QStringView(value).sliced(descending ? 1 : 0));
        if (!column)
            return wrong(u"cannot sort by \"%1\""_s.arg(value));
        view.sort = {*column, descending};
    } else if (key == "columns"_L1) {
        view.columns = value.simplified().split(u' ', Qt::SkipEmptyParts);
        for (const QString &id : std::as_const(view.columns)) {
            if (!viewColumns().contains(id))
                return wrong(u"there is no column \"%1\""_s.arg(id));
            if (view.columns.count(id) > 1)
                return wrong(u"the column \"%1\" stands there twice"_s.arg(id));
        }
    } else {
        return wrong(u"\"%1\" is none of name, filter, sort, columns"_s.arg(key));
    }
    return {};
}

} // namespace

QLatin1StringView columnId(IncidentColumn column)
{
    return columnIds[size_t(column)];
}

std::optional<IncidentColumn> columnFromId(QStringView id)
{
    for (size_t i = 0; i < columnIds.size(); ++i) {
        if (id == columnIds[i])
            return IncidentColumn(i);
    }
    return std::nullopt;
}

QStringList viewColumns()
{
    QStringList all;
    for (const QLatin1StringView id : columnIds)
        all.append(QString(id));
    for (const QLatin1StringView id : otherIds)
        all.append(QString(id));
    return all;
}

QString viewText(const SavedView &view)
{
    QString text = firstLine + u"\nname: "_s + view.name.simplified() + u'\n';
    if (!view.filter.isEmpty())
        text += u"filter: "_s + QString(view.filter).replace(u'\n', u' ') + u'\n';
    text += u"sort: "_s + (view.sort.descending ? u"-"_s : QString()) + columnId(view.sort.column) + u'\n';
    if (!view.columns.isEmpty())
        text += u"columns: "_s + view.columns.join(u' ') + u'\n';
    return text;
}

Result<SavedView> readView(const QString &text)
{
    if (text.size() > longestText)
        return fault(0, u"this is too long for a view"_s);
    const QStringList lines = text.split(u'\n');
    SavedView view;
    bool begun = false;
    QStringList seen;
    for (qsizetype n = 0; n < lines.size(); ++n) {
        const QString line = lines[n].trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (!begun) {
            if (line != firstLine)
                return fault(n, u"a view starts with \"%1\""_s.arg(firstLine));
            begun = true;
            continue;
        }
        const qsizetype colon = line.indexOf(u':');
        const QString key = line.first(std::max<qsizetype>(0, colon)).trimmed();
        if (colon < 0)
            return fault(n, u"expected \"name: ...\""_s);
        if (seen.contains(key))
            return fault(n, u"%1 stands there twice"_s.arg(key));
        seen.append(key);
        if (auto read = readLine(key, line.sliced(colon + 1).trimmed(), view); !read)
            return fault(n, read.error().detail);
    }
    if (!begun)
        return fault(0, u"a view starts with \"%1\""_s.arg(firstLine));
    if (view.name.isEmpty())
        return fault(lines.size() - 1, u"the view has no name"_s);
    return view;
}

} // namespace tocsin::storage
