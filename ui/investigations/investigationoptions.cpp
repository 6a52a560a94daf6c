// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/investigationoptions.h"

#include "core/settings/keys.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace keys = settings::keys;

InvestigationOptions::InvestigationOptions(const InvestigationSettings &settings, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_threshold(new QDoubleSpinBox)
    , m_personas(new QPlainTextEdit(settings.personas.join(u'\n')))
    , m_provider(new QLineEdit(settings.provider))
    , m_timespan(new QLineEdit(settings.timespan))
    , m_save(primaryButton(tr("Save"), u"saveInvestigationOptions"_s, this))
{
    setObjectName(u"investigationOptions"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Investigation settings"));
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelInvestigationOptions"_s, this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        emit chosen(entered());
        accept();
    });
    m_save->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addWidget(buildForm(), 1);
    column->addLayout(footRow({}, {cancel, m_save}));
    resize(560, 420);
    m_threshold->setFocus();
    m_threshold->selectAll();
    follow();
}

QWidget *InvestigationOptions::buildForm()
{
    m_threshold->setObjectName(u"escalateFrom"_s);
    m_threshold->setAccessibleName(tr("Escalate from risk"));
    m_threshold->setRange(keys::escalateFrom.least, keys::escalateFrom.most);
    m_threshold->setDecimals(2);
    m_threshold->setSingleStep(0.5);
    m_threshold->setValue(m_settings.escalateFrom);
    m_threshold->setMaximumWidth(120);
    m_personas->setObjectName(u"personaList"_s);
    m_personas->setAccessibleName(tr("Personas"));
    m_personas->setTabChangesFocus(true);
    m_provider->setObjectName(u"usualProvider"_s);
    m_provider->setMaxLength(longestPersona);
    m_timespan->setObjectName(u"usualTimespan"_s);
    m_timespan->setMaxLength(longestPersona);
    const auto hint = [](const QString &text) {
        auto *label = new PlainLabel(text, PlainLabel::Fit::Flow);
        label->setLook(u"muted"_s);
        return label;
    };
    auto *whole = new QWidget;
    auto *form = new QFormLayout(whole);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Escalate from"), m_threshold);
    form->addRow(QString(), hint(tr("A report whose risk is at least this is marked, in the list and on its "
                                    "page. Most servers rate from 0 to 10.")));
    form->addRow(tr("Personas"), m_personas);
    form->addRow(QString(), hint(tr("One on each line, as the server knows them: soc_analyst, ciso.")));
    form->addRow(tr("Provider"), m_provider);
    form->addRow(tr("Time span"), m_timespan);
    form->addRow(QString(), hint(tr("What a template asks about, unless you say otherwise.")));
    alignLabels(*form);
    for (QLineEdit *field : {m_provider, m_timespan})
        connect(field, &QLineEdit::textChanged, this, &InvestigationOptions::follow);
    connect(m_personas, &QPlainTextEdit::textChanged, this, &InvestigationOptions::follow);
    return whole;
}

InvestigationSettings InvestigationOptions::entered() const
{
    InvestigationSettings entered = m_settings;
    entered.escalateFrom = m_threshold->value();
    entered.personas = personasFromText(m_personas->toPlainText());
    entered.provider = m_provider->text().simplified();
    entered.timespan = m_timespan->text().simplified();
    if (!entered.personas.contains(entered.persona, Qt::CaseInsensitive) && !entered.personas.isEmpty())
        entered.persona = entered.personas.constFirst();
    return entered;
}

void InvestigationOptions::follow()
{
    const InvestigationSettings now = entered();
    m_save->setEnabled(!now.personas.isEmpty() && !now.provider.isEmpty());
    m_save->setToolTip(now.personas.isEmpty()   ? tr("Name at least one persona")
                       : now.provider.isEmpty() ? tr("Name a provider")
                                                : QString());
}

} // namespace tocsin::ui
