// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/schemes/fieldform.h"

#include "core/json/edit.h"

#include <QComboBox>
#include <QGridLayout>
#include <QIntValidator>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using signature::SchemeDraft;

namespace {

const QByteArray otherPlace = "?"; // several headers, a claim, ...: what this form does not know

constexpr const char *places[] = {"header", "query", "form", "json"};

void put(QLineEdit *edit, const QString &text)
{
    if (edit->text() != text)
        edit->setText(text);
}

QByteArray quoted(const QString &text)
{
    return json::quotedText(text.toUtf8());
}

} // namespace

FieldForm::FieldForm(const QByteArray &member, const QByteArray &preset, SchemeChanged changed,
                     QWidget *parent)
    : QWidget(parent)
    , m_member(member)
    , m_preset(preset)
    , m_changed(std::move(changed))
    , m_place(new QComboBox)
    , m_name(new QLineEdit)
{
    const QString prefix = QString::fromLatin1(member);
    m_place->setObjectName(prefix + u"Place"_s);
    m_place->setAccessibleName(tr("Place"));
    if (!preset.isEmpty())
        m_place->addItem(tr("none"), QByteArray());
    m_place->addItem(tr("Header"), QByteArray("header"));
    m_place->addItem(tr("Query parameter"), QByteArray("query"));
    m_place->addItem(tr("Form field"), QByteArray("form"));
    m_place->addItem(tr("JSON member"), QByteArray("json"));
    m_place->addItem(tr("as in the text"), otherPlace);
    m_place->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_place->setMinimumContentsLength(6);
    m_name->setObjectName(prefix + u"Name"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(1000);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->addWidget(m_place, 0, 0, 1, 2);
    grid->addWidget(m_name, 0, 2, 1, 2);
    m_prefix = addCut("prefixes", tr("prefix"), tr("Text before the value, as sha256="));
    m_split = addCut("split", tr("split at"), tr("Text at which the value falls into parts, as a comma"));
    m_key = addCut("key", tr("key"), tr("The part key=value of this name, as v1"));
    m_index = addCut("index", tr("no."), tr("The part at this place, from 0"));
    m_index->setValidator(new QIntValidator(0, 15, m_index));
    for (int column = 0; column < 4; ++column)
        grid->setColumnStretch(column, 1);
    connect(m_place, &QComboBox::activated, this, &FieldForm::choosePlace);
    connect(m_name, &QLineEdit::textEdited, this, &FieldForm::setName);
    setFocusProxy(m_place);
}

QLineEdit *FieldForm::addCut(const QByteArray &member, const QString &hint, const QString &about)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(QString::fromLatin1(m_member + '-' + member));
    edit->setPlaceholderText(hint);
    edit->setToolTip(about);
    edit->setAccessibleName(about);
    edit->setMaxLength(1000);
    edit->setMinimumWidth(36);
    auto *grid = static_cast<QGridLayout *>(layout());
    grid->addWidget(edit, 1, grid->count() - 2);
    connect(edit, &QLineEdit::textEdited, this,
            [this, member](const QString &text) { setCut(member, text); });
    return edit;
}

bool FieldForm::isSet() const
{
    return !m_place->currentData().toByteArray().isEmpty();
}

void FieldForm::show(const SchemeDraft &draft, const QByteArray &recipe)
{
    m_recipe = recipe;
    QByteArray place = draft.has(object()) || m_preset.isEmpty() ? otherPlace : QByteArray();
    for (const char *known : places) {
        if (draft.has(object() + '/' + known))
            place = known;
    }
    m_place->setCurrentIndex(m_place->findData(place));
    const bool known = !place.isEmpty() && place != otherPlace;
    put(m_name, known ? draft.value(object() + '/' + place) : QString());
    m_name->setEnabled(known);
    const qsizetype prefixes = draft.count(object() + "/prefixes");
    put(m_prefix, prefixes > 1 ? QString::fromUtf8(draft.raw(object() + "/prefixes").simplified())
                               : draft.value(object() + "/prefixes/0"));
    m_prefix->setReadOnly(prefixes > 1); // several: the text has them
    put(m_split, draft.value(object() + "/split"));
    put(m_key, draft.value(object() + "/key"));
    put(m_index, draft.value(object() + "/index"));
    for (QLineEdit *edit : {m_prefix, m_split, m_key, m_index})
        edit->setVisible(!place.isEmpty());
    m_name->setVisible(!place.isEmpty());
}

void FieldForm::choosePlace(int index)
{
    const QByteArray place = m_place->itemData(index).toByteArray();
    if (place == otherPlace)
        return; // nothing to write; the text says which
    m_changed([this, place, name = m_name->text()](SchemeDraft &draft) {
        if (place.isEmpty())
            return draft.setRaw(m_recipe, m_member, {});
        if (!draft.has(object()))
            return draft.setRaw(m_recipe, m_member,
                                QByteArray(m_preset).replace("\"header\"", '"' + place + '"'));
        for (const char *other :
             {"header", "headers", "numberedHeader", "query", "form", "json", "body", "claim"}) {
            if (other != place)
                draft.setRaw(object(), other, {});
        }
        draft.setRaw(object(), place, quoted(name.isEmpty() ? u"X-Signature"_s : name));
    });
}

void FieldForm::setName(const QString &name)
{
    const QByteArray place = m_place->currentData().toByteArray();
    m_changed([this, place, name](SchemeDraft &draft) { draft.setRaw(object(), place, quoted(name)); });
}

void FieldForm::setCut(const QByteArray &member, const QString &text)
{
    m_changed([this, member, text](SchemeDraft &draft) {
        QByteArray value = quoted(text);
        if (member == "prefixes")
            value = '[' + value + ']';
        else if (member == "index")
            value = text.toUtf8();
        draft.setRaw(object(), member, text.isEmpty() ? QByteArray() : value);
    });
}

} // namespace tocsin::ui
