// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/attemptseries.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/deliverytable.h"

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void prepare(Stage &stage)
{
    const Micros now = wallClock();
    stage.earlier = test::attemptSeries(test::sixAttempts(), now - 1500 * microsPerSecond);
    auto waiting = test::attemptSeries({{0, 401, 0, 'f', ""}}, now - 3 * microsPerSecond, 43);
    stage.earlier.push_back(waiting[0]);
}

void draw(Stage &stage)
{
    stage.part<ui::Inspector>(u"inspector"_s)->setTab(ui::Inspector::Attempts);
    for (const auto &[id, name] : {std::pair(3, u"six"_s), std::pair(7, u"waiting"_s)}) {
        stage.part<ui::DeliveryTable>(u"deliveryTable"_s)->selectId(id);
        Stage::settle(500);
        stage.save(name);
    }
}

} // namespace

// An event with six attempts, and one that its sender will try again.
Scene eventScene()
{
    return {"event", prepare, nullptr, draw};
}

} // namespace tocsin::pictures
