// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/signature/verify.h"

#include <QStringList>

namespace tocsin::cli {

// What `tocsinctl schemes check` looks at: scheme files, and requests that each of them must verify.
struct SchemesCheck
{
    QStringList paths;                                               // files and folders
    std::vector<std::pair<QString, domain::HttpMessage>> deliveries; // with the names of their files
    QList<signature::NamedSecret> secrets;
    signature::Circumstances circumstances;
    Micros now = 0;
    bool json = false;

    // Prints one line for each file and for each delivery; answers the exit code.
    int run() const;

private:
    int checkFile(const QString &path, QStringList &ids) const;
    int checkDeliveries(const QString &path, const signature::Scheme &scheme) const;
    void printFault(const QString &path, const QString &fault) const;
};

} // namespace tocsin::cli
