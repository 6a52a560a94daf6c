// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/noticesfixture.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/notices/noticehistory.h"

#include <QCheckBox>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

using domain::Severity;
using storage::Notice;
using storage::NoticeOutcome;

// A desk of its own: the window of the stage is there for the theme and the size only.
std::unique_ptr<test::NoticesFixture> fixture;

Notice made(int minutesAgo, Severity severity, const QString &title,
            NoticeOutcome outcome = NoticeOutcome::Shown)
{
    Notice notice;
    notice.connection = fixture->connections.constFirst();
    notice.at = fixture->time - minutesAgo * 60 * microsPerSecond;
    notice.severity = severity;
    notice.title = title;
    notice.outcome = outcome;
    notice.view = outcome == NoticeOutcome::Filtered ? QString() : u"Open, high first"_s;
    return notice;
}

QList<Notice> day()
{
    using O = NoticeOutcome;
    return {made(2900, Severity::High, u"Password spray against 214 accounts"_s, O::Off),
            made(1500, Severity::Low, u"Sign-in from an unmanaged device"_s, O::Filtered),
            made(700, Severity::High, u"Impossible travel for one account"_s, O::QuietHours),
            made(640, Severity::Medium, u"Rare process started by a service account on srv-build-04"_s,
                 O::QuietHours),
            made(95, Severity::Critical, u"Ransomware behaviour on fin-ws-113"_s),
            made(60, Severity::Unknown, u"Event from a rule without a severity of ours"_s),
            made(31, Severity::Info, u"Audit policy changed on dc-02"_s, O::Filtered),
            made(12, Severity::High,
                 u"Mailbox rule forwards to an outside address: invoices@contoso-billing.example, created by "
                 "a.okafor after a sign-in from 203.0.113.77"_s),
            made(12, Severity::Medium, u"<b>Invoice</b>\u202Egpj.exe opened from a mail"_s),
            made(4, Severity::High, u"Kerberoasting: 41 service tickets in a minute"_s),
            made(4, Severity::Medium, u"New local administrator on hr-ws-020"_s, O::Summarised),
            made(4, Severity::Low, u"USB storage attached on lab-ws-007"_s, O::Summarised)};
}

void fill(Stage &stage)
{
    fixture = std::make_unique<test::NoticesFixture>(stage.theme());
    if (!fixture->open({u"Contoso SOC"_s}))
        qFatal("the desk was not opened");
    QObject::connect(&stage.window(), &QObject::destroyed, [] { fixture.reset(); });
}

ui::NoticeHistory *history()
{
    fixture->notices->showHistory();
    Stage::settle(400);
    return fixture->window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s);
}

void draw(Stage &stage)
{
    static bool isFilled = false;
    if (!isFilled) {
        stage.save(*history(), u"empty"_s);
        Stage::close(*history());
        const auto stored = fixture->book<void>(
            [all = day()](storage::AnalystStores &stores) { return stores.notices.append(all); });
        if (!stored)
            qWarning("nothing was stored");
        isFilled = true;
    }
    fixture->settings.setValue(u"noticesSeen/"_s + fixture->connections.constFirst(),
                               fixture->time - 20 * 60 * microsPerSecond);
    ui::NoticeHistory *dialog = history();
    if (stage.window().width() < 1200)
        dialog->resize(640, 420);
    auto *table = dialog->findChild<QTableView *>(u"noticeTable"_s);
    table->selectRow(2);
    stage.save(*dialog, u"history"_s);
    dialog->showSettings();
    dialog->findChild<QCheckBox *>(u"noticesQuiet"_s)->setChecked(stage.theme().isDark());
    stage.save(*dialog, u"settings"_s);
    Stage::close(*dialog);
}

} // namespace

// The history of notices, and what the user decides about them.
Scene noticesScene()
{
    return {"notices", nullptr, fill, draw};
}

} // namespace tocsin::pictures
