// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/endpointeditor.h"

#include "core/flows/webhookdesk.h"
#include "core/secrets/secretstore.h"
#include "ui/text/errortext.h"
#include "ui/text/verdicttext.h"
#include "ui/webhooks/circumstancefields.h"
#include "ui/webhooks/headerlines.h"
#include "ui/webhooks/schemefield.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int kibi = 1024;

QFormLayout *newForm(QWidget *owner)
{
    auto *form = new QFormLayout(owner);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

} // namespace

EndpointEditor::EndpointEditor(flows::WebhookDesk &desk, secrets::SecretStore &secrets,
                               const domain::Endpoint &endpoint, const QString &previousName, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_secrets(secrets)
    , m_previousName(previousName)
    , m_rules(endpoint.rules)
    , m_forward(endpoint.forward)
    , m_chosenLabels(endpoint.secretLabels)
    , m_general(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_name(new QLineEdit)
    , m_path(new QLineEdit)
    , m_scheme(new SchemeField)
    , m_labels(new QListView)
    , m_labelModel(new QStandardItemModel(this))
    , m_mode(new QComboBox)
    , m_status(new QSpinBox)
    , m_headers(new QPlainTextEdit)
    , m_body(new QPlainTextEdit)
    , m_cap(new QSpinBox)
    , m_handshakes(new QCheckBox(tr("Answer what the sender asks first")))
    , m_handshakeHint(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    setObjectName(u"endpointEditor"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(previousName.isEmpty() ? tr("Add endpoint") : tr("Edit endpoint"));
    m_general->setLook(u"fault"_s);
    m_general->setObjectName(u"endpointFault"_s);
    m_general->hide();
    m_faults.setGeneral(m_general);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(32);
    columns->addWidget(buildIdentity(), 6);
    columns->addWidget(buildResponse(), 5);
    QPushButton *save = primaryButton(tr("Save"), u"saveEndpoint"_s, this);
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelEndpoint"_s, this);
    save->setDefault(true);
    connect(save, &QPushButton::clicked, this, &EndpointEditor::save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addLayout(columns, 1);
    column->addWidget(m_general);
    column->addLayout(footRow({}, {cancel, save}));
    resize(900, 480);
    fill(endpoint);
    listSecrets();
}

QWidget *EndpointEditor::buildIdentity()
{
    auto *part = new QWidget;
    QFormLayout *form = newForm(part);
    m_name->setObjectName(u"endpointName"_s);
    m_name->setMaxLength(64);
    m_path->setObjectName(u"endpointPath"_s);
    m_path->setPlaceholderText(u"/hooks/…"_s);
    m_path->setMaxLength(1000);
    m_scheme->setObjectName(u"endpointScheme"_s);
    m_scheme->addChoice(tr("Unsigned"), QString(), tr("nothing is checked"));
    m_scheme->addChoice(tr("Automatic"), domain::autoScheme, tr("found by each request"));
    m_scheme->addSchemes(m_desk.schemes().all(), false);
    m_labels->setObjectName(u"endpointSecrets"_s);
    m_labels->setModel(m_labelModel);
    m_labels->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_labels->setMinimumHeight(72);
    m_labels->setProperty("look", u"box"_s);
    showWhenEmpty(*m_labels, tr("No secret yet: without one, signatures cannot be checked."));
    auto *secretPart = new QWidget;
    auto *secretColumn = new QVBoxLayout(secretPart);
    secretColumn->setContentsMargins(0, 0, 0, 0);
    secretColumn->setSpacing(6);
    secretColumn->addWidget(m_labels, 1);
    QPushButton *add = textButton(tr("Add secret…"), u"endpointAddSecret"_s, this);
    secretColumn->addWidget(add);
    connect(add, &QPushButton::clicked, this, &EndpointEditor::secretsAsked);
    secretPart->setFocusProxy(m_labels);
    m_mode->setObjectName(u"endpointMode"_s);
    m_mode->addItem(modeName(domain::Endpoint::Mode::Inspect), int(domain::Endpoint::Mode::Inspect));
    m_mode->addItem(modeName(domain::Endpoint::Mode::Strict), int(domain::Endpoint::Mode::Strict));
    m_mode->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    form->addRow(tr("&Name"), m_faults.under(u"name"_s, m_name));
    form->addRow(tr("&Path"), m_faults.under(u"path"_s, m_path));
    form->addRow(tr("S&ender"), m_faults.under(u"scheme"_s, m_scheme));
    m_circumstances = new CircumstanceFields(*form, m_faults, this);
    form->addRow(tr("Sec&rets"), m_faults.under(u"secret"_s, secretPart));
    form->addRow(tr("&Mode"), m_faults.under(u"mode"_s, m_mode));
    alignLabels(*form);
    connect(m_scheme, &SchemeField::schemeChanged, this, &EndpointEditor::showScheme);
    return part;
}

// No scheme: unsigned, found by each request, or one whose file is gone.
void EndpointEditor::showScheme()
{
    const QString id = m_scheme->currentData().toString();
    const bool isAutomatic = id == domain::autoScheme;
    const signature::Scheme *scheme = m_desk.schemes().find(id);
    m_circumstances->showFor(scheme, isAutomatic);
    QStringList asked;
    for (const signature::Handshake &handshake :
         scheme ? scheme->handshakes : std::vector<signature::Handshake>())
        asked.append(visibleText(handshake.name, 60));
    m_handshakes->setEnabled(isAutomatic || !asked.isEmpty());
    m_handshakeHint->setText(
        isAutomatic
            ? tr("Only where a valid signature proves who asks, as with Zoom or Slack. For a sender that "
                 "does not sign its challenge (Meta, X, Asana, Okta), choose the sender.")
        : !asked.isEmpty() ? tr("This sender asks for: %1.").arg(asked.join(u", "_s))
        : scheme           ? tr("This sender asks for nothing before it sends.")
                           : tr("Without a sender nothing is known that could be asked."));
}

QWidget *EndpointEditor::buildResponse()
{
    auto *part = new QWidget;
    QFormLayout *form = newForm(part);
    m_status->setObjectName(u"endpointStatus"_s);
    m_status->setRange(200, 599);
    m_status->setFixedWidth(100);
    m_headers->setObjectName(u"endpointHeaders"_s);
    m_headers->setPlaceholderText(u"Content-Type: application/json"_s);
    m_headers->setTabChangesFocus(true);
    m_headers->setMinimumHeight(60);
    m_body->setObjectName(u"endpointBody"_s);
    m_body->setPlaceholderText(tr("Sent as it stands, as UTF-8"));
    m_body->setTabChangesFocus(true);
    m_cap->setObjectName(u"endpointCap"_s);
    m_cap->setRange(0, 1024 * kibi);
    m_cap->setSuffix(tr(" KiB"));
    m_cap->setSpecialValueText(tr("the listener's limit"));
    m_cap->setFixedWidth(160);
    form->addRow(tr("&Answer"), m_faults.under(u"status"_s, m_status));
    form->addRow(tr("&Headers"), m_faults.under(u"headers"_s, m_headers));
    form->addRow(tr("&Body"), m_body);
    form->addRow(tr("Body &cap"), m_faults.under(u"body cap"_s, m_cap));
    m_handshakes->setObjectName(u"endpointHandshakes"_s);
    m_handshakeHint->setObjectName(u"endpointHandshakeHint"_s);
    form->addRow(tr("Handsha&kes"), m_faults.under(u"handshakes"_s, m_handshakes, m_handshakeHint));
    alignLabels(*form);
    return part;
}

void EndpointEditor::fill(const domain::Endpoint &endpoint)
{
    m_name->setText(endpoint.name);
    m_path->setText(QString::fromUtf8(endpoint.pathPrefix));
    m_circumstances->fill(endpoint);
    m_scheme->setScheme(endpoint.scheme);
    showScheme();
    m_mode->setCurrentIndex(int(endpoint.mode));
    m_status->setValue(endpoint.response.status);
    m_headers->setPlainText(headersToLines(endpoint.response.headers));
    m_body->setPlainText(QString::fromUtf8(endpoint.response.body));
    m_cap->setValue(int(qMin<qint64>(endpoint.bodyCap / kibi, m_cap->maximum())));
    m_handshakes->setChecked(endpoint.answersHandshakes);
    for (QLineEdit *field : {m_name, m_path})
        field->setCursorPosition(0); // a long one is read from its start
    const bool fixed = m_previousName == domain::catchAllName;
    m_name->setReadOnly(fixed);
    m_path->setReadOnly(fixed);
    (fixed ? static_cast<QWidget *>(m_scheme) : m_name)->setFocus();
}

void EndpointEditor::listSecrets()
{
    m_secrets.list(this, [this](const Result<QList<secrets::StoredSecret>> &stored) {
        QStringList checked = m_chosenLabels;
        for (int row = 0; row < m_labelModel->rowCount(); ++row) {
            const QStandardItem *item = m_labelModel->item(row);
            const QString label = item->data().toString();
            if (item->checkState() == Qt::Checked && !checked.contains(label))
                checked.append(label);
            else if (item->checkState() == Qt::Unchecked)
                checked.removeAll(label);
        }
        m_labelModel->clear();
        QStringList labels = checked; // a label whose secret is gone stays visible
        for (const secrets::StoredSecret &secret : stored.value_or(QList<secrets::StoredSecret>())) {
            if (!labels.contains(secret.label))
                labels.append(secret.label);
            // One that was added from here is meant for this endpoint.
            if (m_listed && !m_known.contains(secret.label) && !checked.contains(secret.label))
                checked.append(secret.label);
            m_known.insert(secret.label);
        }
        m_listed = true;
        m_chosenLabels = checked;
        labels.sort();
        for (const QString &label : std::as_const(labels)) {
            auto *item = new QStandardItem(visibleText(label, 80));
            item->setData(label);
            item->setCheckable(true);
            item->setCheckState(checked.contains(label) ? Qt::Checked : Qt::Unchecked);
            m_labelModel->appendRow(item);
        }
        if (!stored)
            m_faults.show(u"secret: "_s + errorSentence(stored.error()));
    });
}

Result<domain::Endpoint> EndpointEditor::entered()
{
    domain::Endpoint endpoint;
    endpoint.forward = m_forward;
    endpoint.name = m_name->text().trimmed();
    endpoint.pathPrefix = m_path->text().trimmed().toUtf8();
    const std::optional<QString> scheme = m_scheme->scheme();
    if (!scheme)
        return fail(Error::Kind::Rejected, u"scheme: "_s + m_scheme->problem());
    endpoint.scheme = *scheme;
    if (const Result<void> read = m_circumstances->read(endpoint); !read)
        return tl::unexpected(read.error());
    for (int row = 0; row < m_labelModel->rowCount(); ++row) {
        if (m_labelModel->item(row)->checkState() == Qt::Checked)
            endpoint.secretLabels.append(m_labelModel->item(row)->data().toString());
    }
    endpoint.mode = domain::Endpoint::Mode(m_mode->currentData().toInt());
    endpoint.response.status = m_status->value();
    endpoint.response.body = m_body->toPlainText().toUtf8();
    endpoint.bodyCap = qint64(m_cap->value()) * kibi;
    endpoint.answersHandshakes = m_handshakes->isChecked();
    endpoint.rules = m_rules;
    // Both have dialogs of their own, which may have saved meanwhile.
    for (const domain::Endpoint &now : m_desk.endpoints()) {
        if (now.name == m_previousName) {
            endpoint.forward = now.forward;
            endpoint.rules = now.rules;
        }
    }
    const Result<QList<domain::HeaderField>> headers = headersFromLines(m_headers->toPlainText());
    if (!headers)
        return fail(Error::Kind::Rejected, u"headers: "_s + headers.error().detail);
    endpoint.response.headers = *headers;
    return endpoint;
}

void EndpointEditor::save()
{
    m_faults.clear();
    const Result<domain::Endpoint> endpoint = entered();
    if (!endpoint) {
        m_faults.show(endpoint.error().detail);
        return;
    }
    if (const Result<void> saved = m_desk.saveEndpoint(*endpoint, m_previousName); !saved) {
        m_faults.show(saved.error().detail);
        return;
    }
    emit saved(endpoint->name);
    accept();
}

} // namespace tocsin::ui
