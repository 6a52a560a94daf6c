// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/respond/ruleform.h"

#include "core/json/edit.h"
#include "core/json/pointer.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/respond/entryrows.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using rules::RulesDraft;

namespace {

constexpr int labelWidth = 76; // px

QStringList wordsIn(const QString &typed)
{
    static const QRegularExpression apart(u"[,\\s]+"_s);
    return typed.split(apart, Qt::SkipEmptyParts);
}

QStringList wordsOf(const QList<QByteArray> &items)
{
    QStringList words;
    for (const QByteArray &item : items)
        words.append(QString::fromUtf8(json::scalarText(item).value_or(item)));
    return words;
}

QList<QByteArray> itemsOf(const QStringList &words)
{
    QList<QByteArray> items;
    for (const QString &word : words)
        items.append(json::quotedText(word.toUtf8()));
    return items;
}

PlainLabel *headline(const QString &text)
{
    auto *label = sectionLabel(text);
    label->setContentsMargins(0, 8, 0, 0);
    return label;
}

} // namespace

RuleForm::RuleForm(const Theme &theme, RuleChanged changed, QWidget *parent)
    : QWidget(parent)
    , m_changed(std::move(changed))
    , m_general(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_enabled(new QCheckBox(tr("Switched on")))
{
    setObjectName(u"ruleForm"_s);
    m_general->setLook(u"fault"_s);
    m_general->setObjectName(u"fault-rule"_s);
    m_general->hide();
    m_faults.setGeneral(m_general);
    m_enabled->setObjectName(u"rule-enabled"_s);
    connect(m_enabled, &QCheckBox::clicked, this, [this](bool on) {
        m_changed([on](RulesDraft &draft, qsizetype rule) {
            draft.setRaw(rule, {}, "enabled", on ? QByteArray() : QByteArray("false"));
        });
    });
    auto *form = new QFormLayout(this);
    form->setContentsMargins(16, 8, 16, 16);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name"), m_faults.under(u"name"_s, text({}, "name", tr("what this rule is for"))));
    form->addRow(QString(), m_enabled);
    addConditions(*form, theme);
    addAnswer(*form, theme);
    form->addRow(m_general);
    alignLabels(*form, labelWidth);
}

// A fault that takes two lines makes the form taller, which a scroll area does not ask for by itself.
bool RuleForm::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        setMinimumHeight(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                       : layout()->totalMinimumSize().height());
    return done;
}

QLineEdit *RuleForm::text(const QByteArray &object, const QByteArray &name, const QString &hint)
{
    auto *edit = new QLineEdit;
    const QByteArray place = object.isEmpty() ? QByteArray("rule") : object.sliced(1);
    edit->setObjectName(QString::fromLatin1(place + '-' + name));
    edit->setPlaceholderText(hint);
    edit->setMaxLength(1000);
    connect(edit, &QLineEdit::textEdited, this, [this, object, name](const QString &typed) {
        m_changed([object, name, typed](RulesDraft &draft, qsizetype rule) {
            if (object.isEmpty()) // the name stays, so that it can be typed anew
                draft.setRaw(rule, object, name, json::quotedText(typed.toUtf8()));
            else
                draft.setText(rule, object, name, typed);
        });
    });
    m_texts.append({object, name, edit});
    return edit;
}

QSpinBox *RuleForm::number(const QByteArray &object, const QByteArray &name, int least, int most, int usual,
                           const QString &unit, const QString &none)
{
    auto *box = new QSpinBox;
    box->setObjectName(QString::fromLatin1(object.sliced(1) + '-' + name));
    box->setRange(least, most);
    box->setSuffix(unit);
    if (!none.isEmpty())
        box->setSpecialValueText(none);
    box->setMinimumWidth(96);
    connect(box, &QSpinBox::valueChanged, this, [this, object, name, usual, none](int value) {
        if (m_showing)
            return;
        const bool isNone = value == usual && !none.isEmpty();
        m_changed([=](RulesDraft &draft, qsizetype rule) {
            draft.setRaw(rule, object, name, isNone ? QByteArray() : QByteArray::number(value));
        });
    });
    m_numbers.append({object, name, usual, box});
    return box;
}

QWidget *RuleForm::buildVerdicts()
{
    auto *part = new QWidget;
    auto *grid = new QGridLayout(part);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setSpacing(4);
    for (int i = 0; i < domain::verdictCount; ++i) {
        const QString id = domain::verdictId(domain::Verdict(i));
        auto *box = new QCheckBox(verdictBadge(domain::Verdict(i)).word);
        box->setObjectName(u"when-verdict-"_s + id);
        grid->addWidget(box, i / 2, i % 2);
        m_verdicts.append(box);
        connect(box, &QCheckBox::clicked, this, [this] {
            QStringList ids;
            for (int j = 0; j < m_verdicts.size(); ++j) {
                if (m_verdicts[j]->isChecked())
                    ids.append(domain::verdictId(domain::Verdict(j)));
            }
            m_changed([ids](RulesDraft &draft, qsizetype rule) {
                draft.setRaw(rule, "/when", "verdicts",
                             ids.isEmpty() ? QByteArray() : '[' + itemsOf(ids).join(", ") + ']');
            });
        });
    }
    part->setFocusProxy(m_verdicts.first());
    return part;
}

void RuleForm::addConditions(QFormLayout &form, const Theme &theme)
{
    m_methods = new QLineEdit;
    m_methods->setObjectName(u"when-methods"_s);
    m_methods->setPlaceholderText(tr("any; POST, PUT"));
    m_methods->setMaxLength(400);
    connect(m_methods, &QLineEdit::textEdited, this, [this](const QString &typed) {
        m_changed([words = wordsIn(typed)](RulesDraft &draft, qsizetype rule) {
            draft.setRaw(rule, "/when", "methods",
                         words.isEmpty() ? QByteArray() : '[' + itemsOf(words).join(", ") + ']');
        });
    });
    const QStringList tests{u"present"_s, u"absent"_s, u"equals"_s, u"contains"_s};
    m_headers = new EntryRows(
        theme, {"/when", "headers", "name", tr("header"), tests, tr("Add a header"), tr("header condition")},
        m_changed);
    m_members = new EntryRows(theme,
                              {"/when", "members", "pointer", tr("/path/in/body"), tests.first(3),
                               tr("Add a body member"), tr("member condition")},
                              m_changed);
    QSpinBox *from = number("/when", "attemptFrom", 0, 1'000'000, 0, {}, tr("first"));
    QSpinBox *to = number("/when", "attemptTo", 0, 1'000'000, 0, {}, tr("any"));
    to->setAccessibleName(tr("Last attempt"));
    form.addRow(headline(tr("WHEN ALL OF THIS HOLDS")));
    form.addRow(tr("&Path"), m_faults.under(u"when.path"_s, text("/when", "path", tr("any; * is any text"))));
    form.addRow(tr("&Below"), m_faults.under(u"when.pathPrefix"_s,
                                             text("/when", "pathPrefix", tr("any; this path and below"))));
    form.addRow(tr("&Methods"), m_faults.under(u"when.methods"_s, m_methods));
    form.addRow(tr("&Headers"), m_faults.under(u"when.headers"_s, m_headers));
    form.addRow(tr("Bod&y"), m_faults.under(u"when.members"_s, m_members));
    form.addRow(tr("&Verdict"), m_faults.under(u"when.verdicts"_s, buildVerdicts()));
    form.addRow(tr("A&ttempt"),
                m_faults.under(u"when.attempt"_s, inARow({from, new PlainLabel(tr("to")), to})));
}

void RuleForm::addAnswer(QFormLayout &form, const Theme &theme)
{
    m_fields = new EntryRows(
        theme, {"/answer", "headers", "name", tr("header"), {}, tr("Add a header field"), tr("header field")},
        m_changed);
    m_body = new QPlainTextEdit;
    m_body->setObjectName(u"answer-body"_s);
    m_body->setFont(theme.fixedFont());
    m_body->setTabChangesFocus(true);
    m_body->setFixedHeight(84);
    m_body->setToolTip(
        tr("${header.NAME}, ${json./POINTER}, ${attempt}, ${id}, ${now}, ${method} and ${path} "
           "stand for values of the request"));
    connect(&theme, &Theme::changed, m_body, [this, &theme] { m_body->setFont(theme.fixedFont()); });
    connect(m_body, &QPlainTextEdit::textChanged, this, [this] {
        if (m_showing)
            return;
        m_changed([body = m_body->toPlainText()](RulesDraft &draft, qsizetype rule) {
            draft.setText(rule, "/answer", "body", body);
        });
    });
    m_ending = new QComboBox;
    m_ending->setObjectName(u"answer-ending"_s);
    for (const auto &[id, word] : {std::pair(domain::Ending::Whole, tr("the whole answer")),
                                   std::pair(domain::Ending::HalfBody, tr("close half way through the body")),
                                   std::pair(domain::Ending::Close, tr("close without an answer")),
                                   std::pair(domain::Ending::Reset, tr("reset the connection"))})
        m_ending->addItem(word, QString(rules::endingId(id)));
    connect(m_ending, &QComboBox::activated, this, [this](int index) {
        m_changed([index, id = m_ending->itemData(index).toString()](RulesDraft &draft, qsizetype rule) {
            draft.setText(rule, "/answer", "ending", index == 0 ? QString() : id);
        });
    });
    m_failFirst = number("/answer", "failFirst", 0, 1'000'000, 0, {}, tr("none"));
    m_failFirst->disconnect(this);
    connect(m_failFirst, &QSpinBox::valueChanged, this, &RuleForm::setFailFirst);
    m_failStatus = number("/answer", "failStatus", 400, 599, 503, {}, {});
    m_failStatus->setAccessibleName(tr("Status of attempts that fail"));
    auto *hint = new PlainLabel(tr("Values of the request: ${json./id}, ${header.X-Event}, ${attempt} …"),
                                PlainLabel::Fit::Wrap);
    form.addRow(headline(tr("ANSWER")));
    form.addRow(tr("&Status"), m_faults.under(u"answer.status"_s,
                                              inARow({number("/answer", "status", 200, 599, 200, {}, {})})));
    form.addRow(tr("H&eaders"), m_faults.under(u"answer.headers"_s, m_fields));
    form.addRow(tr("B&ody"), m_faults.under(u"answer.body"_s, m_body, hint));
    form.addRow(tr("&Redirect"), m_faults.under(u"answer.redirect"_s,
                                                text("/answer", "redirect", tr("none; a URL or a path"))));
    form.addRow(tr("Retry-&After"),
                m_faults.under(u"answer.retryAfterSeconds"_s,
                               inARow({number("/answer", "retryAfterSeconds", -1, 31 * 24 * 3600, -1,
                                              tr(" s"), tr("none"))})));
    form.addRow(tr("&Fail first"),
                m_faults.under(u"answer.fail"_s,
                               inARow({m_failFirst, new PlainLabel(tr("attempts, with")), m_failStatus})));
    form.addRow(tr("&Delay"),
                m_faults.under(u"answer.delayMs"_s,
                               inARow({number("/answer", "delayMs", 0, 600'000, 0, tr(" ms"), tr("none"))})));
    form.addRow(tr("Dr&ip"), m_faults.under(u"answer.dripBytesPerSecond"_s,
                                            inARow({number("/answer", "dripBytesPerSecond", 0, 1'000'000, 0,
                                                           tr(" bytes/s"), tr("all at once"))})));
    form.addRow(tr("Endin&g"), m_faults.under(u"answer.ending"_s, m_ending));
}

// A status for attempts that do not fail is a fault.
void RuleForm::setFailFirst(int attempts)
{
    if (m_showing)
        return;
    m_changed([attempts](RulesDraft &draft, qsizetype rule) {
        if (attempts == 0)
            draft.setRaw(rule, "/answer", "failStatus", {});
        draft.setRaw(rule, "/answer", "failFirst",
                     attempts == 0 ? QByteArray() : QByteArray::number(attempts));
    });
}

void RuleForm::show(const RulesDraft &draft, qsizetype rule)
{
    const bool usable = rule >= 0 && draft.isList();
    setEnabled(usable);
    m_faults.clear();
    if (!usable)
        return;
    m_showing = true;
    m_enabled->setChecked(draft.value(rule, "/enabled") != u"false"_s);
    for (const Text &text : std::as_const(m_texts)) {
        const QString said = draft.value(rule, text.object + '/' + text.name);
        showFromStart(*text.edit, said);
    }
    for (const Number &number : std::as_const(m_numbers)) {
        const QByteArray pointer = number.object + '/' + number.name;
        number.box->setValue(draft.has(rule, pointer) ? draft.value(rule, pointer).toInt() : number.usual);
    }
    showConditions(draft, rule);
    showAnswer(draft, rule);
    m_showing = false;
    const RulesDraft::Fault fault = draft.fault();
    if (fault.line > 0 && fault.rule == rule)
        m_faults.mark(fault.place + u": "_s + fault.what);
}

void RuleForm::showConditions(const RulesDraft &draft, qsizetype rule)
{
    const QStringList methods = wordsOf(draft.items(rule, "/when/methods"));
    if (wordsIn(m_methods->text()) != methods) // a comma that was just typed stays
        m_methods->setText(methods.join(u", "_s));
    m_headers->show(draft.items(rule, "/when/headers"));
    m_members->show(draft.items(rule, "/when/members"));
    const QStringList verdicts = wordsOf(draft.items(rule, "/when/verdicts"));
    for (int i = 0; i < m_verdicts.size(); ++i)
        m_verdicts[i]->setChecked(verdicts.contains(domain::verdictId(domain::Verdict(i))));
}

void RuleForm::showAnswer(const RulesDraft &draft, qsizetype rule)
{
    m_fields->show(draft.items(rule, "/answer/headers"));
    if (const QString body = draft.value(rule, "/answer/body"); m_body->toPlainText() != body)
        m_body->setPlainText(body);
    const bool hasEnding = draft.has(rule, "/answer/ending");
    m_ending->setCurrentIndex(hasEnding ? m_ending->findData(draft.value(rule, "/answer/ending")) : 0);
    m_failStatus->setEnabled(m_failFirst->value() > 0);
}

} // namespace tocsin::ui
