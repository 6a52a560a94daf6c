// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace tocsin::ui {

// The one integration that a dialog is about.
struct IntegrationSubject
{
    QString tenant;      // id
    QString integration; // name
};

} // namespace tocsin::ui
