import { describe, expect, it } from 'vitest';
import { counterMetrics, gaugeMetrics, histogramMetrics } from './metric-names.js';
import { createPrometheus } from './prometheus.js';

describe('createPrometheus', () => {
  it('reports counters, gauges and durations under their public names', async () => {
    const { telemetry, metrics } = createPrometheus({ processMetrics: false });
    telemetry.count('updates-received');
    telemetry.count('updates-received', 2);
    telemetry.count('limit-frame-bytes');
    telemetry.gauge('sessions', 7);
    telemetry.observe('store-commit', 0.004);
    const { body, contentType } = await metrics();
    expect(contentType).toContain('text/plain');
    expect(body).toContain('manyhands_updates_received_total 3');
    expect(body).toContain('manyhands_limit_reached_total{limit="frame_bytes"} 1');
    expect(body).toContain('manyhands_limit_reached_total{limit="connections"} 0');
    expect(body).toContain('manyhands_sessions 7');
    expect(body).toContain('manyhands_store_commit_seconds_bucket{le="0.005"} 1');
    expect(body).toContain('manyhands_store_commit_seconds_count 1');
  });

  it('reports every metric from the start, so that its absence means something', async () => {
    const { body } = await createPrometheus({ processMetrics: false }).metrics();
    for (const { name } of [counterMetrics, gaugeMetrics, histogramMetrics].flatMap((metrics) =>
      Object.values(metrics),
    )) {
      expect(body).toContain(`# TYPE ${name} `);
    }
  });

  it('keeps two servers of one process apart', async () => {
    const [one, other] = [createPrometheus({ processMetrics: false }), createPrometheus({ processMetrics: false })];
    one.telemetry.count('resyncs');
    expect((await other.metrics()).body).toContain('manyhands_resyncs_total 0');
  });

  it('reports the process', async () => {
    const { body } = await createPrometheus().metrics();
    expect(body).toContain('process_cpu_user_seconds_total');
    expect(body).toContain('nodejs_eventloop_lag_seconds');
  });

  it('uses names that Prometheus allows', () => {
    for (const { name } of Object.values(counterMetrics)) expect(name).toMatch(/^manyhands_[a-z_]+_total$/);
    for (const { name } of Object.values(histogramMetrics)) expect(name).toMatch(/^manyhands_[a-z_]+_seconds$/);
  });
});
