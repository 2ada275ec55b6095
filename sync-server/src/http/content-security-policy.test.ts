import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inlineScriptHashes, pagePolicy } from './content-security-policy.js';

function hash(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

describe('inlineScriptHashes', () => {
  it('has each script that stands in the page once, exactly as it stands', () => {
    const html =
      '<script src="/a.js"></script><script>\n one() </script><SCRIPT type="module" async>two("<b>")</SCRIPT >' +
      '<script>\n one() </script><script></script><script data-src="x">three()</script>';
    expect(inlineScriptHashes(html)).toEqual([hash('\n one() '), hash('two("<b>")'), hash('three()')]);
  });
});

describe('pagePolicy', () => {
  const page = { scriptHashes: ["'sha256-x'"], frameAncestors: [] };

  it('lets run only what belongs to the page', () => {
    const policy = pagePolicy(page, 'docs.example');
    expect(policy).toContain("script-src 'self' 'sha256-x';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('lets connect only to its own host', () => {
    expect(pagePolicy(page, 'docs.example:8080')).toContain(
      "connect-src 'self' ws://docs.example:8080 wss://docs.example:8080;",
    );
    expect(pagePolicy(page, '[::1]:3000')).toContain("connect-src 'self' ws://[::1]:3000 wss://[::1]:3000;");
  });

  it('takes nothing into the header that is no host', () => {
    for (const host of [
      undefined,
      '',
      "x; script-src 'unsafe-inline'",
      'a b',
      'a,b',
      '*',
      '*.example',
      'a/b',
      "'none'",
    ]) {
      expect(pagePolicy(page, host)).toContain("connect-src 'self';");
    }
  });
});
