// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/deliveryactions.h"

#include "core/flows/copyas.h"
#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/deliverytablemodel.h"
#include "ui/webhooks/notedialog.h"
#include "ui/widgets/confirm.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QMimeData>
#include <QSaveFile>

#include <memory>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::DeliveryId;

namespace {
constexpr qsizetype mostCopied = 200; // deliveries with their bytes at once
}

DeliveryActions::DeliveryActions(flows::WebhookDesk &desk, DeliveryTable &table,
                                 const DeliveryTableModel &model, QWidget *window)
    : QObject(window)
    , m_desk(desk)
    , m_table(table)
    , m_model(model)
    , m_window(window)
{}

void DeliveryActions::togglePin()
{
    const QList<DeliveryId> ids = m_table.selectedIds();
    if (ids.isEmpty())
        return;
    const domain::DeliveryRow *first = m_model.cached(m_model.rowOf(ids.constFirst()));
    const bool pinned = !(first && first->pinned);
    m_desk.pin(ids, pinned);
    emit notice(pinned ? tr("%n delivery(s) pinned: retention leaves them alone", nullptr, int(ids.size()))
                       : tr("%n delivery(s) unpinned", nullptr, int(ids.size())));
}

void DeliveryActions::editNote(DeliveryId id, const QString &present)
{
    if (id == 0)
        return;
    auto *dialog = new NoteDialog(present, m_window);
    connect(dialog, &NoteDialog::saved, this, [this, id](const QString &note) { m_desk.setNote(id, note); });
    dialog->open();
}

QString DeliveryActions::deleteText() const
{
    return tr("Delete %n delivery(s)…", nullptr, int(qMax<qsizetype>(1, m_table.selectedIds().size())));
}

void DeliveryActions::askDelete()
{
    const QList<DeliveryId> ids = m_table.selectedIds();
    if (ids.isEmpty())
        return;
    int pinned = 0;
    for (const DeliveryId id : ids) {
        const domain::DeliveryRow *row = m_model.cached(m_model.rowOf(id));
        pinned += row && row->pinned ? 1 : 0;
    }
    QString question =
        tr("Delete %n delivery(s) with their bytes? This cannot be undone.", nullptr, int(ids.size()));
    if (pinned > 0)
        question += u' ' + tr("%n of them is/are pinned.", nullptr, pinned);
    confirm(m_window,
            {u"confirmDelete"_s, tr("Delete deliveries"), question,
             tr("Delete %n delivery(s)", nullptr, int(ids.size()))},
            [this, ids] { m_desk.remove(ids); });
}

void DeliveryActions::copyRows()
{
    QGuiApplication::clipboard()->setText(m_table.selectionAsTsv());
    emit notice(tr("%n row(s) copied", nullptr, int(m_table.selectedIds().size())));
}

// Answers come one by one and in order, because the browser reads on one thread; the last one hands them
// over.
void DeliveryActions::loadChosen(const Handler<QList<domain::Delivery>> &handler)
{
    QList<DeliveryId> ids = m_table.selectedIds();
    if (ids.isEmpty())
        return;
    if (ids.size() > mostCopied) {
        emit notice(tr("At most %1 deliveries can be copied at once; export the rest from the command line")
                        .arg(numberText(mostCopied)));
        ids.resize(mostCopied);
    }
    const auto loaded = std::make_shared<QList<domain::Delivery>>();
    const auto left = std::make_shared<qsizetype>(ids.size());
    for (const DeliveryId id : std::as_const(ids)) {
        m_desk.browser().load(id, this, [this, loaded, left, handler](const Result<domain::Delivery> &one) {
            if (one)
                loaded->append(*one);
            else
                emit notice(errorSentence(one.error()));
            if (--*left == 0 && !loaded->isEmpty())
                handler(*loaded);
        });
    }
}

void DeliveryActions::copyAs(const Encoder &encoder, const QString &done)
{
    loadChosen([this, encoder, done](const Result<QList<domain::Delivery>> &chosen) {
        QStringList texts;
        for (const domain::Delivery &delivery : *chosen)
            texts.append(encoder(delivery));
        QGuiApplication::clipboard()->setText(texts.join(u'\n'));
        emit notice(done);
    });
}

void DeliveryActions::copyCurl()
{
    copyAs(
        [](const domain::Delivery &d) {
            return QString::fromUtf8(flows::toCurl(d.capture, flows::urlOf(d.capture)));
        },
        tr("Copied as cURL"));
}

// Text cannot hold every byte, so the bytes go beside it for whoever asks for them.
void DeliveryActions::copyRaw()
{
    loadChosen([this](const Result<QList<domain::Delivery>> &chosen) {
        QByteArray bytes;
        for (const domain::Delivery &delivery : *chosen)
            bytes += flows::toRawHttp(delivery.capture);
        const QString text = QString::fromUtf8(bytes);
        const bool isText = text.toUtf8() == bytes && !bytes.contains('\0');
        auto *data = new QMimeData;
        data->setText(text);
        data->setData(u"application/http"_s, bytes);
        QGuiApplication::clipboard()->setMimeData(data);
        emit notice(isText ? tr("Copied as raw HTTP")
                           : tr("Copied, but as text some bytes are lost: use Save request to keep all"));
    });
}

void DeliveryActions::copyJson()
{
    copyAs(
        [](const domain::Delivery &d) {
            return QString::fromUtf8(QJsonDocument(flows::toJson(d)).toJson(QJsonDocument::Indented));
        },
        tr("Copied as JSON"));
}

void DeliveryActions::saveRaw()
{
    loadChosen([this](const Result<QList<domain::Delivery>> &chosen) {
        QByteArray bytes;
        for (const domain::Delivery &delivery : *chosen)
            bytes += flows::toRawHttp(delivery.capture);
        auto *dialog = new QFileDialog(m_window, tr("Save request"));
        dialog->setObjectName(u"saveRequest"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(u"http"_s);
        dialog->selectFile(u"delivery-%1.http"_s.arg(chosen->constFirst().row.id));
        connect(dialog, &QFileDialog::fileSelected, this,
                [this, bytes](const QString &path) { writeRaw(path, bytes); });
        dialog->open();
    });
}

void DeliveryActions::writeRaw(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        emit notice(tr("Saved %1, byte for byte").arg(QDir::toNativeSeparators(path)));
    else
        emit notice(
            tr("%1 could not be written: %2").arg(QDir::toNativeSeparators(path), file.errorString()));
}

} // namespace tocsin::ui
