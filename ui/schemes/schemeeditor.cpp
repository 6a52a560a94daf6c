// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/schemes/schemeeditor.h"

#include "core/flows/webhookdesk.h"
#include "ui/schemes/livepanel.h"
#include "ui/schemes/schemeform.h"
#include "ui/schemes/schemestablemodel.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/sourceedit.h"
#include "ui/widgets/splitters.h"

#include <QAction>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int formWidth = 440; // px
constexpr int liveHeight = 210;

QFrame *hairline()
{
    auto *line = new QFrame;
    line->setProperty("look", u"bar"_s);
    line->setFixedHeight(1);
    return line;
}

} // namespace

SchemeEditor::SchemeEditor(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_advice(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_save(primaryButton(tr("Save"), u"saveScheme"_s, this))
    , m_form(new SchemeForm(theme, [this](const SchemeChange &by) { change(by); }))
    , m_text(new SourceEdit(theme))
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_live(new LivePanel(theme, desk))
{
    setObjectName(u"schemeEditor"_s);
    QWidget *form = scrolled(m_form);
    form->setMinimumWidth(formWidth - 20);
    auto *upper = hairlineSplitter(Qt::Horizontal);
    upper->addWidget(form);
    upper->addWidget(buildText());
    upper->setStretchFactor(1, 1);
    upper->setSizes({formWidth, 2 * formWidth});
    auto *both = hairlineSplitter(Qt::Vertical);
    both->addWidget(upper);
    both->addWidget(m_live);
    both->setStretchFactor(0, 1);
    both->setSizes({3 * liveHeight, liveHeight});
    m_live->setMinimumHeight(120);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(hairline());
    column->addWidget(both, 1);
    connect(m_text, &SourceEdit::typed, this, &SchemeEditor::takeText);
}

QWidget *SchemeEditor::buildHead()
{
    auto *head = new QWidget;
    m_title->setLook(u"strong"_s);
    m_title->setObjectName(u"schemeEditorTitle"_s);
    m_advice->setLook(u"advice"_s);
    m_advice->setObjectName(u"schemeAdvice"_s);
    QPushButton *cancel = textButton(tr("Cancel"), u"leaveScheme"_s, this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(12);
    row->addWidget(m_title, 2);
    row->addWidget(m_advice, 3);
    row->addWidget(cancel);
    row->addWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, [this] { save(); });
    connect(cancel, &QPushButton::clicked, this, &SchemeEditor::leave);
    const auto key = [this](const QString &name, const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(name, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    const QAction *saving =
        key(tr("Save the scheme"), {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}, [this] { save(); });
    key(tr("Leave the editor"), {Qt::Key_Escape}, &SchemeEditor::leave);
    const auto tell = [this, saving] {
        m_save->setToolTip(saving->shortcut().toString(QKeySequence::NativeText));
    };
    connect(saving, &QAction::changed, m_save, tell); // keys can be changed
    tell();
    return head;
}

QWidget *SchemeEditor::buildText()
{
    auto *part = new QWidget;
    m_text->setObjectName(u"schemeText"_s);
    m_text->setAccessibleName(tr("Text of the scheme file"));
    m_fault->setLook(u"fault"_s);
    m_fault->setObjectName(u"schemeFault"_s);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(6);
    column->addWidget(m_text, 1);
    column->addWidget(m_fault);
    return part;
}

void SchemeEditor::edit(const QByteArray &text, const QString &fileName, const QString &title)
{
    m_fileName = fileName;
    m_before = fileName.isEmpty() ? QByteArray() : text;
    m_title->setText(title);
    m_draft.setText(text);
    m_text->begin(text);
    refresh();
    const QString id = m_draft.value("/id");
    m_live->chooseEndpointOf(id);
    m_text->setFocus();
}

bool SchemeEditor::isChanged() const
{
    return m_draft.text() != m_before;
}

// A field asks for a change of the text.
void SchemeEditor::change(const SchemeChange &by)
{
    if (m_writing)
        return;
    by(m_draft);
    m_text->write(m_draft.text());
    refresh();
}

void SchemeEditor::takeText()
{
    m_draft.setText(m_text->source());
    refresh();
}

void SchemeEditor::refresh()
{
    m_writing = true; // what is shown is no change
    m_form->show(m_draft);
    m_writing = false;
    showFault();
    const Result<signature::Scheme> &scheme = m_draft.scheme();
    m_save->setEnabled(scheme && isChanged());
    m_advice->setText(scheme && isBuiltInScheme(scheme->id)
                          ? tr("Takes the place of the built-in scheme %1.").arg(scheme->id)
                          : QString());
    m_live->setScheme(scheme ? std::optional(*scheme) : std::nullopt);
}

void SchemeEditor::showFault()
{
    const signature::SchemeDraft::Fault fault = m_draft.fault();
    m_fault->setVisible(fault.line > 0);
    m_fault->setText(tr("Line %1, %2: %3", "line, member of the file, what is wrong")
                         .arg(fault.line)
                         .arg(fault.member, fault.what));
    m_text->markLine(fault.line);
}

void SchemeEditor::save(const std::function<void()> &then)
{
    if (!m_save->isEnabled())
        return;
    m_save->setEnabled(false);
    const QByteArray text = m_draft.text();
    m_desk.saveScheme(text, m_fileName, this, [this, text, then](const Result<QString> &name) {
        if (name) {
            m_before = text;
            m_fileName = *name;
            emit saved(*name);
            if (then)
                then();
            return;
        }
        m_save->setEnabled(true);
        m_fault->setText(errorSentence(name.error()));
        m_fault->show();
    });
}

void SchemeEditor::leave()
{
    if (isChanged())
        askBeforeLosing({});
    else
        emit left();
}

void SchemeEditor::askBeforeLosing(const std::function<void()> &then)
{
    const bool canSave = m_save->isEnabled();
    askAboutDraft(this,
                  {u"confirmLeaveScheme"_s, tr("Unsaved scheme"),
                   canSave ? tr("This scheme was changed and is not saved.")
                           : tr("This scheme was changed and cannot be saved as it stands. Leaving throws "
                                "the changes away."),
                   tr("Discard changes")},
                  {canSave ? std::function<void()>([this, then] { save(then); }) : nullptr, [this, then] {
                       emit left();
                       if (then)
                           then();
                   }});
}

} // namespace tocsin::ui
