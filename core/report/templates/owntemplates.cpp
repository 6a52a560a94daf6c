// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/templates/owntemplates.h"

#include <algorithm>

namespace tocsin::report {

namespace {

bool hasName(const QList<QueryTemplate> &templates, const QString &name)
{
    return std::ranges::any_of(templates, [&name](const QueryTemplate &one) {
        return one.name.simplified().compare(name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

TemplateCheck checkTemplate(const QueryTemplate &one, const QList<QueryTemplate> &others)
{
    using Kind = TemplateCheck::Kind;
    const QString name = one.name.simplified();
    if (name.isEmpty())
        return {Kind::NoName, {}};
    if (name.size() > longestTemplateName || one.text.size() > longestTemplateText)
        return {Kind::TooLong, {}};
    if (hasName(others, name))
        return {Kind::NameTaken, {}};
    if (one.text.trimmed().isEmpty())
        return {Kind::NoText, {}};
    TemplateCheck check;
    for (const TemplateFault &fault : faultsOf(one.text)) {
        if (fault.kind == TemplateFault::Kind::NotClosed)
            return {Kind::NotClosed, {}};
        if (const QString asked = fault.name.trimmed().toLower(); !check.asked.contains(asked))
            check.asked << asked;
    }
    return check;
}

QList<QueryTemplate> usableTemplates(const QList<QueryTemplate> &read)
{
    QList<QueryTemplate> usable;
    for (const QueryTemplate &one : read) {
        if (usable.size() < mostTemplates && checkTemplate(one, usable).kind == TemplateCheck::Kind::Fine)
            usable.append({one.name.simplified(), one.text});
    }
    return usable;
}

} // namespace tocsin::report
