// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/schemes/schemeform.h"

#include "core/json/edit.h"
#include "core/signature/schemewords.h"
#include "ui/schemes/fieldform.h"
#include "ui/schemes/partlist.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using signature::SchemeDraft;

namespace {

constexpr qsizetype largeText = 64 * 1024; // of which every field would be looked up at every key

void put(QLineEdit *edit, const QString &text)
{
    if (edit->text() != text)
        edit->setText(text);
}

void choose(QComboBox *box, const QString &word)
{
    box->setCurrentIndex(word.isEmpty() ? 0 : box->findText(word));
}

QStringList wordsOf(std::span<const signature::Word> words)
{
    QStringList all;
    for (const signature::Word &word : words)
        all.append(word.text);
    return all;
}

// At a field there is room for a line or two; the whole stands below the text.
QString shortened(const QString &what)
{
    constexpr qsizetype most = 80;
    return what.size() <= most ? what : what.left(most) + u'…';
}

bool hasEncoding(const QByteArray &algorithm)
{
    return algorithm != "none" && algorithm != "token" && algorithm != "basic" && algorithm != "jws" &&
           algorithm != "http-signature";
}

QWidget *side(QWidget *first, QWidget *second)
{
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(first, 1);
    row->addWidget(second, 1);
    both->setFocusProxy(first);
    return both;
}

} // namespace

SchemeForm::SchemeForm(const Theme &theme, SchemeChanged changed, QWidget *parent)
    : QWidget(parent)
    , m_changed(std::move(changed))
    , m_other(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    setObjectName(u"schemeForm"_s);
    m_other->hide();
    m_faults.setGeneral(m_other);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(16, 8, 16, 16);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addGeneral(*form);
    addRecipe(*form, theme);
    addTime(*form);
    m_other->setParent(this);
    alignLabels(*form);
}

QLineEdit *SchemeForm::textField(const QByteArray &member)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(u"scheme-"_s + QString::fromLatin1(member));
    edit->setMaxLength(1000);
    connect(edit, &QLineEdit::textEdited, this, [this, member](const QString &text) {
        m_changed([member, value = json::quotedText(text.toUtf8())](SchemeDraft &draft) {
            draft.setRaw({}, member, value); // an empty one stays, so that it can be typed anew
        });
    });
    return edit;
}

QComboBox *SchemeForm::wordField(const QByteArray &member, const QStringList &words)
{
    auto *box = new QComboBox;
    box->setObjectName(u"scheme-"_s + QString::fromLatin1(member));
    box->addItems(words);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

void SchemeForm::addGeneral(QFormLayout &form)
{
    m_id = textField("id");
    m_id->setPlaceholderText(tr("a-z, 0-9 and -"));
    m_name = textField("name");
    m_strength = wordField("strength", wordsOf(signature::words::strengths));
    m_evidence = wordField("evidence", wordsOf(signature::words::evidences));
    for (QComboBox *box : {m_strength, m_evidence}) {
        const QByteArray member = box == m_strength ? "strength" : "evidence";
        connect(box, &QComboBox::activated, this, [this, member, box] {
            m_changed(
                [member, word = box->currentText()](SchemeDraft &draft) { draft.setText({}, member, word); });
        });
    }
    form.addRow(tr("&Id"), m_faults.under(u"id"_s, m_id));
    form.addRow(tr("&Sender"), m_faults.under(u"name"_s, m_name));
    form.addRow(tr("S&trength"), m_faults.under(u"strength"_s, m_strength));
    form.addRow(tr("&Evidence"), m_faults.under(u"evidence"_s, m_evidence));
}

void SchemeForm::addRecipe(QFormLayout &form, const Theme &theme)
{
    m_variant = wordField("variant", {});
    connect(m_variant, &QComboBox::activated, this, [this] { m_changed([](SchemeDraft &) {}); });
    m_algorithm = wordField("algorithm", wordsOf(signature::words::algorithms));
    connect(m_algorithm, &QComboBox::activated, this,
            [this] { chooseAlgorithm(m_algorithm->currentText().toLatin1()); });
    m_key = wordField("key", wordsOf(signature::words::keyForms));
    connect(m_key, &QComboBox::activated, this, [this] {
        m_changed([this, form = m_key->currentText()](SchemeDraft &draft) {
            draft.setText(m_recipe + "/key", "form", form);
            const bool prefixed = form == u"prefixed-base64"_s;
            const bool has = draft.has(m_recipe + "/key/prefixes");
            if (prefixed != has)
                draft.setRaw(m_recipe + "/key", "prefixes", prefixed ? "[\"whsec_\"]" : QByteArray());
        });
    });
    m_keyPrefix = new QLineEdit;
    m_keyPrefix->setObjectName(u"scheme-keyPrefix"_s);
    m_keyPrefix->setAccessibleName(tr("Prefix of the secret"));
    connect(m_keyPrefix, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_changed([this, value = json::quotedText(text.toUtf8())](SchemeDraft &draft) {
            draft.setRaw(m_recipe + "/key", "prefixes", '[' + value + ']');
        });
    });
    m_signature = new FieldForm("signature", {}, m_changed);
    m_encoding = wordField("encoding", wordsOf(signature::words::encodings));
    connect(m_encoding, &QComboBox::activated, this, [this] {
        m_changed([this, word = m_encoding->currentText()](SchemeDraft &draft) {
            draft.setText(m_recipe + "/signature", "encoding", word);
        });
    });
    m_parts = new PartList(theme, m_changed);
    form.addRow(tr("&Variant"), m_variant);
    form.addRow(tr("&Algorithm"), m_faults.under(u"algorithm"_s, m_algorithm));
    form.addRow(tr("Secret &is"), m_faults.under(u"key"_s, side(m_key, m_keyPrefix)));
    form.addRow(tr("Si&gnature"), m_faults.under(u"signature"_s, m_signature));
    form.addRow(tr("E&ncoding"), m_encoding);
    form.addRow(tr("Signed &parts"), m_faults.under(u"message"_s, m_parts));
}

void SchemeForm::addTime(QFormLayout &form)
{
    m_time = new FieldForm(
        "timestamp", R"({ "header": "X-Timestamp", "unit": "seconds", "windowSeconds": 300 })", m_changed);
    m_unit = wordField("unit", wordsOf(signature::words::timeUnits));
    connect(m_unit, &QComboBox::activated, this, [this] {
        m_changed([this, word = m_unit->currentText()](SchemeDraft &draft) {
            draft.setText(m_recipe + "/timestamp", "unit", word);
        });
    });
    m_window = new QSpinBox;
    m_window->setObjectName(u"scheme-window"_s);
    m_window->setRange(0, 366 * 24 * 3600);
    m_window->setSpecialValueText(tr("no limit"));
    m_window->setSuffix(tr(" s"));
    m_window->setToolTip(tr("How far the time may be off, both ways"));
    m_window->setAccessibleName(tr("Seconds that the time may be off"));
    connect(m_window, &QSpinBox::valueChanged, this, [this](int seconds) {
        m_changed([this, seconds](SchemeDraft &draft) {
            draft.setRaw(m_recipe + "/timestamp", "windowSeconds", QByteArray::number(seconds));
        });
    });
    m_timeMore = side(m_unit, m_window);
    auto *both = new QWidget;
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_time);
    column->addWidget(m_timeMore);
    both->setFocusProxy(m_time);
    form.addRow(tr("Ti&mestamp"), m_faults.under(u"timestamp"_s, both));
}

// A secret that travels has neither a digest's encoding nor signed parts; a digest has both.
void SchemeForm::chooseAlgorithm(const QByteArray &algorithm)
{
    m_changed([this, algorithm](SchemeDraft &draft) {
        draft.setText(m_recipe, "algorithm", QString::fromLatin1(algorithm));
        const QByteArray field = m_recipe + "/signature";
        if (!hasEncoding(algorithm))
            draft.setRaw(field, "encoding", {});
        else if (draft.has(field) && !draft.has(field + "/encoding"))
            draft.setText(field, "encoding", u"hex-lower"_s);
    });
}

QString SchemeForm::show(const SchemeDraft &draft)
{
    static const QRegularExpression variant(u"^variants\\[\\d+\\]\\.?"_s);
    const bool usable = draft.isJson() && draft.text().size() <= largeText;
    setEnabled(usable);
    m_faults.clear();
    const SchemeDraft::Fault fault = draft.fault();
    if (usable) {
        put(m_id, draft.value("/id"));
        put(m_name, draft.value("/name"));
        choose(m_strength, draft.value("/strength"));
        choose(m_evidence, draft.value("/evidence"));
        const QStringList variants = draft.variants();
        const int chosen = qBound(0, m_variant->currentIndex(), qMax(0, int(variants.size()) - 1));
        m_variant->clear();
        m_variant->addItems(variants);
        m_variant->setCurrentIndex(variants.isEmpty() ? -1 : chosen);
        auto *form = static_cast<QFormLayout *>(layout());
        m_variant->setVisible(!variants.isEmpty());
        form->labelForField(m_variant)->setVisible(!variants.isEmpty());
        m_recipe = draft.recipe(chosen);
        showRecipe(draft);
    }
    if (fault.line == 0 || !usable)
        return fault.what;
    m_faults.mark(QString(fault.member).remove(variant) + u": "_s + shortened(fault.what));
    const bool elsewhere = !m_other->isHidden();
    m_other->hide(); // it stands below the text
    return elsewhere ? fault.what : QString();
}

void SchemeForm::showRecipe(const SchemeDraft &draft)
{
    choose(m_algorithm, draft.value(m_recipe + "/algorithm"));
    choose(m_key, draft.value(m_recipe + "/key/form"));
    const bool prefixed = draft.value(m_recipe + "/key/form") == u"prefixed-base64"_s;
    m_keyPrefix->setVisible(prefixed);
    put(m_keyPrefix, draft.value(m_recipe + "/key/prefixes/0"));
    m_keyPrefix->setReadOnly(draft.count(m_recipe + "/key/prefixes") > 1);
    m_signature->show(draft, m_recipe);
    choose(m_encoding, draft.value(m_recipe + "/signature/encoding"));
    m_encoding->setEnabled(draft.has(m_recipe + "/signature") &&
                           hasEncoding(draft.value(m_recipe + "/algorithm").toLatin1()));
    m_parts->show(draft, m_recipe);
    m_time->show(draft, m_recipe);
    m_timeMore->setVisible(m_time->isSet());
    choose(m_unit, draft.value(m_recipe + "/timestamp/unit"));
    const QSignalBlocker quiet(m_window);
    m_window->setValue(draft.value(m_recipe + "/timestamp/windowSeconds").toInt());
}

} // namespace tocsin::ui
