// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/integrationsecret.h"

#include "core/secrets/secretrules.h"
#include "core/signature/crypto.h"

#include <QPointer>

#include <algorithm>

namespace tocsin::flows {

namespace {

bool isSame(const Secret &a, const Secret &b)
{
    return signature::sameBytes(a.reveal(), b.reveal());
}

} // namespace

bool keepBehind(secrets::StoredSecret &stored, const Secret &former)
{
    const bool isKept =
        isSame(stored.value, former) ||
        std::ranges::any_of(stored.retired, [&former](const Secret &one) { return isSame(one, former); });
    if (former.isEmpty() || isKept)
        return false;
    stored.retired.prepend(former);
    if (stored.retired.size() > secrets::maxRetired)
        stored.retired.resize(secrets::maxRetired);
    return true;
}

void keepSenderSecret(secrets::SecretStore &store, const secrets::StoredSecret &wanted, QObject *context,
                      Handler<void> handler)
{
    store.get(wanted.label, context,
              [&store, wanted, safe = QPointer<QObject>(context),
               handler = std::move(handler)](const Result<secrets::StoredSecret> &found) {
                  if (!found && found.error().kind != Error::Kind::NotFound)
                      return handler(tl::unexpected(found.error()));
                  secrets::StoredSecret next = wanted;
                  bool isNew = true;
                  if (found && isSame(found->value, wanted.value)) {
                      isNew = found->tag != wanted.tag;
                      next = *found;
                      next.tag = wanted.tag;
                  } else if (found) {
                      next = secrets::rotated(*found, wanted.value, wanted.tag);
                      next.addedAt = wanted.addedAt;
                  }
                  for (const Secret &former : wanted.retired)
                      isNew = keepBehind(next, former) || isNew;
                  if (!isNew)
                      return handler({});
                  if (safe)
                      store.put(next, safe, handler);
              });
}

} // namespace tocsin::flows
