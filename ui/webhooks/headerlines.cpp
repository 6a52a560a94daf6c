// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/headerlines.h"

#include "ui/text/numbertext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::HeaderLines)
};

// RFC 9110 5.6.2: token.
bool isFieldName(QStringView name)
{
    constexpr QLatin1StringView others = "!#$%&'*+-.^_`|~"_L1;
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [others](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || others.contains(c);
    });
}

} // namespace

Result<QList<domain::HeaderField>> headersFromLines(const QString &lines)
{
    QList<domain::HeaderField> fields;
    int number = 0;
    for (const QString &line : lines.split(u'\n')) {
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype colon = line.indexOf(u':');
        const QString name = line.left(qMax<qsizetype>(0, colon)).trimmed();
        if (colon < 0 || !isFieldName(name))
            return fail(Error::Kind::Rejected,
                        Text::tr("Line %1: write \"Name: value\".").arg(numberText(number)));
        fields.append({name.toLatin1(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    return fields;
}

QString headersToLines(const QList<domain::HeaderField> &fields)
{
    QStringList lines;
    for (const domain::HeaderField &field : fields)
        lines.append(QString::fromUtf8(field.name) + u": "_s + QString::fromUtf8(field.value));
    return lines.join(u'\n');
}

} // namespace tocsin::ui
