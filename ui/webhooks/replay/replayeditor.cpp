// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/replayeditor.h"

#include "core/flows/webhookdesk.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/headerlines.h"
#include "ui/webhooks/replay/bodyeditor.h"
#include "ui/webhooks/schemefield.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString fieldOf(const QByteArray &parameter)
{
    return u"parameter "_s + QString::fromUtf8(parameter);
}

} // namespace

ReplayEditor::ReplayEditor(flows::WebhookDesk &desk, bool forOne, FormFaults &faults, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_forOne(forOne)
    , m_faults(faults)
    , m_form(new QFormLayout(this))
    , m_fresh(new QCheckBox(tr("New &ids and times in a JSON body")))
    , m_scheme(new SchemeField)
    , m_secret(new QComboBox)
{
    setObjectName(u"replayEditor"_s);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    if (m_forOne)
        addRequestRows(*m_form);
    m_fresh->setObjectName(u"replayFresh"_s);
    m_form->addRow(QString(), m_fresh);
    addSigningRows(*m_form);
    auto *mark =
        new PlainLabel(tr("Marked X-Tocsin-Test: made by Tocsin for testing."), PlainLabel::Fit::Wrap);
    mark->setLook(u"muted"_s);
    m_form->addRow(QString(), mark);
    alignLabels(*m_form, replayLabelWidth);
    listSecrets();
    showScheme();
}

void ReplayEditor::addRequestRows(QFormLayout &form)
{
    m_method = new QLineEdit;
    m_method->setObjectName(u"replayMethod"_s);
    m_method->setMaxLength(64);
    m_path = new QLineEdit;
    m_path->setObjectName(u"replayPath"_s);
    m_path->setMaxLength(16'384);
    m_headers = new QPlainTextEdit;
    m_headers->setObjectName(u"replayHeaders"_s);
    m_headers->setTabChangesFocus(true);
    m_headers->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_headers->setFixedHeight(116);
    m_body = new BodyEditor;
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (QWidget *widget : {static_cast<QWidget *>(m_path), static_cast<QWidget *>(m_headers)})
        widget->setFont(fixed);
    form.addRow(tr("&Method"), m_faults.under(u"method"_s, m_method));
    form.addRow(tr("&Path"), m_faults.under(u"path"_s, m_path));
    form.addRow(tr("&Headers"), m_faults.under(u"header"_s, m_headers));
    form.addRow(tr("&Body"), m_body);
}

void ReplayEditor::addSigningRows(QFormLayout &form)
{
    m_scheme->setObjectName(u"replayScheme"_s);
    m_scheme->addChoice(tr("Not signed anew"), QString(), tr("the signature stays as captured"));
    m_scheme->addSchemes(m_desk.schemes().all(), true);
    m_secret->setObjectName(u"replaySecret"_s);
    m_secret->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *part = new QWidget;
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    QPushButton *manage = textButton(tr("Secrets…"), u"replayManageSecrets"_s, this);
    row->addWidget(m_secret, 1);
    row->addWidget(manage);
    part->setFocusProxy(m_secret);
    connect(manage, &QPushButton::clicked, this, &ReplayEditor::secretsAsked);
    form.addRow(tr("&Sign as"), m_faults.under(u"scheme"_s, m_scheme));
    form.addRow(tr("S&ecret"), m_faults.under(u"secret"_s, part));
    m_firstParameter = form.rowCount();
    connect(m_scheme, &SchemeField::schemeChanged, this, &ReplayEditor::showScheme);
}

void ReplayEditor::listSecrets()
{
    const QString chosen = m_secret->currentData().toString();
    m_secret->clear();
    for (const signature::NamedSecret &secret : m_desk.currentSecrets())
        m_secret->addItem(visibleText(secret.label, 80), secret.label);
    if (const int row = m_secret->findData(chosen); row >= 0)
        m_secret->setCurrentIndex(row);
    m_secret->setPlaceholderText(tr("There is no secret yet"));
}

void ReplayEditor::showScheme()
{
    for (const auto &[name, field] : std::as_const(m_parameters)) {
        m_values.insert(name, field->text().trimmed().toUtf8());
        m_faults.forget(fieldOf(name));
        m_form->removeRow(m_firstParameter);
    }
    m_parameters.clear();
    const signature::Scheme *scheme = m_desk.schemes().find(m_scheme->currentData().toString());
    m_secret->setEnabled(scheme != nullptr);
    if (!scheme)
        return;
    int row = m_firstParameter;
    for (const signature::Scheme::Parameter &parameter : scheme->parameters) {
        auto *field = new QLineEdit(QString::fromUtf8(m_values.value(parameter.name)));
        field->setObjectName(u"replayParameter-"_s + QString::fromUtf8(parameter.name));
        field->setMaxLength(1024);
        field->setToolTip(toolTipText(parameter.about));
        const QString label = visibleText(parameter.name, 60).replace(u'&', u"&&"_s);
        m_form->insertRow(row++, label, m_faults.under(fieldOf(parameter.name), field));
        m_parameters.append({parameter.name, field});
    }
    alignLabels(*m_form, replayLabelWidth);
}

void ReplayEditor::fill(const domain::Delivery &delivery)
{
    const domain::HttpMessage &message = delivery.capture.message;
    for (const domain::Endpoint &endpoint : m_desk.endpoints()) {
        if (endpoint.name != delivery.row.endpoint)
            continue;
        m_values = endpoint.parameters;
        const int row =
            endpoint.secretLabels.isEmpty() ? -1 : m_secret->findData(endpoint.secretLabels.constFirst());
        if (row >= 0)
            m_secret->setCurrentIndex(row);
    }
    const signature::Scheme *scheme = m_desk.schemes().find(delivery.row.signature.scheme);
    m_scheme->setScheme(scheme && scheme->isSigned() ? scheme->id : QString());
    showScheme();
    if (!m_forOne)
        return;
    m_capturedMethod = message.method;
    m_capturedTarget = message.target;
    m_method->setText(QString::fromUtf8(message.method));
    m_path->setText(QString::fromUtf8(message.target));
    m_path->setCursorPosition(0);
    m_headers->setPlainText(headersToLines(message.headers));
    m_capturedHeaders = m_headers->toPlainText();
    m_body->setBytes(message.body);
}

Result<flows::ReplayEdit> ReplayEditor::entered()
{
    flows::ReplayEdit edit;
    edit.freshBody = m_fresh->isChecked();
    if (m_forOne) {
        if (auto read = readRequest(edit); !read)
            return tl::unexpected(read.error());
    }
    if (auto read = readSigning(edit); !read)
        return tl::unexpected(read.error());
    return edit;
}

Result<void> ReplayEditor::readRequest(flows::ReplayEdit &edit) const
{
    if (const QByteArray method = m_method->text().trimmed().toUtf8();
        m_method->text() != QString::fromUtf8(m_capturedMethod))
        edit.method = method;
    if (m_path->text() != QString::fromUtf8(m_capturedTarget))
        edit.target = m_path->text().trimmed().toUtf8();
    if (m_headers->toPlainText() != m_capturedHeaders) {
        auto fields = headersFromLines(m_headers->toPlainText());
        if (!fields)
            return fail(Error::Kind::Rejected, u"header: "_s + fields.error().detail);
        edit.fields = *fields;
    }
    edit.body = m_body->edited();
    return {};
}

Result<void> ReplayEditor::readSigning(flows::ReplayEdit &edit)
{
    const std::optional<QString> id = m_scheme->scheme();
    if (!id)
        return fail(Error::Kind::Rejected, u"scheme: "_s + m_scheme->problem());
    edit.scheme = m_desk.schemes().find(*id);
    if (!edit.scheme && !id->isEmpty())
        return fail(Error::Kind::Rejected,
                    u"scheme: "_s + tr("%1 is not installed").arg(visibleText(*id, 60)));
    if (!edit.scheme)
        return {};
    const QString label = m_secret->currentData().toString();
    for (const signature::NamedSecret &secret : m_desk.currentSecrets()) {
        if (secret.label == label)
            edit.secret = secret;
    }
    if (!edit.secret)
        return fail(Error::Kind::Rejected,
                    u"secret: "_s + tr("choose one to sign with, or add one under \"Secrets…\""));
    for (const auto &[name, field] : std::as_const(m_parameters)) {
        if (const QByteArray value = field->text().trimmed().toUtf8(); !value.isEmpty())
            edit.parameters.insert(name, value);
    }
    return {};
}

} // namespace tocsin::ui
