// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/newkeydialog.h"

#include "ui/text/errortext.h"
#include "ui/text/keytext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::IssuedKind;
using flows::MadeKey;

namespace {

constexpr int labelWidth = 110; // px
constexpr int usualDays = 365;

QString ownName(flows::KeyUse use)
{
    switch (use) {
    case flows::KeyUse::Xsoar:
        return u"XSOAR"_s;
    case flows::KeyUse::Copilot:
        return u"Security Copilot"_s;
    default:
        return {};
    }
}

} // namespace

NewKeyDialog::NewKeyDialog(IssuedKind kind, flows::KeyOffice &office, QWidget *parent)
    : QDialog(parent)
    , m_kind(kind)
    , m_office(office)
    , m_use(new QComboBox)
    , m_why(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_name(new QLineEdit)
    , m_description(new QLineEdit)
    , m_days(new QSpinBox(this))
    , m_end(new PlainLabel(this))
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_create(primaryButton(kind == IssuedKind::Key ? tr("Create key") : tr("Create client"), u"createKey"_s,
                             this))
{
    setObjectName(u"newKeyDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(kind == IssuedKind::Key ? tr("New API key") : tr("New API client"));
    auto *lead = new PlainLabel(tr("One for each integration: then each can be rotated and ended without the "
                                   "others, and its last use says whether it is still needed."),
                                PlainLabel::Fit::Wrap);
    lead->setLook(u"muted"_s);
    lead->keepLines();
    m_message->setObjectName(u"newKeyMessage"_s);
    m_message->keepLines();
    m_message->hide();
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelNewKey"_s, this);
    m_create->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(16);
    column->addWidget(lead);
    column->addWidget(buildForm());
    column->addStretch(1);
    column->addWidget(m_message);
    column->addLayout(footRow({}, {cancel, m_create}));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &NewKeyDialog::create);
    connect(&office, &flows::KeyOffice::switched, this, &QDialog::reject); // it would be made elsewhere
    resize(600, 460);
    m_use->setCurrentIndex(0);
    take(0);
    m_name->setFocus();
}

QWidget *NewKeyDialog::buildForm()
{
    for (const flows::KeyPreset &preset : flows::keyPresets())
        m_use->addItem(keyUseName(preset.use), preset.id);
    m_use->addItem(tr("Other: as chosen below"), QString());
    m_use->setObjectName(u"keyUse"_s);
    m_why->setLook(u"muted"_s);
    m_why->keepLines();
    m_name->setObjectName(u"keyName"_s);
    m_name->setMaxLength(80);
    m_name->setPlaceholderText(tr("who uses it: XSOAR, wall display, night shift"));
    m_description->setObjectName(u"keyDescription"_s);
    m_description->setMaxLength(500);
    m_description->setPlaceholderText(tr("whom to ask about it; kept at the server"));
    m_days->setObjectName(u"keyDays"_s);
    m_days->setRange(1, 3650);
    m_days->setValue(usualDays);
    m_days->setSuffix(u' ' + tr("days"));
    m_end->setObjectName(u"keyEnd"_s);
    m_end->setLook(u"muted"_s);
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&For"), m_use);
    form->addRow(QString(), m_why);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Description"), m_description);
    form->addRow(tr("May"), buildScopes());
    if (m_kind == IssuedKind::Key)
        form->addRow(tr("E&xpires after"), inARow({m_days, m_end}));
    m_days->setVisible(m_kind == IssuedKind::Key); // a client has no end
    m_end->setVisible(m_kind == IssuedKind::Key);
    alignLabels(*form, labelWidth);
    connect(m_use, &QComboBox::activated, this, &NewKeyDialog::take);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_named = true; });
    connect(m_days, &QSpinBox::valueChanged, this, &NewKeyDialog::showEnd);
    showEnd();
    return part;
}

QWidget *NewKeyDialog::buildScopes()
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(4);
    for (const QString &scope : flows::keyScopes()) {
        auto *box = new QCheckBox(scopeWords(scope));
        box->setObjectName(u"scope "_s + scope);
        box->setToolTip(scope);
        connect(box, &QCheckBox::toggled, this, &NewKeyDialog::onScope);
        m_scopes.insert(scope, box);
        column->addWidget(box);
    }
    return part;
}

void NewKeyDialog::choose(flows::KeyUse use)
{
    for (int i = 0; i < int(flows::keyPresets().size()); ++i) {
        if (flows::keyPresets()[i].use == use)
            take(i);
    }
}

void NewKeyDialog::take(int preset)
{
    m_use->setCurrentIndex(preset);
    if (preset < 0 || preset >= flows::keyPresets().size()) {
        m_why->setText(tr("Choose as little as it needs."));
        return;
    }
    const flows::KeyPreset &chosen = flows::keyPresets()[preset];
    m_taking = true;
    for (auto it = m_scopes.cbegin(); it != m_scopes.cend(); ++it)
        (*it)->setChecked(chosen.scopes.contains(it.key()));
    m_taking = false;
    m_why->setText(keyUseSentence(chosen.use));
    if (!m_named)
        m_name->setText(ownName(chosen.use));
}

// Another set is another use: the one that has just these, or none.
void NewKeyDialog::onScope()
{
    if (m_taking)
        return;
    const flows::KeyPreset *now = flows::keyPreset(m_use->currentData().toString());
    QStringList chosen = draft().scopes;
    if (now && now->scopes == chosen)
        return;
    m_use->setCurrentIndex(m_use->count() - 1);
    m_why->setText(chosen.isEmpty() ? tr("Choose at least one.") : tr("Choose as little as it needs."));
}

void NewKeyDialog::showEnd()
{
    const QDate day = QDate::currentDate().addDays(m_days->value());
    m_end->setText(tr("on %1").arg(day.toString(Qt::ISODate)));
}

flows::NewKey NewKeyDialog::draft() const
{
    flows::NewKey draft;
    draft.kind = m_kind;
    draft.name = m_name->text().trimmed();
    draft.description = m_description->text().trimmed();
    for (const QString &scope : flows::keyScopes()) {
        if (m_scopes.value(scope)->isChecked())
            draft.scopes.append(scope);
    }
    draft.days = m_days->value();
    return draft;
}

void NewKeyDialog::say(const QString &text, const QString &look)
{
    m_message->setLook(look);
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void NewKeyDialog::create()
{
    m_create->setEnabled(false);
    say(tr("The server is asked…"), u"muted"_s);
    m_office.create(draft(), this, [this](const Result<MadeKey> &key) {
        m_create->setEnabled(true);
        if (!key) {
            const bool isForm = key.error().kind == Error::Kind::Rejected;
            return say(isForm ? asSentence(key.error().detail) : errorSentence(key.error()), u"fault"_s);
        }
        say({}, {});
        emit made(*key);
        accept();
    });
}

} // namespace tocsin::ui
