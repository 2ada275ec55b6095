import { describe, expect, it } from 'vitest';
import { apiUrl, deviceName, roomInUrl, syncUrl } from './sync-url.js';

describe('the addresses of a document', () => {
  it('follow the server’s, whatever its scheme and however it ends', () => {
    expect(syncUrl('https://docs.example/')).toBe('wss://docs.example/sync');
    expect(syncUrl('ws://localhost:3000')).toBe('ws://localhost:3000/sync');
    expect(apiUrl('wss://docs.example/app//', 'a b')).toBe('https://docs.example/app/api/v1/documents/a%20b');
  });

  it('keep slashes and encode the rest', () => {
    expect(roomInUrl('team/plan ?#%ü')).toBe('team/plan%20%3F%23%25%C3%BC');
  });

  it.each(['', '/', 'a/', '/a', 'a//b', '.', 'a/../b'])('do not exist for the id %j', (id) => {
    expect(() => roomInUrl(id)).toThrow(RangeError);
  });

  it('name different copies for different servers', () => {
    expect(deviceName('https://a.example/', 'x')).toBe(deviceName('wss://a.example', 'x'));
    expect(deviceName('https://a.example', 'x')).not.toBe(deviceName('https://b.example', 'x'));
  });
});
