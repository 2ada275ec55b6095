import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../percentiles.mjs';
import { cpuMs, residentBytes } from '../proc.mjs';
import { Client, closeAll, openAll } from './client.mjs';
import { startMeter } from './meter.mjs';
import { awarenessEntry } from './wire.mjs';

/**
 * Connections that say who they are and then nothing.
 *
 * @typedef {{ connections: number, rooms: number, settleSeconds: number }} IdleLoad
 *
 * @param {import('./target.mjs').Target} target
 * @param {IdleLoad} load
 */
export async function measureIdle(target, load) {
  // A few visitors first, so that code which every server loads once is not charged to the crowd.
  const visitors = await openAll(
    openers(target, 20, () => 'bench-visitors', 1_000_000),
    5,
  );
  await delay(1_000);
  await closeAll(visitors);
  await delay(3_000);
  const before = await steadyResident(target.pid);

  const meter = startMeter(target.pid);
  const clients = await openAll(
    openers(target, load.connections, (index) => `bench-idle-${index % load.rooms}`, 1),
    100,
  );
  const opening = meter.read();
  // Long enough for garbage collectors to run by themselves and short of the 30 s after which peers forget awareness.
  await delay(load.settleSeconds * 1_000);
  const idleCpuBefore = cpuMs(target.pid);
  const after = await steadyResident(target.pid);
  const idleCpuMs = cpuMs(target.pid) - idleCpuBefore;
  const lost = clients.filter((client) => client.lost !== null).length;
  await closeAll(clients);
  return {
    connections: load.connections,
    rooms: load.rooms,
    residentBytesBefore: before,
    residentBytesAfter: after,
    bytesPerConnection: (after - before) / load.connections,
    cpuMsPerConnectionOpened: opening.serverCpuMs / load.connections,
    openingMs: opening.wallMs,
    idleCpuShare: idleCpuMs / steadyMs,
    opening,
    lostConnections: lost,
  };
}

const steadyMs = 5_000;

/**
 * The median over five seconds: a garbage collection in the middle does not decide the figure.
 *
 * @param {number} pid
 */
async function steadyResident(pid) {
  const readings = [];
  for (let i = 0; i < 10; i += 1) {
    await delay(steadyMs / 10);
    readings.push(residentBytes(pid));
  }
  return median(readings);
}

/**
 * @param {import('./target.mjs').Target} target
 * @param {number} count
 * @param {(index: number) => string} room
 * @param {number} firstClientId
 */
function openers(target, count, room, firstClientId) {
  return Array.from({ length: count }, (_, index) => () => {
    const user = { name: `Person ${index + 1}`, color: '#3366cc' };
    return new Client(target, room(index), { awareness: awarenessEntry(firstClientId + index, 1, { user }) });
  });
}
