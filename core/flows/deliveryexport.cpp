// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deliveryexport.h"

#include "core/flows/copyas.h"
#include "core/storage/deliveryrows.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView entriesMark = "\"entries\":[]"; // of a HAR document without any

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void addUp(QList<Redaction> &all, const QList<Redaction> &more)
{
    for (const Redaction &one : more) {
        const auto known =
            std::ranges::find_if(all, [&one](const Redaction &other) { return other.where == one.where; });
        if (known == all.end()) {
            all.append(one);
        } else {
            known->bytes += one.bytes;
            known->times += one.times;
        }
    }
}

class Writer
{
public:
    explicit Writer(const ExportJob &job) : m_job(job), m_file(job.path) {}

    bool open()
    {
        if (!m_file.open(QIODevice::WriteOnly) ||
            !m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            return false;
        if (m_job.form != ExportForm::Har)
            return true;
        const QByteArray whole = compact(toHar({}));
        const qsizetype cut = whole.indexOf(entriesMark) + entriesMark.size() - 1;
        m_tail = whole.sliced(cut);
        return put(whole.first(cut));
    }

    bool write(domain::Delivery delivery)
    {
        const auto scheme = std::ranges::find_if(m_job.schemes, [&](const signature::Scheme &one) {
            return one.id == delivery.row.signature.scheme;
        });
        Redactor redactor(scheme == m_job.schemes.end() ? nullptr : &*scheme, m_job.secrets,
                          m_job.isRedacted);
        const domain::HttpMessage told = redactor.message(delivery.capture.message);
        const domain::Capture wire = toldAs(delivery.capture, told);
        delivery.capture.message = told;
        const bool done = put(encoded(delivery, wire, redactor));
        addUp(m_redactions, redactor.done());
        ++m_count;
        return done;
    }

    bool commit() { return put(m_tail) && m_file.commit(); }
    QString fault() const { return m_file.errorString(); }
    qint64 count() const { return m_count; }
    qint64 bytes() const { return m_bytes; }
    const QList<Redaction> &redactions() const { return m_redactions; }

private:
    QByteArray encoded(const domain::Delivery &delivery, const domain::Capture &wire,
                       Redactor &redactor) const
    {
        switch (m_job.form) {
        case ExportForm::RawHttp:
            return toRawHttp(wire);
        case ExportForm::Har: {
            const QJsonObject log = toHar({delivery})["log"_L1].toObject();
            const QJsonObject entry = log["entries"_L1].toArray().first().toObject();
            return (m_count > 0 ? QByteArray(",\n") : QByteArray()) + compact(redactor.facts(entry));
        }
        case ExportForm::JsonLines:
            break;
        }
        return compact(redactor.facts(toJson(delivery))) + '\n';
    }

    bool put(const QByteArray &bytes)
    {
        m_bytes += bytes.size();
        return m_file.write(bytes) == bytes.size();
    }

    const ExportJob &m_job;
    QSaveFile m_file;
    QByteArray m_tail;
    QList<Redaction> m_redactions;
    qint64 m_count = 0;
    qint64 m_bytes = 0;
};

} // namespace

Result<Exported> exportDeliveries(const ExportJob &job, ExportProgress &progress)
{
    auto database = storage::Database::open(job.store, storage::Database::Access::ReadOnly);
    if (!database)
        return tl::unexpected(database.error());
    storage::DeliveryRows rows(*database);
    Writer writer(job);
    const auto refused = [&] { return fail(Error::Kind::Storage, job.path + u": "_s + writer.fault()); };
    if (!writer.open())
        return refused();
    Exported done;
    for (const domain::DeliveryId id : job.ids) {
        if (progress.isCancelled)
            return fail(Error::Kind::Cancelled, u"the export was cancelled; nothing was written"_s);
        auto delivery = rows.load(id);
        if (!delivery && delivery.error().kind == Error::Kind::NotFound) {
            ++done.gone;
            continue;
        }
        if (!delivery)
            return tl::unexpected(delivery.error());
        if (!writer.write(std::move(*delivery)))
            return refused();
        progress.written = writer.count();
    }
    if (!writer.commit())
        return refused();
    done.deliveries = writer.count();
    done.bytes = writer.bytes();
    done.redactions = writer.redactions();
    return done;
}

QLatin1StringView fileEnding(ExportForm form)
{
    switch (form) {
    case ExportForm::Har:
        return "har"_L1;
    case ExportForm::RawHttp:
        return "http"_L1;
    case ExportForm::JsonLines:
        break;
    }
    return "jsonl"_L1;
}

} // namespace tocsin::flows
