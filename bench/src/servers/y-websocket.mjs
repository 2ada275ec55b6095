import { inPackage, installedVersions, whyMissing } from './definition.mjs';

const packages = ['@y/websocket-server', 'y-leveldb', 'yjs'];

/** @type {import('./definition.mjs').ServerDefinition} */
export const yWebsocket = {
  name: 'y-websocket',
  title: 'y-websocket-server',
  wire: 'plain',
  pathPrefix: '/',
  readyPath: '/',
  storage: 'y-leveldb, one unsynced write per edit, one after the other over all rooms',
  acknowledges: 'nothing',
  missing: () => whyMissing(packages),
  versions: () => installedVersions(packages),
  command: ({ port, dataFolder }) => ({
    args: [inPackage('@y/websocket-server', 'src', 'server.js')],
    env: { HOST: '127.0.0.1', PORT: String(port), YPERSISTENCE: dataFolder },
  }),
};
