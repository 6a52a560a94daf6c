// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/schemescheck.h"

#include "app/cli/command.h"
#include "app/cli/knownschemes.h"
#include "app/cli/terminal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFile = 256 * 1024; // the reader says that this is too large when there is more
constexpr qsizetype longLine = 2000;

// A delivery that was captured is old by now; what counts is whether the signature is right.
bool isGenuine(domain::Verdict verdict)
{
    return verdict == domain::Verdict::Valid || verdict == domain::Verdict::ValidStale ||
           verdict == domain::Verdict::ValidFuture;
}

} // namespace

void SchemesCheck::printFault(const QString &path, const QString &fault) const
{
    if (json)
        printJson({{u"file"_s, path}, {u"ok"_s, false}, {u"error"_s, fault}});
    else
        printLine(visible(u"%1: %2"_s.arg(path, fault), longLine));
}

int SchemesCheck::checkDeliveries(const QString &path, const signature::Scheme &scheme) const
{
    int code = Good;
    const std::span<const signature::NamedSecret> all(secrets.constData(), size_t(secrets.size()));
    for (const auto &[name, message] : deliveries) {
        const auto found = signature::verify(scheme, message, all, now, circumstances);
        const QString verdict = domain::verdictId(found.verdict);
        if (!isGenuine(found.verdict))
            code = No;
        if (json)
            printJson({{u"file"_s, path},
                       {u"delivery"_s, name},
                       {u"verdict"_s, verdict},
                       {u"reason"_s, found.reason}});
        else
            printLine(
                visible(u"%1: %2 is %3%4"_s.arg(path, name, verdict,
                                                found.reason.isEmpty() ? QString() : u": "_s + found.reason),
                        longLine));
    }
    return code;
}

int SchemesCheck::checkFile(const QString &path, QStringList &ids) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        printFault(path, file.errorString());
        return CouldNot;
    }
    const auto scheme = signature::readScheme(file.read(maxFile + 1));
    if (!scheme) {
        printFault(path, scheme.error().detail);
        return No;
    }
    if (ids.contains(scheme->id)) {
        printFault(path, u"line 1, id: \"%1\" is already the id of another file"_s.arg(scheme->id));
        return No;
    }
    ids.append(scheme->id);
    if (json)
        printJson({{u"file"_s, path}, {u"ok"_s, true}, {u"id"_s, scheme->id}});
    else
        printLine(visible(u"%1: good, it describes %2 (%3)"_s.arg(path, scheme->name, scheme->id), longLine));
    if (const auto good = checkParameters(*scheme, circumstances.parameters); !good) {
        printFault(path, good.error().detail);
        return Usage;
    }
    return checkDeliveries(path, *scheme);
}

int SchemesCheck::run() const
{
    int code = Good;
    for (const QString &path : paths) {
        QStringList ids; // a folder holds each once
        QStringList files = {path};
        if (QFileInfo(path).isDir()) {
            files.clear();
            for (const QString &name : QDir(path).entryList({u"*.json"_s}, QDir::Files, QDir::Name))
                files.append(QDir(path).filePath(name));
            if (files.isEmpty()) {
                printFault(path, u"the folder holds no *.json file"_s);
                code = std::max<int>(code, CouldNot);
            }
        }
        for (const QString &file : std::as_const(files))
            code = std::max(code, checkFile(file, ids));
    }
    return code;
}

} // namespace tocsin::cli
