// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/newinvestigation.h"

#include "core/flows/analystdesk.h"
#include "core/report/markdowntext.h"
#include "ui/connections/productionnote.h"
#include "ui/investigations/placeholderfields.h"
#include "ui/investigations/questionhelp.h"
#include "ui/investigations/templatesdialog.h"
#include "ui/text/errortext.h"
#include "ui/text/sessiontext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int labelWidth = 112;            // px
constexpr qsizetype longestPreview = 1500; // characters
constexpr qsizetype longestQuery = 20'000;

// Known words are shown as people say them and sent as the server wants them; any other word is sent as
// typed.
QComboBox *wordBox(const QString &name, const QString &accessible,
                   const QList<std::pair<QString, QString>> &words, const QString &chosen)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(accessible);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    for (const auto &[shown, sent] : words)
        box->addItem(visibleText(shown, longestPersona), sent);
    const int index = box->findData(chosen);
    if (index >= 0)
        box->setCurrentIndex(index);
    else
        box->setEditText(visibleText(chosen, longestPersona));
    return box;
}

QList<std::pair<QString, QString>> personasOf(const InvestigationSettings &settings)
{
    QList<std::pair<QString, QString>> all;
    for (const QString &persona : settings.personas)
        all.append({personaText(persona), persona});
    return all;
}

QString wordOf(const QComboBox &box)
{
    const QString typed = box.currentText().trimmed();
    const int index = box.findText(typed, Qt::MatchFixedString);
    return index >= 0 ? box.itemData(index).toString() : typed;
}

} // namespace

NewInvestigation::NewInvestigation(flows::AnalystDesk &desk, const InvestigationSettings &settings,
                                   const About &about, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_settings(settings)
    , m_subjects(about.subjects.isEmpty() ? QList<Subject>{Subject()} : about.subjects)
    , m_isOne(m_subjects.size() == 1)
    , m_templates(new QComboBox)
    , m_query(new QPlainTextEdit)
    , m_places(new PlaceholderFields(labelWidth))
    , m_previewTitle(sectionLabel(tr("What is sent")))
    , m_preview(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_persona(wordBox(u"persona"_s, tr("Persona"), personasOf(settings),
                        about.persona.isEmpty() ? settings.persona : about.persona))
    , m_provider(wordBox(u"provider"_s, tr("Provider"), {{tr("Microsoft Sentinel"), u"sentinel"_s}},
                         m_subjects.constFirst().provider.isEmpty() ? settings.provider
                                                                    : m_subjects.constFirst().provider))
    , m_help(new QuestionHelp)
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_start(primaryButton(tr("Investigate"), u"startInvestigation"_s, this))
{
    setObjectName(u"newInvestigation"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleText());
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
    column->addWidget(m_help);
    column->addStretch(1);
    column->addWidget(new ProductionNote(desk.workspace()));
    column->addWidget(m_fault);
    column->addLayout(footRow({}, {cancel, m_start}));
    resize(640, 520);
    takeKnown();
    m_query->setPlainText(report::visible(QStringView(about.query).left(longestQuery), true));
    m_query->setFocus();
    const int index = templateFor(m_subjects.constFirst(), report::builtInTemplates());
    if (index >= 0 && about.query.trimmed().isEmpty()) {
        m_templates->setCurrentIndex(index + 1);
        chooseTemplate(index + 1);
    }
    refresh();
}

QString NewInvestigation::titleText() const
{
    if (m_subjects.size() > 1)
        return tr("Investigate %n incident(s)", nullptr, int(m_subjects.size()));
    const qint64 incident = m_subjects.constFirst().incident;
    return incident != 0 ? tr("Investigate incident %1").arg(incident) : tr("New investigation");
}

// Of one subject every value can be mended; those of several are each their own.
void NewInvestigation::takeKnown()
{
    if (m_isOne) {
        const report::Values &known = m_subjects.constFirst().values;
        for (const QString &name : known.keys()) { // as it will stand in the question: a field shows it raw
            if (const report::Filled one = report::fill(u'{' + name + u'}', known); one.missing.isEmpty())
                m_places->setValue(name, one.text);
        }
    }
    m_places->setValue(u"timespan"_s, m_settings.timespan);
}

QWidget *NewInvestigation::buildFields()
{
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
    form->addRow(tr("Template"), buildTemplates());
    form->addRow(tr("Question"), m_query);
    form->addRow(tr("Persona"), m_persona);
    form->addRow(tr("Provider"), m_provider);
    alignLabels(*form, labelWidth);
    m_preview->setObjectName(u"investigationPreview"_s);
    m_preview->setSelectable();
    connect(m_places, &PlaceholderFields::changed, this, &NewInvestigation::refresh);
    connect(m_query, &QPlainTextEdit::textChanged, this, &NewInvestigation::refresh);
    for (QComboBox *box : {m_persona, m_provider})
        connect(box, &QComboBox::editTextChanged, this, &NewInvestigation::refresh);
    return fields;
}

QWidget *NewInvestigation::buildTemplates()
{
    m_templates->setObjectName(u"queryTemplates"_s);
    m_templates->setAccessibleName(tr("Template"));
    m_templates->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    listTemplates();
    connect(m_templates, &QComboBox::activated, this, &NewInvestigation::chooseTemplate);
    QPushButton *save = textButton(tr("Save as template…"), u"saveAsTemplate"_s, this);
    QPushButton *manage = textButton(tr("Templates…"), u"manageTemplates"_s, this);
    save->setAutoDefault(false);
    manage->setAutoDefault(false);
    connect(save, &QPushButton::clicked, this, [this] { editTemplates(m_query->toPlainText()); });
    connect(manage, &QPushButton::clicked, this, [this] { editTemplates({}); });
    const auto follow = [this, save] { save->setEnabled(!m_query->toPlainText().trimmed().isEmpty()); };
    connect(m_query, &QPlainTextEdit::textChanged, save, follow);
    follow();
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_templates, 1);
    row->addWidget(save);
    row->addWidget(manage);
    return line;
}

void NewInvestigation::listTemplates()
{
    m_templates->clear();
    m_templates->addItem(tr("None: write the question"));
    for (const report::QueryTemplate &one : report::builtInTemplates())
        m_templates->addItem(one.name, one.text);
    if (!m_settings.templates.isEmpty())
        m_templates->insertSeparator(m_templates->count());
    for (const report::QueryTemplate &one : std::as_const(m_settings.templates))
        m_templates->addItem(visibleText(one.name, report::longestTemplateName), one.text);
}

void NewInvestigation::editTemplates(const QString &text)
{
    auto *dialog = new TemplatesDialog(m_settings.templates, text, this);
    connect(dialog, &TemplatesDialog::chosen, this, &NewInvestigation::keepTemplates);
    dialog->open();
}

// Kept at once: whether this question is asked is another matter. The question stays as it is.
void NewInvestigation::keepTemplates(const QList<report::QueryTemplate> &own)
{
    const QString chosen = m_templates->currentText();
    m_settings.templates = own;
    listTemplates();
    m_templates->setCurrentIndex(qMax(0, m_templates->findText(chosen)));
    emit remembered(m_settings);
}

void NewInvestigation::chooseTemplate(int index)
{
    const QString text = m_templates->itemData(index).toString();
    m_isFromTemplate = !text.isEmpty();
    if (m_isFromTemplate)
        m_query->setPlainText(text);
    refresh();
    m_places->focusFirst(filled(m_subjects.constFirst()).missing);
}

// What is typed into a field says more than what is known.
report::Filled NewInvestigation::filled(const Subject &subject) const
{
    const QString text = m_query->toPlainText();
    if (!m_isFromTemplate)
        return {text, {}};
    report::Values known = m_isOne ? report::Values() : subject.values;
    for (auto it = m_places->values().cbegin(); it != m_places->values().cend(); ++it) {
        if (!it.value().trimmed().isEmpty())
            known.insert(it.key(), it.value());
    }
    return report::fill(text, known);
}

QString NewInvestigation::question() const
{
    return filled(m_subjects.constFirst()).text.trimmed();
}

// That somebody has to say: of one subject all of them, of several those that not every one of them knows.
QStringList NewInvestigation::wantedPlaceholders() const
{
    if (!m_isFromTemplate)
        return {};
    QStringList wanted = report::fill(m_query->toPlainText(), {}).missing;
    if (!m_isOne) {
        wanted.removeIf([this](const QString &name) {
            return std::ranges::all_of(m_subjects, [&name](const Subject &subject) {
                return !subject.values.value(name).trimmed().isEmpty();
            });
        });
    }
    return wanted;
}

void NewInvestigation::refresh()
{
    m_places->want(wantedPlaceholders());
    const report::Filled ready = filled(m_subjects.constFirst());
    m_help->follow(ready.text);
    showPreview(ready.text);
    QStringList missing;
    for (const Subject &subject : m_subjects)
        missing += filled(subject).missing;
    missing.removeDuplicates();
    const bool hasWords = !wordOf(*m_persona).isEmpty() && !wordOf(*m_provider).isEmpty();
    m_start->setEnabled(m_answers == 0 && hasWords && missing.isEmpty() && !ready.text.trimmed().isEmpty());
    m_start->setToolTip(missing.isEmpty() ? QString() : tr("Fill in %1").arg(missing.join(u", "_s)));
}

void NewInvestigation::showPreview(const QString &first)
{
    const qsizetype others = m_subjects.size() - 1;
    m_preview->setText(
        first.left(longestPreview) + (first.size() > longestPreview ? u"…"_s : QString()) +
        (others > 0 ? u'\n' + tr("and the same for %n more", nullptr, int(others)) : QString()));
    const bool isOther = m_isFromTemplate || others > 0; // else it stands above, word for word
    m_preview->setVisible(isOther);
    m_previewTitle->setVisible(isOther);
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
    m_fault->hide();
    m_done.clear();
    m_answers = m_subjects.size();
    refresh();
    for (qsizetype i = 0; i < m_subjects.size(); ++i) {
        flows::InvestigationDraft draft;
        draft.query = filled(m_subjects.at(i)).text.trimmed();
        draft.persona = wordOf(*m_persona);
        draft.provider = wordOf(*m_provider);
        draft.incident = m_subjects.at(i).incident;
        m_desk.workspace().investigations().start(draft, this,
                                                  [this, i](const Result<qint64> &id) { onStarted(i, id); });
    }
}

// What was taken is not asked again when the rest is.
void NewInvestigation::onStarted(qsizetype index, const Result<qint64> &id)
{
    if (id) {
        m_started.append(*id);
        m_done.append(index);
    } else {
        m_fault->setText(errorSentence(id.error()));
        m_fault->show();
    }
    if (--m_answers > 0)
        return;
    if (m_done.size() == m_subjects.size()) {
        remember();
        emit started(m_started.constFirst(), int(m_started.size()));
        accept();
        return;
    }
    std::ranges::sort(m_done, std::greater());
    for (const qsizetype done : m_done)
        m_subjects.remove(done);
    refresh();
}

void NewInvestigation::remember()
{
    InvestigationSettings now = m_settings;
    now.persona = wordOf(*m_persona);
    now.provider = wordOf(*m_provider);
    now.personas = personasFromText((now.personas + QStringList(now.persona)).join(u'\n'));
    if (const QString span = m_places->values().value(u"timespan"_s).simplified();
        !span.isEmpty() && m_isFromTemplate)
        now.timespan = span.left(longestPersona);
    if (now != m_settings)
        emit remembered(now);
}

} // namespace tocsin::ui
