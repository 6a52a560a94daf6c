// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/templatesdialog.h"

#include "core/report/markdowntext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using report::QueryTemplate;
using report::TemplateCheck;

namespace {
constexpr int listWidth = 220; // px
} // namespace

TemplatesDialog::TemplatesDialog(const QList<QueryTemplate> &own, const QString &text, QWidget *parent)
    : QDialog(parent)
    , m_builtIn(report::builtInTemplates())
    , m_own(own)
    , m_list(new QListWidget)
    , m_add(textButton(tr("Add"), u"addTemplate"_s, this))
    , m_copy(textButton(tr("Duplicate"), u"copyTemplate"_s, this))
    , m_remove(textButton(tr("Remove"), u"removeTemplate"_s, this))
    , m_name(new QLineEdit)
    , m_text(new QPlainTextEdit)
    , m_said(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_save(primaryButton(tr("Save"), u"saveTemplates"_s, this))
{
    setObjectName(u"templatesDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Question templates"));
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelTemplates"_s, this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        emit chosen(report::usableTemplates(m_own));
        accept();
    });
    m_save->setDefault(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(buildList());
    row->addWidget(buildForm(), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addLayout(row, 1);
    column->addLayout(footRow({}, {cancel, m_save}));
    resize(760, 460);
    fillList(0);
    if (!text.trimmed().isEmpty())
        add({tr("New template"), text.trimmed().left(report::longestTemplateText)});
}

QWidget *TemplatesDialog::buildList()
{
    m_list->setObjectName(u"templateList"_s);
    m_list->setAccessibleName(tr("Templates"));
    m_list->setProperty("look", u"box"_s);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list, &QListWidget::currentRowChanged, this, &TemplatesDialog::showCurrent);
    connect(m_add, &QPushButton::clicked, this, [this] { add({tr("New template"), {}}); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const QueryTemplate *one = shown())
            add(*one);
    });
    connect(m_remove, &QPushButton::clicked, this, &TemplatesDialog::remove);
    auto *whole = new QWidget;
    whole->setFixedWidth(listWidth);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QPushButton *button : {m_add, m_copy, m_remove})
        buttons->addWidget(button);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    return whole;
}

QWidget *TemplatesDialog::buildForm()
{
    m_name->setObjectName(u"templateName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(int(report::longestTemplateName));
    m_text->setObjectName(u"templateText"_s);
    m_text->setAccessibleName(tr("Question"));
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(
        tr("For example: Check {entity.kind} {entity.value} for unusual activity in the "
           "last {timespan}."));
    m_said->setObjectName(u"templateSaid"_s);
    connect(m_name, &QLineEdit::textChanged, this, &TemplatesDialog::edit);
    connect(m_text, &QPlainTextEdit::textChanged, this, &TemplatesDialog::edit);
    auto *whole = new QWidget;
    auto *form = new QFormLayout(whole);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Question"), m_text);
    form->addRow(QString(), insertButton());
    form->addRow(QString(), m_said);
    alignLabels(*form);
    return whole;
}

QWidget *TemplatesDialog::insertButton()
{
    m_insert = textButton(tr("Insert a placeholder ▾"), u"insertPlaceholder"_s, this);
    auto *menu = new QMenu(m_insert);
    for (const report::Placeholder &one : report::placeholders()) {
        const QString word = u'{' + QString(one.name) + u'}';
        menu->addAction(word + u'\t' + QString(one.means), this, [this, word] {
            m_text->insertPlainText(word);
            m_text->setFocus();
        });
    }
    m_insert->setMenu(menu);
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_insert);
    row->addStretch();
    return line;
}

int TemplatesDialog::current() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_own.size() ? row : -1;
}

const QueryTemplate *TemplatesDialog::shown() const
{
    const int row = m_list->currentRow();
    if (row < 0)
        return nullptr;
    return row < m_own.size() ? &m_own.at(row) : &m_builtIn.at(row - m_own.size());
}

// The own ones first: they are what one comes here for.
void TemplatesDialog::fillList(int row)
{
    m_showing = true;
    m_list->clear();
    for (const QueryTemplate &one : std::as_const(m_own))
        m_list->addItem(visibleText(one.name, report::longestTemplateName));
    for (const QueryTemplate &one : m_builtIn) {
        auto *item = new QListWidgetItem(one.name, m_list);
        item->setToolTip(tr("Comes with Tocsin: duplicate it to change it"));
        QFont slanted = m_list->font();
        slanted.setItalic(true);
        item->setFont(slanted);
    }
    m_list->setCurrentRow(qBound(0, row, m_list->count() - 1));
    m_showing = false;
    showCurrent();
}

QString TemplatesDialog::freeName(const QString &wanted) const
{
    const auto isTaken = [this](const QString &name) {
        return report::checkTemplate({name, u"x"_s}, m_own).kind == TemplateCheck::Kind::NameTaken;
    };
    QString name = wanted.left(report::longestTemplateName - 4); // room for a number
    for (int number = 2; isTaken(name); ++number)
        name = tr("%1 %2", "name of a template, number")
                   .arg(wanted.left(report::longestTemplateName - 4))
                   .arg(number);
    return name;
}

void TemplatesDialog::add(const QueryTemplate &one)
{
    if (m_own.size() >= report::mostTemplates)
        return;
    m_own.append({freeName(one.name), one.text});
    fillList(int(m_own.size()) - 1);
    m_name->setFocus();
    m_name->selectAll();
}

void TemplatesDialog::remove()
{
    if (const int index = current(); index >= 0) {
        m_own.removeAt(index);
        fillList(index);
        m_list->setFocus();
    }
}

void TemplatesDialog::showCurrent()
{
    if (m_showing)
        return;
    m_showing = true;
    const QueryTemplate *one = shown();
    m_name->setText(one ? report::visible(one->name, false) : QString());
    m_text->setPlainText(one ? report::visible(one->text, true) : QString());
    m_showing = false;
    const bool isOwn = current() >= 0;
    m_name->setReadOnly(!isOwn);
    m_text->setReadOnly(!isOwn);
    m_insert->setEnabled(isOwn);
    m_remove->setEnabled(isOwn);
    follow();
}

void TemplatesDialog::edit()
{
    const int index = current();
    if (m_showing || index < 0)
        return;
    m_own[index] = {m_name->text(), m_text->toPlainText()};
    m_list->item(index)->setText(visibleText(m_name->text(), report::longestTemplateName));
    follow();
}

QString TemplatesDialog::faultOf(int index) const
{
    using Kind = TemplateCheck::Kind;
    QList<QueryTemplate> others = m_own;
    others.removeAt(index);
    switch (report::checkTemplate(m_own.at(index), others).kind) {
    case Kind::Fine:
        return {};
    case Kind::NoName:
        return tr("Give it a name.");
    case Kind::NameTaken:
        return tr("Another template has this name.");
    case Kind::NoText:
        return tr("Write the question.");
    case Kind::TooLong:
        return tr("At most %1 characters.").arg(report::longestTemplateText);
    case Kind::NotClosed:
        return tr("A { has no }. A brace of the question itself is written twice: {{.");
    }
    return {};
}

// What is wrong with the one that is shown, else what happens with it; one fault anywhere keeps all.
void TemplatesDialog::follow()
{
    const int index = current();
    const QString fault = index >= 0 ? faultOf(index) : QString();
    const QStringList asked = index >= 0 ? report::checkTemplate(m_own.at(index), {}).asked : QStringList();
    m_said->setLook(fault.isEmpty() ? u"muted"_s : u"fault"_s);
    m_said->setText(!fault.isEmpty()   ? fault
                    : index < 0        ? tr("Comes with Tocsin: duplicate it to change it.")
                    : !asked.isEmpty() ? tr("Asked for each time: %1").arg(asked.join(u", "_s))
                                       : tr("Placeholders are filled in from what the question is about."));
    bool isFine = true;
    for (int i = 0; i < m_own.size() && isFine; ++i)
        isFine = faultOf(i).isEmpty();
    m_save->setEnabled(isFine);
    m_save->setToolTip(isFine ? QString() : tr("A template cannot be kept as it stands"));
    m_add->setEnabled(m_own.size() < report::mostTemplates);
    m_copy->setEnabled(shown() && m_own.size() < report::mostTemplates);
}

} // namespace tocsin::ui
