// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/digesttext.h"
#include "core/signature/explain/search.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

// Prefixes that secrets are shown with, and that belong to them with some senders and not with others.
constexpr const char *prefixes[] = {
    "v1,whsec_", "whsec_", "v1,", "v1=", "sha256=", "whsk_", "Bearer ", "wsk_"};

struct SecretForm
{
    const char *cause;
    QString detail; // with %1 for the label
    QByteArray text;
};

QByteArray unquoted(const QByteArray &text)
{
    const bool quoted =
        text.size() > 2 && text.front() == text.back() && QByteArrayView("\"'`").contains(text.front());
    return quoted ? text.mid(1, text.size() - 2) : text;
}

QList<SecretForm> formsOf(const QByteArray &secret)
{
    QList<SecretForm> forms;
    const auto add = [&](const char *cause, const QString &detail, const QByteArray &text) {
        if (!text.isEmpty() && text != secret)
            forms.append({cause, detail, text});
    };
    add("B4", u"secret %1 has blanks or a line break at an end that the sender's has not"_s,
        secret.trimmed());
    add("B4", u"the sender's secret %1 ends with a line break"_s, secret + '\n');
    add("B4", u"the sender's secret %1 ends with a line break (CRLF)"_s, secret + "\r\n");
    add("B4", u"the sender's secret %1 ends with a blank"_s, secret + ' ');
    add("B5", u"secret %1 is stored with quotes around it"_s, unquoted(secret.trimmed()));
    add("B5", u"the sender's secret %1 has quotes around it"_s, '"' + secret + '"');
    add("B5", u"the sender's secret %1 has quotes around it"_s, '\'' + secret + '\'');
    for (const char *prefix : prefixes) {
        if (secret.startsWith(prefix))
            add("B6",
                u"secret %1 is stored with the prefix %2, which the sender leaves out"_s.arg(
                    u"%1"_s, QString::fromLatin1(prefix)),
                secret.mid(qsizetype(qstrlen(prefix))));
        else
            add("B6",
                u"secret %1 is stored without the prefix %2, which the sender uses"_s.arg(
                    u"%1"_s, QString::fromLatin1(prefix)),
                prefix + secret);
    }
    QByteArray padded = secret;
    while (padded.size() % 4 != 0 && padded.size() < 4096)
        padded += '=';
    add("B9", u"the sender's secret %1 ends with the padding of base64"_s, padded);
    QByteArray bare = secret;
    while (bare.endsWith('='))
        bare.chop(1);
    add("B9", u"the sender's secret %1 has no padding"_s, bare);
    add("B9", u"the sender's secret %1 is in the other alphabet of base64"_s,
        QByteArray(secret).replace('-', '+').replace('_', '/'));
    add("B9", u"the sender's secret %1 is in the other alphabet of base64"_s,
        QByteArray(secret).replace('+', '-').replace('/', '_'));
    const QString text = QString::fromUtf8(secret);
    if (text.toLatin1() != secret) {
        add("B11", u"the sender takes the bytes of secret %1 in Latin-1"_s, text.toLatin1());
        add("B11", u"the sender takes secret %1 in another normal form (NFC)"_s,
            text.normalized(QString::NormalizationForm_C).toUtf8());
        add("B11", u"the sender takes secret %1 in another normal form (NFD)"_s,
            text.normalized(QString::NormalizationForm_D).toUtf8());
        add("B11", u"the sender took secret %1 for Latin-1 and encoded it again"_s,
            QString::fromLatin1(secret).toUtf8());
    }
    return forms;
}

void tryTexts(Search &search, const NamedSecret &secret)
{
    for (const SecretForm &form : formsOf(secret.value.reveal().toByteArray())) {
        const NamedSecret other{secret.label, Secret::copyOf(form.text), secret.tag, secret.retired};
        if (search.withSecret({form.cause, Party::Setting, form.detail.arg(secret.label),
                               u"correct secret %1 where it is stored"_s.arg(secret.label)},
                              other))
            return;
    }
}

void tryKeyForms(Search &search, const NamedSecret &secret)
{
    struct Form
    {
        KeyForm form;
        const char *cause;
        QString detail;
    };
    const Form forms[] = {
        {KeyForm::Utf8, "B7", u"the sender uses the text of secret %1 as it is, without decoding it"_s},
        {KeyForm::Base64, "B7", u"the sender decodes secret %1 as base64"_s},
        {KeyForm::Hex, "B8", u"the sender decodes secret %1 as hexadecimal"_s},
        {KeyForm::PrefixedBase64, "B7",
         u"the sender takes the prefix off secret %1 and decodes the rest as base64"_s}};
    QByteArray withoutPrefix = secret.value.reveal().toByteArray();
    for (const char *prefix : prefixes) {
        if (withoutPrefix.startsWith(prefix))
            withoutPrefix = withoutPrefix.mid(qsizetype(qstrlen(prefix)));
    }
    if (withoutPrefix.size() != secret.value.size() && search.recipe().key.form != KeyForm::Utf8) {
        Recipe recipe = search.recipe();
        recipe.key.form = KeyForm::Utf8;
        recipe.key.prefixes.clear();
        const NamedSecret cut{secret.label, Secret(std::move(withoutPrefix)), secret.tag, secret.retired};
        search.with(
            {"B7", Party::Setting,
             u"the sender takes the prefix off secret %1 and uses the rest as text"_s.arg(secret.label),
             u"correct the key's form in the scheme"_s},
            recipe, search.request().message, search.request().circumstances, {&cut, 1});
    }
    for (const Form &form : forms) {
        if (form.form == search.recipe().key.form || search.isProved())
            continue;
        Recipe recipe = search.recipe();
        const bool wasHex = recipe.key.form == KeyForm::Hex;
        recipe.key.form = form.form;
        recipe.key.prefixes = form.form == KeyForm::PrefixedBase64 ? QList<QByteArray>{"v1,whsec_", "whsec_"}
                                                                   : QList<QByteArray>{};
        search.with({form.form == KeyForm::Utf8 && wasHex ? "B8" : form.cause, Party::Setting,
                     form.detail.arg(secret.label), u"correct the key's form in the scheme, or the secret"_s},
                    recipe, search.request().message, search.request().circumstances, {&secret, 1});
    }
    const std::pair<PartHash, QString> hashes[] = {
        {PartHash::Sha1, u"SHA-1"_s}, {PartHash::Sha256, u"SHA-256"_s}, {PartHash::Md5, u"MD5"_s}};
    for (const auto &[hash, name] : hashes) {
        if (search.isProved())
            return;
        Recipe recipe = search.recipe();
        recipe.key.hash = hash;
        search.with({"B10", Party::Setting,
                     u"the key is the %1 digest of secret %2"_s.arg(name, secret.label),
                     u"say in the scheme that the key is a digest of the secret"_s},
                    recipe, search.request().message, search.request().circumstances, {&secret, 1});
        const QByteArrayView whole = secret.value.reveal();
        const NamedSecret hexed{secret.label, Secret(digestBytes(hash, {&whole, 1}).toHex()), secret.tag,
                                false};
        if (!search.isProved())
            search.withSecret({"B10", Party::Setting,
                               u"the key is the hexadecimal %1 digest of secret %2"_s.arg(name, secret.label),
                               u"say in the scheme that the key is a digest of the secret"_s},
                              hexed);
    }
    if (!search.isProved() && search.recipe().timestamp.field.isSet() &&
        !search.recipe().key.afterTimestamp) {
        Recipe recipe = search.recipe();
        recipe.key.afterTimestamp = true;
        search.with({"B10", Party::Setting,
                     u"the key is the timestamp and then secret %1"_s.arg(secret.label),
                     u"say in the scheme that the key begins with the timestamp"_s},
                    recipe, search.request().message, search.request().circumstances, {&secret, 1});
    }
}

// Constants that test tools sign with, published by the senders themselves.
void tryKnownSecrets(Search &search)
{
    static const std::pair<const char *, QString> known[] = {
        {"dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==", u"Zendesk's test button"_s},
        {"this_secret_is_for_testing_only", u"Zendesk's test button"_s},
        {"undefined", u"an unset variable (\"undefined\")"_s},
        {"null", u"an unset variable (\"null\")"_s},
        {"None", u"an unset variable (\"None\")"_s},
        {"secret", u"a sample (\"secret\")"_s},
        {"changeme", u"a sample (\"changeme\")"_s}};
    for (const auto &[text, who] : known) {
        if (search.isProved())
            return;
        search.withSecret({"B16", Party::Sender,
                           u"it was signed with the secret of %1, which everybody knows"_s.arg(who),
                           u"set the real secret at the sender, and send a real event"_s},
                          {who, Secret::copyOf(text), {}, false});
    }
    Circumstances circumstances = search.request().circumstances;
    for (auto it = circumstances.parameters.begin(); it != circumstances.parameters.end(); ++it) {
        if (!it.key().toLower().contains("webhook") || search.isProved())
            continue;
        *it = "WEBHOOK_ID"; // PayPal's simulator
        search.withCircumstances({"B16", Party::Sender,
                                  u"it was signed for the webhook id of PayPal's simulator"_s,
                                  u"send a real event: the simulator uses a fixed webhook id"_s},
                                 circumstances);
    }
}

void tryEmptyKey(Search &search)
{
    if (!search.isDigest() || familyOf(search.recipe().algorithm) != Family::Hmac || search.isProved())
        return;
    const Digest digest = digestOf(search.recipe().algorithm, {}, search.claim().text.parts);
    search.withDigest({"B12", Party::Sender,
                       u"it was signed with an empty key: the sender has no secret set"_s,
                       u"set the secret at the sender"_s},
                      digest.view(), {}, search.request().message.body.size());
}

} // namespace

QList<OtherSecret> storedElsewhere(const ExplainRequest &request)
{
    QList<OtherSecret> all;
    for (const NamedSecret &other : request.others)
        all.append(
            {other,
             {other.retired ? "B2" : "B1", Party::Setting, u"it was signed with secret %1"_s.arg(other.label),
              u"use secret %1 for this endpoint"_s.arg(other.label)}});
    return all;
}

QList<OtherSecret> storedOtherwise(const ExplainRequest &request, bool few)
{
    QList<OtherSecret> all;
    for (const NamedSecret &own : request.secrets) {
        const QByteArrayView text = own.value.reveal();
        const auto isLikely = [&](const SecretForm &form) {
            return form.text.size() < text.size() || form.text.startsWith("whsec_");
        };
        for (const SecretForm &form : formsOf(text.toByteArray())) {
            const bool blanks = form.text.size() < text.size() && qstrcmp(form.cause, "B4") == 0;
            if (blanks || (qstrcmp(form.cause, "B6") == 0 && (!few || isLikely(form))))
                all.append({{own.label, Secret::copyOf(form.text), own.tag, own.retired},
                            {form.cause, Party::Setting, form.detail.arg(own.label),
                             u"correct secret %1 where it is stored"_s.arg(own.label)}});
        }
    }
    return all;
}

void trySecrets(Search &search)
{
    const ExplainRequest &request = search.request();
    for (const NamedSecret &other : request.others) {
        const bool retired = other.retired;
        if (search.withSecret(
                {retired ? "B2" : "B1", Party::Setting,
                 retired
                     ? u"it was signed with the retired secret %1"_s.arg(other.label)
                     : u"it was signed with secret %1, which is stored for something else"_s.arg(other.label),
                 retired ? u"the sender still uses the old secret: rotate it there, or keep it a while"_s
                         : u"use secret %1 for this endpoint, or correct the sender's"_s.arg(other.label)},
                other))
            return;
    }
    for (const NamedSecret &secret : request.secrets) {
        tryTexts(search, secret);
        if (!search.isProved())
            tryKeyForms(search, secret);
        if (search.isProved())
            return;
    }
    tryEmptyKey(search);
    tryKnownSecrets(search);
}

void tryOtherSecrets(Search &search)
{
    for (const NamedSecret &other : search.request().others) {
        if (search.isProved() || !search.mayGoOn())
            return;
        tryTexts(search, other);
    }
}

} // namespace tocsin::signature
