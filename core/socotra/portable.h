// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/socotra/integration.h"
#include "core/socotra/threeway.h"

namespace tocsin::socotra {

// Integrations in a file that may be kept in a repository or mailed: the entries as the tenant lists them,
// byte for byte, but for secrets, which are left out, and for values of sensitive headers, which are empty.
QByteArray exportText(const QList<Integration> &integrations, const QString &tenant, Micros now);

// Malformed: no such file, or one of a later version. The answer of GET /integrations is taken as well.
Result<QList<Integration>> readExport(QByteArrayView text);

// One entry of a file against the tenant. What an export leaves out is not compared.
struct EntryDrift
{
    enum class State : quint8 {
        Same,
        Changed,
        OnlyInFile,
        OnlyThere,
    };

    QString name;
    State state = State::Same;
    QList<FieldVersions> fields; // with Changed: base is the file's, theirs the tenant's
};

// In the order of the file, behind it what only the tenant has.
QList<EntryDrift> drift(const QList<Integration> &exported, const QList<Integration> &present);

// What it takes to make the tenant's entry say what the file says. Entries that only the tenant has are left
// alone, and so are members that no documentation lists.
struct ImportStep
{
    enum class Action : quint8 { None, Add, Update };

    Action action = Action::None;
    Draft draft;
    Integration base;            // with Update
    bool needsSecret = false;    // not in the file, and not told by the tenant: see withSecret()
    QStringList needsHeaders;    // sensitive ones, whose values are not in the file
    QList<FieldVersions> fields; // with Update: what will change

    void withSecret(const Secret &secret); // entered by a person or from the secret store
    void withHeader(const QString &name, const Secret &value);
};

QList<ImportStep> importPlan(const QList<Integration> &exported, const QList<Integration> &present);

} // namespace tocsin::socotra
