<?php
// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Runs every line of a job file as `php PROGRAM HEAD BODY` would, each in a fork of this process; see driver.cjs.
foreach (file($argv[1], FILE_IGNORE_NEW_LINES) as $line) {
    [$program, $head, $body] = $parts = explode("\t", $line);
    [$reader, $writer] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $child = pcntl_fork();
    if ($child === 0) {
        fclose($reader);
        ob_start(function ($said) use ($writer) {
            fwrite($writer, $said);
            return '';
        });
        foreach (array_slice($parts, 3) as $variable) {
            putenv(base64_decode($variable));
        }
        $argv = [$program, $head, $body];
        require $program;
    }
    fclose($writer);
    $said = stream_get_contents($reader);
    pcntl_waitpid($child, $status);
    echo pcntl_wexitstatus($status), ' ', explode("\n", $said)[0], "\n";
}
