// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/integrationform.h"

#include "core/flows/connectionsecrets.h"
#include "ui/admin/integrations/headerrows.h"
#include "ui/admin/integrations/secretchoice.h"
#include "ui/text/integrationtext.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QFormLayout>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::Draft;
using socotra::Finding;
using socotra::Integration;

IntegrationForm::IntegrationForm(const Theme &theme, secrets::SecretStore &secrets, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_general(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_name(new QLineEdit)
    , m_type(new QComboBox)
    , m_typeHint(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_url(new QLineEdit)
    , m_headers(new HeaderRows(theme))
    , m_secured(new QCheckBox(tr("With security settings")))
    , m_hmac(new QCheckBox(tr("Sign every message (Socotra-Signature)")))
    , m_secret(new SecretChoice(secrets))
    , m_tag(new QLineEdit)
    , m_certificate(new QCheckBox(tr("The tenant checks the receiver's certificate")))
    , m_form(nullptr)
{
    m_name->setObjectName(u"integrationName"_s);
    m_name->setMaxLength(200);
    m_type->setObjectName(u"integrationType"_s);
    m_url->setObjectName(u"integrationUrl"_s);
    m_url->setMaxLength(4000);
    m_url->setPlaceholderText(u"https://hooks.example.com/socotra"_s);
    m_secured->setObjectName(u"integrationSecured"_s);
    m_hmac->setObjectName(u"integrationHmac"_s);
    m_tag->setObjectName(u"integrationTag"_s);
    m_tag->setMaxLength(200);
    m_tag->setPlaceholderText(tr("the secret's name in the signature, if it has one"));
    m_certificate->setObjectName(u"integrationCertificate"_s);
    m_general->setObjectName(u"integrationFault"_s);
    m_general->setLook(u"fault"_s);
    m_general->keepLines();
    m_general->hide();
    m_faults.setGeneral(m_general);
    m_form = build();
    const auto tell = [this] {
        follow();
        if (!m_isFilling)
            emit changed();
    };
    for (QLineEdit *line : {m_name, m_url, m_tag})
        connect(line, &QLineEdit::textChanged, this, tell);
    for (QCheckBox *box : {m_secured, m_hmac, m_certificate})
        connect(box, &QCheckBox::toggled, this, tell);
    connect(m_type, &QComboBox::currentIndexChanged, this, tell);
    connect(m_headers, &HeaderRows::changed, this, tell);
    connect(m_secret, &SecretChoice::changed, this, tell);
    setFocusProxy(m_name);
}

// The line of a fault below the field is FormFaults'; this adds the one of an advice.
QWidget *IntegrationForm::advised(const QString &field, QWidget *editor, PlainLabel *hint)
{
    auto *advice = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
    advice->setObjectName(u"advice-"_s + field);
    advice->keepLines();
    advice->hide();
    m_advice.insert(field, advice);
    auto *both = new QWidget;
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(editor);
    if (hint) {
        hint->setLook(u"muted"_s);
        hint->keepLines();
        column->addWidget(hint);
    }
    both->setFocusProxy(editor);
    QWidget *all = m_faults.under(field, both, advice);
    advice->setLook(u"advice"_s);
    return all;
}

QFormLayout *IntegrationForm::build()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 8, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name"), advised(u"name"_s, m_name));
    form->addRow(tr("&Type"), advised(u"type"_s, m_type, m_typeHint));
    form->addRow(tr("&URL"), advised(u"url"_s, m_url));
    form->addRow(tr("&Headers"), advised(u"headers"_s, m_headers));
    form->addRow(tr("Secur&ity"), advised(u"security"_s, m_secured));
    QWidget *hmac = advised(u"signature"_s, m_hmac);
    QWidget *secret = advised(u"secret"_s, m_secret);
    QWidget *tag = advised(u"tag"_s, m_tag);
    QWidget *certificate = advised(u"certificate"_s, m_certificate);
    form->addRow(tr("Signature"), hmac);
    form->addRow(tr("Secret"), secret);
    form->addRow(tr("Ta&g"), tag);
    form->addRow(tr("TLS"), certificate);
    form->addRow(m_general);
    m_ofSecurity = {hmac, secret, tag, certificate};
    alignLabels(*form, 96);
    return form;
}

void IntegrationForm::fillTypes(const QString &type)
{
    m_type->clear();
    if (m_isNew)
        m_type->addItem(tr("Choose a type"), QString());
    for (const char *known : socotra::integrationTypes) {
        const auto id = QString::fromLatin1(known);
        const QString name = integrationTypeName(id);
        m_type->addItem(id == QLatin1StringView(socotra::typeNotEverywhere)
                            ? tr("%1 (not in all releases)").arg(name)
                            : name,
                        id);
    }
    if (m_type->findData(type) < 0)
        m_type->addItem(integrationTypeName(type), type);
    m_type->setCurrentIndex(m_type->findData(type));
}

void IntegrationForm::fill(const Draft &draft)
{
    const QScopedValueRollback filling(m_isFilling, true);
    showFromStart(*m_name, draft.name);
    showFromStart(*m_url, draft.url);
    fillTypes(draft.type);
    m_headers->setHeaders(draft.headers);
    m_secured->setChecked(draft.secured);
    m_hmac->setChecked(draft.hmacEnabled);
    m_tag->setText(draft.tag);
    m_certificate->setChecked(draft.secureSsl);
    m_name->setReadOnly(!m_isNew);
    m_type->setEnabled(m_isNew);
    m_typeHint->setText(
        m_isNew ? tr("It cannot be changed later.")
                : tr("Name and type cannot be changed: delete the integration and add it again."));
    follow();
}

void IntegrationForm::startNew()
{
    m_isNew = true;
    Draft draft;
    draft.type = u"webhook"_s;
    draft.secured = true;
    draft.tag = socotra::suggestTag({}, QDate::currentDate().toString(Qt::ISODate));
    fill(draft);
    m_secret->offer({});
    connect(m_name, &QLineEdit::textChanged, m_secret, [this](const QString &name) {
        if (m_isNew)
            m_secret->proposeLabel(flows::connectionLabel(name, u"socotra-"_s));
    });
}

void IntegrationForm::startEdit(const Integration &base, const QString &keptLabel)
{
    m_isNew = false;
    fill(socotra::draftOf(base));
    SecretChoice::Offer offer;
    offer.isNew = !base.security.has_value();
    offer.keptLabel = keptLabel;
    offer.newLabel = flows::connectionLabel(base.name, u"socotra-"_s);
    if (base.security) {
        offer.shown = base.security->shown;
        offer.told = base.security->secret;
    }
    m_secret->offer(offer);
    setFocusProxy(m_url);
}

void IntegrationForm::take(const Draft &draft)
{
    fill(draft);
    m_secret->take(draft);
}

void IntegrationForm::follow()
{
    for (QWidget *row : std::as_const(m_ofSecurity))
        m_form->setRowVisible(row, m_secured->isChecked());
}

Draft IntegrationForm::entered() const
{
    Draft draft;
    draft.name = m_isNew ? m_name->text().trimmed() : m_name->text(); // a name that is there is kept as it is
    draft.type = m_type->currentData().toString();
    draft.url = m_url->text().trimmed();
    draft.headers = m_headers->headers();
    draft.secured = m_secured->isChecked();
    draft.hmacEnabled = m_hmac->isChecked();
    draft.secureSsl = m_certificate->isChecked();
    draft.tag = m_tag->text().trimmed();
    m_secret->applyTo(draft);
    return draft;
}

QString IntegrationForm::keepAs() const
{
    return m_secured->isChecked() ? m_secret->keepAs() : QString();
}

QString IntegrationForm::secretLabel() const
{
    return m_secured->isChecked() ? m_secret->label() : QString();
}

void IntegrationForm::showFindings(const QList<Finding> &findings, Faults faults)
{
    m_faults.clear();
    for (PlainLabel *advice : std::as_const(m_advice))
        advice->hide();
    QList<std::pair<QString, QString>> wrong; // field, sentences
    for (const Finding &finding : findings) {
        const QString field = findingField(finding);
        const QString sentence = findingSentence(finding);
        PlainLabel *advice = m_advice.value(field);
        if (!finding.blocks() && advice) {
            advice->setText(advice->isVisibleTo(this) ? advice->original() + u' ' + sentence : sentence);
            advice->show();
            continue;
        }
        const auto known = std::ranges::find(wrong, field, &std::pair<QString, QString>::first);
        if (known != wrong.end())
            known->second += u' ' + sentence;
        else
            wrong.append({field, sentence});
    }
    if (faults == Faults::Later)
        return;
    for (qsizetype i = 0; i < wrong.size(); ++i) {
        const auto &[field, sentence] = wrong[i];
        if (field.isEmpty())
            showFault(sentence);
        else if (i == 0 && faults == Faults::Focus)
            m_faults.show(field + u": "_s + sentence);
        else
            m_faults.mark(field + u": "_s + sentence);
    }
}

void IntegrationForm::showFault(const QString &sentence)
{
    m_general->setText(sentence);
    m_general->show();
}

} // namespace tocsin::ui
