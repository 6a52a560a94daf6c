// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/connections/connectionface.h"

#include "core/flows/workspace.h"
#include "ui/connections/connectioncolour.h"
#include "ui/text/errortext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

namespace tocsin::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::ConnectionFace)
};

constexpr int longestName = 28; // characters; the whole of it is in the tool tip

} // namespace

ConnectionFace connectionFace(const flows::Workspace &workspace)
{
    ConnectionFace face;
    if (!workspace.isOpen()) {
        face.name = Texts::tr("No connection");
        face.role = Texts::tr("set up");
        face.toolTip = Texts::tr("Incidents and investigations need a connection; webhooks do not.");
        return face;
    }
    const domain::Connection &connection = workspace.connection();
    const flows::SyncState sync = workspace.sync().state();
    face.name = visibleText(connection.name, longestName);
    face.role = visibleText(connection.role, longestName);
    face.production = connection.production;
    face.strip = stripLook(connection);
    face.toolTip = visibleText(connection.name) + u'\n' + visibleText(connection.api.toString());
    if (sync.job.failures > 0) {
        face.dot = Tone::Critical;
        face.role = sync.job.halted ? Texts::tr("access refused") : Texts::tr("does not answer");
        face.toolTip += u'\n' + errorSentence(sync.job.error);
    } else if (workspace.poller().conditions().offline && !connection.sandbox) {
        face.dot = Tone::Stale;
        face.role = Texts::tr("offline");
    } else {
        face.dot = sync.synced > 0 ? Tone::Valid : Tone::Stale;
    }
    if (connection.production)
        face.role =
            face.role.isEmpty() ? Texts::tr("production") : Texts::tr("production · %1").arg(face.role);
    return face;
}

} // namespace tocsin::ui
