import { type JWTPayload, SignJWT } from 'jose';

/** Signs tokens in tests; as long as a secret must be. */
export const secret = 'a secret of tests that is long enough for HS256';

export async function token(claims: JWTPayload = {}, key = secret): Promise<string> {
  const inAnHour = Math.floor(Date.now() / 1000) + 3_600;
  const payload = { sub: 'ada', name: 'Ada', exp: inAnHour, rooms: [{ name: 'room', role: 'edit' }], ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key));
}
