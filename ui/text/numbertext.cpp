// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/numbertext.h"

#include <QCoreApplication>
#include <QLocale>

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
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString exactSizeText(qint64 bytes)
{
    if (bytes < 1000)
        return Text::tr("%1 bytes").arg(numberText(bytes));
    return Text::tr("%1 (%2 bytes)").arg(sizeText(bytes), numberText(bytes));
}

} // namespace tocsin::ui
