#!/usr/bin/env node
import { createSyncServer } from './server.js';
import { ConfigError, parseConfig } from './config.js';
const config = parseConfig(process.env);
const server = await createSyncServer({ ...config, auth: config.auth });
const { url } = await server.listen(config);
console.log(url);
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
