// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
//
// The plainest receiver that Node has: reads the body, answers 200, checks and keeps nothing.
// usage: node node.mjs PORT

import { createServer } from 'node:http';

createServer((request, response) => {
  request.on('data', () => {});
  request.on('end', () => response.writeHead(200, { 'Content-Length': 0 }).end());
}).listen(Number(process.argv[2]), '127.0.0.1');
