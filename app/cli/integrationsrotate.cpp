// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/integrationsaction.h"
#include "app/cli/terminal.h"
#include "core/flows/copyas.h"
#include "core/flows/oldsecretuse.h"
#include "core/flows/secretrotation.h"
#include "core/secrets/secretrules.h"
#include "core/socotra/rules.h"

#include <QDateTime>

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using socotra::Integration;
using storage::Rotation;
using storage::RotationStep;

namespace {

QString wordOf(RotationStep step)
{
    switch (step) {
    case RotationStep::Planned:
        return u"planned"_s;
    case RotationStep::Stored:
        return u"stored"_s;
    case RotationStep::Written:
        return u"written"_s;
    case RotationStep::Verified:
        return u"verified"_s;
    case RotationStep::Retired:
        return u"retired"_s;
    case RotationStep::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

QString meaningOf(const Rotation &rotation)
{
    switch (rotation.step) {
    case RotationStep::Planned:
        return u"the tag is \"%1\"; nothing has changed yet"_s.arg(visible(rotation.newTag));
    case RotationStep::Stored:
        return u"the new secret is kept under \"%1\", the old one behind it"_s.arg(visible(rotation.label));
    case RotationStep::Written:
        return u"the tenant was sent the new one"_s;
    case RotationStep::Verified:
        return u"the tenant shows the new tag; the old one is kept for messages in flight, --retire ends it"_s;
    case RotationStep::Retired:
        return u"the old one is gone"_s;
    case RotationStep::Cancelled:
        return u"the old one is in its place again, the new one is kept behind it"_s;
    }
    return {};
}

// One step after another, each told when it is written down; a program that ended goes on where it was.
class Rotate final : public IntegrationsAction
{
    Result<void> read(const QCommandLineParser &parser, const QStringList &words) override;
    void run() override;
    void onKnown(const QList<Rotation> &all);
    storage::TenantLink linkOf(const Rotation &rotation) const;
    void begin();
    void plan(const Integration &entry);
    void advance(const Rotation &rotation);
    void retire(const Rotation &rotation);
    void onStep(const Result<Rotation> &rotation);
    void print(const Rotation &rotation) const;

    enum class What : quint8 { Go, Status, Cancel, Retire };

    What m_what = What::Go;
    QString m_name;
    QString m_label;
    QString m_tag;
    QList<storage::TenantLink> m_links;
    std::unique_ptr<storage::AnalystBook> m_book;
    std::unique_ptr<flows::SecretRotation> m_rotation;
};

Result<void> Rotate::read(const QCommandLineParser &parser, const QStringList &words)
{
    m_name = words.value(0);
    m_label = parser.value(u"label"_s);
    m_tag = parser.value(u"tag"_s);
    const bool status = parser.isSet(u"status"_s);
    const bool cancel = parser.isSet(u"cancel"_s);
    const bool retire = parser.isSet(u"retire"_s);
    if (words.size() != 1 || m_name.isEmpty())
        return fail(Error::Kind::Rejected,
                    u"use: integrations rotate NAME --label LABEL [--tag TAG], or NAME with --status, "
                    "--cancel or --retire"_s);
    if (status + cancel + retire > 1)
        return fail(Error::Kind::Rejected, u"--status, --cancel and --retire exclude each other"_s);
    m_what = status ? What::Status : cancel ? What::Cancel : retire ? What::Retire : What::Go;
    if (m_label.isEmpty())
        return {};
    return secrets::checkLabel(m_label).map_error([](const Error &error) {
        return Error{Error::Kind::Rejected, u"--label: "_s + error.detail};
    });
}

void Rotate::run()
{
    m_book = std::make_unique<storage::AnalystBook>(analystFilePath());
    m_rotation = std::make_unique<flows::SecretRotation>(api(), secrets(), *m_book);
    m_rotation->setVerifier(
        flows::verifierOf(listener(), [this](const Rotation &rotation) { return linkOf(rotation); }));
    using Known = std::pair<QList<Rotation>, QList<storage::TenantLink>>;
    m_book->read<Known>(
        this,
        [this](const Result<Known> &known) {
            if (!known)
                return failBy(known.error());
            m_links = known->second;
            onKnown(known->first);
        },
        [tenant = tenant()](storage::AnalystStores &stores) -> Result<Known> {
            auto rotations = stores.rotations.of(tenant);
            auto links = rotations ? stores.tenants.links() : tl::unexpected(rotations.error());
            if (!links)
                return tl::unexpected(links.error());
            return Known{*rotations, *links};
        });
}

storage::TenantLink Rotate::linkOf(const Rotation &rotation) const
{
    const auto found = std::ranges::find_if(m_links, [&rotation](const storage::TenantLink &one) {
        return one.tenant == rotation.tenant && one.integration == rotation.integration;
    });
    return found == m_links.end() ? storage::TenantLink() : *found;
}

void Rotate::onKnown(const QList<Rotation> &all)
{
    QList<Rotation> mine = all; // newest first
    mine.removeIf([this](const Rotation &one) { return one.integration != m_name; });
    if (m_what == What::Status) {
        for (const Rotation &one : std::as_const(mine))
            print(one);
        return end(mine.isEmpty() ? No : Good,
                   mine.isEmpty() ? u"its secret was never rotated here"_s : QString());
    }
    const auto open = std::ranges::find_if(mine, [](const Rotation &one) { return !one.isOver(); });
    if (open == mine.end() && m_what != What::Go)
        return end(No, u"no rotation of \"%1\" is under way"_s.arg(visible(m_name, 80)));
    if (open == mine.end())
        return begin();
    const auto told = [this](const Result<Rotation> &done) { onStep(done); };
    if (m_what == What::Cancel)
        return m_rotation->cancel(*open, wallClock(), this, told);
    if (m_what == What::Retire)
        return retire(*open);
    if (open->step == RotationStep::Verified) {
        print(*open);
        return end(No, u"its last rotation keeps the old secret still: end it with --retire first"_s);
    }
    const bool isOther =
        (!m_label.isEmpty() && m_label != open->label) || (!m_tag.isEmpty() && m_tag != open->newTag);
    if (isOther)
        return end(No, u"another rotation is under way (label \"%1\", tag \"%2\"): go on without --label and "
                       "--tag, or --cancel it"_s.arg(visible(open->label), visible(open->newTag)));
    printError(u"note: going on with the rotation that began at "_s + flows::isoUtc(open->began));
    advance(*open);
}

void Rotate::begin()
{
    if (m_label.isEmpty())
        return end(Usage, u"--label says under which label the secret is kept here"_s);
    withEntry(m_name, [this](const Integration &entry) { plan(entry); });
}

void Rotate::plan(const Integration &entry)
{
    if (!entry.url.startsWith("https:"_L1, Qt::CaseInsensitive))
        return end(No,
                   u"security settings need an https:// address, and it has %1"_s.arg(visible(entry.url)));
    const QString today =
        QDateTime::fromMSecsSinceEpoch(wallClock() / 1000, Qt::UTC).date().toString(Qt::ISODate);
    Rotation rotation;
    rotation.tenant = tenant();
    rotation.integration = m_name;
    rotation.label = m_label;
    rotation.oldTag = entry.security ? entry.security->tag : QString();
    rotation.newTag = m_tag.isEmpty() ? socotra::suggestTag(rotation.oldTag, today) : m_tag;
    m_rotation->plan(rotation, wallClock(), this,
                     [this](const Result<Rotation> &planned) { onStep(planned); });
}

void Rotate::advance(const Rotation &rotation)
{
    m_rotation->advance(rotation, wallClock(), this, [this](const Result<Rotation> &next) { onStep(next); });
}

void Rotate::retire(const Rotation &rotation)
{
    m_rotation->oldSecret(rotation, this, [this, rotation](const Result<std::optional<Secret>> &old) {
        if (!old)
            return failBy(old.error());
        const auto use =
            *old ? flows::oldSecretUse(listener().storePath, rotation.label, **old, rotation.began)
                 : Result<flows::OldSecretUse>(flows::OldSecretUse()); // nothing is dropped
        if (!use)
            return failBy(use.error());
        if (!use->isAll)
            printError(u"note: the newest %1 deliveries were looked at, not all"_s.arg(use->looked));
        if (use->lastMatch)
            printError(u"note: the old secret verified a message last at "_s +
                       flows::isoUtc(*use->lastMatch));
        m_rotation->retire(rotation, use->lastUse(), wallClock(), this,
                           [this](const Result<Rotation> &done) { onStep(done); });
    });
}

void Rotate::onStep(const Result<Rotation> &rotation)
{
    if (!rotation)
        return failBy(rotation.error());
    print(*rotation);
    flushOutput(); // whoever follows knows what is written down
    if (rotation->step == RotationStep::Verified || rotation->isOver())
        return end(Good);
    advance(*rotation);
}

void Rotate::print(const Rotation &rotation) const
{
    if (!isJson())
        return printLine(columns(
            {{flows::isoUtc(rotation.changed), 28}, {wordOf(rotation.step), 11}, {meaningOf(rotation), 0}}));
    QJsonObject json = {{u"integration"_s, rotation.integration},
                        {u"step"_s, wordOf(rotation.step)},
                        {u"label"_s, rotation.label},
                        {u"old_tag"_s, rotation.oldTag},
                        {u"new_tag"_s, rotation.newTag},
                        {u"began_at"_s, flows::isoUtc(rotation.began)},
                        {u"changed_at"_s, flows::isoUtc(rotation.changed)}};
    if (rotation.verified > 0)
        json[u"verified_at"_s] = flows::isoUtc(rotation.verified);
    printJson(json);
}

} // namespace

void declareRotateOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"status"_s, u"rotate: print what was rotated, and do nothing."_s},
        {u"cancel"_s, u"rotate: bring the old secret back, as long as the tenant has not got the new one."_s},
        {u"retire"_s, u"rotate: drop the old secret, once nothing has used it for %1 days."_s.arg(
                          flows::SecretRotation::quietDays)},
    });
}

ActionPtr makeIntegrationsRotate()
{
    return std::make_unique<Rotate>();
}

} // namespace tocsin::cli
