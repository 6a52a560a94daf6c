// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/settingspage.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHostAddress>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

using Tls = flows::DeskOptions::Tls;

constexpr int fieldWidth = 320; // px
constexpr qint64 kibi = 1024;
constexpr qint64 mebi = 1024 * kibi;
constexpr qint64 gibi = 1024 * mebi;

// A number that the field could not show exactly stays as it was until it is changed.
void takeChanged(qint64 &value, const QSpinBox &box, qint64 unit)
{
    if (value / unit != box.value())
        value = box.value() * unit;
}

// One headed part of the page: what stands in it goes into the form.
struct Group
{
    QWidget *part;
    QFormLayout *form;
};

Group group(const QString &title)
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(sectionLabel(title));
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 4, 0, 24);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    column->addLayout(form);
    return {part, form};
}

PlainLabel *muted(const QString &text)
{
    auto *label = new PlainLabel(text, PlainLabel::Fit::Wrap);
    label->setLook(u"muted"_s);
    label->setMinimumWidth(440);
    return label;
}

QString faultOfFile(const QString &path, const QString &what)
{
    if (path.isEmpty())
        return SettingsPage::tr("%1: choose a PEM file.").arg(what);
    return QFileInfo(path).isReadable() ? QString()
                                        : SettingsPage::tr("%1: %2 cannot be read.").arg(what, path);
}

} // namespace

SettingsPage::SettingsPage(const Preferences &preferences, const QString &secretBackend, QWidget *parent)
    : QWidget(parent)
    , m_applied(preferences.listener)
{
    auto *inner = new QWidget;
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(32, 24, 32, 24);
    auto *title = new PlainLabel(tr("Settings"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() + 4);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    column->addWidget(title);
    column->addSpacing(16);
    column->addWidget(buildAppearance());
    column->addWidget(buildListener());
    column->addWidget(buildBounds());
    column->addWidget(buildRetention());
    column->addWidget(buildReplay());
    column->addWidget(buildSecrets(secretBackend));
    column->addWidget(buildMore());
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"settingsScroll"_s);
    scroll->setAccessibleName(tr("Settings"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inner);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    showTheme(preferences.theme);
    follow();
}

QWidget *SettingsPage::buildAppearance()
{
    const auto [part, form] = group(tr("Appearance"));
    m_theme = new QComboBox;
    m_theme->setObjectName(u"themeChoice"_s);
    m_theme->setFixedWidth(fieldWidth);
    m_theme->addItem(tr("As the system"), int(Theme::Choice::System));
    m_theme->addItem(tr("Light"), int(Theme::Choice::Light));
    m_theme->addItem(tr("Dark"), int(Theme::Choice::Dark));
    form->addRow(tr("&Theme"), m_theme);
    connect(m_theme, &QComboBox::activated, this,
            [this] { emit themeChosen(Theme::Choice(m_theme->currentData().toInt())); });
    alignLabels(*form, 170);
    return part;
}

QWidget *SettingsPage::buildListener()
{
    const auto [part, form] = group(tr("Listener"));
    m_address = new QComboBox;
    m_address->setObjectName(u"listenerAddress"_s);
    m_address->setEditable(true);
    m_address->lineEdit()->setAccessibleName(tr("Address"));
    m_address->setFixedWidth(fieldWidth);
    m_address->addItems({u"127.0.0.1"_s, u"::1"_s, u"0.0.0.0"_s, u"::"_s});
    m_address->setCurrentText(m_applied.address);
    m_port = new QSpinBox;
    m_port->setObjectName(u"listenerPort"_s);
    m_port->setRange(0, 65535);
    m_port->setSpecialValueText(tr("any free one"));
    m_port->setValue(m_applied.port);
    m_port->setFixedWidth(120);
    m_tls = new QComboBox;
    m_tls->setObjectName(u"listenerTls"_s);
    m_tls->setFixedWidth(fieldWidth);
    m_tls->addItem(tr("Off: plain HTTP"), int(Tls::Off));
    m_tls->addItem(tr("Self-signed, made here"), int(Tls::SelfSigned));
    m_tls->addItem(tr("Certificate and key from files"), int(Tls::Files));
    m_tls->setCurrentIndex(int(m_applied.tls));
    form->addRow(tr("A&ddress"), m_address);
    form->addRow(tr("&Port"), m_port);
    form->addRow(tr("T&LS"), m_tls);
    m_certificate = fileField(form, tr("&Certificate (PEM)"), u"tlsCertificate"_s, m_applied.certificatePath);
    m_key = fileField(form, tr("&Key (PEM)"), u"tlsKey"_s, m_applied.keyPath);
    m_clientCa = fileField(form, tr("C&A of clients (optional)"), u"tlsClientCa"_s, m_applied.clientCaPath);
    connect(m_address, &QComboBox::currentTextChanged, this, &SettingsPage::follow);
    connect(m_port, &QSpinBox::valueChanged, this, &SettingsPage::follow);
    connect(m_tls, &QComboBox::currentIndexChanged, this, &SettingsPage::follow);
    alignLabels(*form, 170);
    return part;
}

QWidget *SettingsPage::buildBounds()
{
    const auto [part, form] = group(tr("Limits of one request"));
    const listener::Limits &limits = m_applied.limits;
    m_requestLine = numberField(form, tr("Longest &request line"), u"requestLineLimit"_s, tr(" KiB"),
                                {1, 1024}, limits.requestLine / kibi);
    m_headers = numberField(form, tr("All &headers together"), u"headerLimit"_s, tr(" KiB"), {1, 16'384},
                            limits.headers / kibi);
    m_fields = numberField(form, tr("Header &fields"), u"fieldLimit"_s, {}, {8, 10'000}, limits.headerFields);
    m_bodyLimit =
        numberField(form, tr("Largest &body"), u"bodyLimit"_s, tr(" MiB"), {1, 1024}, limits.body / mebi);
    m_headerSeconds = numberField(form, tr("Time for the headers"), u"headerTime"_s, tr(" s"), {1, 3600},
                                  limits.headerSeconds);
    m_idleSeconds =
        numberField(form, tr("Time of silence"), u"idleTime"_s, tr(" s"), {1, 3600}, limits.idleSeconds);
    m_connections = numberField(form, tr("C&onnections at once"), u"connectionLimit"_s, {}, {1, 65'536},
                                limits.connections);
    form->addRow(muted(tr("What is over a limit is refused and still kept, as far as it was read.")));
    alignLabels(*form, 170);
    return part;
}

QWidget *SettingsPage::buildRetention()
{
    const auto [part, form] = group(tr("Retention"));
    m_days = numberField(form, tr("Keep for"), u"retentionDays"_s, {}, {0, 36'500}, m_applied.retention.days);
    m_count = numberField(form, tr("Keep at most"), u"retentionCount"_s, {}, {0, 1'000'000'000},
                          m_applied.retention.deliveries);
    m_count->setSingleStep(10'000);
    m_size = numberField(form, tr("and at most"), u"retentionSize"_s, tr(" GiB"), {0, 1024},
                         m_applied.retention.bytes / gibi);
    for (QSpinBox *box : {m_days, m_count, m_size})
        box->setSpecialValueText(tr("no limit"));
    form->addRow(
        muted(tr("What is beyond any of the three is deleted, oldest first. Pinned deliveries stay.")));
    m_message = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
    m_message->setObjectName(u"listenerMessage"_s);
    m_message->setMinimumWidth(440);
    m_apply = primaryButton(tr("Apply"), u"applyListener"_s, this);
    m_apply->setToolTip(
        tr("Keeps these settings and opens the listener anew; requests under way are finished first"));
    form->addRow(m_message);
    form->addRow(m_apply);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        m_applied = entered();
        emit listenerChosen(m_applied);
        follow();
    });
    alignLabels(*form, 170);
    return part;
}

QSpinBox *SettingsPage::numberField(QFormLayout *form, const QString &label, const QString &name,
                                    const QString &suffix, std::pair<int, int> range, qint64 value)
{
    auto *box = new QSpinBox;
    box->setObjectName(name);
    box->setRange(range.first, range.second);
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    box->setFixedWidth(200);
    box->setValue(int(qBound(qint64(range.first), value, qint64(range.second))));
    form->addRow(label, box);
    connect(box, &QSpinBox::valueChanged, this, &SettingsPage::follow);
    return box;
}

QWidget *SettingsPage::buildReplay()
{
    const auto [part, form] = group(tr("Replay and forward"));
    m_allowed = new QLineEdit;
    m_allowed->setObjectName(u"allowedHosts"_s);
    m_allowed->setFixedWidth(fieldWidth);
    m_allowed->setPlaceholderText(tr("this machine only"));
    m_allowedLine = muted({});
    m_allowedLine->setObjectName(u"allowedHostsLine"_s);
    form->addRow(tr("Allowed &hosts"), m_allowed);
    form->addRow(m_allowedLine);
    connect(m_allowed, &QLineEdit::editingFinished, this, &SettingsPage::chooseAllowed);
    alignLabels(*form, 170);
    showAllowed(m_applied.allowed);
    return part;
}

void SettingsPage::showAllowed(const flows::AllowList &allowed)
{
    m_applied.allowed = allowed;
    m_allowed->setText(flows::allowListText(allowed));
    m_allowed->setCursorPosition(0);
    m_allowedLine->setLook(u"muted"_s);
    m_allowedLine->setText(
        tr("Besides this machine, captured requests may be sent to these hosts, separated by "
           "commas: hooks.example.org, 10.0.0.7:8443."));
}

void SettingsPage::chooseAllowed()
{
    const Result<flows::AllowList> read = flows::readAllowList(m_allowed->text());
    if (!read) {
        m_allowedLine->setLook(u"fault"_s);
        m_allowedLine->setText(read.error().detail);
        return;
    }
    const bool isNew = read->entries != m_applied.allowed.entries;
    showAllowed(*read);
    if (isNew)
        emit allowedChosen(*read);
}

QWidget *SettingsPage::buildSecrets(const QString &backend)
{
    const auto [part, form] = group(tr("Secrets"));
    m_backend = muted(backend);
    form->addRow(m_backend);
    QPushButton *manage = textButton(tr("Manage secrets…"), u"manageSecrets"_s, this);
    form->addRow(manage);
    connect(manage, &QPushButton::clicked, this, &SettingsPage::secretsAsked);
    return part;
}

QWidget *SettingsPage::buildMore()
{
    const auto [part, form] = group(tr("Keyboard and sources"));
    form->addRow(
        muted(tr("Every shortcut can be changed. A setting may be yours, of one connection, or pinned by "
                 "the policy of this machine.")));
    QPushButton *keys = textButton(tr("Change shortcuts…"), u"changeShortcuts"_s, this);
    QPushButton *sources = textButton(tr("Where settings come from…"), u"showSources"_s, this);
    form->addRow(inARow({keys, sources}));
    connect(keys, &QPushButton::clicked, this, &SettingsPage::shortcutsAsked);
    connect(sources, &QPushButton::clicked, this, &SettingsPage::sourcesAsked);
    return part;
}

QLineEdit *SettingsPage::fileField(QFormLayout *form, const QString &label, const QString &name,
                                   const QString &value)
{
    auto *field = new QLineEdit(value);
    field->setObjectName(name);
    field->setFixedWidth(fieldWidth);
    field->setPlaceholderText(tr("Path of a file"));
    form->addRow(label, field);
    connect(field, &QLineEdit::textChanged, this, &SettingsPage::follow);
    return field;
}

void SettingsPage::showSecretBackend(const QString &sentence)
{
    m_backend->setText(sentence);
}

void SettingsPage::showPreferences(const Preferences &preferences)
{
    m_applied = preferences.listener;
    const listener::Limits &limits = m_applied.limits;
    const storage::Retention &retention = m_applied.retention;
    m_address->setCurrentText(m_applied.address);
    m_port->setValue(m_applied.port);
    m_tls->setCurrentIndex(int(m_applied.tls));
    m_certificate->setText(m_applied.certificatePath);
    m_key->setText(m_applied.keyPath);
    m_clientCa->setText(m_applied.clientCaPath);
    const std::pair<QSpinBox *, qint64> numbers[] = {
        {m_requestLine, limits.requestLine / kibi},
        {m_headers, limits.headers / kibi},
        {m_fields, limits.headerFields},
        {m_bodyLimit, limits.body / mebi},
        {m_headerSeconds, limits.headerSeconds},
        {m_idleSeconds, limits.idleSeconds},
        {m_connections, limits.connections},
        {m_days, retention.days},
        {m_count, retention.deliveries},
        {m_size, retention.bytes / gibi},
    };
    for (const auto &[box, value] : numbers)
        box->setValue(int(qBound(qint64(box->minimum()), value, qint64(box->maximum()))));
    showAllowed(m_applied.allowed);
    showTheme(preferences.theme);
    follow();
}

void SettingsPage::showTheme(Theme::Choice choice)
{
    m_theme->setCurrentIndex(m_theme->findData(int(choice)));
}

flows::DeskOptions SettingsPage::entered() const
{
    flows::DeskOptions options = m_applied;
    options.address = m_address->currentText().trimmed();
    options.port = quint16(m_port->value());
    options.tls = Tls(m_tls->currentData().toInt());
    options.certificatePath = m_certificate->text().trimmed();
    options.keyPath = m_key->text().trimmed();
    options.clientCaPath = m_clientCa->text().trimmed();
    takeChanged(options.limits.requestLine, *m_requestLine, kibi);
    takeChanged(options.limits.headers, *m_headers, kibi);
    takeChanged(options.limits.body, *m_bodyLimit, mebi);
    options.limits.headerFields = m_fields->value();
    options.limits.headerSeconds = m_headerSeconds->value();
    options.limits.idleSeconds = m_idleSeconds->value();
    options.limits.connections = m_connections->value();
    takeChanged(options.retention.days, *m_days, 1);
    takeChanged(options.retention.deliveries, *m_count, 1);
    takeChanged(options.retention.bytes, *m_size, gibi);
    return options;
}

QString SettingsPage::fault() const
{
    const flows::DeskOptions options = entered();
    if (QHostAddress(options.address).isNull())
        return tr("Address: \"%1\" is not an IP address. Use 127.0.0.1 for this machine only.")
            .arg(options.address);
    if (options.tls == Tls::Files) {
        const QString certificate = faultOfFile(options.certificatePath, tr("Certificate"));
        return certificate.isEmpty() ? faultOfFile(options.keyPath, tr("Key")) : certificate;
    }
    if (options.tls != Tls::Off && !options.clientCaPath.isEmpty())
        return faultOfFile(options.clientCaPath, tr("CA of clients"));
    return {};
}

void SettingsPage::follow()
{
    if (!m_apply)
        return; // fields are still being made
    m_days->setSuffix(tr(" day(s)", "after a number in its field", m_days->value()));
    m_count->setSuffix(tr(" delivery(s)", "after a number in its field", m_count->value()));
    const Tls tls = Tls(m_tls->currentData().toInt());
    m_certificate->setEnabled(tls == Tls::Files);
    m_key->setEnabled(tls == Tls::Files);
    m_clientCa->setEnabled(tls != Tls::Off);
    const QString wrong = fault();
    const bool exposed = wrong.isEmpty() && !QHostAddress(entered().address).isLoopback();
    m_message->setLook(wrong.isEmpty() ? u"advice"_s : u"fault"_s);
    if (!wrong.isEmpty())
        m_message->setText(wrong);
    else
        m_message->setText(exposed ? tr("Other machines will be able to reach the listener at this address.")
                                   : QString());
    m_apply->setEnabled(wrong.isEmpty());
}

} // namespace tocsin::ui
