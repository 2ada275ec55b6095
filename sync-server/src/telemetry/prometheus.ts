import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CountedEvent, GaugeName, ObservedDuration, Telemetry } from '../core/telemetry.js';
import { counterMetrics, gaugeMetrics, histogramMetrics } from './metric-names.js';

export interface Prometheus {
  readonly telemetry: Telemetry;
  /** The text that Prometheus scrapes. */
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>;
}

export interface PrometheusOptions {
  /** Also report CPU, memory, event loop and garbage collection of the process. Default true. */
  readonly processMetrics?: boolean;
}

/** From a fast disk's sync to a stalled one. Seconds. */
const durationBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Metrics in a registry of their own, so that an embedding application keeps its own. Counters are bound to their
 * labels once: the core counts several times for every frame.
 */
export function createPrometheus({ processMetrics = true }: PrometheusOptions = {}): Prometheus {
  const registry = new Registry();
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const counters = createCounters(registry);
  const gauges = mapValues(gaugeMetrics, (metric) => new Gauge({ ...metric, registers: [registry] }));
  const histograms = mapValues(
    histogramMetrics,
    (metric) => new Histogram({ ...metric, buckets: durationBuckets, registers: [registry] }),
  );
  const telemetry: Telemetry = {
    count: (event: CountedEvent, by = 1) => counters[event].inc(by),
    gauge: (name: GaugeName, value) => gauges[name].set(value),
    observe: (name: ObservedDuration, seconds) => histograms[name].observe(seconds),
  };
  return {
    telemetry,
    metrics: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

type BoundCounter = Pick<Counter.Internal, 'inc'>;

function createCounters(registry: Registry): Record<CountedEvent, BoundCounter> {
  const labelled = new Map<string, Counter<'limit'>>();
  return mapValues(counterMetrics, ({ name, help, limit }): BoundCounter => {
    if (limit === undefined) return new Counter({ name, help, registers: [registry] });
    const counter = labelled.get(name) ?? new Counter({ name, help, labelNames: ['limit'], registers: [registry] });
    labelled.set(name, counter);
    const bound = counter.labels(limit);
    // A series that exists from the start lets an alert see its first increase.
    bound.inc(0);
    return bound;
  });
}

function mapValues<Key extends string, In, Out>(
  record: Readonly<Record<Key, In>>,
  map: (value: In) => Out,
): Record<Key, Out> {
  const entries = Object.entries<In>(record).map(([key, value]) => [key, map(value)] as const);
  return Object.fromEntries(entries) as Record<Key, Out>;
}
