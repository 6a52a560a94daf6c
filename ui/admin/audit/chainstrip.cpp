// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/audit/chainstrip.h"

#include "core/flows/auditexport.h"
#include "ui/text/errortext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using Fault = audit::Check::Fault;

QString checkSentence(const audit::Check &check, bool againstNoted)
{
    switch (check.fault) {
    case Fault::None:
        if (check.head.number == 0)
            return ChainStrip::tr("The record is empty, and whole.");
        return againstNoted
                   ? ChainStrip::tr("Whole: %n entry(s), and all up to the noted one are what they were.",
                                    nullptr, int(check.head.number))
                   : ChainStrip::tr("Whole: %n entry(s), each chained to the one before it.", nullptr,
                                    int(check.head.number));
    case Fault::Missing:
        return ChainStrip::tr("Entry %1 is missing. The record was changed by other means.")
            .arg(check.number);
    case Fault::Changed:
        return ChainStrip::tr("Entry %1 is not what was recorded. The record was changed by other means.")
            .arg(check.number);
    case Fault::CutOff:
        return ChainStrip::tr("The end was cut off: entry %1 and what followed are not there.")
            .arg(check.number);
    case Fault::Other:
        return ChainStrip::tr("This is not the record whose head was noted: entry %1 is another one.")
            .arg(check.number);
    }
    return {};
}

ChainStrip::ChainStrip(const Theme &theme, flows::Auditing &auditing, QWidget *parent)
    : QFrame(parent)
    , m_auditing(auditing)
    , m_result(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_noted(new QLineEdit)
    , m_check(iconTextButton(theme, u"check"_s, tr("Check the chain"), u"checkChain"_s, this))
    , m_copy(textButton(tr("Copy head"), u"copyHead"_s, this))
{
    setObjectName(u"chainStrip"_s);
    setProperty("look", u"bar"_s);
    m_result->setObjectName(u"chainResult"_s);
    m_result->setLook(u"muted"_s);
    m_result->setText(tr("Each entry is chained to the one before it."));
    m_noted->setObjectName(u"notedHead"_s);
    m_noted->setAccessibleName(tr("Head that was noted"));
    m_noted->setPlaceholderText(tr("head noted earlier, NUMBER:HASH"));
    m_noted->setToolTip(tr("Where the record was when you noted it: a check against it shows that nothing "
                           "before was changed or cut off"));
    m_noted->setMaxLength(100);
    m_copy->setEnabled(false);
    m_copy->setToolTip(tr("Note it elsewhere, and check against it later"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_result, 3);
    row->addWidget(m_noted, 2);
    row->addWidget(m_check);
    row->addWidget(m_copy);
    connect(m_check, &QPushButton::clicked, this, &ChainStrip::check);
    connect(m_noted, &QLineEdit::returnPressed, this, &ChainStrip::check);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_head);
        emit notice(tr("Copied the head; keep it where nobody who can write this file can write"));
    });
}

void ChainStrip::check()
{
    std::optional<audit::Head> noted;
    if (const QString typed = m_noted->text().trimmed(); !typed.isEmpty()) {
        const auto head = flows::readHead(typed);
        if (!head) {
            say(asSentence(head.error().detail), u"fault"_s);
            m_noted->setFocus();
            return;
        }
        noted = *head;
    }
    m_check->setEnabled(false);
    say(tr("Checking…"), u"muted"_s);
    m_auditing.verify(noted, this, [this, against = noted.has_value()](const Result<audit::Check> &done) {
        m_check->setEnabled(true);
        if (!done) {
            say(readingErrorSentence(done.error()), u"fault"_s);
            return;
        }
        m_head = flows::headText(done->head);
        m_copy->setEnabled(true);
        say(checkSentence(*done, against), done->isGood() ? u"strong"_s : u"fault"_s);
    });
}

void ChainStrip::say(const QString &text, const QString &look)
{
    m_result->setLook(look);
    m_result->setText(text);
}

} // namespace tocsin::ui
