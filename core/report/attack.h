// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/report.h"

#include <QString>
#include <QStringList>

namespace tocsin::report {

// A technique or sub-technique of MITRE ATT&CK for Enterprise, from resources/attack/techniques.json.
struct Technique
{
    QString id;          // "T1003.001", in upper case
    QString name;        // "OS Credential Dumping: LSASS Memory"; empty: the table does not know the id
    QStringList tactics; // short names, in the order of the matrix: "initial-access"

    bool known() const { return !name.isEmpty(); }
    bool operator==(const Technique &) const = default;
};

QString attackVersion(); // "18.0"
Technique techniqueFor(QStringView id);
bool isTechniqueId(QStringView id);        // T1234 or T1234.567, in any case, known or not
QString tacticName(QStringView shortName); // "Initial Access"; what is not known stays
QStringList tacticOrder();                 // short names

// The ids in a text that the table knows, each once, in order. A model called "T1000" is none.
QStringList techniquesIn(QStringView text);

// All that a report names: its own list, its findings' and those in its texts, each once, in that order.
QStringList techniquesOf(const domain::Report &report);

} // namespace tocsin::report
