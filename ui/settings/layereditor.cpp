// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/layereditor.h"

#include "core/settings/knownsettings.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using settings::KnownSetting;
using settings::Source;

LayerEditor::LayerEditor(QSettings &file, QWidget *parent)
    : QWidget(parent)
    , m_file(file)
    , m_layer(new QComboBox)
    , m_value(new QLineEdit)
    , m_set(textButton(tr("Set"), u"setSetting"_s, this))
    , m_unset(textButton(tr("Take it back"), u"unsetSetting"_s, this))
{
    m_layer->setObjectName(u"settingLayer"_s);
    m_layer->setAccessibleName(tr("Whom it is set for"));
    m_layer->addItem(tr("For you"), int(Source::User));
    m_layer->addItem(tr("For this connection"), int(Source::Connection));
    m_value->setObjectName(u"settingValue"_s);
    m_value->setAccessibleName(tr("Value"));
    m_value->setMaxLength(2000);
    m_unset->setToolTip(toolTipText(tr("Forgets this value: what stands below it counts again")));
    m_set->setAutoDefault(false);
    m_unset->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new PlainLabel(tr("Value")));
    row->addWidget(m_value, 1);
    row->addWidget(m_layer);
    row->addWidget(m_set);
    row->addWidget(m_unset);
    connect(m_layer, &QComboBox::currentIndexChanged, this, &LayerEditor::showLayer);
    connect(m_set, &QPushButton::clicked, this, &LayerEditor::keep);
    connect(m_unset, &QPushButton::clicked, this, &LayerEditor::drop);
    connect(m_value, &QLineEdit::returnPressed, this, &LayerEditor::keep);
    show(QString());
}

Source LayerEditor::layer() const
{
    return Source(m_layer->currentData().toInt());
}

void LayerEditor::show(const QString &key)
{
    const bool isSame = key == m_key; // the layer stays as it was chosen
    m_key = key;
    const KnownSetting *known = settings::knownSetting(key);
    const Source source = known ? known->source(m_file) : Source::Default;
    const bool mayConnect =
        known && settings::isPerConnection(known->key) && !settings::openConnection(m_file).isEmpty();
    auto *items = qobject_cast<QStandardItemModel *>(m_layer->model());
    items->item(m_layer->findData(int(Source::Connection)))->setEnabled(mayConnect);
    if (!mayConnect || (source == Source::Connection && !isSame))
        m_layer->setCurrentIndex(
            m_layer->findData(int(source == Source::Connection ? Source::Connection : Source::User)));
    const bool isFree = known && source != Source::Policy;
    for (QWidget *part : std::initializer_list<QWidget *>{m_layer, m_value, m_set})
        part->setEnabled(isFree);
    showLayer();
}

void LayerEditor::showLayer()
{
    const KnownSetting *known = settings::knownSetting(m_key);
    if (!known) {
        m_value->clear();
        m_value->setPlaceholderText(QString());
        m_unset->setEnabled(false);
        return;
    }
    const std::optional<QString> own = settings::ownText(m_file, known->key, layer());
    m_value->setText(own.value_or(QString()));
    m_value->setCursorPosition(0);
    m_value->setPlaceholderText(own ? known->expected : known->text(m_file));
    m_value->setToolTip(toolTipText(known->expected));
    m_unset->setEnabled(own && known->source(m_file) != Source::Policy);
}

void LayerEditor::keep()
{
    const KnownSetting *known = settings::knownSetting(m_key);
    if (!known || !m_value->isEnabled())
        return;
    const QString text = m_value->text().trimmed();
    Result<void> done = known->check(text);
    if (done)
        done = settings::writeInto(m_file, known->key, text, layer());
    if (!done) {
        emit said(visibleText(done.error().detail, 600), true);
        return;
    }
    emit said(tr("%1 is set.").arg(m_key), false);
    emit changed();
}

void LayerEditor::drop()
{
    const KnownSetting *known = settings::knownSetting(m_key);
    if (!known)
        return;
    settings::dropFrom(m_file, known->key, layer());
    emit said(tr("%1 is %2 now.").arg(m_key, visibleText(known->text(m_file), 120)), false);
    emit changed();
}

} // namespace tocsin::ui
