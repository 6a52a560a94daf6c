// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>

namespace tocsin::pictures {

class Stage;

// Something to look at. Each has a desk and a window of its own.
struct Scene
{
    const char *name;
    void (*prepare)(Stage &stage); // before the desk is opened; may be null
    void (*fill)(Stage &stage);    // once, before the first picture; may be null
    void (*draw)(Stage &stage);    // for each theme and size; leaves the window as it found it
};

Scene startScene();
Scene pagesScene();
Scene deliveriesScene();
Scene failuresScene();
Scene proofsScene();
Scene bodyScene();
Scene eventScene();
Scene contractScene();
Scene handshakesScene();
Scene codeScene();
Scene evidenceScene();
Scene compareScene();
Scene replayScene();
Scene forwardScene();
Scene rulesScene();
Scene testScene();
Scene schemesScene();
Scene learnerScene();
Scene rotationScene();
Scene endpointsScene();
Scene secretsScene();
Scene noticesScene();
Scene keysScene();
Scene recordsScene();
Scene overlaysScene();
Scene filterScene();
Scene hostileScene();
Scene queueScene();
Scene workspaceScene();
Scene connectionsScene();
Scene integrationDialogsScene();
Scene integrationsScene();
Scene entitiesScene();
Scene searchScene();
Scene docsScene();
Scene investigationsScene();
Scene reportsScene();
Scene settingsScene();
QList<Scene> guideScenes();

} // namespace tocsin::pictures
