// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/freshen.h"
#include "core/payload/payload.h"
#include "core/payload/samples.h"
#include "core/storage/deliverystore.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

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

// The store of the evening, before anybody opens it.
void fillStore(const QString &path)
{
    auto store = storage::DeliveryStore::open(path);
    auto catalogue = signature::Catalogue::load();
    if (!store || !catalogue)
        qFatal("no store or no schemes");
    QRandomGenerator random(4);
    const Micros now = wallClock();
    for (const Event &event : evening) {
        std::vector<domain::NewDelivery> one{deliveryOf(event, *catalogue, now, random)};
        if (event.how == Event::Twice) {
            one.push_back(one.front());
            one.back().capture.firstByte += 61 * microsPerSecond;
        }
        const auto first = (*store)->append(one);
        if (!first)
            qFatal("nothing was stored");
        (*store)->noteTimes(*first, one.back().capture.lastByte + 800, std::vector<qint32>(one.size(), 240));
    }
    if (!(*store)->writeTimes())
        qFatal("no times were stored");
}

void prepare(Stage &stage)
{
    stage.beforeOpen = [](const QString &data) { fillStore(data + u"/deliveries.db"_s); };
}

void fill(Stage &stage)
{
    for (const QString &name : {u"alerts"_s, u"policies"_s, u"incidents"_s}) {
        const signature::NamedSecret secret = secretOf(name);
        const bool isSigned = name != "incidents"_L1;
        if (isSigned)
            stage.secret(secret.label, secret.value.reveal().toByteArray());
        stage.endpoint(name, schemes.value(name), isSigned ? QStringList{secret.label} : QStringList());
    }
    Stage::settle(900);
}

// Of one size only, under the names that the texts have.
void draw(Stage &stage)
{
    if (stage.window().width() < 1300)
        return;
    stage.choose(5, ui::Inspector::Signature); // the one that was changed on the way
    Stage::settle(900);
    stage.saveSmall(u"webhooks"_s);
}

} // namespace

// The pictures of README.md, made of our samples: screenshots docs/pictures docs guide-….
Scene docsScene()
{
    return {"docs", prepare, fill, draw};
}

} // namespace tocsin::pictures
