// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/notices/noticesettingsform.h"

#include "ui/notices/desktopnotices.h"
#include "ui/text/errortext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QCheckBox>
#include <QListWidget>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int idRole = Qt::UserRole + 1;
constexpr int mostRows = 7; // of views before their list scrolls

PlainLabel *muted(const QString &text)
{
    auto *label = new PlainLabel(text, PlainLabel::Fit::Flow);
    label->setLook(u"muted"_s);
    return label;
}

// One headed part of the form.
QVBoxLayout *group(QWidget *part, const QString &title)
{
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 16, 0, 0);
    column->setSpacing(8);
    column->addWidget(sectionLabel(title));
    return column;
}

QTime timeOf(int minutes)
{
    return QTime(minutes / 60, minutes % 60);
}

int minutesOf(const QTime &time)
{
    return time.hour() * 60 + time.minute();
}

QTimeEdit *timeField(const QString &name, const QString &label)
{
    auto *field = new QTimeEdit;
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setDisplayFormat(u"HH:mm"_s);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    field->setFixedWidth(72);
    return field;
}

QString wayText(DesktopNotices::Way way)
{
    switch (way) {
    case DesktopNotices::Way::Service:
        return NoticeSettingsForm::tr("The desktop shows it.");
    case DesktopNotices::Way::Tray:
        return NoticeSettingsForm::tr("It is shown beside the clock.");
    case DesktopNotices::Way::Window:
        break;
    }
    return NoticeSettingsForm::tr("Nothing on this desktop shows notices: they stand in the status line.");
}

} // namespace

NoticeSettingsForm::NoticeSettingsForm(DesktopNotices &notices, storage::AnalystBook &book, QWidget *parent)
    : QWidget(parent)
    , m_notices(notices)
    , m_book(book)
    , m_on(new QCheckBox(tr("&Tell of new incidents on the desktop")))
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    setProperty("look", u"plain"_s);
    m_on->setObjectName(u"noticesOn"_s);
    m_fault->setObjectName(u"noticeFault"_s);
    m_fault->setLook(u"fault"_s);
    m_fault->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(0);
    column->addWidget(m_on);
    column->addWidget(buildViews());
    column->addWidget(buildQuiet());
    column->addWidget(buildRate());
    column->addWidget(buildSample());
    column->addWidget(m_fault);
    column->addStretch();
    connect(m_on, &QCheckBox::toggled, this, &NoticeSettingsForm::take);
    showPreferences(m_notices.preferences());
    readViews();
}

QWidget *NoticeSettingsForm::buildViews()
{
    auto *part = new QWidget;
    QVBoxLayout *column = group(part, tr("Which incidents"));
    m_views = new QListWidget;
    m_views->setObjectName(u"noticeViews"_s);
    m_views->setAccessibleName(tr("Saved views that let notices through"));
    m_views->setProperty("look", u"box"_s);
    m_views->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_views->hide();
    m_viewLine = muted(tr("The saved views are being read…"));
    m_viewLine->setObjectName(u"noticeViewLine"_s);
    column->addWidget(m_views);
    column->addWidget(m_viewLine);
    connect(m_views, &QListWidget::itemChanged, this, &NoticeSettingsForm::take);
    return part;
}

QWidget *NoticeSettingsForm::buildQuiet()
{
    auto *part = new QWidget;
    QVBoxLayout *column = group(part, tr("Quiet hours"));
    m_quiet = new QCheckBox(tr("Stay &silent every day from"));
    m_quiet->setObjectName(u"noticesQuiet"_s);
    m_from = timeField(u"noticesQuietFrom"_s, tr("Silent from"));
    m_to = timeField(u"noticesQuietTo"_s, tr("Silent until"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_quiet);
    row->addWidget(m_from);
    row->addWidget(new PlainLabel(tr("until")));
    row->addWidget(m_to);
    row->addStretch();
    column->addLayout(row);
    connect(m_quiet, &QCheckBox::toggled, this, &NoticeSettingsForm::take);
    connect(m_from, &QTimeEdit::timeChanged, this, &NoticeSettingsForm::take);
    connect(m_to, &QTimeEdit::timeChanged, this, &NoticeSettingsForm::take);
    return part;
}

QWidget *NoticeSettingsForm::buildRate()
{
    auto *part = new QWidget;
    QVBoxLayout *column = group(part, tr("When many come at once"));
    m_most = new QSpinBox;
    m_most->setObjectName(u"noticesPerMinute"_s);
    m_most->setAccessibleName(tr("Shown one by one in a minute"));
    m_most->setRange(1, 60);
    m_most->setFixedWidth(72);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new PlainLabel(tr("Show at most")));
    row->addWidget(m_most);
    row->addWidget(new PlainLabel(tr("in a minute one by one, the rest in one summary")));
    row->addStretch();
    column->addLayout(row);
    connect(m_most, &QSpinBox::valueChanged, this, &NoticeSettingsForm::take);
    return part;
}

QWidget *NoticeSettingsForm::buildSample()
{
    auto *part = new QWidget;
    QVBoxLayout *column = group(part, tr("How it looks"));
    QPushButton *button = textButton(tr("Show a sample"), u"noticeSample"_s, this);
    m_sample = muted({});
    m_sample->setObjectName(u"noticeSampleLine"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(button);
    row->addWidget(m_sample, 1);
    column->addLayout(row);
    connect(button, &QPushButton::clicked, this, [this] {
        m_sample->setText(tr("Asking the desktop…"));
        m_notices.showSample();
    });
    connect(&m_notices, &DesktopNotices::shownBy, this,
            [this](DesktopNotices::Way way) { m_sample->setText(wayText(way)); });
    return part;
}

void NoticeSettingsForm::showPreferences(const NoticePreferences &p)
{
    m_isShowing = true;
    m_on->setChecked(p.on);
    m_quiet->setChecked(p.quiet);
    m_from->setTime(timeOf(p.quietFrom));
    m_to->setTime(timeOf(p.quietTo));
    m_most->setValue(p.perMinute);
    m_isShowing = false;
    m_from->setEnabled(p.quiet);
    m_to->setEnabled(p.quiet);
    m_fault->setText(p.problems.join(u'\n'));
    m_fault->setVisible(!p.problems.isEmpty());
}

void NoticeSettingsForm::readViews()
{
    m_book.read<Views>(
        this,
        [this](const Result<Views> &views) {
            if (views)
                showViews(*views);
            else
                m_viewLine->setText(
                    tr("The saved views cannot be read. %1").arg(errorSentence(views.error())));
        },
        [](storage::AnalystStores &stores) { return stores.views.views(); });
}

void NoticeSettingsForm::showViews(const Views &views)
{
    m_isShowing = true;
    for (const storage::StoredView &one : views) {
        auto *item = new QListWidgetItem(visibleText(one.view.name, 200), m_views);
        item->setData(idRole, one.id);
        item->setToolTip(toolTipText(one.view.filter));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_notices.preferences().views.contains(one.id) ? Qt::Checked : Qt::Unchecked);
    }
    m_isShowing = false;
    m_hasViews = true;
    m_views->setVisible(!views.isEmpty());
    if (!views.isEmpty()) {
        const int rows = qMin(mostRows, int(views.size()));
        m_views->setFixedHeight(rows * m_views->sizeHintForRow(0) + 10); // its padding and frame
    }
    // Views that are gone are forgotten: a new one may get the number of an old one.
    if (entered().views != m_notices.preferences().views)
        take();
    sayViews();
}

void NoticeSettingsForm::sayViews()
{
    if (!m_hasViews)
        return;
    if (m_views->count() == 0)
        m_viewLine->setText(tr("Every new incident. Save a view of the queue to choose among them."));
    else if (entered().views.isEmpty())
        m_viewLine->setText(tr("No view is chosen: every new incident is told of."));
    else
        m_viewLine->setText(tr("Only incidents that are in one of the chosen views are told of."));
}

NoticePreferences NoticeSettingsForm::entered() const
{
    NoticePreferences p;
    p.on = m_on->isChecked();
    p.views = m_hasViews ? QList<qint64>() : m_notices.preferences().views;
    for (int row = 0; row < m_views->count(); ++row) {
        if (m_views->item(row)->checkState() == Qt::Checked)
            p.views.append(m_views->item(row)->data(idRole).toLongLong());
    }
    p.quiet = m_quiet->isChecked();
    p.quietFrom = minutesOf(m_from->time());
    p.quietTo = minutesOf(m_to->time());
    p.perMinute = m_most->value();
    return p;
}

void NoticeSettingsForm::take()
{
    if (m_isShowing)
        return;
    const Result<void> written = m_notices.setPreferences(entered());
    showPreferences(m_notices.preferences());
    sayViews();
    if (!written) {
        m_fault->setText(asSentence(written.error().detail));
        m_fault->show();
    }
}

} // namespace tocsin::ui
