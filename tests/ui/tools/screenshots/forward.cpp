// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/relays.h"
#include "tests/support/rawtarget.h"
#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/endpointlist.h"

#include <QComboBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

QDialog *open(Stage &stage)
{
    emit stage.window().findChild<ui::EndpointList *>()->forwardAsked(u"alerts"_s);
    return stage.opened(u"forwardDialog"_s);
}

void draw(Stage &stage)
{
    test::RawTarget target;
    int status = 200;
    target.answer = [&](const QByteArray &) { return test::RawTarget::reply(status, "{}\n", {}); };
    QDialog *dialog = open(stage);
    auto *url = dialog->findChild<QComboBox *>(u"forwardTarget"_s);
    url->setCurrentText(target.url().toString());
    stage.save(*dialog, u"fresh"_s);
    dialog->findChild<QPushButton *>(u"saveForward"_s)->click();
    Stage::settle(500);
    stage.fixture().postSigned(alert(20));
    Stage::settle(800);
    stage.save(*dialog, u"runs"_s);
    status = 500;
    stage.fixture().postSigned(alert(21));
    Stage::settle(1500);
    stage.save(*dialog, u"retries"_s);
    Stage::close(*dialog);
    stage.choose(0, ui::Inspector::Response);
    stage.save(u"window"_s);
    dialog = open(stage);
    dialog->findChild<QPushButton *>(u"pauseForward"_s)->click();
    stage.save(*dialog, u"paused"_s);
    dialog->findChild<QComboBox *>(u"forwardTarget"_s)
        ->setCurrentText(u"https://"_s + QString(60, u'w') + u".example.org/"_s + QString(300, u'y'));
    stage.save(*dialog, u"hostile"_s);
    Stage::close(*dialog);
    if (!stage.desk().saveForward(u"alerts"_s, std::nullopt))
        qWarning("the relay stays");
}

} // namespace

// An endpoint whose deliveries go on to another program.
Scene forwardScene()
{
    return {"forward", nullptr, nullptr, draw};
}

} // namespace tocsin::pictures
