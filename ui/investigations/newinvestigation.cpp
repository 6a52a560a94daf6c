// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/newinvestigation.h"

#include "core/flows/analystdesk.h"
#include "core/report/templates/queryhelp.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

// Known words are shown as people say them and sent as the server wants them; any other word is sent as
// typed.
QComboBox *wordBox(const QString &name, const QString &accessible,
                   const QList<std::pair<QString, QString>> &words)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(accessible);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    for (const auto &[shown, sent] : words)
        box->addItem(shown, sent);
    return box;
}

QString wordOf(const QComboBox &box)
{
    const QString typed = box.currentText().trimmed();
    const int index = box.findText(typed, Qt::MatchFixedString);
    return index >= 0 ? box.itemData(index).toString() : typed;
}

} // namespace

NewInvestigation::NewInvestigation(const Theme &theme, flows::AnalystDesk &desk, const About &about,
                                   QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_about(about)
    , m_values(about.values)
    , m_templates(new QComboBox)
    , m_query(new QPlainTextEdit)
    , m_places(new QWidget)
    , m_placeForm(new QFormLayout(m_places))
    , m_previewTitle(sectionLabel(tr("What is sent")))
    , m_preview(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_persona(wordBox(u"persona"_s, tr("Persona"),
                        {{tr("SOC Analyst"), u"soc_analyst"_s}, {tr("CISO"), u"ciso"_s}}))
    , m_provider(wordBox(u"provider"_s, tr("Provider"), {{tr("Microsoft Sentinel"), u"sentinel"_s}}))
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_start(primaryButton(tr("Investigate"), u"startInvestigation"_s, this))
{
    Q_UNUSED(theme)
    setObjectName(u"newInvestigation"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(about.incident != 0 ? tr("Investigate incident %1").arg(about.incident)
                                       : tr("New investigation"));
    m_fault->setObjectName(u"investigationFault"_s);
    m_fault->setLook(u"fault"_s);
    m_fault->hide();
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelInvestigation"_s, this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &NewInvestigation::start);
    m_start->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(buildFields());
    column->addWidget(m_places);
    column->addWidget(m_previewTitle);
    column->addWidget(m_preview);
    column->addWidget(buildHelp());
    column->addStretch(1);
    column->addWidget(m_fault);
    column->addLayout(footRow({}, {cancel, m_start}));
    resize(640, 520);
    m_query->setPlainText(about.query);
    refresh();
    m_query->setFocus();
}

QWidget *NewInvestigation::buildFields()
{
    m_templates->setObjectName(u"queryTemplates"_s);
    m_templates->setAccessibleName(tr("Template"));
    m_templates->addItem(tr("None: write the question"));
    for (const report::QueryTemplate &one : report::builtInTemplates())
        m_templates->addItem(one.name, one.text);
    m_query->setObjectName(u"investigationQuery"_s);
    m_query->setAccessibleName(tr("Question"));
    m_query->setTabChangesFocus(true);
    m_query->setPlaceholderText(
        tr("What is to be found out, about whom, and since when? For example: failed sign-ins of "
           "j.doe@example.com in the last 24 hours, more than 5 from one address"));
    m_query->setMinimumHeight(96);
    auto *fields = new QWidget;
    auto *form = new QFormLayout(fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Template"), m_templates);
    form->addRow(tr("Question"), m_query);
    form->addRow(tr("Persona"), m_persona);
    form->addRow(tr("Provider"), m_provider);
    alignLabels(*form);
    m_placeForm->setContentsMargins(0, 0, 0, 0);
    m_placeForm->setVerticalSpacing(8);
    m_placeForm->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_preview->setObjectName(u"investigationPreview"_s);
    m_preview->setSelectable();
    connect(m_templates, &QComboBox::activated, this, &NewInvestigation::chooseTemplate);
    connect(m_query, &QPlainTextEdit::textChanged, this, &NewInvestigation::refresh);
    for (QComboBox *box : {m_persona, m_provider})
        connect(box, &QComboBox::editTextChanged, this, &NewInvestigation::refresh);
    return fields;
}

QWidget *NewInvestigation::buildHelp()
{
    auto *whole = new QWidget;
    auto *form = new QFormLayout(whole);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(4);
    form->setHorizontalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_entity = addHelp(*form, tr("names something concrete: a user, host, address or incident"));
    m_time = addHelp(*form, tr("says which time: the last 24 hours, since Monday, a date"));
    m_condition = addHelp(*form, tr("says what would be an answer: how many, failed, more than 5"));
    m_entity.words->setObjectName(u"helpEntity"_s);
    m_time.words->setObjectName(u"helpTime"_s);
    m_condition.words->setObjectName(u"helpCondition"_s);
    return whole;
}

NewInvestigation::Help NewInvestigation::addHelp(QFormLayout &form, const QString &words)
{
    Help help{new PlainLabel(u"✔"_s), new PlainLabel(words, PlainLabel::Fit::Flow)};
    help.mark->setFixedWidth(16);
    form.addRow(help.mark, help.words);
    return help;
}

// The word for a reader who sees neither colour nor mark.
void NewInvestigation::showHelp(const Help &help, bool isThere)
{
    help.mark->setText(isThere ? u"✔"_s : u"○"_s);
    help.words->setLook(isThere ? QString() : u"muted"_s);
    help.words->setAccessibleName((isThere ? tr("Yes: ") : tr("Not yet: ")) + help.words->original());
}

void NewInvestigation::chooseTemplate(int index)
{
    const QString text = m_templates->itemData(index).toString();
    m_isFromTemplate = !text.isEmpty();
    if (m_isFromTemplate)
        m_query->setPlainText(text);
    refresh();
    if (!m_placeFields.isEmpty() && !filled().missing.isEmpty())
        m_placeFields.value(filled().missing.constFirst())->setFocus();
}

report::Filled NewInvestigation::filled() const
{
    const QString text = m_query->toPlainText();
    if (!m_isFromTemplate)
        return {text, {}};
    report::Values known;
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it) {
        if (!it.value().trimmed().isEmpty())
            known.insert(it.key(), it.value());
    }
    return report::fill(text, known);
}

QString NewInvestigation::question() const
{
    return filled().text.trimmed();
}

// A field for each placeholder of the text; those that are there keep their focus.
void NewInvestigation::listPlaceholders()
{
    const QStringList wanted =
        m_isFromTemplate ? report::fill(m_query->toPlainText(), {}).missing : QStringList();
    for (const QString &name : m_placeFields.keys()) {
        if (!wanted.contains(name))
            m_placeForm->removeRow(m_placeFields.take(name));
    }
    const QList<report::Placeholder> known = report::placeholders();
    for (const QString &name : wanted) {
        if (m_placeFields.contains(name))
            continue;
        auto *field = new QLineEdit(m_values.value(name));
        field->setObjectName(u"place-"_s + name);
        field->setAccessibleName(name);
        for (const report::Placeholder &one : known) {
            if (one.name == name)
                field->setPlaceholderText(QString(one.means));
        }
        connect(field, &QLineEdit::textChanged, this, [this, name](const QString &value) {
            m_values.insert(name, value);
            refresh();
        });
        m_placeForm->addRow(name, field);
        m_placeFields.insert(name, field);
    }
    alignLabels(*m_placeForm);
    m_places->setVisible(!m_placeFields.isEmpty());
}

void NewInvestigation::refresh()
{
    listPlaceholders();
    const report::Filled ready = filled();
    const report::QueryHelp help = report::helpFor(ready.text);
    showHelp(m_entity, help.entity);
    showHelp(m_time, help.time);
    showHelp(m_condition, help.condition);
    m_preview->setText(ready.text);
    m_preview->setVisible(!m_placeFields.isEmpty());
    m_previewTitle->setVisible(!m_placeFields.isEmpty());
    const bool hasWords = !wordOf(*m_persona).isEmpty() && !wordOf(*m_provider).isEmpty();
    m_start->setEnabled(!m_isSending && hasWords && ready.missing.isEmpty() &&
                        !ready.text.trimmed().isEmpty());
    m_start->setToolTip(ready.missing.isEmpty() ? QString()
                                                : tr("Fill in %1").arg(ready.missing.join(u", "_s)));
}

// Asked once: there is nothing on the other side that knows a question sent twice.
void NewInvestigation::start()
{
    if (!m_start->isEnabled())
        return;
    if (!m_desk.workspace().isOpen()) {
        m_fault->setText(tr("There is no connection: choose one first."));
        m_fault->show();
        return;
    }
    flows::InvestigationDraft draft;
    draft.query = question();
    draft.persona = wordOf(*m_persona);
    draft.provider = wordOf(*m_provider);
    draft.incident = m_about.incident;
    m_isSending = true;
    refresh();
    m_desk.workspace().investigations().start(draft, this, [this](const Result<qint64> &id) {
        m_isSending = false;
        refresh();
        if (!id) {
            m_fault->setText(errorSentence(id.error()));
            m_fault->show();
            return;
        }
        emit started(*id);
        accept();
    });
}

} // namespace tocsin::ui
