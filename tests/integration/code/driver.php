<?php
// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Runs every line of a job file as `php PROGRAM HEAD BODY` would, a fork for each program; see driver.cjs. The last
// statement of a program, which would end the process, is called from here.
$lines = file($argv[1], FILE_IGNORE_NEW_LINES);
$jobs = [];
foreach ($lines as $place => $line) {
    $jobs[explode("\t", $line)[0]][$place] = explode("\t", $line);
}
$answers = [];
foreach ($jobs as $program => $runs) {
    [$reader, $writer] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $child = pcntl_fork();
    if ($child === 0) {
        fclose($reader);
        $end = "\nexit(main(\$argv));\n";
        $code = file_get_contents($program);
        if (!str_ends_with($code, $end)) {
            exit(1);
        }
        $own = getenv();
        eval('?>' . substr($code, 0, -strlen($end)));
        foreach ($runs as $place => $parts) {
            foreach (array_diff_key(getenv(), $own) as $name => $value) {
                putenv($name);
            }
            foreach (array_slice($parts, 3) as $variable) {
                putenv(base64_decode($variable));
            }
            ob_start();
            $code = main(array_slice($parts, 0, 3));
            fwrite($writer, "$place $code " . explode("\n", ob_get_clean())[0] . "\n");
        }
        exit(0);
    }
    fclose($writer);
    foreach (explode("\n", rtrim(stream_get_contents($reader))) as $said) {
        [$place, $answer] = explode(' ', "$said ", 2);
        $answers[(int) $place] = rtrim($answer);
    }
    pcntl_waitpid($child, $status);
}
for ($place = 0; $place < count($lines); $place++) {
    echo $answers[$place] ?? '3 nothing', "\n";
}
