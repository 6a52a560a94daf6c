// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Runs every line of a job file as `node PROGRAM HEAD BODY` would, in one process. A line: the program, the head, the
// body, then NAME=VALUE of the environment in base64, with tabs between. Prints exit code and first line of each.
const fs = require('node:fs');

const compiled = new Map();
for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const [program, head, body, ...variables] = line.split('\t');
  if (!compiled.has(program))
    compiled.set(program, new Function('require', 'process', 'console', fs.readFileSync(program, 'utf8')));
  const env = {};
  for (const variable of variables) {
    const [name, ...value] = Buffer.from(variable, 'base64').toString('utf8').split('=');
    env[name] = value.join('=');
  }
  const stand = { argv: ['node', program, head, body], env, exitCode: 0 };
  let said = '';
  compiled.get(program)(require, stand, { log: (text) => { said += `${text}\n`; } });
  console.log(`${stand.exitCode} ${said.split('\n')[0]}`);
}
