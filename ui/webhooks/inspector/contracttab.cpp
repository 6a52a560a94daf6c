// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/contracttab.h"

#include "ui/text/drifttext.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

enum Column { Where, What, Since };

constexpr qsizetype mostRows = 7; // of the table before it scrolls: the schema is below it

QString eventName(const storage::ContractKey &key)
{
    return key.event.isEmpty() ? ContractTab::tr("events without a name") : key.event;
}

QString sinceText(const storage::DriftHistory &history)
{
    if (history.deliveries == 0)
        return ContractTab::tr("this one");
    return ContractTab::tr("%1 · %2×", "time of the first, number of deliveries")
        .arg(listTime(history.since, wallClock()), numberText(history.deliveries));
}

// A name of a file that every system takes.
QString fileName(const storage::ContractKey &key)
{
    QString name = key.endpoint + u'-' + (key.event.isEmpty() ? u"event"_s : key.event);
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != u'-' && c != u'.' && c != u'_')
            c = u'_';
    }
    return name.left(80) + u".schema.json"_s;
}

} // namespace

ContractTab::ContractTab(const Theme &theme, flows::Contracts &contracts, QWidget *parent)
    : QWidget(parent)
    , m_contracts(contracts)
    , m_banner(new VerdictBanner(theme))
    , m_model(new TextTableModel(theme, {tr("Where"), tr("What"), tr("Since")}, this))
    , m_table(new TextTable(theme, *m_model, u"driftTable"_s))
    , m_schemaTitle(sectionLabel(QString()))
    , m_schema(new ByteTextView(theme))
{
    m_model->setFixedColumns({Where});
    m_table->setAccessibleName(tr("Differences from the contract"));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(What, QHeaderView::Stretch); // elided; whole on hover
    m_schema->setObjectName(u"contractSchema"_s);
    m_schema->setAccessibleName(tr("JSON Schema"));
    m_schema->setWhiteSpaceShown(false);
    m_schemaTitle->setContentsMargins(16, 10, 16, 4);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 12, 16, 8);
    head->setSpacing(8);
    head->addWidget(m_banner);
    head->addWidget(buildButtons(theme));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_table);
    column->addWidget(m_schemaTitle);
    column->addWidget(m_schema, 1);
    connect(&m_contracts, &flows::Contracts::contractsChanged, this, &ContractTab::ask);
    connect(&m_contracts, &flows::Contracts::marksChanged, this,
            [this](const QList<domain::DeliveryId> &ids) {
                if (m_delivery && ids.contains(m_delivery->row.id))
                    ask();
            });
}

QWidget *ContractTab::buildButtons(const Theme &theme)
{
    m_accept = primaryButton(tr("Accept contract"), u"acceptContract"_s, this);
    m_export = iconTextButton(theme, u"copy"_s, tr("Export…"), u"exportSchema"_s, this);
    m_remove = iconTextButton(theme, u"trash"_s, tr("Remove"), u"removeContract"_s, this);
    m_export->setToolTip(tr("Export the JSON Schema"));
    connect(m_accept, &QPushButton::clicked, this, &ContractTab::accept);
    connect(m_export, &QPushButton::clicked, this, &ContractTab::exportSchema);
    connect(m_remove, &QPushButton::clicked, this, &ContractTab::askRemove);
    auto *buttons = new QWidget;
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (QPushButton *button : {m_accept, m_export, m_remove})
        row->addWidget(button);
    row->addStretch();
    return buttons;
}

void ContractTab::outdate()
{
    m_isCurrent = false;
}

void ContractTab::show(const domain::Delivery &delivery)
{
    const bool isShown = m_delivery && m_delivery->row.id == delivery.row.id;
    if (isShown && m_isCurrent)
        return;
    m_delivery = delivery;
    m_isCurrent = true;
    if (!isShown) {
        m_view = {};
        m_banner->setTexts(Tone::Muted, tr("Reading the captures of this event…"), {});
        hideParts();
    }
    ask();
}

void ContractTab::hideParts()
{
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_accept, m_export, m_remove, m_table, m_schemaTitle, m_schema})
        part->hide();
}

void ContractTab::ask()
{
    if (!m_delivery || !m_isCurrent)
        return;
    const domain::DeliveryId id = m_delivery->row.id;
    m_contracts.view(*m_delivery, this,
                     [this, id](const Result<flows::ContractView> &view) { take(id, view); });
}

void ContractTab::take(domain::DeliveryId id, const Result<flows::ContractView> &view)
{
    if (!m_delivery || m_delivery->row.id != id)
        return; // another one was chosen meanwhile
    if (view)
        setView(*view);
    else
        showProblem(view.error());
}

void ContractTab::showProblem(const Error &error)
{
    if (error.kind == Error::Kind::NotFound)
        m_banner->setTexts(Tone::Muted, tr("There is nothing to infer a contract from."),
                           tr("It takes JSON bodies of deliveries whose signature does not fail."));
    else
        m_banner->setTexts(Tone::Mismatch, tr("The contract cannot be read."), errorSentence(error));
    hideParts();
}

void ContractTab::setView(const flows::ContractView &view)
{
    m_view = view;
    setBanner(view);
    setDifferences(view);
    m_schemaTitle->setText(view.accepted ? tr("Accepted schema") : tr("Inferred schema"));
    m_schema->setBytes(view.schema);
    m_schemaTitle->show();
    m_schema->show();
    m_export->show();
    m_remove->setVisible(view.accepted);
    const bool comparable = std::none_of(view.differences.begin(), view.differences.end(),
                                         [](const flows::ContractView::Difference &difference) {
                                             return difference.drift.kind == domain::DriftKind::NotComparable;
                                         });
    m_accept->setVisible(!view.accepted || (!view.differences.isEmpty() && comparable));
    m_accept->setEnabled(true);
    m_accept->setText(view.accepted ? tr("Accept", "the change") : tr("Accept contract"));
    m_accept->setAccessibleName(view.accepted ? tr("Accept the change") : tr("Accept contract"));
    m_accept->setToolTip(
        view.accepted ? tr("The contract then allows what this delivery has, and still what it allowed.")
                      : tr("Deliveries of this event are checked against it from then on."));
}

void ContractTab::setBanner(const flows::ContractView &view)
{
    const QString event = eventName(view.key);
    if (!view.accepted) {
        m_banner->setTexts(
            Tone::Accent, tr("No contract is accepted for %1 at %2.").arg(event, view.key.endpoint),
            tr("The schema below is what the newest %1 say.").arg(deliveriesText(view.samples)));
        return;
    }
    const QString of = tr("Contract of %1 at %2, accepted %3, from %4.")
                           .arg(event, view.key.endpoint, listTime(view.acceptedAt, wallClock()),
                                deliveriesText(view.samples));
    if (view.differences.isEmpty())
        m_banner->setTexts(Tone::Valid, tr("This delivery fits its contract."), of);
    else
        m_banner->setTexts(Tone::Stale,
                           tr("This delivery differs from its contract in %n place(s).", nullptr,
                              int(view.differences.size())),
                           of);
}

void ContractTab::setDifferences(const flows::ContractView &view)
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const flows::ContractView::Difference &difference : view.differences)
        rows.append({{driftPlace(difference.drift)},
                     {driftText(difference.drift), true},
                     {sinceText(difference.history)}});
    m_model->setRows(rows);
    m_table->resizeColumnsToContents(); // twenty rows at most
    m_table->setColumnWidth(Where, qMin(m_table->columnWidth(Where), width() / 3));
    m_table->showRows(qMin(rows.size(), mostRows));
    m_table->setVisible(!rows.isEmpty());
}

void ContractTab::accept()
{
    if (!m_delivery)
        return;
    m_accept->setEnabled(false);
    m_contracts.accept(*m_delivery, this, [this, wasAccepted = m_view.accepted](const Result<void> &done) {
        m_accept->setEnabled(true);
        if (!done)
            showProblem(done.error());
        else
            emit notice(wasAccepted ? tr("The change is part of the contract now")
                                    : tr("Deliveries of this event are checked from now on"));
    });
}

void ContractTab::askRemove()
{
    confirm(this,
            {u"confirmRemoveContract"_s, tr("Remove contract"),
             tr("The contract of %1 at %2 and what differed from it are forgotten. The deliveries stay.")
                 .arg(eventName(m_view.key), m_view.key.endpoint),
             tr("Remove contract")},
            [this, key = m_view.key] {
                m_contracts.remove(key, this, [this](const Result<void> &done) {
                    if (!done)
                        showProblem(done.error());
                });
            });
}

void ContractTab::exportSchema()
{
    auto *dialog = new QFileDialog(this, tr("Export schema"));
    dialog->setObjectName(u"exportSchemaDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(fileName(m_view.key));
    connect(dialog, &QFileDialog::fileSelected, this, [this, schema = m_view.schema](const QString &path) {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(schema) == schema.size() && file.commit())
            emit notice(tr("Saved %1").arg(QDir::toNativeSeparators(path)));
        else
            emit notice(
                tr("%1 could not be written: %2").arg(QDir::toNativeSeparators(path), file.errorString()));
    });
    dialog->open();
}

} // namespace tocsin::ui
