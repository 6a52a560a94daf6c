// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin::test {

// One of the files with vectors in tests/data/signature. For programs that are given TOCSIN_TEST_DATA.
inline QJsonObject readSignatureData(const QString &name)
{
    QFile file(QStringLiteral(TOCSIN_TEST_DATA "/signature/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace tocsin::test
