// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

// Newest first in the list: nobody's secret, another secret of ours, written anew by a hop that kept the
// numbers, by one that rounded them, too old.
void fill(Stage &stage)
{
    const QByteArray secret = "staging-signing-secret-0123456789abcdef";
    stage.secret(u"staging-2026"_s, secret);
    test::DeskFixture &fixture = stage.fixture();
    fixture.postSigned(alert(30, "high", "Signed a quarter of an hour ago", "old"), 900);
    QByteArray compact = alert(31, "high", "Export of 9007199254740993 rows", "numbers");
    compact.replace("\"source\"", "\"sequence\":9007199254740993,\"amount\":1.50,\"source\"");
    QByteArray sent = compact; // as Python writes it
    sent.replace("\":", "\": ").replace(",\"", ", \"");
    QByteArray rounded = sent; // as JavaScript reads it
    rounded.replace("9007199254740993", "9007199254740992").replace("1.50", "1.5");
    fixture.postSpoiled(sent, rounded, {{"Via", "1.1 relay.corp.example"}});
    fixture.postSpoiled(sent, compact, {{"Via", "1.1 relay.corp.example"}});
    const QByteArray other = alert(32, "medium", "Signed for staging", "staging");
    fixture.postSpoiled(other, other, {}, Secret::copyOf(secret));
    const QByteArray unknown = alert(33, "low", "Nobody knows this secret", "unknown");
    fixture.postSpoiled(unknown, unknown, {{"Via", "1.1 relay.corp.example"}, {"CF-Ray", "8f1e0a"}},
                        Secret::copyOf("a-secret-that-is-not-stored-here-0123456789"));
    Stage::settle(900);
}

void draw(Stage &stage)
{
    const QString names[] = {u"unproved"_s, u"secret"_s, u"bigints"_s, u"rounded"_s, u"old"_s};
    for (int row = 0; row < 5; ++row) {
        stage.choose(row, ui::Inspector::Signature);
        Stage::settle(600);
        stage.save(names[row]);
        const auto *panel = stage.window().findChild<QWidget *>(u"whyPanel"_s);
        if (!panel->isVisible())
            continue;
        Stage::scrollTo(*panel);
        stage.save(names[row] + u"-why"_s);
        stage.click(u"whyTried"_s);
        Stage::scrollToEnd(*panel);
        stage.save(names[row] + u"-tried"_s);
        stage.click(u"whyTried"_s);
    }
}

} // namespace

// Why a signature does not match: proved, and not.
Scene failuresScene()
{
    return {"failures", nullptr, fill, draw};
}

} // namespace tocsin::pictures
