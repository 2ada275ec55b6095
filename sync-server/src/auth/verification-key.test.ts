import { describe, expect, it } from 'vitest';
import { jwksUrlProblem, secretProblem } from './verification-key.js';

describe('secretProblem', () => {
  it('counts bytes of UTF-8', () => {
    expect(secretProblem('x'.repeat(31))).toMatch(/32 bytes, but has 31/);
    expect(secretProblem('x'.repeat(32))).toBeNull();
    expect(secretProblem('é'.repeat(16))).toBeNull();
  });

  it('refuses white space around it, as files often end with a line feed', () => {
    expect(secretProblem(`${'x'.repeat(32)}\n`)).toMatch(/white space/);
    expect(secretProblem(`${'x'.repeat(16)} ${'x'.repeat(16)}`)).toBeNull();
  });
});

describe('jwksUrlProblem', () => {
  it.each([
    'https://id.example/.well-known/jwks.json',
    'http://localhost:8080/k',
    'http://127.0.0.1:8080/k',
    'http://[::1]:8080/k',
    'http://keycloak:8080/k',
    'http://10.1.2.3/k',
    'http://172.16.0.1/k',
    'http://192.168.0.1/k',
    'http://[fd00::1]/k',
    'http://id.cluster.internal/k',
  ])('takes %s', (url) => {
    expect(jwksUrlProblem(url)).toBeNull();
  });

  it.each([
    '',
    'id.example/k',
    'file:///etc/passwd',
    'data:application/json,{}',
    'http://id.example/k',
    'http://10.evil.example/k',
    'http://localhost.evil.example/k',
    'http://8.8.8.8/k',
    'http://172.32.0.1/k',
    'http://[2001:db8::1]/k',
    'https://user@id.example/k',
    'https://:password@id.example/k',
  ])('refuses %s', (url) => {
    expect(jwksUrlProblem(url)).not.toBeNull();
  });
});
