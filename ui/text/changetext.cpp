// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/changetext.h"

#include "ui/text/numbertext.h"

#include <QCoreApplication>
#include <QStringList>

namespace tocsin::ui {

using namespace Qt::StringLiterals;
using compare::Change;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::ChangeText)
};

} // namespace

QString changeName(Change kind)
{
    switch (kind) {
    case Change::WhiteSpace:
        return Text::tr("white space");
    case Change::Escape:
        return Text::tr("escape");
    case Change::NumberSpelling:
        return Text::tr("number spelling");
    case Change::KeyOrder:
        return Text::tr("key order");
    case Change::Newline:
        return Text::tr("newline");
    case Change::Value:
        return Text::tr("value");
    case Change::Added:
        return Text::tr("added");
    case Change::Removed:
        return Text::tr("removed");
    case Change::DuplicateKey:
        return Text::tr("duplicate key");
    case Change::NameCase:
        return Text::tr("case of the name");
    case Change::FieldOrder:
        return Text::tr("field order");
    case Change::DuplicateField:
        return Text::tr("duplicate field");
    case Change::Bytes:
        return Text::tr("bytes");
    }
    return {};
}

QString findingsSummary(const compare::Findings &findings)
{
    QStringList kinds;
    for (int i = 0; i < compare::changeCount; ++i) {
        if (findings.counts[size_t(i)] > 0)
            kinds.append(changeName(Change(i)) + u' ' + numberText(findings.counts[size_t(i)]));
    }
    QString text = Text::tr("%n difference(s)", nullptr, int(qMin<qsizetype>(findings.total(), INT_MAX)));
    if (!kinds.isEmpty())
        text += u": "_s + kinds.join(u", "_s);
    if (!findings.isComplete)
        text += Text::tr("; the first %1 are listed").arg(numberText(findings.differences.size()));
    return text;
}

} // namespace tocsin::ui
