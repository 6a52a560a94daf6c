// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/connections/connectionform.h"

#include "ui/connections/connectioncolour.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::ConnectionColour;
using domain::ProxyMode;
using domain::SignIn;

namespace {

constexpr int labelWidth = 150; // px, the same on each tab

QFormLayout *newForm(QWidget *owner)
{
    auto *form = new QFormLayout(owner);
    form->setContentsMargins(16, 16, 16, 16);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

QLineEdit *lineOf(const QString &name, const QString &text, const QString &placeholder = {})
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setMaxLength(2000);
    edit->setPlaceholderText(placeholder);
    showFromStart(*edit, text);
    return edit;
}

PlainLabel *hintOf(const QString &text)
{
    auto *hint = new PlainLabel(text, PlainLabel::Fit::Wrap);
    hint->keepLines();
    return hint;
}

} // namespace

ConnectionForm::ConnectionForm(const domain::Connection &connection, QWidget *parent)
    : QWidget(parent)
    , m_before(connection)
    , m_tabs(new FittedTabs)
    , m_general(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_name(lineOf(u"connectionName"_s, connection.name, tr("What you call it")))
    , m_role(lineOf(u"connectionRole"_s, connection.role, tr("analyst, admin…")))
    , m_production(new QCheckBox(tr("This is a production system")))
    , m_colour(new QComboBox)
    , m_api(lineOf(u"connectionApi"_s, connection.api.toString(), u"https://api.example.com"_s))
    , m_webApp(lineOf(u"connectionWebApp"_s, connection.webApp.toString(), u"https://app.example.com"_s))
    , m_signIn(new QComboBox)
    , m_credential(maskedField(u"connectionCredential"_s, !connection.secretLabel.isEmpty()))
    , m_tokenEndpoint(lineOf(u"connectionToken"_s, connection.tokenEndpoint.toString()))
    , m_clientId(lineOf(u"connectionClientId"_s, connection.clientId))
    , m_scopes(lineOf(u"connectionScopes"_s, connection.scopes.join(u' '), tr("The client's own")))
    , m_proxy(new QComboBox)
    , m_proxyUrl(lineOf(u"connectionProxyUrl"_s, connection.proxyUrl.toString(),
                        u"http://user@proxy.example.com:3128"_s))
    , m_proxyPassword(maskedField(u"connectionProxyPassword"_s, !connection.proxyLabel.isEmpty()))
    , m_caFile(lineOf(u"connectionCaFile"_s, connection.caFile, tr("The system's alone")))
    , m_clientFile(lineOf(u"connectionClientFile"_s, connection.clientFile, tr("None")))
    , m_passphrase(maskedField(u"connectionPassphrase"_s, !connection.clientLabel.isEmpty()))
    , m_timeout(new QSpinBox)
    , m_perMinute(new QSpinBox)
{
    m_general->setLook(u"fault"_s);
    m_general->setObjectName(u"connectionFault"_s);
    m_general->hide();
    m_faults.setGeneral(m_general);
    m_tabs->addTab(buildServer(), tr("Server"));
    m_tabs->addTab(buildSignIn(), tr("Sign-in"));
    m_tabs->addTab(buildNetwork(), tr("Network"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_general);
    setFocusProxy(m_name);
    follow();
}

QLineEdit *ConnectionForm::maskedField(const QString &name, bool isStored)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setEchoMode(QLineEdit::Password);
    edit->setMaxLength(20'000);
    edit->setPlaceholderText(isStored ? tr("Stored; type to replace it") : tr("None stored yet"));
    return edit;
}

QWidget *ConnectionForm::buildServer()
{
    auto *page = new QWidget;
    QFormLayout *form = newForm(page);
    m_production->setObjectName(u"connectionProduction"_s);
    m_production->setChecked(m_before.production);
    form->addRow(tr("&Name"), m_faults.under(u"name"_s, m_name));
    form->addRow(tr("&Role"), m_role);
    m_colour->setObjectName(u"connectionColour"_s);
    for (const ConnectionColour colour :
         {ConnectionColour::None, ConnectionColour::Grey, ConnectionColour::Blue, ConnectionColour::Green,
          ConnectionColour::Amber, ConnectionColour::Violet, ConnectionColour::Red})
        m_colour->addItem(colourName(colour), int(colour));
    m_colour->setCurrentIndex(m_colour->findData(int(m_before.colour)));
    form->addRow(tr("Co&lour"), m_colour);
    form->addRow(QString(), m_faults.under(u"production"_s, m_production,
                                           hintOf(tr("A coloured strip and the word stay in sight."))));
    form->addRow(tr("&API address"), m_faults.under(u"API address"_s, m_api));
    form->addRow(tr("&Web app address"), m_faults.under(u"web app address"_s, m_webApp,
                                                        hintOf(tr("For links to the vendor's own pages."))));
    alignLabels(*form, labelWidth);
    return page;
}

QWidget *ConnectionForm::buildSignIn()
{
    auto *page = new QWidget;
    m_signInForm = newForm(page);
    m_signIn->setObjectName(u"connectionSignIn"_s);
    m_signIn->addItem(tr("API key"), int(SignIn::ApiKey));
    m_signIn->addItem(tr("Bearer token"), int(SignIn::BearerToken));
    m_signIn->addItem(tr("Client credentials"), int(SignIn::ClientCredentials));
    m_signIn->setCurrentIndex(m_signIn->findData(int(m_before.signIn)));
    connect(m_signIn, &QComboBox::currentIndexChanged, this, &ConnectionForm::follow);
    m_signInForm->addRow(tr("Sign in &with"), m_signIn);
    m_signInForm->addRow(tr("&Secret"), m_faults.under(u"secret"_s, m_credential,
                                                       hintOf(tr("Kept in the store of secrets, not in the "
                                                                 "settings; sent to this server alone."))));
    m_signInForm->addRow(tr("&Token address"), m_faults.under(u"token address"_s, m_tokenEndpoint));
    m_signInForm->addRow(tr("&Client ID"), m_faults.under(u"client id"_s, m_clientId));
    m_signInForm->addRow(tr("Sc&opes"), m_scopes);
    alignLabels(*m_signInForm, labelWidth);
    return page;
}

QWidget *ConnectionForm::buildNetwork()
{
    auto *page = new QWidget;
    m_networkForm = newForm(page);
    m_proxy->setObjectName(u"connectionProxy"_s);
    m_proxy->addItem(tr("As the system says"), int(ProxyMode::System));
    m_proxy->addItem(tr("None"), int(ProxyMode::None));
    m_proxy->addItem(tr("This one"), int(ProxyMode::Manual));
    m_proxy->setCurrentIndex(m_proxy->findData(int(m_before.proxy)));
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &ConnectionForm::follow);
    m_timeout->setObjectName(u"connectionTimeout"_s);
    m_timeout->setRange(1, 600);
    m_timeout->setSuffix(tr(" s"));
    m_timeout->setValue(m_before.timeoutMs / 1000);
    m_timeout->setFixedWidth(120);
    m_perMinute->setObjectName(u"connectionPerMinute"_s);
    m_perMinute->setRange(1, 10'000);
    m_perMinute->setValue(m_before.requestsPerMinute);
    m_perMinute->setFixedWidth(120);
    m_networkForm->addRow(tr("&Proxy"), m_proxy);
    m_networkForm->addRow(tr("Proxy a&ddress"), m_faults.under(u"proxy"_s, m_proxyUrl));
    m_networkForm->addRow(tr("Proxy pass&word"), m_proxyPassword);
    m_networkForm->addRow(tr("&Authority (PEM)"),
                          m_faults.under(u"CA file"_s, fileRow(m_caFile, u"chooseCaFile"_s,
                                                               tr("Certificates of your own authority"))));
    m_networkForm->addRow(tr("&Client certificate"),
                          m_faults.under(u"client file"_s, fileRow(m_clientFile, u"chooseClientFile"_s,
                                                                   tr("Client certificate with its key"))));
    m_networkForm->addRow(tr("Its pass&phrase"), m_passphrase);
    m_networkForm->addRow(tr("&Longest wait"), m_faults.under(u"time-out"_s, m_timeout));
    m_networkForm->addRow(tr("Requests per &minute"), m_faults.under(u"requests per minute"_s, m_perMinute));
    alignLabels(*m_networkForm, labelWidth);
    return page;
}

QWidget *ConnectionForm::fileRow(QLineEdit *edit, const QString &name, const QString &title)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(edit, 1);
    QPushButton *choose = textButton(tr("Choose…"), name, this);
    layout->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, [this, edit, title] {
        const QString file = QFileDialog::getOpenFileName(this, title, edit->text());
        if (!file.isEmpty())
            showFromStart(*edit, file);
    });
    row->setFocusProxy(edit);
    return row;
}

void ConnectionForm::follow()
{
    const bool exchanges = SignIn(m_signIn->currentData().toInt()) == SignIn::ClientCredentials;
    for (QLineEdit *edit : {m_tokenEndpoint, m_clientId})
        m_signInForm->setRowVisible(edit->parentWidget(), exchanges);
    m_signInForm->setRowVisible(m_scopes, exchanges);
    const bool ownProxy = ProxyMode(m_proxy->currentData().toInt()) == ProxyMode::Manual;
    m_networkForm->setRowVisible(m_proxyUrl->parentWidget(), ownProxy);
    m_networkForm->setRowVisible(m_proxyPassword, ownProxy);
}

domain::Connection ConnectionForm::entered() const
{
    domain::Connection connection = m_before;
    const auto url = [](const QLineEdit *edit) { return QUrl(edit->text().trimmed(), QUrl::StrictMode); };
    connection.name = m_name->text().trimmed();
    connection.role = m_role->text().trimmed();
    connection.production = m_production->isChecked();
    connection.colour = ConnectionColour(m_colour->currentData().toInt());
    connection.api = url(m_api);
    connection.webApp = url(m_webApp);
    connection.signIn = SignIn(m_signIn->currentData().toInt());
    const bool exchanges = connection.signIn == SignIn::ClientCredentials;
    connection.tokenEndpoint = exchanges ? url(m_tokenEndpoint) : QUrl();
    connection.clientId = exchanges ? m_clientId->text().trimmed() : QString();
    connection.scopes = exchanges ? m_scopes->text().split(u' ', Qt::SkipEmptyParts) : QStringList();
    connection.proxy = ProxyMode(m_proxy->currentData().toInt());
    connection.proxyUrl = connection.proxy == ProxyMode::Manual ? url(m_proxyUrl) : QUrl();
    connection.caFile = m_caFile->text().trimmed();
    connection.clientFile = m_clientFile->text().trimmed();
    connection.timeoutMs = m_timeout->value() * 1000;
    connection.requestsPerMinute = m_perMinute->value();
    return connection;
}

flows::ConnectionSecrets ConnectionForm::typed() const
{
    const auto take = [](const QLineEdit *edit) { return Secret(edit->text().trimmed().toUtf8()); };
    return {take(m_credential), take(m_proxyPassword), take(m_passphrase)};
}

void ConnectionForm::pinProxy(const domain::ProxyPin &pin)
{
    m_proxy->setCurrentIndex(m_proxy->findData(int(pin.mode)));
    m_proxy->setEnabled(false);
    m_proxyUrl->setReadOnly(true);
    if (m_proxyUrl->text().isEmpty())
        showFromStart(*m_proxyUrl, pin.url.toString());
    auto *why = hintOf(tr("The policy of this machine sets the proxy."));
    why->setLook(u"muted"_s);
    why->setObjectName(u"proxyPinned"_s);
    m_networkForm->insertRow(1, QString(), why);
    follow();
}

void ConnectionForm::clearFaults()
{
    m_faults.clear();
}

void ConnectionForm::showFault(const QString &detail)
{
    m_faults.show(detail);
    for (const QWidget *label : findChildren<PlainLabel *>()) {
        if (!label->objectName().startsWith(u"fault-"_s) || !label->isVisibleTo(label->parentWidget()))
            continue;
        for (int tab = 0; tab < m_tabs->count(); ++tab) {
            if (m_tabs->widget(tab)->isAncestorOf(label))
                m_tabs->setCurrentIndex(tab);
        }
    }
}

} // namespace tocsin::ui
