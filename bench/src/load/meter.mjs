import { setTimeout as delay } from 'node:timers/promises';
import { cpuMs, machineCpuMs } from '../proc.mjs';

/**
 * CPU of the server, of this generator and of everything else on the machine, from now until `read`.
 *
 * @param {number} serverPid
 */
export function startMeter(serverPid) {
  const began = {
    at: performance.now(),
    server: cpuMs(serverPid),
    generator: process.cpuUsage(),
    machine: machineCpuMs(),
  };
  return {
    read() {
      const wallMs = performance.now() - began.at;
      const usage = process.cpuUsage(began.generator);
      const serverCpuMs = cpuMs(serverPid) - began.server;
      const generatorCpuMs = (usage.user + usage.system) / 1000;
      const othersCpuMs = Math.max(0, machineCpuMs() - began.machine - serverCpuMs - generatorCpuMs);
      return { wallMs, serverCpuMs, generatorCpuMs, othersCpuMs };
    },
  };
}

/**
 * Waits until a server has nothing more to do: less than 2 % of one core for a while.
 *
 * @param {number} serverPid
 * @param {{ quietMs: number, timeoutMs: number }} options
 * @returns {Promise<{ cpuMs: number, timedOut: boolean }>} CPU that it used until then
 */
export async function untilIdle(serverPid, { quietMs, timeoutMs }) {
  const began = cpuMs(serverPid);
  const deadline = performance.now() + timeoutMs;
  let last = began;
  let quietSince = performance.now();
  while (performance.now() < deadline) {
    await delay(500);
    const now = cpuMs(serverPid);
    if (now - last > 10) quietSince = performance.now();
    last = now;
    if (performance.now() - quietSince >= quietMs) return { cpuMs: now - began, timedOut: false };
  }
  return { cpuMs: last - began, timedOut: true };
}
