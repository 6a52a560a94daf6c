// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: readme_pictures FOLDER. Saves webhooks-light.png and webhooks-dark.png: the Webhooks page over a
// quiet evening of deliveries, all made of our samples. Needs a display or QT_QPA_PLATFORM=offscreen.

#include "core/flows/webhookdesk.h"
#include "core/payload/freshen.h"
#include "core/payload/payload.h"
#include "core/payload/samples.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverystore.h"
#include "ui/mainwindow.h"
#include "ui/text/words.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/inspector/inspector.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

struct Event
{
    const char *sample;
    const char *endpoint;
    int minutesAgo;
    enum How { Good, Late, Changed, Twice } how = Good;
};

// Oldest first; the one that does not match is the one that the picture looks into.
constexpr Event evening[] = {
    {"socotra-login-success", "policies", 131},
    {"socwarden-tor-login", "alerts", 118},
    {"socotra-policy-issue", "policies", 104},
    {"socwarden-request-anomaly", "alerts", 97},
    {"socmate-incident-alert", "incidents", 96},
    {"socotra-endorsement-accept", "policies", 88},
    {"socwarden-brute-force", "alerts", 71},
    {"socwarden-impossible-travel", "alerts", 64},
    {"socmate-investigation-completed", "incidents", 61},
    {"socotra-claim-create", "policies", 55},
    {"socwarden-data-export", "alerts", 47, Event::Late},
    {"socotra-invoice-past-due", "policies", 41},
    {"socwarden-ip-action", "alerts", 36},
    {"socmate-investigation-failed", "incidents", 33},
    {"socotra-policy-issue", "policies", 27, Event::Twice},
    {"socwarden-tor-login", "alerts", 21},
    {"socwarden-privilege-escalation", "alerts", 14, Event::Changed},
    {"socotra-login-success", "policies", 12},
    {"socwarden-brute-force", "alerts", 9},
    {"socmate-schedule-disabled", "incidents", 6},
    {"socwarden-data-export", "alerts", 3},
    {"socotra-policy-end-reminder", "policies", 1},
};

const QHash<QString, QString> schemes = {
    {u"alerts"_s, u"socwarden"_s}, {u"policies"_s, u"socotra"_s}, {u"incidents"_s, u"socmate"_s}};

signature::NamedSecret secretOf(const QString &endpoint)
{
    return {endpoint + u"-2026"_s, Secret(QByteArray(43, endpoint == "alerts"_L1 ? 'a' : 'p')), {}, false};
}

domain::NewDelivery deliveryOf(const Event &event, const signature::Catalogue &catalogue, Micros now,
                               QRandomGenerator &random)
{
    const QList<payload::Sample> samples = payload::samples();
    const auto sample = std::find_if(samples.begin(), samples.end(),
                                     [&](const auto &s) { return s.id == QLatin1StringView(event.sample); });
    const Micros at = now - event.minutesAgo * 60 * microsPerSecond - random.bounded(59) * microsPerSecond;
    domain::NewDelivery delivery;
    delivery.endpoint = QString::fromLatin1(event.endpoint);
    const signature::Scheme &scheme = *catalogue.find(schemes.value(delivery.endpoint));
    const signature::NamedSecret secret = secretOf(delivery.endpoint);
    domain::Capture &capture = delivery.capture;
    domain::HttpMessage &message = capture.message;
    message.method = "POST";
    message.target = "/hooks/" + delivery.endpoint.toLatin1();
    message.body = payload::freshened(sample->body, at, random);
    QList<domain::HeaderField> fields = {{"Host", "127.0.0.1:9000"}, {"Content-Type", "application/json"}};
    if (scheme.isSigned()) {
        const Micros signedAt = event.how == Event::Late ? at - 900 * microsPerSecond : at;
        fields += signature::sign(scheme, message, secret, signedAt).value();
    }
    if (event.how == Event::Changed) // a proxy on the way that writes JSON anew
        message.body.replace("\",\"", "\", \"");
    message.head = "POST " + message.target + " HTTP/1.1\r\n";
    for (const domain::HeaderField &field : std::as_const(fields))
        message.head += field.name + ": " + field.value + "\r\n";
    message.head += "\r\n";
    message.headers = fields;
    const auto checked = signature::verify(scheme, message, std::span(&secret, 1), at);
    delivery.signature = {checked.verdict, scheme.id, checked.secretLabel, checked.ageSeconds};
    delivery.summary = payload::summarise(message);
    delivery.responseStatus = 200;
    capture.peerAddress = "198.51.100.24";
    capture.localAddress = "127.0.0.1";
    capture.peerPort = 51'212;
    capture.localPort = 9000;
    capture.firstByte = capture.headRead = at;
    capture.lastByte = at + 310;
    return delivery;
}

bool fill(const QString &path)
{
    auto store = storage::DeliveryStore::open(path);
    auto catalogue = signature::Catalogue::load();
    if (!store || !catalogue)
        return false;
    QRandomGenerator random(4);
    const Micros now = wallClock();
    QList<domain::Endpoint> endpoints;
    for (const QString &name : {u"alerts"_s, u"policies"_s, u"incidents"_s}) {
        domain::Endpoint endpoint;
        endpoint.name = name;
        endpoint.pathPrefix = "/hooks/" + name.toLatin1();
        endpoint.scheme = schemes.value(name);
        if (name != "incidents"_L1)
            endpoint.secretLabels = {secretOf(name).label};
        endpoints.append(endpoint);
    }
    if (!(*store)->saveEndpoints(endpoints))
        return false;
    for (const Event &event : evening) {
        std::vector<domain::NewDelivery> one{deliveryOf(event, *catalogue, now, random)};
        if (event.how == Event::Twice) {
            one.push_back(one.front());
            one.back().capture.firstByte += 61 * microsPerSecond;
        }
        const auto first = (*store)->append(one);
        if (!first)
            return false;
        (*store)->noteTimes(*first, one.back().capture.lastByte + 800, std::vector<qint32>(one.size(), 240));
    }
    return (*store)->writeTimes().has_value();
}

// The 256 colours that are used most, not too near to each other: a third of the size, and no eye sees it.
QImage withFewColours(const QImage &picture)
{
    QHash<QRgb, int> uses;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            ++uses[picture.pixel(x, y) | 0xff000000];
    }
    QList<QRgb> byUse = uses.keys();
    std::sort(byUse.begin(), byUse.end(), [&](QRgb a, QRgb b) { return uses[a] > uses[b]; });
    QList<QRgb> table;
    for (const QRgb colour : std::as_const(byUse)) {
        const bool isNew = std::none_of(table.begin(), table.end(), [colour](QRgb other) {
            return qAbs(qRed(other) - qRed(colour)) + qAbs(qGreen(other) - qGreen(colour)) +
                       qAbs(qBlue(other) - qBlue(colour)) <
                   10;
        });
        if (isNew && table.size() < 256)
            table.append(colour);
    }
    return picture.convertToFormat(QImage::Format_Indexed8, table, Qt::ThresholdDither | Qt::AvoidDither);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    ui::installWords(app);
    const QString folder = app.arguments().value(1, u"."_s);
    QTemporaryDir data;
    flows::DeskOptions options;
    options.dataFolder = data.path();
    options.storePath = data.filePath(u"deliveries.db"_s);
    options.anyFreePortIfTaken = true;
    secrets::MemoryStore secrets;
    if (!QDir().mkpath(folder) || !fill(options.storePath))
        return 3;
    auto desk = flows::WebhookDesk::open(options, secrets);
    if (!desk)
        return 3;
    for (const QString &name : {u"alerts"_s, u"policies"_s})
        (*desk)->addSecret(secretOf(name));
    (*desk)->start();
    QSettings settings(data.filePath(u"settings.ini"_s), QSettings::IniFormat);
    ui::Theme theme(app);
    ui::MainWindow window(theme, **desk, secrets, settings);
    window.resize(1360, 860);
    window.show();
    window.commands()[u"resetLayout"_s]->trigger();
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    QTest::qWait(800);
    for (const ui::Theme::Choice choice : {ui::Theme::Choice::Light, ui::Theme::Choice::Dark}) {
        theme.setChoice(choice);
        table->selectRow(5);
        window.findChild<ui::Inspector *>(u"inspector"_s)->setTab(ui::Inspector::Signature);
        QTest::qWait(1200);
        const QString path = folder + u"/webhooks-"_s + ui::Theme::choiceId(choice) + u".png"_s;
        if (!withFewColours(window.grab().toImage()).save(path, "PNG", 0))
            return 3;
    }
    return 0;
}
