// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/integration/code/job.h"
#include "tests/integration/code/runner.h"

#include <QProcess>
#include <QSet>

#include <array>

namespace tocsin::test {

// Runs programs on requests and says what each answered: exit code and first line, "1 mismatch: ...".
class Answers
{
public:
    explicit Answers(const QString &folder) : m_folder(folder) {}

    QList<QByteArray> of(const Runner &runner, const QList<Job> &jobs) const
    {
        if (runner.driver.isEmpty())
            return oneByOne(runner, jobs);
        QByteArray list;
        for (const Job &job : jobs) {
            list += job.program.toUtf8() + '\t' + job.head.toUtf8() + '\t' + job.body.toUtf8();
            for (auto it = job.environment.begin(); it != job.environment.end(); ++it)
                list += '\t' + (it.key().toUtf8() + '=' + *it).toBase64();
            list += '\n';
        }
        if (!write(m_folder + u"/jobs"_s, list))
            return {};
        const QStringList driver =
            runner.language == signature::Language::CSharp ? compiled(runner, jobs) : runner.driver;
        QByteArrayList lines = output(runner.tool, driver + QStringList{m_folder + u"/jobs"_s}).split('\n');
        lines.removeLast();
        return lines;
    }

private:
    QByteArray output(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, arguments);
        return process.waitForFinished(100'000) ? process.readAllStandardOutput() : QByteArray();
    }

    // The compiler takes longer to start than to read a hundred programs: all go into one.
    QStringList compiled(const Runner &runner, const QList<Job> &jobs) const
    {
        QByteArray all;
        QSet<QString> taken;
        for (const Job &job : jobs) {
            QFile file(job.program);
            if (taken.contains(job.program) || !file.open(QIODevice::ReadOnly))
                continue;
            taken.insert(job.program);
            all += "namespace P" + QFileInfo(job.program).dir().dirName().toUtf8() + "\n{\n#line 1 \"" +
                   job.program.toUtf8() + "\"\n" + file.readAll() + "}\n";
        }
        const QString source = m_folder + u"/Programs.cs"_s;
        const QString program = m_folder + u"/programs.exe"_s;
        QFile::remove(program);
        if (write(source, all))
            output(u"mcs"_s, QStringList{u"-out:"_s + program, u"-main:Driver"_s, u"-r:System.Numerics"_s,
                                         u"-nowarn:0105,1691"_s, source} +
                                 runner.driver);
        return {program};
    }

    QList<QByteArray> oneByOne(const Runner &runner, const QList<Job> &jobs) const
    {
        QList<QByteArray> all(jobs.size());
        QHash<QString, QString> built; // of languages that are compiled
        constexpr qsizetype atOnce = 4;
        std::array<QProcess, atOnce> processes;
        for (qsizetype from = 0; from < jobs.size(); from += atOnce) {
            for (qsizetype i = 0; i < atOnce && from + i < jobs.size(); ++i) {
                const Job &job = jobs[from + i];
                QProcess &process = processes[size_t(i)];
                process.setProcessEnvironment(environmentOf(job));
                process.setWorkingDirectory(m_folder);
                if (runner.language == signature::Language::Shell) {
                    process.start(u"bash"_s, {job.program, job.head, job.body});
                    continue;
                }
                QString &binary = built[job.program];
                if (binary.isEmpty()) {
                    binary = job.program + u".run"_s;
                    // Without what a debugger needs: linking is most of the time.
                    output(u"go"_s, {u"build"_s, u"-ldflags=-s -w"_s, u"-o"_s, binary, job.program});
                }
                process.start(binary, {job.head, job.body});
            }
            for (qsizetype i = 0; i < atOnce && from + i < jobs.size(); ++i)
                all[from + i] = answerOf(processes[size_t(i)]);
        }
        return all;
    }

    static QByteArray answerOf(QProcess &process)
    {
        process.waitForFinished(30'000);
        QByteArray answer = QByteArray::number(process.exitCode()) + ' ' +
                            process.readAllStandardOutput().split('\n').first();
        const QByteArray errors = process.readAllStandardError();
        if (!errors.isEmpty())
            answer += " | " + errors;
        return answer;
    }

    const QString m_folder;
};

} // namespace tocsin::test
