import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { boundRequests } from './request-timeout.js';

it('[L4] cuts off a request whose body does not come, unless it looks after itself', async () => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end());
  });
  boundRequests(server, ({ url }) => url === '/paced', 30);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const begin = (path: string) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume().write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345`);
    return socket;
  };
  const paced = begin('/paced');
  const other = begin('/other');
  await once(other, 'close');
  expect(paced.closed).toBe(false);
  const answered = once(paced, 'data');
  paced.write('67890');
  expect(String((await answered)[0])).toMatch(/^HTTP\/1.1 200 /);
});
