// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/keyrotationrun.h"

#include "app/cli/command.h"
#include "app/cli/keytext.h"
#include "app/cli/terminal.h"

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using flows::KeyRotator;
using storage::KeyStep;

KeyRotationRun::KeyRotationRun(flows::KeyOffice &office, secrets::SecretStore &secrets, KeyRequest request,
                               bool json, QObject *parent)
    : QObject(parent)
    , m_office(office)
    , m_secrets(secrets)
    , m_request(std::move(request))
    , m_json(json)
{
    connect(&office.rotator(), &KeyRotator::noted, this, &KeyRotationRun::print);
}

void KeyRotationRun::start(const flows::KeyEntry &entry, Handler<int> handler)
{
    m_handler = std::move(handler);
    m_office.rotations(this, [this, entry](const Result<QList<Rotation>> &all) {
        if (!all)
            return end(tl::unexpected(all.error()));
        const auto open = std::ranges::find_if(
            *all, [&entry](const Rotation &one) { return !one.isOver() && one.oldId == entry.serverId; });
        if (open != all->cend())
            return go(*open);
        if (m_request.isSwapped || m_request.cancels)
            return end(fail(Error::Kind::NotFound, u"no rotation of \"%1\" is under way"_s.arg(entry.name)));
        plan(entry);
    });
}

// Who signs in with it, or nobody here: then a person swaps it.
Result<QString> KeyRotationRun::target(const flows::KeyEntry &entry) const
{
    if (m_request.into.isEmpty())
        return m_office.userOf(entry);
    for (const domain::Connection &one : m_office.candidates()) {
        if (one.name == m_request.into || one.id == m_request.into)
            return one.id;
    }
    return fail(
        Error::Kind::NotFound,
        u"--into: no connection \"%1\" to this server signs in with an API key"_s.arg(m_request.into));
}

void KeyRotationRun::plan(const flows::KeyEntry &entry)
{
    const auto connection = target(entry);
    if (!connection)
        return end(tl::unexpected(connection.error()));
    Rotation rotation = m_office.rotationOf(entry, *connection, m_request.draft.days);
    if (!m_request.store.isEmpty())
        rotation.newLabel = m_request.store;
    m_office.rotator().plan(rotation, wallClock(), this, [this](const Result<Rotation> &planned) {
        if (!planned)
            return end(tl::unexpected(planned.error()));
        print(*planned);
        go(*planned);
    });
}

void KeyRotationRun::go(const Rotation &rotation)
{
    const auto stop = [this](const Result<Rotation> &next) { onStop(next); };
    if (m_request.cancels)
        return m_office.rotator().cancel(rotation, wallClock(), this, stop);
    if (!m_request.isSwapped)
        return m_office.rotator().run(rotation, wallClock(), this, stop);
    m_office.rotator().confirmSwap(rotation, wallClock(), this, [this, stop](const Result<Rotation> &next) {
        if (!next)
            return stop(next);
        m_office.rotator().run(*next, wallClock(), this, stop);
    });
}

void KeyRotationRun::print(const Rotation &rotation)
{
    m_json ? printJson(rotationJson(rotation)) : printLine(rotationLine(rotation));
    flushOutput();
}

void KeyRotationRun::onStop(const Result<Rotation> &rotation)
{
    if (!rotation)
        return end(tl::unexpected(rotation.error()));
    if (rotation->isUnsure)
        printError(
            u"an answer was lost, and this server has no list to look in: end any key named \"%1\" that "
            "is not this one in its web app"_s.arg(visible(rotation->name, 80)));
    if (rotation->step == KeyStep::Tested)
        return m_request.shows ? showValue(*rotation) : sayHow(*rotation);
    end(int(rotation->step == KeyStep::LeftOver ? No : Good));
}

void KeyRotationRun::sayHow(const Rotation &rotation)
{
    printError(
        u"Put the new key where the old one is used; it is stored as \"%1\". Then: tocsinctl keys rotate "
        "\"%2\" --swapped"_s.arg(rotation.newLabel, visible(rotation.oldName, 80)));
    end(int(Good));
}

void KeyRotationRun::showValue(const Rotation &rotation)
{
    m_secrets.get(rotation.newLabel, this, [this, rotation](const Result<secrets::StoredSecret> &stored) {
        if (!stored)
            return end(tl::unexpected(stored.error()));
        const QString value = QString::fromUtf8(stored->value.reveal());
        m_json ? printJson({{u"api_key"_s, value}}) : printLine(value);
        sayHow(rotation);
    });
}

void KeyRotationRun::end(const Result<int> &code)
{
    if (const auto handler = std::exchange(m_handler, nullptr))
        handler(code);
}

} // namespace tocsin::cli
