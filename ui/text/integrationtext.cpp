// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/integrationtext.h"

#include "ui/text/errortext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::FieldVersions;
using socotra::Finding;
using socotra::Rule;
using socotra::SecretShown;
using socotra::Tenant;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::IntegrationText)
};

} // namespace

QString integrationTypeName(const QString &type)
{
    if (type == "webhook"_L1)
        return Text::tr("Webhook");
    if (type == "external_rater"_L1)
        return Text::tr("External rater");
    if (type == "data_autofill"_L1)
        return Text::tr("Data autofill");
    if (type == "fe-plugins"_L1)
        return Text::tr("Front-end plug-ins");
    return visibleText(type, 60);
}

QString findingField(const Finding &finding)
{
    switch (finding.rule) {
    case Rule::NameForm:
    case Rule::NameTaken:
    case Rule::NameFixed:
        return u"name"_s;
    case Rule::TypeMissing:
    case Rule::TypeFixed:
    case Rule::TypeNotEverywhere:
    case Rule::TypeUnknown:
        return u"type"_s;
    case Rule::UrlForm:
    case Rule::HttpsNeeded:
    case Rule::HttpsStays:
        return u"url"_s;
    case Rule::SecretLength:
    case Rule::SecretLetters:
    case Rule::SecretMasked:
    case Rule::SecretUnknown:
    case Rule::SecretMayGo:
        return u"secret"_s;
    case Rule::TagNeedsSecret:
        return u"tag"_s;
    case Rule::HeaderName:
    case Rule::HeaderTwice:
    case Rule::HeaderValue:
    case Rule::HeaderMasked:
    case Rule::ReservedHeader:
        return u"headers"_s;
    case Rule::InsecureTls:
        return u"certificate"_s;
    case Rule::HmacOff:
    case Rule::HmacNoSecret:
        return u"signature"_s;
    case Rule::MayNotGo:
        return finding.subject == "tag"_L1 ? u"tag"_s : u"security"_s;
    case Rule::Unreadable:
        break;
    }
    return {};
}

static QString blockingSentence(const Finding &finding)
{
    const QString subject = visibleText(finding.subject, 80);
    switch (finding.rule) {
    case Rule::NameForm:
        return Text::tr("Use letters, digits, dot, dash and underscore, at most 64, and begin with a letter "
                        "or digit. This is a rule of this console: the tenant's own is not published.");
    case Rule::NameTaken:
        return Text::tr("There is an integration %1 already: edit that one, or choose another name.")
            .arg(subject);
    case Rule::NameFixed:
        return Text::tr("The name of %1 cannot be changed: add another integration.").arg(subject);
    case Rule::TypeMissing:
        return Text::tr("Choose a type: it cannot be changed later.");
    case Rule::TypeFixed:
        return Text::tr("The type cannot be changed: delete the integration and add it again.");
    case Rule::UrlForm:
        return Text::tr("Enter an address that begins with https:// or http:// and has a host.");
    case Rule::HttpsNeeded:
        return Text::tr("Security settings are allowed with an https:// address only: use one, or take the "
                        "security settings out.");
    case Rule::HttpsStays:
        return Text::tr(
            "The tenant has security settings stored, which may stay when they are taken out, and "
            "they need https://. Keep such an address, or delete the integration and add it "
            "again.");
    case Rule::SecretLength:
        return Text::tr("The secret has %1 characters; it must have 32 to 64.").arg(subject);
    case Rule::SecretLetters:
        return Text::tr("Only letters, digits and underscore are allowed in the secret: make a new one.");
    case Rule::SecretMasked:
        return Text::tr("This is a mask and not the secret: enter the secret again or set a new one.");
    case Rule::SecretUnknown:
        return Text::tr("The secret is not known here, and saving replaces all settings. Enter it again, set "
                        "a new one, or send without secret on purpose.");
    case Rule::TagNeedsSecret:
        return Text::tr("A tag needs a secret: set one, or clear the tag.");
    case Rule::HeaderName:
        return Text::tr("%1 is no name of a header: letters, digits and dashes.")
            .arg(subject.isEmpty() ? Text::tr("An empty name") : subject);
    case Rule::HeaderTwice:
        return Text::tr("The header %1 stands twice: remove one.").arg(subject);
    case Rule::HeaderValue:
        return Text::tr("The value of %1 holds a line break: remove it.").arg(subject);
    case Rule::HeaderMasked:
        return Text::tr("The tenant has masked the value of %1: enter it again, or remove the header.")
            .arg(subject);
    case Rule::Unreadable:
        return Text::tr("What the tenant sent of this integration can no longer be read: close and refresh.");
    default:
        return {};
    }
}

QString findingSentence(const Finding &finding)
{
    const QString subject = visibleText(finding.subject, 80);
    switch (finding.rule) {
    case Rule::InsecureTls:
        return Text::tr(
            "The tenant does not check the receiver's certificate: anybody on the way can read and "
            "change what it sends. For tests only.");
    case Rule::ReservedHeader:
        return Text::tr("%1 is written by the tenant or its transport: a value of your own may be refused or "
                        "overwritten.")
            .arg(subject);
    case Rule::HmacOff:
        return Text::tr("There is a secret, but messages are not signed with it.");
    case Rule::HmacNoSecret:
        return Text::tr("Signatures are on, but there is no secret to sign with.");
    case Rule::SecretMayGo:
        return Text::tr("The stored secret may be removed: messages are then not signed any more.");
    case Rule::MayNotGo:
        return Text::tr("Left out of the update. A tenant that merges keeps it: to be sure, delete the "
                        "integration and add it again.");
    case Rule::TypeNotEverywhere:
        return Text::tr("Not in all releases of the product.");
    case Rule::TypeUnknown:
        return Text::tr("The type %1 is not documented; it is kept as it is.").arg(subject);
    default:
        return blockingSentence(finding);
    }
}

QString signedText(const std::optional<socotra::SecuritySpec> &security)
{
    if (!security)
        return Text::tr("Not signed");
    if (!security->hmacEnabled.value_or(false))
        return Text::tr("Signature off");
    if (!security->tag.isEmpty())
        return Text::tr("HMAC-SHA256, tag %1").arg(visibleText(security->tag, 60));
    return Text::tr("HMAC-SHA256");
}

QString checkedText(const domain::Endpoint &endpoint, const QString &schemeName)
{
    if (endpoint.scheme.isEmpty())
        return Text::tr("Not checked");
    if (endpoint.scheme == domain::autoScheme)
        return Text::tr("Found by each request");
    return endpoint.secretLabels.isEmpty() ? Text::tr("%1, no secret").arg(schemeName) : schemeName;
}

QString comparedFieldName(const QString &field)
{
    if (field == "url"_L1)
        return Text::tr("URL");
    if (field == "type"_L1)
        return Text::tr("Type");
    if (field == "securitySpec/hmacEnabled"_L1)
        return Text::tr("Signature");
    if (field == "securitySpec/secret"_L1)
        return Text::tr("Secret");
    if (field == "securitySpec/secureSSL"_L1)
        return Text::tr("Certificate check");
    if (field == "securitySpec/tag"_L1)
        return Text::tr("Tag");
    if (field.startsWith("headers/"_L1))
        return Text::tr("Header %1").arg(visibleText(QStringView(field).mid(8), 80));
    return visibleText(field, 100);
}

QString standingText(FieldVersions::Standing standing)
{
    switch (standing) {
    case FieldVersions::Standing::Mine:
        return Text::tr("changed here");
    case FieldVersions::Standing::Theirs:
        return Text::tr("changed there");
    case FieldVersions::Standing::Agreed:
        return Text::tr("changed to the same");
    case FieldVersions::Standing::Conflict:
        return Text::tr("changed on both sides");
    case FieldVersions::Standing::Same:
        break;
    }
    return {};
}

QString senderKindName(const flows::Sender &sender, const QString &type)
{
    switch (sender.kind) {
    case flows::Sender::Kind::Integration:
        return integrationTypeName(type);
    case flows::Sender::Kind::SocWarden:
        return Text::tr("SOCWarden source");
    case flows::Sender::Kind::Endpoint:
        break;
    }
    return Text::tr("Local endpoint");
}

QString updateRuleText(flows::UpdateRule rule)
{
    switch (rule) {
    case flows::UpdateRule::Merge:
        return Text::tr("Updates merge: what is left out stays");
    case flows::UpdateRule::Replace:
        return Text::tr("Updates replace: what is left out returns to its default");
    case flows::UpdateRule::Unknown:
        break;
    }
    return Text::tr("Not known whether updates merge or replace: everything is always sent");
}

QString rotationStepText(storage::RotationStep step)
{
    using storage::RotationStep;
    switch (step) {
    case RotationStep::Planned:
        return Text::tr("Secret change planned");
    case RotationStep::Stored:
        return Text::tr("New secret kept here, not sent yet");
    case RotationStep::Written:
        return Text::tr("New secret sent, not read back yet");
    case RotationStep::Verified:
        return Text::tr("New secret in use; the old one is kept for messages in flight");
    case RotationStep::Retired:
        return Text::tr("Old secret retired");
    case RotationStep::Cancelled:
        return Text::tr("Secret change cancelled");
    }
    return {};
}

QString tenantFormName(Tenant::Form form)
{
    switch (form) {
    case Tenant::Form::HostName:
        return Text::tr("Host name");
    case Tenant::Form::TenantName:
        return Text::tr("Tenant name");
    case Tenant::Form::Locator:
        return Text::tr("Tenant locator");
    }
    return {};
}

QString headerFormName(Tenant::HeaderForm form)
{
    switch (form) {
    case Tenant::HeaderForm::Bearer:
        return Text::tr("Bearer and the token");
    case Tenant::HeaderForm::Bare:
        return Text::tr("The token alone");
    case Tenant::HeaderForm::Jwt:
        return Text::tr("JWT and the token");
    }
    return {};
}

QString outcomeSentence(const socotra::WriteOutcome &outcome)
{
    if (outcome.state == socotra::WriteOutcome::State::NotApplied)
        return Text::tr(
            "It was sent, but the tenant's list shows it unchanged. Nothing is lost here: look at "
            "the list and try again.");
    QStringList said;
    if (outcome.answerLost)
        said.append(Text::tr("The answer was lost; the tenant's list shows that it was carried out."));
    if (!outcome.readBack)
        said.append(Text::tr("It was accepted, but could not be read back: refresh to see what is there."));
    if (!outcome.differs.isEmpty()) {
        QStringList fields;
        for (const QString &field : outcome.differs)
            fields.append(comparedFieldName(field));
        said.append(
            Text::tr("The tenant shows it otherwise than it was sent: %1.").arg(fields.join(u", "_s)));
    }
    return said.join(u' ');
}

QString tenantErrorSentence(const Error &error)
{
    if (error.kind == Error::Kind::Unauthorised)
        return Text::tr(
                   "%1 It is not tried again by itself: accounts are locked after some failures. Mend the "
                   "tenant's settings, or have the account unlocked, then try again.")
            .arg(readingErrorSentence(error));
    return readingErrorSentence(error);
}

} // namespace tocsin::ui
