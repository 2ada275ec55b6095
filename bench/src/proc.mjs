// What the kernel counts for a process and for the machine. Linux only.
import { readFileSync } from 'node:fs';

/** Userland sees clock ticks of 1/100 s on every architecture Node supports; the kernel keeps finer time behind them. */
const ticksPerSecond = 100;

/**
 * User and system CPU time of a process with all its threads, in milliseconds, to 10 ms.
 *
 * @param {number} pid
 */
export function cpuMs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The second field is the program's name in brackets and may hold anything, so count from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

/**
 * Resident memory in bytes, counted page by page where the kernel offers it: `VmRSS` is a batched estimate.
 *
 * @param {number} pid
 */
export function residentBytes(pid) {
  try {
    return kibField(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'), 'Rss');
  } catch {
    return kibField(readFileSync(`/proc/${pid}/status`, 'latin1'), 'VmRSS');
  }
}

/**
 * The most memory that was ever resident, in bytes.
 *
 * @param {number} pid
 */
export function peakResidentBytes(pid) {
  return kibField(readFileSync(`/proc/${pid}/status`, 'latin1'), 'VmHWM');
}

/** CPU time that the whole machine has spent on anything, in milliseconds. */
export function machineCpuMs() {
  const first = readFileSync('/proc/stat', 'latin1').split('\n', 1)[0] ?? '';
  const [user, nice, system, , , irq, softirq, steal] = first.trim().split(/\s+/).slice(1).map(Number);
  const busy = (user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softirq ?? 0) + (steal ?? 0);
  return (busy * 1000) / ticksPerSecond;
}

/**
 * @param {string} text
 * @param {string} name
 */
function kibField(text, name) {
  const match = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text);
  if (match === null) throw new Error(`no ${name} in /proc`);
  return Number(match[1]) * 1024;
}
