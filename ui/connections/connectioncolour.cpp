// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/connections/connectioncolour.h"

#include "core/storage/connectionstore.h"

#include <QCoreApplication>

namespace tocsin::ui {

using namespace Qt::StringLiterals;
using domain::ConnectionColour;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::ConnectionColour)
};

} // namespace

QString colourName(ConnectionColour colour)
{
    switch (colour) {
    case ConnectionColour::None:
        return Texts::tr("None");
    case ConnectionColour::Grey:
        return Texts::tr("Grey");
    case ConnectionColour::Blue:
        return Texts::tr("Blue");
    case ConnectionColour::Green:
        return Texts::tr("Green");
    case ConnectionColour::Amber:
        return Texts::tr("Amber");
    case ConnectionColour::Violet:
        return Texts::tr("Violet");
    case ConnectionColour::Red:
        return Texts::tr("Red");
    }
    return {};
}

QString stripLook(const domain::Connection &connection)
{
    if (connection.colour != ConnectionColour::None)
        return u"mark-"_s + storage::colourWord(connection.colour);
    return connection.production ? u"production"_s : QString();
}

} // namespace tocsin::ui
