// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deskverifier.h"

#include "core/flows/webhookdesk.h"
#include "core/signature/crypto.h"

#include <QTimer>

#include <algorithm>
#include <memory>
#include <utility>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestWaitMs = 20'000; // a keychain of many labels is read one by one

bool verifiesWith(const WebhookDesk &desk, const QString &label, const Secret &value)
{
    return std::ranges::any_of(desk.currentSecrets(), [&](const signature::NamedSecret &one) {
        return one.label == label && signature::sameBytes(one.value.reveal(), value.reveal());
    });
}

} // namespace

SecretRotation::Verifier verifierOf(WebhookDesk &desk)
{
    return [&desk](const QString &label, const Secret &value, QObject *context,
                   const Handler<void> &handler) {
        auto *wait = new QObject(context); // ends with who asks
        const auto end = [wait, handler, isOver = std::make_shared<bool>(false)](const Result<void> &result) {
            if (std::exchange(*isOver, true))
                return;
            wait->deleteLater();
            handler(result);
        };
        const auto look = [&desk, label, value, end] {
            if (verifiesWith(desk, label, value))
                end({});
        };
        QObject::connect(&desk, &WebhookDesk::secretsChanged, wait, look);
        QTimer::singleShot(0, wait, look);
        QTimer::singleShot(longestWaitMs, wait, [label, end] {
            end(fail(
                Error::Kind::Transient,
                u"the listener does not verify with the new secret of \"%1\" yet: go on later"_s.arg(label)));
        });
    };
}

} // namespace tocsin::flows
