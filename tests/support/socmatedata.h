// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace tocsin::test {

// A sample answer of tests/data/socmate; "guess" in its name says that no real server was seen to send it.
inline QByteArray socmateSample(const QString &name)
{
    QFile file(QStringLiteral(TOCSIN_TEST_DATA "/socmate/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return file.readAll();
}

} // namespace tocsin::test
