// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/integrationsecret.h"

#include "core/secrets/secretrules.h"

#include <QPointer>

namespace tocsin::flows {

void keepSenderSecret(secrets::SecretStore &store, const secrets::StoredSecret &wanted, QObject *context,
                      Handler<void> handler)
{
    store.get(wanted.label, context,
              [&store, wanted, safe = QPointer<QObject>(context),
               handler = std::move(handler)](const Result<secrets::StoredSecret> &found) {
                  if (!found && found.error().kind != Error::Kind::NotFound)
                      return handler(tl::unexpected(found.error()));
                  const bool isSame = found && found->value.reveal() == wanted.value.reveal();
                  if (isSame && found->tag == wanted.tag)
                      return handler({});
                  secrets::StoredSecret next = wanted;
                  if (found && isSame) {
                      next = *found;
                      next.tag = wanted.tag;
                  } else if (found) {
                      next = secrets::rotated(*found, wanted.value, wanted.tag);
                      next.addedAt = wanted.addedAt;
                  }
                  if (safe)
                      store.put(next, safe, handler);
              });
}

} // namespace tocsin::flows
