// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/keymaterial.h"
#include "core/signature/scheme.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

// Characters, counted as people do in UTF-8; in other bytes every stray byte counts.
qsizetype lengthOf(QByteArrayView secret)
{
    qsizetype count = 0;
    for (const char c : secret)
        count += (uchar(c) & 0xC0) != 0x80 ? 1 : 0;
    return secret.isValidUtf8() ? count : secret.size();
}

bool isWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

QString lengthRule(const Scheme &scheme)
{
    const Scheme::SecretRule &rule = scheme.secretRule;
    if (rule.maxLength == 0)
        return u"%1 secrets have at least %2 characters"_s.arg(scheme.name).arg(rule.minLength);
    return u"%1 secrets have %2 to %3 characters"_s.arg(scheme.name).arg(rule.minLength).arg(rule.maxLength);
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

QString advice(QByteArrayView secret)
{
    if (secret.endsWith('\n'))
        return u"The secret ends with a line break, as text files do; it counts as part of the secret."_s;
    if (isBlank(secret.front()) || isBlank(secret.back()))
        return u"The secret has blanks at an end; they count as part of the secret."_s;
    if (!secret.isValidUtf8())
        return u"The secret is not UTF-8 text; its bytes are used as they are."_s;
    return {};
}

} // namespace

Result<QString> checkSecret(const Scheme &scheme, QByteArrayView secret)
{
    if (secret.isEmpty())
        return fail(Error::Kind::Rejected, u"The secret is empty; paste the one that the sender shows."_s);
    const Scheme::SecretRule &rule = scheme.secretRule;
    if (rule.alphabet == "word") {
        qsizetype at = 0;
        for (; at < secret.size() && isWord(secret[at]); ++at) {
        }
        if (at < secret.size())
            return fail(
                Error::Kind::Rejected,
                u"%1 secrets have letters, digits and underscores only; character %2 is none of these."_s
                    .arg(scheme.name)
                    .arg(at + 1));
    }
    const qsizetype length = lengthOf(secret);
    if (length < rule.minLength || (rule.maxLength > 0 && length > rule.maxLength))
        return fail(Error::Kind::Rejected, u"%1; this one has %2."_s.arg(lengthRule(scheme)).arg(length));
    if (const auto key = keyOf(scheme.recipe().key, Secret::copyOf(secret)); !key)
        return fail(Error::Kind::Rejected, u"%1: %2."_s.arg(scheme.name, key.error().detail));
    return advice(secret);
}

} // namespace tocsin::signature
