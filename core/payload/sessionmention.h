// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QString>

namespace tocsin::payload {

// The investigation that an event of SoCMate tells of, by the id of its server (socmate.md 10.2); empty for
// the bodies of any other sender. Unchecked: good for looking it up, not for believing it.
QString sessionNamed(QByteArrayView body);

} // namespace tocsin::payload
