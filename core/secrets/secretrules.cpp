// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/secretrules.h"

namespace tocsin::secrets {

namespace {

using namespace Qt::StringLiterals;

bool isLabelCharacter(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'-' ||
           u == u'_' || u == u'.';
}

Result<void> checkSize(const Secret &value, QLatin1StringView what)
{
    if (value.isEmpty())
        return fail(Error::Kind::Rejected, u"%1 is empty; give at least one byte."_s.arg(what));
    if (value.size() > maxValueSize)
        return fail(Error::Kind::Rejected,
                    u"%1 has %2 bytes; the most that is kept is %3. Is this the right file?"_s.arg(what)
                        .arg(value.size())
                        .arg(maxValueSize));
    return {};
}

Result<void> checkMetadata(const QString &text, QLatin1StringView field)
{
    if (text.size() > maxMetadataLength)
        return fail(Error::Kind::Rejected, u"The %1 has %2 characters; use at most %3."_s.arg(field)
                                               .arg(text.size())
                                               .arg(maxMetadataLength));
    return {};
}

} // namespace

Result<void> checkLabel(const QString &label)
{
    const auto rule = u"Use 1 to %1 letters (a-z, A-Z), digits, '-', '_' or '.'."_s.arg(maxLabelLength);
    if (label.isEmpty())
        return fail(Error::Kind::Rejected, u"The label is empty. "_s + rule);
    if (label.size() > maxLabelLength)
        return fail(Error::Kind::Rejected, u"The label has %1 characters. "_s.arg(label.size()) + rule);
    for (qsizetype i = 0; i < label.size(); ++i) {
        if (!isLabelCharacter(label[i]))
            return fail(Error::Kind::Rejected,
                        u"Character %1 of the label (U+%2) is not allowed. "_s.arg(i + 1).arg(
                            uint(label[i].unicode()), 4, 16, '0'_L1) +
                            rule);
    }
    return {};
}

Result<void> checkStored(const StoredSecret &secret)
{
    if (auto good = checkLabel(secret.label); !good)
        return good;
    if (auto good = checkMetadata(secret.scheme, "scheme"_L1); !good)
        return good;
    if (auto good = checkMetadata(secret.tag, "tag"_L1); !good)
        return good;
    if (auto good = checkSize(secret.value, "The secret"_L1); !good)
        return good;
    for (const Secret &value : secret.retired) {
        if (auto good = checkSize(value, "A retired value"_L1); !good)
            return good;
    }
    return {};
}

StoredSecret rotated(StoredSecret secret, Secret newValue, QString newTag)
{
    if (!secret.value.isEmpty())
        secret.retired.prepend(secret.value);
    secret.retired.resize(std::min(secret.retired.size(), maxRetired));
    secret.value = std::move(newValue);
    secret.tag = std::move(newTag);
    return secret;
}

StoredSecret withoutValues(const StoredSecret &secret)
{
    return {secret.label, secret.scheme, secret.tag, secret.addedAt, {}, {}};
}

} // namespace tocsin::secrets
