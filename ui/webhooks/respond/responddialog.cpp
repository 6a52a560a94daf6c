// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/respond/responddialog.h"

#include "core/flows/webhookdesk.h"
#include "ui/text/errortext.h"
#include "ui/text/rulestext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/respond/ruleform.h"
#include "ui/webhooks/respond/rulelist.h"
#include "ui/webhooks/respond/ruletrial.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/sourceedit.h"
#include "ui/widgets/splitters.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QFrame>
#include <QSplitter>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using rules::RulesDraft;

namespace {

constexpr int listWidth = 216; // px
constexpr int formWidth = 440;
constexpr int textWidth = 400;
constexpr int trialHeight = 200;

QFrame *hairline()
{
    auto *line = new QFrame;
    line->setProperty("look", u"bar"_s);
    line->setFixedHeight(1);
    return line;
}

} // namespace

RespondDialog::RespondDialog(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint,
                             QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_endpoint(endpoint)
    , m_advice(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_list(new RuleList(theme))
    , m_form(new RuleForm(theme, [this](const RuleChange &by) { change(by); }))
    , m_text(new SourceEdit(theme))
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_trial(new RuleTrial(theme, desk, endpoint))
    , m_state(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_save(primaryButton(tr("Save"), u"saveRules"_s, this))
{
    setObjectName(u"respondDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Respond with: %1").arg(visibleText(endpoint, 80)));
    m_formArea = scrolled(m_form);
    m_list->setMinimumWidth(208);
    auto *upper = hairlineSplitter(Qt::Horizontal);
    upper->addWidget(m_list);
    upper->addWidget(m_formArea);
    upper->addWidget(buildText());
    upper->setStretchFactor(2, 1);
    upper->setSizes({listWidth, formWidth, textWidth});
    auto *both = hairlineSplitter(Qt::Vertical);
    both->addWidget(upper);
    both->addWidget(m_trial);
    both->setStretchFactor(0, 1);
    both->setSizes({2 * trialHeight, trialHeight});
    m_trial->setMinimumHeight(140);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(hairline());
    column->addWidget(both, 1);
    column->addWidget(hairline());
    column->addWidget(buildFoot());
    connect(m_text, &SourceEdit::typed, this, [this] {
        m_draft.setText(m_text->source());
        refresh();
    });
    connect(&m_desk, &flows::WebhookDesk::endpointsChanged, this, &RespondDialog::follow);
    connectList();
    resize(1016, 664);
    m_before = m_draft.text();
    m_text->begin(m_before);
    follow();
    m_list->choose(0);
    m_list->setFocus();
}

QWidget *RespondDialog::buildHead()
{
    auto *title = new PlainLabel(tr("How %1 answers").arg(m_endpoint), PlainLabel::Fit::Elide);
    title->setLook(u"strong"_s);
    title->setObjectName(u"respondTitle"_s);
    m_advice->setLook(u"advice"_s);
    m_advice->setObjectName(u"respondAdvice"_s);
    QPushButton *import = textButton(tr("Import…"), u"importRules"_s, this);
    QPushButton *exportIt = textButton(tr("Export…"), u"exportRules"_s, this);
    connect(import, &QPushButton::clicked, this, &RespondDialog::importFile);
    connect(exportIt, &QPushButton::clicked, this, &RespondDialog::exportFile);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(12);
    row->addWidget(title, 2);
    row->addWidget(m_advice, 3);
    row->addWidget(import);
    row->addWidget(exportIt);
    return head;
}

QWidget *RespondDialog::buildText()
{
    m_text->setObjectName(u"rulesText"_s);
    m_text->setAccessibleName(tr("Text of the rules"));
    m_fault->setLook(u"fault"_s);
    m_fault->setObjectName(u"rulesFault"_s);
    m_fault->hide();
    auto *part = new QWidget;
    part->setMinimumWidth(240);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(12, 8, 16, 8);
    column->setSpacing(6);
    column->addWidget(sectionLabel(tr("THE SAME AS JSON")));
    column->addWidget(m_text, 1);
    column->addWidget(m_fault);
    return part;
}

QWidget *RespondDialog::buildFoot()
{
    m_state->setLook(u"muted"_s);
    m_state->setObjectName(u"rulesState"_s);
    QPushButton *close = textButton(tr("Close"), u"closeRespond"_s, this);
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 10, 16, 12);
    row->setSpacing(8);
    row->addWidget(m_state, 1);
    row->addWidget(m_save);
    row->addWidget(close);
    connect(m_save, &QPushButton::clicked, this, [this] { save(); });
    connect(close, &QPushButton::clicked, this, &RespondDialog::reject);
    auto *key = new QAction(this);
    key->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    key->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QAction::triggered, this, [this] { save(); });
    addAction(key);
    m_save->setToolTip(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText));
    return foot;
}

void RespondDialog::connectList()
{
    connect(m_list, &RuleList::ruleChosen, this, &RespondDialog::refresh);
    connect(m_list, &RuleList::added, this, [this](rules::Preset preset) {
        const int at = m_list->chosen() + 1;
        changeList(
            [preset, at](RulesDraft &draft) {
                draft.insert(at, rules::presetText(preset, draft.freeName(presetName(preset))));
            },
            at);
    });
    connect(m_list, &RuleList::duplicateAsked, this,
            [this](int rule) { changeList([rule](RulesDraft &draft) { draft.duplicate(rule); }, rule + 1); });
    connect(m_list, &RuleList::removeAsked, this, [this](int rule) {
        changeList([rule](RulesDraft &draft) { draft.remove(rule); },
                   std::min(rule, int(m_draft.count()) - 2));
    });
    connect(m_list, &RuleList::moveAsked, this, [this](int rule, int to) {
        changeList([rule, to](RulesDraft &draft) { draft.move(rule, to); }, to);
    });
    connect(m_list, &RuleList::switched, this, [this](int rule, bool on) {
        changeList(
            [rule, on](RulesDraft &draft) {
                draft.setRaw(rule, {}, "enabled", on ? QByteArray() : QByteArray("false"));
            },
            rule);
    });
}

const domain::Endpoint *RespondDialog::found(const QList<domain::Endpoint> &all) const
{
    const auto at = std::find_if(all.begin(), all.end(),
                                 [this](const domain::Endpoint &one) { return one.name == m_endpoint; });
    return at == all.end() ? nullptr : &*at;
}

// A draft stays as it is, whatever happens to the endpoint.
void RespondDialog::follow()
{
    const QList<domain::Endpoint> all = m_desk.endpoints();
    const domain::Endpoint *endpoint = found(all);
    m_isGone = !endpoint;
    const QByteArray rules = endpoint ? RulesDraft(endpoint->rules).text() : m_before;
    const bool hadDraft = hasDraft();
    const bool changed = rules != m_before;
    m_before = rules;
    if (changed && !hadDraft)
        return begin(rules);
    const bool strict = endpoint && endpoint->mode == domain::Endpoint::Mode::Strict;
    m_advice->setText(strict ? tr("Strict: what is not valid gets 401 before any rule is asked.")
                             : QString());
    refresh();
}

void RespondDialog::begin(const QByteArray &rules)
{
    m_draft.setText(rules);
    m_text->begin(rules);
    follow();
}

// Only now the style has said how wide the fields are.
void RespondDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_formArea->setMinimumWidth(m_form->minimumSizeHint().width() +
                                style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 4);
}

void RespondDialog::chooseDelivery(domain::DeliveryId id)
{
    m_trial->choose(id);
}

bool RespondDialog::hasDraft() const
{
    return m_draft.text() != m_before;
}

// A field asks for a change of the text.
void RespondDialog::change(const RuleChange &by)
{
    const int rule = m_list->chosen();
    if (m_showing || rule < 0)
        return;
    changeList([&by, rule](RulesDraft &draft) { by(draft, rule); }, rule);
}

void RespondDialog::changeList(const std::function<void(RulesDraft &)> &by, int chosen)
{
    by(m_draft);
    m_text->write(m_draft.text());
    m_showing = true;
    m_list->show(m_draft); // first: what is chosen must be there
    m_list->choose(std::min(chosen, int(m_draft.count()) - 1));
    m_showing = false;
    refresh();
}

void RespondDialog::refresh()
{
    if (m_showing)
        return;
    m_showing = true;
    m_list->show(m_draft);
    m_form->show(m_draft, m_list->chosen());
    m_showing = false;
    showFault();
    const Result<QList<rules::Rule>> &rules = m_draft.rules();
    m_save->setEnabled(rules && hasDraft() && !m_isGone);
    m_trial->setRules(rules ? std::optional(*rules) : std::nullopt);
    m_state->setLook(m_isGone ? u"fault"_s : u"muted"_s);
    if (m_isGone)
        m_state->setText(tr("The endpoint has been renamed or removed; export the rules to keep them"));
    else if (hasDraft())
        m_state->setText(tr("Not saved yet"));
    else
        m_state->setText(rules && !rules->isEmpty() ? tr("In use: the first rule that matches answers")
                                                    : tr("No rules: the endpoint gives its own response"));
}

void RespondDialog::showFault()
{
    const RulesDraft::Fault fault = m_draft.fault();
    m_fault->setVisible(fault.line > 0);
    m_fault->setText(tr("Line %1, %2: %3", "line, member of the file, what is wrong")
                         .arg(fault.line)
                         .arg(fault.member, fault.what));
    m_text->markLine(fault.line);
}

bool RespondDialog::save()
{
    if (!m_save->isEnabled())
        return false;
    const QList<domain::Endpoint> all = m_desk.endpoints();
    const domain::Endpoint *now = found(all);
    domain::Endpoint endpoint = now ? *now : domain::Endpoint();
    endpoint.rules = m_draft.rules()->isEmpty() ? QByteArray() : m_draft.text();
    // A text with no rule in it is kept nowhere, so that it is no draft either.
    m_before = RulesDraft(endpoint.rules).text();
    if (endpoint.rules.isEmpty()) {
        m_draft.setText(m_before);
        m_text->write(m_before);
    }
    const QByteArray wanted = m_before;
    if (const Result<void> saved = m_desk.saveEndpoint(endpoint, m_endpoint); !saved) {
        m_before.clear(); // it is still a draft
        follow();
        m_fault->setText(errorSentence(saved.error()));
        m_fault->show();
        return false;
    }
    refresh();
    m_state->setText(tr("Saved; in use from the next request on"));
    emit notice(tr("The rules of %1 are saved; they apply from the next request on").arg(m_endpoint));
    return m_before == wanted;
}

void RespondDialog::askBeforeLosing(const std::function<void()> &then)
{
    raise();
    const bool canSave = m_save->isEnabled();
    ui::askAboutDraft(
        this,
        {u"confirmLoseRules"_s, tr("Unsaved rules"),
         canSave ? tr("The rules of %1 were changed and are not saved.").arg(m_endpoint)
                 : tr("The rules of %1 were changed and cannot be saved as they stand. Closing throws the "
                      "changes away.")
                       .arg(m_endpoint),
         tr("Discard changes")},
        {canSave ? std::function<void()>([this, then] {
             if (save())
                 then();
         })
                 : nullptr,
         [this, then] {
             begin(m_before);
             then();
         }});
}

void RespondDialog::reject()
{
    if (hasDraft())
        askBeforeLosing([this] { QDialog::reject(); });
    else
        QDialog::reject();
}

} // namespace tocsin::ui
