// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/samples.h"

#include <QFile>

namespace tocsin::payload {

namespace {

using namespace Qt::StringLiterals;

struct Entry
{
    QLatin1StringView id;
    QLatin1StringView scheme;
    QLatin1StringView title;
    QLatin1StringView extension = "json"_L1;
    QLatin1StringView contentType = "application/json"_L1;
    QLatin1StringView headers = {}; // "Name: value", by line
    QLatin1StringView query = {};
};

constexpr Entry entries[] = {
    {.id = "socwarden-brute-force"_L1,
     .scheme = "socwarden"_L1,
     .title = "Brute force on one account (high)"_L1},
    {.id = "socwarden-impossible-travel"_L1,
     .scheme = "socwarden"_L1,
     .title = "Impossible travel of an administrator (critical)"_L1},
    {.id = "socwarden-privilege-escalation"_L1,
     .scheme = "socwarden"_L1,
     .title = "Privilege escalation of a service account (critical)"_L1},
    {.id = "socwarden-data-export"_L1, .scheme = "socwarden"_L1, .title = "Unusual data export (high)"_L1},
    {.id = "socwarden-tor-login"_L1, .scheme = "socwarden"_L1, .title = "Login through Tor (medium)"_L1},
    {.id = "socwarden-request-anomaly"_L1,
     .scheme = "socwarden"_L1,
     .title = "Request anomaly with markup in its text (low)"_L1},
    {.id = "socwarden-ip-action"_L1,
     .scheme = "socwarden"_L1,
     .title = "IP action on a network, without alert_id (low)"_L1},
    {.id = "socmate-incident-alert"_L1, .scheme = "socmate"_L1, .title = "New incident (high)"_L1},
    {.id = "socmate-investigation-completed"_L1,
     .scheme = "socmate"_L1,
     .title = "Scheduled investigation completed"_L1},
    {.id = "socmate-investigation-failed"_L1,
     .scheme = "socmate"_L1,
     .title = "Scheduled investigation failed"_L1},
    {.id = "socmate-schedule-disabled"_L1,
     .scheme = "socmate"_L1,
     .title = "Schedule disabled after failures"_L1},
    {.id = "socotra-login-success"_L1, .scheme = "socotra"_L1, .title = "Login"_L1},
    {.id = "socotra-policy-issue"_L1, .scheme = "socotra"_L1, .title = "Policy issued"_L1},
    {.id = "socotra-endorsement-accept"_L1, .scheme = "socotra"_L1, .title = "Endorsement accepted"_L1},
    {.id = "socotra-claim-create"_L1, .scheme = "socotra"_L1, .title = "Claim created"_L1},
    {.id = "socotra-invoice-past-due"_L1, .scheme = "socotra"_L1, .title = "Invoice past due"_L1},
    {.id = "socotra-policy-end-reminder"_L1,
     .scheme = "socotra"_L1,
     .title = "Reminder of a policy's end"_L1},
    {.id = "stripe-payment"_L1, .scheme = "stripe"_L1, .title = "Payment succeeded"_L1},
    {.id = "github-push"_L1,
     .scheme = "github"_L1,
     .title = "Push to a branch"_L1,
     .headers =
         "X-GitHub-Event: push\nX-GitHub-Delivery: {uuid}\nUser-Agent: GitHub-Hookshot/tocsin-test"_L1},
    {.id = "github-ping"_L1,
     .scheme = "github"_L1,
     .title = "Ping of a new hook"_L1,
     .headers =
         "X-GitHub-Event: ping\nX-GitHub-Delivery: {uuid}\nUser-Agent: GitHub-Hookshot/tocsin-test"_L1},
    {.id = "slack-mention"_L1, .scheme = "slack"_L1, .title = "The app is mentioned"_L1},
    {.id = "slack-command"_L1,
     .scheme = "slack"_L1,
     .title = "A slash command (form)"_L1,
     .extension = "form"_L1,
     .contentType = "application/x-www-form-urlencoded"_L1},
    {.id = "shopify-order"_L1,
     .scheme = "shopify"_L1,
     .title = "Order created"_L1,
     .headers =
         "X-Shopify-Topic: orders/create\nX-Shopify-Shop-Domain: demo-shop.example.com\nX-Shopify-Webhook-Id: {uuid}\nX-Shopify-API-Version: 2025-10"_L1},
    {.id = "twilio-message"_L1,
     .scheme = "twilio"_L1,
     .title = "Incoming text message"_L1,
     .extension = "form"_L1,
     .contentType = "application/x-www-form-urlencoded"_L1},
    {.id = "twilio-status"_L1, .scheme = "twilio"_L1, .title = "Message status (JSON)"_L1},
    {.id = "standard-webhooks-invoice"_L1, .scheme = "standard-webhooks"_L1, .title = "Invoice paid"_L1},
    {.id = "standard-webhooks-ed25519-invoice"_L1,
     .scheme = "standard-webhooks-ed25519"_L1,
     .title = "Invoice paid"_L1},
    {.id = "svix-invoice"_L1, .scheme = "svix"_L1, .title = "Invoice paid"_L1},
    {.id = "discord-event"_L1, .scheme = "discord"_L1, .title = "Application authorised"_L1},
    {.id = "discord-ping"_L1, .scheme = "discord"_L1, .title = "Ping"_L1},
    {.id = "aws-sns-notification"_L1,
     .scheme = "aws-sns"_L1,
     .title = "Notification of a topic"_L1,
     .contentType = "text/plain; charset=UTF-8"_L1,
     .headers =
         "x-amz-sns-message-type: Notification\nx-amz-sns-topic-arn: arn:aws:sns:eu-central-1:000000000000:example-alarms\nUser-Agent: Amazon Simple Notification Service Agent"_L1},
    {.id = "aws-sns-confirmation"_L1,
     .scheme = "aws-sns"_L1,
     .title = "Confirmation of a subscription"_L1,
     .contentType = "text/plain; charset=UTF-8"_L1,
     .headers =
         "x-amz-sns-message-type: SubscriptionConfirmation\nx-amz-sns-topic-arn: arn:aws:sns:eu-central-1:000000000000:example-alarms\nUser-Agent: Amazon Simple Notification Service Agent"_L1},
    {.id = "adyen-authorisation"_L1, .scheme = "adyen"_L1, .title = "Authorisation"_L1},
    {.id = "microsoft-graph-change"_L1, .scheme = "microsoft-graph"_L1, .title = "A message changed"_L1},
    {.id = "sharepoint-change"_L1, .scheme = "sharepoint"_L1, .title = "A list changed"_L1},
    {.id = "cisco-meraki-alert"_L1, .scheme = "cisco-meraki"_L1, .title = "A device went offline"_L1},
    {.id = "braintree-webhook"_L1,
     .scheme = "braintree"_L1,
     .title = "Subscription charged"_L1,
     .extension = "form"_L1,
     .contentType = "application/x-www-form-urlencoded"_L1},
    {.id = "mailgun-delivered"_L1, .scheme = "mailgun"_L1, .title = "Message delivered"_L1},
    {.id = "mailgun-delivered-form"_L1,
     .scheme = "mailgun"_L1,
     .title = "Message delivered (form)"_L1,
     .extension = "form"_L1,
     .contentType = "application/x-www-form-urlencoded"_L1},
    {.id = "mandrill-open"_L1,
     .scheme = "mandrill"_L1,
     .title = "Message opened"_L1,
     .extension = "form"_L1,
     .contentType = "application/x-www-form-urlencoded"_L1},
    {.id = "paypro-global-order"_L1,
     .scheme = "paypro-global"_L1,
     .title = "Order charged"_L1,
     .extension = "form"_L1,
     .contentType = "application/x-www-form-urlencoded"_L1},
    {.id = "quoter-quote"_L1,
     .scheme = "quoter"_L1,
     .title = "Quote won"_L1,
     .extension = "form"_L1,
     .contentType = "application/x-www-form-urlencoded"_L1},
    {.id = "praxis-transaction"_L1, .scheme = "praxis"_L1, .title = "Transaction approved"_L1},
    {.id = "praxis-subscription"_L1, .scheme = "praxis"_L1, .title = "Subscription renewed"_L1},
    {.id = "paymob-transaction"_L1, .scheme = "paymob"_L1, .title = "Transaction processed"_L1},
    {.id = "treezor-payin"_L1,
     .scheme = "treezor"_L1,
     .title = "Pay-in created"_L1,
     .contentType = "text/plain"_L1},
    {.id = "exact-online-account"_L1, .scheme = "exact-online"_L1, .title = "Account updated"_L1},
    {.id = "favro-card"_L1, .scheme = "favro"_L1, .title = "Card moved"_L1},
    {.id = "linear-issue"_L1,
     .scheme = "linear"_L1,
     .title = "Issue updated"_L1,
     .headers = "Linear-Event: Issue\nLinear-Delivery: {uuid}"_L1},
    {.id = "usps-tracking"_L1, .scheme = "usps"_L1, .title = "Parcel delivered"_L1},
    {.id = "mercado-pago-payment"_L1,
     .scheme = "mercado-pago"_L1,
     .title = "Payment updated"_L1,
     .headers = "X-Request-Id: {uuid}"_L1,
     .query = "data.id=310042&type=payment"_L1},
    {.id = "alipay-payment"_L1,
     .scheme = "alipay"_L1,
     .title = "Payment result"_L1,
     .headers = "Client-Id: SANDBOX_EXAMPLE\nRequest-Time: {iso}"_L1},
    {.id = "wechat-pay-transaction"_L1,
     .scheme = "wechat-pay"_L1,
     .title = "Transaction succeeded"_L1,
     .headers = "Wechatpay-Nonce: {hex}\nWechatpay-Serial: 00EXAMPLE"_L1},
    {.id = "solidgate-order"_L1,
     .scheme = "solidgate"_L1,
     .title = "Order settled"_L1,
     .headers =
         "Merchant: wh_pk_example\nsolidgate-event-id: {uuid}\nsolidgate-event-type: card_gate.order.updated"_L1},
    {.id = "configcat-change"_L1,
     .scheme = "configcat"_L1,
     .title = "Setting changed"_L1,
     .headers = "X-ConfigCat-Webhook-Timestamp: {seconds}"_L1},
    {.id = "klaviyo-event"_L1,
     .scheme = "klaviyo"_L1,
     .title = "Profile subscribed"_L1,
     .headers = "Klaviyo-Timestamp: {iso}\nKlaviyo-Webhook-Id: {hex}"_L1},
    {.id = "orb-invoice"_L1,
     .scheme = "orb"_L1,
     .title = "Invoice issued"_L1,
     .headers = "X-Orb-Timestamp: {iso}"_L1},
    {.id = "contentful-entry"_L1,
     .scheme = "contentful"_L1,
     .title = "Entry published"_L1,
     .contentType = "application/vnd.contentful.management.v1+json"_L1,
     .headers = "X-Contentful-Topic: ContentManagement.Entry.publish\nX-Contentful-Webhook-Name: example"_L1},
    {.id = "hook0-order"_L1,
     .scheme = "hook0"_L1,
     .title = "Order created"_L1,
     .headers = "X-Event-Id: {uuid}\nX-Event-Type: order.order.created"_L1},
    {.id = "coinbase-cdp-transfer"_L1,
     .scheme = "coinbase-cdp"_L1,
     .title = "Transfer confirmed"_L1,
     .headers = "X-Event-Id: {uuid}\nX-Event-Type: onchain.activity.detected"_L1},
    {.id = "ebay-account-closure"_L1, .scheme = "ebay"_L1, .title = "Account closed"_L1},
    {.id = "wix-event"_L1,
     .scheme = "wix"_L1,
     .title = "Contact created (a token)"_L1,
     .contentType = "text/plain"_L1},
    {.id = "kinde-user"_L1,
     .scheme = "kinde"_L1,
     .title = "User created (a token)"_L1,
     .contentType = "application/jwt"_L1},
    {.id = "paypal-capture"_L1,
     .scheme = "paypal"_L1,
     .title = "Payment captured"_L1,
     .headers = "PAYPAL-AUTH-ALGO: SHA256withRSA\nPAYPAL-CERT-URL: https://paypal.example/none.pem"_L1},
    {.id = "gitlab-push"_L1,
     .scheme = "gitlab-signing"_L1,
     .title = "Push to a branch"_L1,
     .headers = "X-Gitlab-Event: Push Hook\nX-Gitlab-Event-UUID: {uuid}"_L1},
    {.id = "sendgrid-events"_L1, .scheme = "sendgrid"_L1, .title = "Two events of one message"_L1},
    {.id = "generic-json"_L1, .scheme = ""_L1, .title = "Any event (JSON)"_L1},
    {.id = "generic-form"_L1,
     .scheme = ""_L1,
     .title = "Any event (form)"_L1,
     .extension = "form"_L1,
     .contentType = "application/x-www-form-urlencoded"_L1},
};

QByteArray bodyOf(const Entry &entry)
{
    QFile file(u":/samples/"_s + entry.id + u'.' + entry.extension);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray body = file.readAll();
    if (body.endsWith('\n'))
        body.chop(1);
    return body;
}

QByteArray bytesOf(QLatin1StringView text)
{
    return QByteArray(text.data(), text.size());
}

QList<domain::HeaderField> headersOf(const Entry &entry)
{
    QList<domain::HeaderField> fields{{"Content-Type", bytesOf(entry.contentType)}};
    for (const QByteArray &line : bytesOf(entry.headers).split('\n')) {
        if (const qsizetype colon = line.indexOf(": "); colon > 0)
            fields.append({line.first(colon), line.sliced(colon + 2)});
    }
    return fields;
}

} // namespace

QList<Sample> samples()
{
    QList<Sample> all;
    for (const Entry &entry : entries)
        all.append({QString(entry.id), QString(entry.scheme), QString(entry.title), bodyOf(entry),
                    headersOf(entry), bytesOf(entry.query)});
    return all;
}

} // namespace tocsin::payload
