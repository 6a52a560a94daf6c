// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/verifyingkeys.h"

namespace tocsin::signature {

Result<QList<VerifyingKey>> verifyingKeys(const KeySpec &spec, const Secret &key, const QByteArray &keyId)
{
    if (spec.form != KeyForm::PublicKey)
        return QList<VerifyingKey>{key};
    const auto all = PublicKey::parse(key.reveal());
    if (!all)
        return tl::unexpected(all.error());
    QList<VerifyingKey> named;
    QList<VerifyingKey> every;
    for (const PublicKey &one : *all) {
        every.append(one);
        if (!keyId.isEmpty() && one.keyId() == keyId)
            named.append(one);
    }
    return named.isEmpty() ? every : named;
}

} // namespace tocsin::signature
