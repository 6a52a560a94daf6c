// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/numbertext.h"

#include <QCoreApplication>
#include <QLocale>

#include <limits>

namespace tocsin::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::NumberText)
};
} // namespace

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

QString sizeText(qint64 bytes)
{
    if (bytes >= 0 && bytes < 1000) // Qt's own words know no "1 byte"
        return Text::tr("%n byte(s)", nullptr, int(bytes));
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString exactSizeText(qint64 bytes)
{
    if (bytes < 1000)
        return sizeText(bytes);
    return Text::tr("%1 (%2 bytes)").arg(sizeText(bytes), numberText(bytes));
}

QString deliveriesText(qint64 number, bool atLeast)
{
    const QString shown =
        atLeast ? Text::tr("%1+", "at least so many").arg(numberText(number)) : numberText(number);
    const int form = int(qMin<qint64>(number, std::numeric_limits<int>::max()));
    return Text::tr("%1 delivery(s)", "the number is put in grouped, by locale", form).arg(shown);
}

} // namespace tocsin::ui
