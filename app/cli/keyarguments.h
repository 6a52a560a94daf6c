// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keyoffice.h"

#include <QCommandLineParser>

namespace tocsin::cli {

// What `keys` is asked to do.
struct KeyRequest
{
    enum class Action : quint8 { List, Create, Rotate, Disable, May };

    Action action = Action::List;
    domain::IssuedKind kind = domain::IssuedKind::Key;
    QString what;        // a name or an id of a key
    flows::NewKey draft; // of create; its days also of rotate
    QString store;       // label; empty = not stored
    QString into;        // name of a connection that signs in with it; empty = none
    bool shows = false;  // the value, on standard output
    bool isSwapped = false;
    bool cancels = false;
};

void declareKeyArguments(QCommandLineParser &parser);
// Rejected, with the argument named.
Result<KeyRequest> readKeyArguments(const QCommandLineParser &parser);

} // namespace tocsin::cli
